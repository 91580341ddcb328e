//! Charts: what is to be seen ([`Plot`]), drawn by Plotters onto a canvas of elements ([`Drawing`]), which the page shows as
//! SVG. Nothing here needs a browser, and nothing here knows a colour: elements say what they stand for ([`Role`]).

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
    /// From left to right.
    pub x: Axis,
    /// From the bottom upwards; names go from the top downwards.
    pub y: Axis,
    /// What `x` counts.
    pub x_unit: String,
    /// What `y` measures.
    pub y_unit: String,
    /// What lies in the area; later marks cover earlier ones.
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
    /// A field of a table of counts, from an upper left to a lower right corner, shaded in levels from 0 to
    /// [`Role::LEVELS`], with a text in its middle.
    Field(usize, Point, Point, String),
    /// A line to compare with.
    Guide(Vec<Point>),
    /// A short text to the right of a point.
    Note(Point, String),
}
