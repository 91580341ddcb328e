//! Which entity type has which colours.

use super::full_name;

/// The colours of each slot: of its letters (`--kind`) and of their ground (`--kind-ground`), each for the light and for
/// the dark theme.
const STYLES: &str = include_str!("../../styles/entity_types.css");

/// Slots of types that have colours of their own, by their full name.
const NAMED: [(&str, &str); 4] = [
    ("Person", "per"),
    ("Organisation", "org"),
    ("Place", "loc"),
    ("Other", "misc"),
];

/// Slots of all other types, in the order of the label set. A set with more types uses some twice: what tells types
/// apart is their label, which is always written.
const NUMBERED: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/// The slots of a model's entity types.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Palette {
    /// The types without colours of their own, in the order of the label set.
    numbered: Vec<String>,
}

impl Palette {
    /// The palette of a label set's types.
    pub fn new(entity_types: &[String]) -> Self {
        let is_numbered = |entity_type: &&String| named(entity_type).is_none();
        Self {
            numbered: entity_types.iter().filter(is_numbered).cloned().collect(),
        }
    }

    /// The value of an element's `data-slot`; none for a type that is not in the label set.
    pub fn slot(&self, entity_type: &str) -> Option<&'static str> {
        let numbered = || {
            let place = self.numbered.iter().position(|one| one == entity_type)?;
            Some(NUMBERED[place % NUMBERED.len()])
        };
        named(entity_type).or_else(numbered)
    }
}

/// The CSS rule that gives the elements of a slot its colours.
pub fn css(slot: &str) -> Option<&'static str> {
    let start = format!("[data-slot=\"{slot}\"]");
    STYLES.lines().find(|line| line.starts_with(&start))
}

fn named(entity_type: &str) -> Option<&'static str> {
    let name = full_name(entity_type);
    let mut named = NAMED.iter();
    named
        .find(|(known, _)| *known == name)
        .map(|(_, slot)| *slot)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity_types::CONLL;

    fn palette(entity_types: &[&str]) -> Palette {
        let owned: Vec<String> = entity_types.iter().map(|name| (*name).to_owned()).collect();
        Palette::new(&owned)
    }

    #[test]
    fn the_types_of_conll_keep_their_colours_and_others_are_counted() {
        let palette = palette(&["DATE", "PER", "ORG", "LOC", "MISC", "GPE"]);
        let slots = CONLL.map(|entity_type| palette.slot(entity_type));
        assert_eq!(slots, ["per", "org", "loc", "misc"].map(Some));
        assert_eq!(palette.slot("DATE"), Some("0"));
        assert_eq!(palette.slot("GPE"), Some("1"));
        assert_eq!(palette.slot("TIME"), None, "it is not in the set");
    }

    #[test]
    fn a_person_is_a_person_in_any_set() {
        let palette = palette(&["person", "creative-work", "location"]);
        for name in ["person", "PERSON", "PER", "per"] {
            assert_eq!(palette.slot(name), Some("per"), "{name}");
        }
        assert_eq!(palette.slot("location"), Some("loc"));
        assert_eq!(palette.slot("creative-work"), Some("0"));
    }

    #[test]
    fn a_large_set_starts_over_with_the_colours() {
        let types: Vec<String> = (0..66).map(|number| format!("type-{number}")).collect();
        let palette = Palette::new(&types);
        assert_eq!(palette.slot("type-9"), Some("9"));
        assert_eq!(palette.slot("type-10"), Some("0"));
        assert_eq!(palette.slot("type-65"), Some("5"));
    }

    fn slots() -> impl Iterator<Item = &'static str> {
        NAMED.map(|(_, slot)| slot).into_iter().chain(NUMBERED)
    }

    /// The colours of a property in a slot: in the light, in the dark.
    fn colours(slot: &str, property: &str) -> [[f64; 3]; 2] {
        let rule = css(slot).expect("a rule for each slot");
        let start = format!("{property}: light-dark(");
        let (_, value) = rule.split_once(&start).unwrap();
        let (light, rest) = value.split_once(", ").unwrap();
        let (dark, _) = rest.split_once(')').unwrap();
        [light, dark].map(channels)
    }

    fn channels(hex: &str) -> [f64; 3] {
        let byte = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
        [1, 3, 5].map(|at| f64::from(byte(at)) / 255.0)
    }

    /// The relative luminance of WCAG 2.
    fn luminance(channels: [f64; 3]) -> f64 {
        let [red, green, blue] = channels.map(|channel| match channel {
            channel if channel <= 0.04045 => channel / 12.92,
            channel => ((channel + 0.055) / 1.055).powf(2.4),
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast ratio of WCAG 2, from 1 to 21.
    fn contrast(one: f64, other: f64) -> f64 {
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_label_can_be_read_on_its_ground_and_so_can_text_in_the_light_and_in_the_dark() {
        let text = [0.11, 0.91].map(|grey| luminance([grey; 3]));
        for slot in slots() {
            let letters = colours(slot, "--kind").map(luminance);
            let grounds = colours(slot, "--kind-ground").map(luminance);
            for theme in [0, 1] {
                let of_label = contrast(letters[theme], grounds[theme]);
                assert!(of_label >= 4.5, "slot {slot}: {of_label}");
                assert!(contrast(text[theme], grounds[theme]) >= 7.0, "slot {slot}");
            }
        }
        assert!((contrast(luminance([1.0; 3]), luminance([0.0; 3])) - 21.0).abs() < 1e-9);
    }

    #[test]
    fn no_two_slots_look_the_same() {
        let grounds: Vec<_> = slots().map(|slot| colours(slot, "--kind-ground")).collect();
        for (index, ground) in grounds.iter().enumerate() {
            assert!(!grounds[..index].contains(ground), "slot {index}");
        }
    }
}
