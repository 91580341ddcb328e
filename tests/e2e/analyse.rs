//! Typing and seeing names.

use namelight_tests::{Mark, Site, View, visit};

const STORY: &str = "Marie Curie left Warsaw for Paris. AT&T and Siemens opened an office in New York, \
                     and the German club Borussia Dortmund beat Chelsea.";

fn found(marks: &[Mark]) -> Vec<(&str, &str)> {
    let pairs = marks.iter();
    pairs
        .map(|mark| (mark.surface.as_str(), mark.kind.as_str()))
        .collect()
}

/// A name's bytes in the text are the name, and all pieces together are the text.
fn assert_places(text: &str, marks: &[Mark]) {
    for mark in marks {
        assert_eq!(text.get(mark.start..mark.end), Some(mark.surface.as_str()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn names_light_up_in_what_a_person_types() {
    let site = Site::serve().await;
    visit("typing", &site, View::WIDE, |page| async move {
        page.until_ready().await;
        page.press(STORY).await;
        page.until_analysed().await;
        let marks = page.marks().await;
        assert_eq!(
            found(&marks),
            [
                ("Marie Curie", "PER"),
                ("Warsaw", "LOC"),
                ("Paris", "LOC"),
                ("AT&T", "ORG"),
                ("Siemens", "ORG"),
                ("New York", "LOC"),
                ("German", "MISC"),
                ("Borussia Dortmund", "ORG"),
                ("Chelsea", "ORG"),
            ]
        );
        assert_places(STORY, &marks);
        assert_eq!(page.highlighted_text().await, STORY);
        assert_eq!(page.complaints().await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_and_the_legend_say_what_the_text_shows() {
    let site = Site::serve().await;
    visit("list", &site, View::WIDE, |page| async move {
        let marks = page.analyse(STORY).await;
        let listed = page.listed().await;
        let surfaces = |item: &namelight_tests::Listed| item.surface.clone();
        let in_list: Vec<_> = listed.iter().map(surfaces).collect();
        let in_text: Vec<_> = marks.iter().map(|mark| mark.surface.clone()).collect();
        assert_eq!(in_list, in_text);
        assert_eq!(listed[0].kind, "Person");
        for item in &listed {
            let score = item.score.trim_end_matches(" %").parse::<f64>();
            let score = score.unwrap_or_else(|_| panic!("{item:?}"));
            assert!((25.0..=100.0).contains(&score), "{item:?}");
        }
        let legend: Vec<(String, usize)> = page
            .ask(
                "return [...document.querySelectorAll('#legend li[data-kind]')].map(item => [
                    item.querySelector('.kind').textContent,
                    Number(item.querySelector('.count').textContent)])",
            )
            .await;
        let legend: Vec<_> = legend.iter().map(|(k, n)| (k.as_str(), *n)).collect();
        assert_eq!(legend, [("PER", 1), ("ORG", 4), ("LOC", 3), ("MISC", 1)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_of_many_texts_wins() {
    let site = Site::serve().await;
    visit("last-wins", &site, View::WIDE, |page| async move {
        page.until_ready().await;
        let long = "Barack Obama met Angela Merkel in Berlin. ".repeat(40);
        for text in [&long, "Paris", &long, "Oslo and Tokyo"] {
            page.paste(text).await;
        }
        page.until_analysed().await;
        assert_eq!(
            found(&page.marks().await),
            [("Oslo", "LOC"), ("Tokyo", "LOC")]
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_megabyte_of_anything_can_be_typed_over() {
    // Each takes minutes to analyse or tempts to compute it all at once: sentences, a sentence, words without an end.
    let texts = [
        "Ada Lovelace lived in London. ".repeat(35_000),
        "and Ada Lovelace lived in London ".repeat(32_000),
        ".".repeat(1_000_000),
        "Ada".repeat(350_000),
    ];
    let site = Site::serve().await;
    visit("long-text", &site, View::WIDE, |page| async move {
        page.until_ready().await;
        for text in texts {
            page.paste(&text).await;
            let shown = "return document.getElementById('too-long') !== null";
            page.until(shown, "the text is shown for reading").await;
            page.click("button.clear").await;
            let marks = page.analyse("Back to Oslo").await;
            assert_eq!(found(&marks), [("Oslo", "LOC")]);
        }
        assert_eq!(page.complaints().await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_example_fills_the_field_and_clear_empties_it() {
    let site = Site::serve().await;
    visit("example", &site, View::WIDE, |page| async move {
        page.until_ready().await;
        page.click("button.example").await;
        page.until_analysed().await;
        assert!(!page.typed_text().await.is_empty());
        assert!(page.marks().await.len() >= 2);
        page.click("button.clear").await;
        page.until_analysed().await;
        assert_eq!(page.typed_text().await, "");
        assert!(page.marks().await.is_empty());
        assert!(page.listed().await.is_empty());
    })
    .await;
}
