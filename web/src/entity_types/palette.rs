//! Colours for any set of types.

use super::CONLL;

/// Colours of `web/styles/entity_types.css` for types that have none of their own. A set with more types has some twice: what
/// tells types apart is their name, which is always written.
pub const SLOTS: usize = 10;

/// Types of other sets that look as those of CoNLL-2003 do.
const ALIKE: [(&str, &str); 5] = [
    ("PERSON", "per"),
    ("ORGANIZATION", "org"),
    ("ORGANISATION", "org"),
    ("LOCATION", "loc"),
    ("OTHER", "misc"),
];

/// Which type has which colour.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Palette {
    /// Those without a colour of their own, in the order of the label set.
    others: Vec<String>,
}

impl Palette {
    /// The colours of a label set's types.
    pub fn new(kinds: &[String]) -> Self {
        let has_none = |kind: &&String| !CONLL.contains(&kind.as_str()) && alike(kind).is_none();
        Self {
            others: kinds.iter().filter(has_none).cloned().collect(),
        }
    }

    /// The value of an element's `data-slot`; none for a type whose label is its colour's name already, or that is not in
    /// the set.
    pub fn slot(&self, kind: &str) -> Option<String> {
        if let Some(alike) = alike(kind) {
            return Some(alike.to_owned());
        }
        let place = self.others.iter().position(|other| other == kind)?;
        Some((place % SLOTS).to_string())
    }
}

fn alike(kind: &str) -> Option<&'static str> {
    let mut alike = ALIKE.iter();
    let (_, slot) = alike.find(|(other, _)| other.eq_ignore_ascii_case(kind))?;
    Some(slot)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLES: &str = include_str!("../../styles/entity_types.css");

    fn palette(kinds: &[&str]) -> Palette {
        let kinds: Vec<String> = kinds.iter().map(|kind| (*kind).to_owned()).collect();
        Palette::new(&kinds)
    }

    #[test]
    fn the_types_of_conll_keep_their_colours() {
        let palette = palette(&["DATE", "PER", "ORG", "LOC", "MISC", "GPE"]);
        for kind in CONLL {
            assert_eq!(palette.slot(kind), None);
        }
        assert_eq!(palette.slot("DATE").as_deref(), Some("0"));
        assert_eq!(palette.slot("GPE").as_deref(), Some("1"));
    }

    #[test]
    fn a_person_is_a_person_in_any_set() {
        let palette = palette(&["person", "creative-work", "location"]);
        assert_eq!(palette.slot("person").as_deref(), Some("per"));
        assert_eq!(palette.slot("location").as_deref(), Some("loc"));
        assert_eq!(palette.slot("creative-work").as_deref(), Some("0"));
    }

    #[test]
    fn a_large_set_starts_over_with_the_colours() {
        let kinds: Vec<String> = (0..66).map(|number| format!("kind-{number}")).collect();
        let palette = Palette::new(&kinds);
        assert_eq!(palette.slot("kind-9").as_deref(), Some("9"));
        assert_eq!(palette.slot("kind-10").as_deref(), Some("0"));
        assert_eq!(palette.slot("kind-65").as_deref(), Some("5"));
    }

    #[test]
    fn a_type_that_is_not_in_the_set_has_no_colour() {
        assert_eq!(palette(&["DATE"]).slot("TIME"), None);
    }

    /// The colours of a property in a slot: in the light, in the dark.
    fn colours(slot: usize, property: &str) -> [[f64; 3]; 2] {
        let start = format!("[data-slot=\"{slot}\"]");
        let rule = STYLES.split_once(&start).expect("a rule for each slot").1;
        let value = rule
            .split_once(&format!("{property}: light-dark("))
            .unwrap()
            .1;
        let (light, rest) = value.split_once(", ").unwrap();
        let dark = rest.split_once(')').unwrap().0;
        [light, dark].map(channels)
    }

    fn channels(hex: &str) -> [f64; 3] {
        let byte = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
        [1, 3, 5].map(|at| f64::from(byte(at)) / 255.0)
    }

    /// WCAG 2's relative luminance.
    fn luminance(channels: [f64; 3]) -> f64 {
        let [red, green, blue] = channels.map(|channel| match channel {
            channel if channel <= 0.04045 => channel / 12.92,
            channel => ((channel + 0.055) / 1.055).powf(2.4),
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    #[test]
    fn every_colour_can_be_read_on_its_ground_in_the_light_and_in_the_dark() {
        for slot in 0..SLOTS {
            let inks = colours(slot, "--kind").map(luminance);
            let grounds = colours(slot, "--kind-ground").map(luminance);
            for (ink, ground) in inks.into_iter().zip(grounds) {
                let contrast = (ink.max(ground) + 0.05) / (ink.min(ground) + 0.05);
                assert!(contrast >= 4.5, "slot {slot}: {contrast}");
            }
            // Text that is not a badge is darker than badges in the light, and lighter in the dark.
            assert!(inks[0] < grounds[0] && inks[1] > grounds[1], "slot {slot}");
        }
    }

    #[test]
    fn no_two_slots_look_the_same() {
        for slot in 0..SLOTS {
            for other in 0..slot {
                assert_ne!(
                    colours(slot, "--kind-ground"),
                    colours(other, "--kind-ground")
                );
            }
        }
    }
}
