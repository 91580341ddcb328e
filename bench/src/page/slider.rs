//! The time from a move of the slider between only sure names and none missed to the painted names.

use namelight_tests::Page;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::story::story;
use crate::summary::Summary;
use crate::table::Row;

/// How often the slider is moved, after as many moves that do not count.
const MOVES: usize = 20;

/// Moves the slider to its ends and back, each time after the move before was painted, and gives the milliseconds of each.
const MOVE: &str = "return (async () => {
    document.getElementById('settings').open = true;
    const slider = document.getElementById('operating-point');
    const output = document.querySelector('output[for=operating-point]');
    const usual = slider.value;
    const painted = () => new Promise(done => requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = done;
        channel.port2.postMessage(0);
    }));
    const times = [];
    for (let move = 0; move < arguments[0]; move += 1) {
        const shown = output.textContent;
        const since = performance.now();
        slider.value = [slider.max, usual, slider.min, usual][move % 4];
        slider.dispatchEvent(new InputEvent('input', { bubbles: true }));
        while (output.textContent === shown) await new Promise(done => setTimeout(done, 0));
        await painted();
        times.push(performance.now() - since);
        await new Promise(done => setTimeout(done, 50));
    }
    return times;
})()";

/// The latency of a move in a text of one length.
#[derive(Debug, Serialize, Deserialize)]
pub struct Slider {
    words: usize,
    summary: Summary,
}

impl Slider {
    pub fn row(&self) -> Row {
        Row::new(
            "From a move of the slider to the painted names, milliseconds",
            format!("{} words", self.words),
            self.summary.cell(),
        )
    }
}

/// Moves the slider beside a text of this many words.
pub async fn measure(page: &Page, words: usize) -> Slider {
    page.analyse(&story(words)).await;
    let moves = || page.run::<Vec<f64>>(MOVE, json!([MOVES]));
    moves().await;
    Slider {
        words,
        summary: Summary::of(&moves().await),
    }
}
