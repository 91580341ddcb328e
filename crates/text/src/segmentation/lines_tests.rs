//! Tests of what lines, cells and tags say of sentences.

use super::*;

fn split(text: &str) -> Vec<&str> {
    split_sentences(text)
        .into_iter()
        .map(|span| span.slice(text).unwrap())
        .collect()
}

/// Asserts that `text` is a single sentence.
fn assert_whole(text: &str) {
    assert_eq!(split(text), [text]);
}

#[test]
fn lines_of_lists_and_headlines_stand_for_themselves() {
    assert_eq!(split("Oslo\nBergen\nbread"), ["Oslo", "Bergen", "bread"]);
    assert_eq!(
        split("Ada wins in Oslo\n\nby Bo"),
        ["Ada wins in Oslo", "by Bo"]
    );
    assert_eq!(
        split("one\rtwo\r\nthree\u{2028}four"),
        ["one", "two", "three", "four"]
    );
}

#[test]
fn a_wrapped_line_goes_on() {
    assert_whole("Ada went to the market in the middle\nof Oslo.");
    assert_whole("Ada, who had never been there before that day, went to see Bo\nJones in Oslo.");
    assert_whole(
        "Ada, who had never been there before that day, went to see Mr.\r\nJones in Oslo.",
    );
}

#[test]
fn a_blank_line_always_ends_a_sentence() {
    let first = "Ada, who had never been there before that day, went to see Bo";
    for blank in ["\n\n", "\r\n\r\n", "\r\r", "\n \t\n", "\u{2029}", "\u{c}"] {
        assert_eq!(
            split(&format!("{first}{blank}and Cy")),
            [first, "and Cy"],
            "{blank:?}"
        );
    }
}

#[test]
fn a_word_cut_at_the_end_of_a_line_goes_on() {
    // Reported of another program: https://github.com/Unstructured-IO/unstructured/issues/3486
    assert_whole(
        "The ferry that left from Hel-\nsinki in the evening reached Stock-\nholm before the storm, its captain told Reu-\nters.",
    );
    assert_whole("Ada Smith-\nJones");
    assert_whole("She met Ban Ki\u{2010}\r\nmoon.");
    assert_eq!(split("see -\nOslo"), ["see -", "Oslo"]);
}

#[test]
fn a_short_line_goes_on_behind_a_word_that_awaits_more() {
    assert_whole("Amb.\nLinda Harms");
    assert_whole("the Bank of\nEngland");
    assert_whole("Ada and\nBo");
}

#[test]
fn names_in_lines_of_their_own_are_sentences() {
    // Reported of another program: https://github.com/stanfordnlp/stanza/issues/660
    let lines = ["Ingrid Solheim", "Tomas Berg", "Quillon Robotics", "Oslo"];
    for between in ["\n", "\r\n", "\r", "\n\n", "\n \n", "\u{2028}"] {
        assert_eq!(split(&lines.join(between)), lines, "{between:?}");
    }
}

#[test]
fn a_line_that_had_room_for_the_next_word_was_not_wrapped() {
    let first = "Ada Berg wins the great opera prize of Bergen after ten years at last";
    let long =
        "Bo Dahl, who had won it before, was not there because of the storm in the North Sea";
    assert_eq!(split(&format!("{first}\n{long}")), [first, long]);
    assert_whole(
        "Ada Berg wins the great opera prize of Bergen after ten years, wrote\nBo Dahl, who had won it before, and who was at the North Sea",
    );
}

#[test]
fn quoted_mail_is_read_without_its_marks() {
    let quoted = "> Ada, who had never been there before that day, went to see Bo\n> Jones in Oslo. She sang.";
    assert_eq!(
        split(quoted),
        [
            "> Ada, who had never been there before that day, went to see Bo\n> Jones in Oslo.",
            "She sang."
        ]
    );
    assert_eq!(
        split("> Where is Ada\nIn Oslo\n>> Who asks\n> Bo\n>\n> Cy"),
        [
            "> Where is Ada",
            "In Oslo",
            ">> Who asks",
            "> Bo",
            ">",
            "> Cy"
        ]
    );
    assert_whole("> > the ferry left Hel-\n> > sinki");
    assert_eq!(
        split("On Monday Ada Berg wrote:\n> 1. Oslo\n> 2. Bergen"),
        ["On Monday Ada Berg wrote:", "> 1. Oslo", "> 2. Bergen"]
    );
}

