//! The settings of a person, which are stored between visits.

use namelight_masking::{Entry, List};
use namelight_scores::OperatingPoint;
use serde::{Deserialize, Serialize};

use crate::models::ModelSource;
use crate::models::hosted::HOSTED;
use crate::state::Filter;

/// The lowest score of names that are shown, until a person sets another one.
pub const THRESHOLD: f32 = 0.0;

/// The colours of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// The colours for which the system asks.
    #[default]
    System,
    /// Dark text on a light ground.
    Light,
    /// Light text on a dark ground.
    Dark,
}

impl Theme {
    /// All themes, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The theme as settings and attributes write it.
    pub fn id(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The name on the switch.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "Colours of the system",
            Self::Light => "Light colours",
            Self::Dark => "Dark colours",
        }
    }
}

/// All that a person can set. The text is stored beside it, so that one too long for the browser's storage takes
/// nothing else along.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The colours. `web/theme.js` reads this field too.
    pub theme: Theme,
    /// Entity types whose names are not lit up.
    #[serde(rename = "hidden_kinds")]
    pub hidden_types: Vec<String>,
    /// The lowest score of names that are lit up, from 0 to 1.
    pub threshold: f32,
    /// What makes names likelier that the model holds for less likely than none, in nats.
    pub recall_bias: f32,
    /// Whether things with a fixed form are lit up beside the names.
    pub fixed_forms: bool,
    /// The name of the hosted model; none for the page's own choice.
    pub model: Option<String>,
    /// The person's own list of what is always a name and what never, as it was written: it may have faults.
    pub list: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            hidden_types: Vec::new(),
            threshold: THRESHOLD,
            recall_bias: 0.0,
            fixed_forms: false,
            model: None,
            list: String::new(),
        }
    }
}

impl Settings {
    /// Reads what [`Settings::write`] wrote. Fields that are missing have their defaults; so has everything when the
    /// text is damaged.
    pub fn read(text: &str) -> Self {
        let mut settings: Self = serde_json::from_str(text).unwrap_or_default();
        if !(0.0..=1.0).contains(&settings.threshold) {
            settings.threshold = THRESHOLD;
        }
        if !(0.0..f32::INFINITY).contains(&settings.recall_bias) {
            settings.recall_bias = 0.0;
        }
        settings
    }

    /// The list, without the lines that are no entries.
    pub fn list(&self) -> List {
        let entries = self.list.lines().filter_map(|line| line.parse().ok());
        List {
            entries: entries.collect(),
        }
    }

    /// The same settings with one more entry in the list. An entry for the same text goes, whose place this one takes.
    pub fn with_entry(&self, entry: &Entry) -> Self {
        let is_other = |line: &&str| {
            let known: Result<Entry, _> = line.parse();
            known.map_or(true, |known| known.text() != entry.text())
        };
        let lines = self.list.lines().filter(is_other);
        let mut list: String = lines.map(|line| format!("{line}\n")).collect();
        list += &format!("{entry}\n");
        Self {
            list,
            ..self.clone()
        }
    }

    /// The filter for the names that are shown.
    pub fn filter(&self) -> Filter {
        Filter {
            hidden: self.hidden_types.iter().cloned().collect(),
            point: OperatingPoint {
                threshold: self.threshold,
                recall_bias: self.recall_bias,
            },
            fixed_forms: self.fixed_forms,
        }
    }

    /// The same settings with another filter.
    pub fn with_filter(&self, filter: &Filter) -> Self {
        Self {
            hidden_types: filter.hidden.iter().cloned().collect(),
            threshold: filter.point.threshold,
            recall_bias: filter.point.recall_bias,
            fixed_forms: filter.fixed_forms,
            ..self.clone()
        }
    }

    /// The model to start with: the one chosen last, as long as it is one of [`HOSTED`].
    pub fn source(&self) -> ModelSource {
        let chosen = |name: &&str| self.model.as_deref() == Some(*name);
        let known = HOSTED.into_iter().find(chosen);
        known.map_or_else(ModelSource::default, ModelSource::Hosted)
    }

