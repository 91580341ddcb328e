//! A text of any length, with names in it.

const SENTENCES: [&str; 6] = [
    "On day {} Amara Lindqvist of the Polar Institute wrote to her brother in Tromsø that the ice was late.",
    "Nobody at Quillon Robotics had an answer to letter {}, and the plant near Osaka stayed closed over the winter.",
    "The {}th train to Porto was full, so they walked along the river and talked about the novel.",
    "João Ferreira scored {} times that year, and Real Madrid sent a scout to Lisbon in the spring.",
    "When the French envoys met in Geneva for the {}th time, they spoke of fish, tariffs and the weather.",
    "It rained for {} days, and the garden behind the old house was green again by the end of the month.",
];

/// Sentences in paragraphs, none like another, with this many words or a few more.
pub fn story(words: usize) -> String {
    let mut text = String::new();
    let mut count = 0;
    for (number, sentence) in SENTENCES.iter().cycle().enumerate() {
        if count >= words {
            break;
        }
        let sentence = sentence.replace("{}", &number.to_string());
        count += sentence.split(' ').count();
        text += &sentence;
        text += if number % 5 == 4 { "\n\n" } else { " " };
    }
    text
}
