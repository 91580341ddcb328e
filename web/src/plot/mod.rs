//! Charts. A [`Plot`] says what is to be seen; Plotters draws it onto a canvas that collects [`Element`]s, and the page shows
//! the finished [`Drawing`] as SVG. Nothing here needs a browser, and nothing here knows a colour: an element says what it
//! stands for ([`Role`]), and the style sheet says how that looks.

mod axis;
mod canvas;
mod draw;
mod role;

#[cfg(test)]
mod tests;

pub use axis::Axis;
pub use canvas::{Anchor, Element, Point, Shape};
pub use draw::{DrawError, Drawing, draw};
pub use role::Role;

/// A chart before it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    /// The axis from left to right.
    pub x: Axis,
    /// The axis from the bottom upwards; names go from the top downwards.
    pub y: Axis,
    /// What `x` counts.
    pub x_unit: String,
    /// What `y` measures.
    pub y_unit: String,
    /// The marks in the area; later ones cover earlier ones.
    pub marks: Vec<Mark>,
}

/// A mark in the area of a chart, at places of its axes.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A line from point to point; the number of its series sets colour and dashes.
    Line(usize, Vec<Point>),
    /// A symbol at each point; the number of its series sets colour and form.
    Symbols(usize, Vec<Point>),
    /// A bar between two corners.
    Bar(usize, Point, Point),
    /// A line to compare with.
    Guide(Vec<Point>),
    /// A short text to the right of a point.
    Note(Point, String),
}