#[test]
fn items_of_lists_are_sentences() {
    for mark in [
        "-", "*", "•", "–", "‣", "+", "1.", "1)", "(a)", "a)", "IV.", "(iv)",
    ] {
        let first = format!("{mark} Ada, who had never been there before that day, went to see Bo");
        let text = format!("{first}\n{mark} and Cy");
        assert_eq!(
            split(&text),
            [&*first, &*format!("{mark} and Cy")],
            "{mark}"
        );
    }
    assert_eq!(
        split("Winners: 1. Ada Berg 2. Bo Dahl 3. Cy Eng"),
        ["Winners:", "1. Ada Berg", "2. Bo Dahl", "3. Cy Eng"]
    );
    assert_eq!(split("1. Oslo 2. Bergen"), ["1. Oslo", "2. Bergen"]);
}

#[test]
fn headings_and_fields_are_sentences() {
    let line = "Ada, who had never been there before that day, went to see Bo";
    for heading in [
        format!("## {line}"),
        line.to_uppercase(),
        format!("{line}\n-----"),
    ] {
        let text = format!("{heading}\nJones sang.");
        let last = split(&text);
        assert_eq!(last.last(), Some(&"Jones sang."), "{heading}");
    }
    let mail = [
        "From: Ada Berg, head of the Oslo Opera, and all of her friends there",
        "To: Bo Dahl",
    ];
    assert_eq!(split(&mail.join("\n")), mail);
}

#[test]
fn cells_of_tables_are_sentences() {
    // Reported of another program: https://github.com/thomas-villani/all2md/issues/441
    assert_eq!(
        split("| Designer | Ines Falk |\n|----------|-----------|\n| City     | Porto     |"),
        [
            "| Designer |",
            "Ines Falk |",
            "|----------|-----------|",
            "| City     |",
            "Porto     |"
        ]
    );
    assert_eq!(split("Ada Berg\tOslo\t\tBo"), ["Ada Berg", "Oslo", "Bo"]);
    assert_eq!(split("Ada Berg      Oslo"), ["Ada Berg", "Oslo"]);
    assert_eq!(
        split("Home | Ada Berg | Oslo"),
        ["Home |", "Ada Berg |", "Oslo"]
    );
    assert_eq!(split("│ Ada │ Bo │"), ["│ Ada │", "Bo │"]);
    assert_whole("the norm |x| of Ada");
    assert_whole("1.\tAda Berg");
}

#[test]
fn tags_that_separate_end_a_sentence() {
    // Reported of another program: https://github.com/ueberdosis/tiptap/issues/8357
    assert_eq!(
        split("<td>AT&amp;T</td><td>Sean O&#39;Brien</td><td>S&atilde;o Paulo</td>"),
        [
            "<td>AT&amp;T</td>",
            "<td>Sean O&#39;Brien</td>",
            "<td>S&atilde;o Paulo</td>"
        ]
    );
    assert_eq!(
        split("<tr><td>Ada</td> <td>Bo</td></tr>\n<p>Oslo<br>Bergen</p>"),
        [
            "<tr><td>Ada</td>",
            "<td>Bo</td></tr>",
            "<p>Oslo<br>",
            "Bergen</p>"
        ]
    );
    assert_eq!(
        split("<b>Ada</b> sings.</i> <i>Bo</i> dances in <a href=\"x. Y\">Oslo</a>."),
        [
            "<b>Ada</b> sings.</i>",
            "<i>Bo</i> dances in <a href=\"x. Y\">Oslo</a>."
        ]
    );
    assert_whole("Ada <ada@example.org> and <Bo> sing");
}

#[test]
fn lines_of_logs_and_programs_are_not_looked_into() {
    // Reported of another program: https://github.com/data-privacy-stack/presidio/issues/1173
    let lines = [
        "6033391",
        "6058722",
        "03/22 08:51:06 INFO :...read_netif: index #1, interface TR1 up. Ready! Go",
        "1607635102.00 -0.96",
        "SELECT name FROM users WHERE id=42;",
        "and Ada sings.",
    ];
    assert_eq!(split(&lines.join("\n")), lines);
    let wrapped = "Ada, who had never been there before that day, went to see Bo";
    assert_eq!(
        split(&format!("{wrapped}\nx = foo.bar()")),
        [wrapped, "x = foo.bar()"]
    );
}
