//! The drawing back end of Plotters, which collects elements in a list.

use std::convert::Infallible;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use super::Role;

/// A place: its distance to the right, and its distance downwards in drawings or upwards on axes.
pub type Point = (f64, f64);

/// Pixels of Plotters in a unit of a drawing. Plotters counts whole pixels, so there are several.
pub(super) const PIXELS: f64 = 10.0;
/// The mean width of a character, divided by the size of the font.
pub(super) const CHARACTER: f64 = 0.66;

/// The part of a text that is at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The first character.
    Start,
    /// The middle.
    Middle,
    /// The last character.
    End,
}

/// The shape of an element, in units of the drawing.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A line from point to point.
    Line(Vec<Point>),
    /// The area between points.
    Area(Vec<Point>),
    /// A rectangle, by its upper left corner, its width and its height.
    Box(Point, f64, f64),
    /// A disc, by its centre and its radius.
    Disc(Point, f64),
    /// A line of text on its baseline.
    Text(Point, Anchor, String),
}

/// An element of a drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// What the element stands for.
    pub role: Role,
    /// Its shape.
    pub shape: Shape,
}

/// Collects the elements that are drawn on it.
pub(super) struct Canvas<'a> {
    /// Width and height in units.
    pub size: (f64, f64),
    /// The elements that were drawn.
    pub elements: &'a mut Vec<Element>,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl Canvas<'_> {
    fn push(&mut self, color: BackendColor, shape: Shape) -> Drawn {
        let role = Role::of(color);
        self.elements.push(Element { role, shape });
        Ok(())
    }
}

fn point((x, y): BackendCoord) -> Point {
    (f64::from(x) / PIXELS, f64::from(y) / PIXELS)
}

fn points(path: impl IntoIterator<Item = BackendCoord>) -> Vec<Point> {
    path.into_iter().map(point).collect()
}

impl DrawingBackend for Canvas<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        let (width, height) = self.size;
        ((width * PIXELS) as u32, (height * PIXELS) as u32)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, place: BackendCoord, color: BackendColor) -> Drawn {
        self.push(color, Shape::Disc(point(place), 0.5 / PIXELS))
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.push(style.color(), Shape::Line(points([from, to])))
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        lower_right: BackendCoord,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        let (from, to) = (point(upper_left), point(lower_right));
        let corner = (from.0.min(to.0), from.1.min(to.1));
        let (width, height) = ((to.0 - from.0).abs(), (to.1 - from.1).abs());
        self.push(style.color(), Shape::Box(corner, width, height))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.push(style.color(), Shape::Line(points(path)))
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        let radius = f64::from(radius) / PIXELS;
        self.push(style.color(), Shape::Disc(point(center), radius))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        self.push(style.color(), Shape::Area(points(corners)))
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        place: BackendCoord,
    ) -> Drawn {
        let (x, y) = point(place);
        // A digit is about 0.7 high, and some letters reach below the baseline.
        let below = style.size() / PIXELS
            * match style.anchor().v_pos {
                VPos::Top => 0.72,
                VPos::Center => 0.36,
                VPos::Bottom => -0.3,
            };
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        let shape = Shape::Text((x, y + below), anchor, text.to_owned());
        self.push(style.color(), shape)
    }

    /// Without asking the document, which has no place for a text that is not drawn yet.
    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let width = text.chars().count() as f64 * CHARACTER * style.size();
        Ok((width as u32, style.size() as u32))
    }
}
