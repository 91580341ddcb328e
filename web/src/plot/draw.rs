//! From plot to drawing.

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

// Sizes in units of the drawing; the browser scales it to the room there is.
const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 232.0;
const TEXT: f64 = 13.5;
const TOP: f64 = 8.0;
/// The line of the vertical unit.
const UNIT: f64 = 15.0;
const RIGHT: f64 = 18.0;
const BOTTOM: f64 = 42.0;
/// A row of names.
const ROW: f64 = 30.0;
/// A column of names.
const COLUMN: f64 = 46.0;
/// The longest name of a row and of a column; the table has all of it.
const ROW_NAME: usize = 16;
const COLUMN_NAME: usize = 6;
/// What is left of a longer one.
const ROW_NAME_CUT: usize = 16;
const COLUMN_NAME_CUT: usize = 4;
const TICK: f64 = 4.0;
const SYMBOL: f64 = 4.2;

/// A drawn chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// Units.
    pub width: f64,
    /// Units.
    pub height: f64,
    /// From the lowest to the uppermost.
    pub elements: Vec<Element>,
}

impl Drawing {
    /// Whether it has more columns than a telephone has room for.
    pub fn is_wide(&self) -> bool {
        self.width > WIDTH
    }
}

/// Draws a chart, as wide and high as its names need.
///
/// # Errors
/// Plotters' own.
pub fn draw(plot: &Plot) -> Result<Drawing, DrawError> {
    let plot = &short_names(plot);
    let left = label_room(&plot.y);
    let top = if plot.y_unit.is_empty() {
        TOP
    } else {
        TOP + UNIT
    };
    let names = |axis: &Axis| axis.names().map(|names| names.len() as f64);
    let width = names(&plot.x).map_or(WIDTH, |names| WIDTH.max(left + RIGHT + names * COLUMN));
    let height = names(&plot.y).map_or(HEIGHT, |names| top + BOTTOM + names.max(1.0) * ROW);
    let mut elements = Vec::new();
    let canvas = Canvas {
        size: (width, height),
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
        width,
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
    if plot.x.names().is_some() {
        mesh.disable_mesh();
    }
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
        Mark::Field(level, from, to, number) => {
            let (from, to) = (place(from), place(to));
            root.draw(&Rectangle::new([from, to], filled(Role::Level(*level))))?;
            let middle = ((from.0 + to.0) / 2, (from.1 + to.1) / 2);
            let style = text(Role::Note, HPos::Center, VPos::Center);
            root.draw_text(number, &style, middle)
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

fn short_names(plot: &Plot) -> Plot {
    let axis = |axis: &Axis, longest, cut| match axis {
        Axis::Names(names) => Axis::Names(shortened(names, longest, cut)),
        Axis::NamesDownwards(names) => Axis::NamesDownwards(shortened(names, longest, cut)),
        other => other.clone(),
    };
    Plot {
        x: axis(&plot.x, COLUMN_NAME, COLUMN_NAME_CUT),
        y: axis(&plot.y, ROW_NAME, ROW_NAME_CUT),
        ..plot.clone()
    }
}

fn shortened(names: &[String], longest: usize, cut: usize) -> Vec<String> {
    let short = |name: &String| match name.chars().count() > longest {
        true => name.chars().take(cut).chain(['…']).collect(),
        false => name.clone(),
    };
    names.iter().map(short).collect()
}
