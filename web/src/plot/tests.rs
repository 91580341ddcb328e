//! Tests of charts, before they are SVG.

use super::*;

fn plot(x: Axis, y: Axis, marks: Vec<Mark>) -> Plot {
    Plot {
        x,
        y,
        x_unit: "steps".to_owned(),
        y_unit: "%".to_owned(),
        marks,
    }
}

fn texts(drawing: &Drawing) -> Vec<&str> {
    let elements = drawing.elements.iter();
    let texts = elements.filter_map(|element| match &element.shape {
        Shape::Text(_, _, text) => Some(text.as_str()),
        _ => None,
    });
    texts.collect()
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn unit() -> Axis {
    Axis::within([0.0, 1.0].into_iter(), 3)
}

#[test]
fn a_drawing_has_axes_with_ticks_and_units() {
    let drawing = draw(&plot(unit(), unit(), Vec::new())).unwrap();
    let mut texts = texts(&drawing);
    texts.sort_unstable();
    assert_eq!(
        texts,
        ["%", "0.0", "0.0", "0.5", "0.5", "1.0", "1.0", "steps"]
    );
    let roles = [Role::Axis, Role::Grid, Role::Label];
    for role in roles {
        assert!(
            drawing.elements.iter().any(|element| element.role == role),
            "{role:?}"
        );
    }
}

#[test]
fn higher_values_are_higher_up_and_later_ones_further_right() {
    let line = Mark::Line(1, vec![(0.0, 0.0), (0.5, 1.0), (1.0, 0.5)]);
    let drawing = draw(&plot(unit(), unit(), vec![line])).unwrap();
    let last = drawing.elements.last().unwrap();
    assert_eq!(last.role, Role::Series(1));
    let Shape::Line(points) = &last.shape else {
        panic!("{last:?} is no line");
    };
    assert!(points.is_sorted_by_key(|point| point.0));
    assert!(points[1].1 < points[2].1 && points[2].1 < points[0].1);
    let inside = |point: &Point| point.0 <= drawing.width && point.1 <= drawing.height;
    assert!(points.iter().all(inside), "{points:?}");
}

#[test]
fn series_have_symbols_of_their_own_form() {
    let symbols = |series| Mark::Symbols(series, vec![(0.5, 0.5)]);
    let marks = vec![symbols(0), symbols(1), symbols(2)];
    let drawing = draw(&plot(unit(), unit(), marks)).unwrap();
    let [.., disc, square, triangle] = &drawing.elements[..] else {
        panic!("three symbols were drawn");
    };
    assert!(matches!(disc.shape, Shape::Disc(..)));
    let corners = |element: &Element| match &element.shape {
        Shape::Area(corners) => corners.len(),
        _ => 0,
    };
    assert_eq!((corners(square), corners(triangle)), (4, 3));
}

#[test]
fn a_chart_grows_with_its_names() {
    let few = names(&["PER", "ORG"]);
    let many: Vec<String> = (0..20).map(|kind| format!("KIND {kind}")).collect();
    let height = |names: &[String]| {
        let axis = Axis::Names(names.to_vec());
        draw(&plot(unit(), axis, Vec::new())).unwrap().height
    };
    assert!(height(&many) > 4.0 * height(&few));
}

#[test]
fn long_names_are_cut_on_characters() {
    let long = Axis::Names(names(&["äöüäöüäöüäöüäöüäöüäöü"]));
    let drawing = draw(&plot(unit(), long, Vec::new())).unwrap();
    assert!(texts(&drawing).contains(&"äöüäöüäöüäöüäöüä…"));
}

#[test]
fn nothing_to_draw_is_drawn_as_well() {
    let nothing = || std::iter::empty();
    let drawing = draw(&plot(
        Axis::Names(Vec::new()),
        Axis::logarithmic(nothing()),
        vec![Mark::Line(0, Vec::new()), Mark::Symbols(0, Vec::new())],
    ));
    assert!(drawing.is_ok());
    let upright = plot(Axis::percent(nothing(), 5), Axis::Names(Vec::new()), vec![]);
    assert!(draw(&upright).is_ok());
}

#[test]
fn every_ink_comes_back_from_its_colour() {
    use plotters::style::Color;
    let roles = [Role::Axis, Role::Grid, Role::Label, Role::Guide, Role::Note];
    for role in roles.into_iter().chain((0..3).map(Role::Series)) {
        assert_eq!(Role::of(role.color().to_backend_color()), role);
    }
}
