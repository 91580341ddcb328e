//! Draws a plot: chooses sizes, and lets Plotters place axes and marks.

use std::convert::Infallible;

use plotters::chart::{ChartBuilder, ChartContext};
use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, TriangleMarker};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, ShapeStyle, TextStyle};
use plotters_backend::BackendCoord;

use super::canvas::{CHARACTER, Canvas, PIXELS};
use super::{Axis, Element, Mark, Plot, Point, Role};

/// Why a chart was not drawn.
pub type DrawError = DrawingAreaErrorKind<Infallible>;
type Area<'a> = DrawingArea<Canvas<'a>, Shift>;
type Chart<'a, 'b> = ChartContext<'b, Canvas<'a>, Cartesian2d<Axis, Axis>>;

// Sizes are in units of the drawing. A unit is one pixel (`chart.css` draws every chart `WIDTH` wide), so that letters have the
// same size in all charts; where a window is narrower than a chart, all charts shrink alike.
const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 212.0;
const TEXT: f64 = 13.0;
const TOP: f64 = 8.0;
/// The height of the line that holds the vertical unit.
const UNIT: f64 = 15.0;
const RIGHT: f64 = 18.0;
const BOTTOM: f64 = 41.0;
/// The height of a row of names.
const ROW: f64 = 28.0;
/// The longest name of a row, in characters.
const LONGEST_NAME: usize = 16;
const TICK: f64 = 4.0;
const SYMBOL: f64 = 4.2;

/// A drawn chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// Width in units.
    pub width: f64,
    /// Height in units.
    pub height: f64,
    /// The elements, from the lowest to the uppermost.
    pub elements: Vec<Element>,
}

/// Draws a chart, as high as its names need.
///
/// # Errors
/// Those of Plotters.
pub fn draw(plot: &Plot) -> Result<Drawing, DrawError> {
    let plot = &short_names(plot);
    let left = label_room(&plot.y);
    let top = if plot.y_unit.is_empty() {
        TOP
    } else {
        TOP + UNIT
    };
    let names = plot.y.names().map(|names| names.len() as f64);
    let height = names.map_or(HEIGHT, |names| top + BOTTOM + names.max(1.0) * ROW);
    let mut elements = Vec::new();
    let canvas = Canvas {
        size: (WIDTH, height),
        elements: &mut elements,
    };
    let root = canvas.into_drawing_area();
    let mut chart = ChartBuilder::on(&root)
        .margin_top(pixels(top))
        .margin_right(pixels(RIGHT))
        .x_label_area_size(pixels(BOTTOM))
        .y_label_area_size(pixels(left))
        .build_cartesian_2d(plot.x.clone(), plot.y.clone())?;
    draw_axes(&mut chart, plot)?;
    let unit = text(Role::Label, HPos::Left, VPos::Top);
    root.draw_text(&plot.y_unit, &unit, (pixels(2.0), pixels(3.5)))?;
    for mark in &plot.marks {
        draw_mark(&root, &chart, mark)?;
    }
    drop((chart, root));
    Ok(Drawing {
        width: WIDTH,
        height,
        elements,
    })
}

fn draw_axes(chart: &mut Chart, plot: &Plot) -> Result<(), DrawError> {
    let label = text(Role::Label, HPos::Left, VPos::Top);
    let mut mesh = chart.configure_mesh();
    mesh.axis_style(Role::Axis.color())
        .bold_line_style(Role::Grid.color())
        .label_style(label.clone())
        .axis_desc_style(label)
        .x_desc(&plot.x_unit)
        .set_all_tick_mark_size(pixels(TICK));
    mesh.draw()
}

fn draw_mark(root: &Area, chart: &Chart, mark: &Mark) -> Result<(), DrawError> {
    let place = |point: &Point| chart.backend_coord(point);
    let places = |points: &[Point]| points.iter().map(place).collect::<Vec<_>>();
    match mark {
        Mark::Line(series, points) => root.draw(&PathElement::new(
            places(points),
            Role::Series(*series).color(),
        )),
        Mark::Guide(points) => root.draw(&PathElement::new(places(points), Role::Guide.color())),
        Mark::Symbols(series, points) => places(points)
            .into_iter()
            .try_for_each(|place| symbol(root, *series, place)),
        Mark::Bar(series, from, to) => {
            let style = filled(Role::Series(*series));
            root.draw(&Rectangle::new([place(from), place(to)], style))
        }
        Mark::Note(point, note) => {
            let (x, y) = place(point);
            let style = text(Role::Note, HPos::Left, VPos::Bottom);
            root.draw_text(note, &style, (x + pixels(SYMBOL), y - pixels(SYMBOL)))
        }
    }
}

/// Series differ in form as well as in colour: discs, squares, triangles.
fn symbol(root: &Area, series: usize, (x, y): BackendCoord) -> Result<(), DrawError> {
    let style = filled(Role::Series(series));
    let half = pixels(SYMBOL * 0.9);
    match series % Role::SERIES {
        0 => root.draw(&Circle::new((x, y), pixels(SYMBOL), style)),
        1 => {
            let corners = [(-1, -1), (1, -1), (1, 1), (-1, 1)];
            let corners = corners.map(|(right, down)| (x + right * half, y + down * half));
            root.draw(&Polygon::new(corners, style))
        }
        _ => root.draw(&TriangleMarker::new((x, y), pixels(SYMBOL * 1.3), style)),
    }
}

fn filled(role: Role) -> ShapeStyle {
    role.color().filled()
}

fn text(role: Role, across: HPos, down: VPos) -> TextStyle<'static> {
    let size = TEXT * PIXELS;
    let font = FontDesc::new(FontFamily::SansSerif, size, FontStyle::Normal);
    let style = TextStyle::from(font).pos(Pos::new(across, down));
    let color = role.color().to_backend_color();
    TextStyle { color, ..style }
}

fn pixels(units: f64) -> i32 {
    (units * PIXELS).round() as i32
}

fn label_room(axis: &Axis) -> f64 {
    let labels = axis.ticks().into_iter().map(|tick| axis.label(tick));
    let longest = labels.map(|label| label.chars().count()).max();
    longest.unwrap_or(0) as f64 * TEXT * CHARACTER + 3.0 * TICK
}

/// Names that are too long for their room are cut; the table beside the chart has all of them.
fn short_names(plot: &Plot) -> Plot {
    let Axis::Names(names) = &plot.y else {
        return plot.clone();
    };
    let short = |name: &String| match name.chars().count() > LONGEST_NAME {
        true => name.chars().take(LONGEST_NAME).chain(['…']).collect(),
        false => name.clone(),
    };
    Plot {
        y: Axis::Names(names.iter().map(short).collect()),
        ..plot.clone()
    }
}
