//! The input of a person: keys and clicks.

use fantoccini::Locator;
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use serde_json::json;

use super::{Mark, Page};
use crate::browser::commands::devtools;

impl Page {
    /// Presses keys in the text field, one after the other. The driver knows no characters beyond U+FFFF.
    pub async fn press(&self, keys: &str) {
        let field = self.client.wait().for_element(Locator::Id("text")).await;
        field.unwrap().send_keys(keys).await.unwrap();
    }

    /// Presses one key in what has the focus.
    pub async fn press_key(&self, key: char) {
        let field = self.client.active_element().await.unwrap();
        field.send_keys(&key.to_string()).await.unwrap();
    }

    /// Presses keys in whatever has the focus.
    pub async fn type_on(&self, keys: &str) {
        let focused = self.client.active_element().await.unwrap();
        focused.send_keys(keys).await.unwrap();
    }

    /// Replaces the text at once, as pasting over all of it does.
    pub async fn paste(&self, text: &str) {
        let script = "const field = document.getElementById('text');
            const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set;
            set.call(field, arguments[0]);
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));";
        self.run::<()>(script, json!([text])).await;
    }

    /// Pastes a text and waits for its names.
    pub async fn analyse(&self, text: &str) -> Vec<Mark> {
        self.until_ready().await;
        self.paste(text).await;
        self.until_analysed().await;
        self.marks().await
    }

    /// Composes characters with an input method where the caret is, in place of those that are composed already.
    pub async fn compose(&self, characters: &str) {
        let end = characters.encode_utf16().count();
        let state = json!({ "text": characters, "selectionStart": end, "selectionEnd": end });
        devtools(&self.client, "Input.imeSetComposition", state).await;
    }

    /// Ends a composition with these characters.
    pub async fn commit(&self, characters: &str) {
        devtools(
            &self.client,
            "Input.insertText",
            json!({ "text": characters }),
        )
        .await;
    }

    /// Clicks the middle of what a CSS selector finds, whatever lies over it: names lie behind the letters of the field.
    pub async fn click_through(&self, css: &str) {
        let mouse = self.pointed_at(css).await;
        let mouse = mouse
            .then(PointerAction::Down {
                button: MOUSE_BUTTON_LEFT,
            })
            .then(PointerAction::Up {
                button: MOUSE_BUTTON_LEFT,
            });
        self.client.perform_actions(mouse).await.unwrap();
    }

    /// Moves the pointer to the middle of what a CSS selector finds.
    pub async fn hover_through(&self, css: &str) {
        let mouse = self.pointed_at(css).await;
        self.client.perform_actions(mouse).await.unwrap();
    }

    async fn pointed_at(&self, css: &str) -> MouseActions {
        self.show(css).await;
        let (x, y): (f64, f64) = self
            .run(
                "const { left, top, width, height } = document.querySelector(arguments[0]).getClientRects()[0];
                return [left + width / 2, top + height / 2].map(Math.round)",
                json!([css]),
            )
            .await;
        let duration = None;
        MouseActions::new("mouse".to_owned()).then(PointerAction::MoveTo { duration, x, y })
    }

    /// Opens what is folded around an element, as a person does who is looking for it.
    pub(super) async fn unfold(&self, css: &str) {
        let script =
            "document.querySelector(arguments[0])?.closest('details')?.setAttribute('open', '')";
        self.run::<()>(script, json!([css])).await;
    }

    /// Clicks what a CSS selector finds.
    pub async fn click(&self, css: &str) {
        self.unfold(css).await;
        let element = self.client.wait().for_element(Locator::Css(css)).await;
        element.unwrap().click().await.unwrap();
    }

    /// Picks an entry of a menu by its value, once it is there.
    pub async fn select(&self, css: &str, value: &str) {
        self.unfold(css).await;
        let entry = format!("{css} option[value='{value}']");
        let waited = self.client.wait().for_element(Locator::Css(&entry)).await;
        waited.unwrap();
        let element = self.client.wait().for_element(Locator::Css(css)).await;
        element.unwrap().select_by_value(value).await.unwrap();
    }
}