    /// The same settings with another model. Local files are gone with the page, so that the model before them stays
    /// chosen.
    pub fn with_model(self, source: &ModelSource) -> Self {
        match source {
            ModelSource::Local(_) => self,
            ModelSource::Hosted(name) => Self {
                model: (*source != ModelSource::default()).then(|| (*name).to_owned()),
                ..self
            },
        }
    }

    /// The settings as JSON.
    pub fn write(&self) -> String {
        // Names and numbers can always be written.
        serde_json::to_string(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::LocalModel;

    #[test]
    fn what_was_written_is_read() {
        for theme in Theme::ALL {
            let settings = Settings {
                theme,
                hidden_types: vec!["MISC".to_owned(), "a \"b\"".to_owned()],
                threshold: 0.35,
                recall_bias: 1.5,
                fixed_forms: true,
                model: Some("base".to_owned()),
                list: "never: Paris\n".to_owned(),
            };
            assert_eq!(Settings::read(&settings.write()), settings);
        }
    }

    #[test]
    fn fields_that_are_missing_or_of_the_future_do_no_harm() {
        let settings = Settings::read(r#"{"theme":"dark","sound":true}"#);
        let expected = Settings {
            theme: Theme::Dark,
            ..Settings::default()
        };
        assert_eq!(settings, expected);
    }

    #[test]
    fn an_entry_takes_the_place_of_one_for_the_same_text_and_faulty_lines_stay() {
        let entry = |line: &str| line.parse::<Entry>().unwrap();
        let settings = Settings {
            list: "# mine\nnever: Paris\nalwais: x\n".to_owned(),
            ..Settings::default()
        };
        let settings = settings.with_entry(&entry("always LOC: Paris"));
        let settings = settings.with_entry(&entry("never: Ada"));
        assert_eq!(
            settings.list,
            "# mine\nalwais: x\nalways LOC: Paris\nnever: Ada\n"
        );
        assert_eq!(settings.list().entries.len(), 2);
    }

    #[test]
    fn damaged_settings_are_the_defaults() {
        for text in [
            "",
            "null",
            "7",
            "{",
            r#"{"theme":"pink"}"#,
            r#"{"threshold":"high"}"#,
            r#"{"threshold":7}"#,
            r#"{"threshold":-1}"#,
            r#"{"recall_bias":-1}"#,
        ] {
            assert_eq!(Settings::read(text), Settings::default(), "{text}");
        }
    }

    #[test]
    fn the_model_is_the_one_chosen_last_if_the_page_has_it() {
        let base = ModelSource::Hosted("base");
        let settings = Settings::default().with_model(&base);
        assert_eq!(settings.source(), base);
        let back = settings.with_model(&ModelSource::default());
        assert_eq!(back, Settings::default());
        let gone = Settings::read(r#"{"model":"gone"}"#);
        assert_eq!(gone.source(), ModelSource::default());
    }

    #[test]
    fn a_model_of_ones_own_leaves_the_choice_as_it_was() {
        let own = ModelSource::Local(LocalModel {
            id: 0,
            name: "mine".into(),
            bytes: 1,
        });
        let settings = Settings::default().with_model(&ModelSource::Hosted("base"));
        assert_eq!(settings.clone().with_model(&own), settings);
    }

    #[test]
    fn themes_are_written_as_they_are_called() {
        for theme in Theme::ALL {
            let expected = format!("\"{}\"", theme.id());
            assert_eq!(serde_json::to_string(&theme).unwrap(), expected);
        }
    }

    #[test]
    fn the_script_that_runs_before_the_page_reads_the_theme_as_it_is_written() {
        let script = include_str!("../../theme.js");
        assert!(script.contains("const { theme } = JSON.parse("));
        for theme in [Theme::Light, Theme::Dark] {
            let settings = Settings {
                theme,
                ..Settings::default()
            };
            let written = format!("\"theme\":\"{}\"", theme.id());
            assert!(settings.write().contains(&written));
            assert!(script.contains(&format!("theme === \"{}\"", theme.id())));
        }
    }
}
