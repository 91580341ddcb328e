//! Colours for types of any name, in both themes.

/// The hues of the types that the page itself has colours for.
const KNOWN: [(&str, u32); 4] = [("PER", 225), ("ORG", 160), ("LOC", 35), ("MISC", 325)];

/// Hues for other types, first those that are far from the known ones.
const OTHERS: [u32; 8] = [280, 95, 190, 5, 255, 130, 60, 345];

/// How a colour is made of a hue.
#[derive(Clone, Copy, Debug)]
pub struct Tone {
    /// Per cent.
    pub saturation: u32,
    /// Per cent.
    pub lightness: u32,
}

impl Tone {
    const fn new(saturation: u32, lightness: u32) -> Self {
        Self {
            saturation,
            lightness,
        }
    }

    /// The colour of the hue that the style sheet calls `--hue`.
    pub fn css(self) -> String {
        format!("hsl(var(--hue) {}% {}%)", self.saturation, self.lightness)
    }
}

/// The ground of a name by day and by night.
pub const GROUND: [Tone; 2] = [Tone::new(90, 92), Tone::new(45, 20)];
/// Its type, written on that ground.
pub const BADGE: [Tone; 2] = [Tone::new(80, 24), Tone::new(90, 85)];

/// The hue of a type. `order` is its place among the types that have no colour of their own.
pub fn hue(kind: &str, order: usize) -> u32 {
    match KNOWN.iter().find(|(known, _)| *known == kind) {
        Some((_, hue)) => *hue,
        None => OTHERS[order % OTHERS.len()],
    }
}

/// Whether a type has a hue of its own.
pub fn is_known(kind: &str) -> bool {
    KNOWN.iter().any(|(known, _)| *known == kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Red, green and blue from 0 to 1, as CSS has it.
    fn rgb(hue: u32, tone: Tone) -> [f64; 3] {
        let (s, l) = (
            f64::from(tone.saturation) / 100.0,
            f64::from(tone.lightness) / 100.0,
        );
        let part = |n: f64| {
            let k = (n + f64::from(hue) / 30.0) % 12.0;
            l - s * l.min(1.0 - l) * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0)
        };
        [part(0.0), part(8.0), part(4.0)]
    }

    /// As WCAG 2 defines it.
    fn luminance(colour: [f64; 3]) -> f64 {
        let linear = |part: f64| match part <= 0.04045 {
            true => part / 12.92,
            false => ((part + 0.055) / 1.055).powf(2.4),
        };
        let [red, green, blue] = colour.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
        let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
        one.max(other) / one.min(other)
    }

    #[test]
    fn the_formulas_are_those_of_css_and_wcag() {
        assert_eq!(rgb(0, Tone::new(100, 50)), [1.0, 0.0, 0.0]);
        assert_eq!(rgb(120, Tone::new(100, 50)), [0.0, 1.0, 0.0]);
        assert!((contrast([1.0; 3], [0.0; 3]) - 21.0).abs() < 1e-9);
    }

    #[test]
    fn types_and_text_can_be_read_on_every_ground() {
        let ink = [[0.11; 3], [0.91; 3]];
        for hue in 0..360 {
            for theme in 0..2 {
                let ground = rgb(hue, GROUND[theme]);
                let badge = contrast(rgb(hue, BADGE[theme]), ground);
                assert!(badge >= 4.5, "hue {hue}, theme {theme}: {badge}");
                assert!(contrast(ink[theme], ground) >= 7.0);
            }
        }
    }

    #[test]
    fn no_two_types_share_a_hue_before_all_are_used() {
        let mut hues: Vec<_> = KNOWN.iter().map(|(_, hue)| *hue).collect();
        hues.extend((0..OTHERS.len()).map(|order| hue("DATE", order)));
        let all = hues.len();
        hues.sort_unstable();
        hues.dedup();
        assert_eq!(hues.len(), all);
        assert_eq!(hue("DATE", OTHERS.len()), OTHERS[0]);
    }
}
