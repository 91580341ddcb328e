//! Sentences to try, our own.

/// Each touches several types.
pub const EXAMPLES: [&str; 5] = [
    "Ban Ki-moon met the mayor of Oslo before flying home to South Korea with Scandinavian Airlines.",
    "Marie Curie left Warsaw for Paris, and the Nobel committee in Stockholm honoured her twice.",
    "Siemens and Volvo will build a German test track near Gothenburg, said Anna Lindqvist of AT&T.",
    "In the final, Brazil beat Japan 3-1; Real Madrid's new striker scored at the World Cup in Lisbon.",
    "Šárka Dvořáková moved from Brno to İzmir 🎉 and now teaches Czech at Ege University.",
];
