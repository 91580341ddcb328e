//! A text to copy where the page cannot use the clipboard.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// The properties of [`CopyByHand`].
#[derive(Clone, PartialEq, Properties)]
pub struct CopyByHandProps {
    /// The text.
    pub text: AttrValue,
}

/// A field with everything in it selected.
#[component]
pub fn CopyByHand(props: &CopyByHandProps) -> Html {
    let field = use_node_ref();
    use_effect_with((field.clone(), props.text.clone()), |(field, _)| {
        if let Some(field) = field.cast::<HtmlTextAreaElement>() {
            // The text is there to be selected by hand as well.
            let _ = field.focus();
            field.select();
        }
    });
    html! {
        <textarea
            id="by-hand"
            ref={field}
            readonly={true}
            rows="4"
            aria-label="The text to copy"
            value={props.text.clone()}
        />
    }
}
