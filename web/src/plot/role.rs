//! The role of an element: what it stands for.

use plotters::style::RGBColor;
use plotters_backend::BackendColor;

/// What an element stands for; the style sheet says how that looks in light, in the dark and in forced colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// An axis with its ticks.
    Axis,
    /// A line through the area at a tick.
    Grid,
    /// The number or name of a tick, and units.
    Label,
    /// A line to compare with.
    Guide,
    /// A text in the area.
    Note,
    /// A series, by its number.
    Series(usize),
}

impl Role {
    /// Number of series that can be told apart.
    pub const SERIES: usize = 3;

    /// The role as a colour. Plotters hands nothing but colours from elements to the canvas, so ours are numbers of roles.
    pub(super) fn color(self) -> RGBColor {
        let (kind, number) = match self {
            Self::Axis => (0, 0),
            Self::Grid => (1, 0),
            Self::Label => (2, 0),
            Self::Guide => (3, 0),
            Self::Note => (4, 0),
            Self::Series(number) => (5, number % Self::SERIES),
        };
        RGBColor(kind, number as u8, 0)
    }

    /// The role of a colour that [`Role::color`] made.
    pub(super) fn of(color: BackendColor) -> Self {
        let (kind, number, _) = color.rgb;
        match kind {
            1 => Self::Grid,
            2 => Self::Label,
            3 => Self::Guide,
            4 => Self::Note,
            5 => Self::Series(number.into()),
            _ => Self::Axis,
        }
    }

    /// The class that the style sheet knows the role by.
    pub fn class(self) -> String {
        match self {
            Self::Axis => "axis".to_owned(),
            Self::Grid => "grid".to_owned(),
            Self::Label => "label".to_owned(),
            Self::Guide => "guide".to_owned(),
            Self::Note => "note-in".to_owned(),
            Self::Series(number) => format!("series-{number}"),
        }
    }
}
