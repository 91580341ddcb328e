//! Numbers that no placeholder of a text has yet.

use crate::placeholders::{Index, LARGEST_COUNT, scan};

/// The numbers that are left for each type.
pub(crate) struct Numbers {
    /// The next number of each type.
    next: Index,
    /// Numbers of the text that are too large to be passed by counting on from them, with their types.
    taken: Index,
}

impl Numbers {
    /// Looks through texts for placeholders of types, for each of which the index has the number 1.
    pub(crate) fn past(texts: [&str; 2], types: &Index) -> Self {
        let (mut next, mut taken) = (types.clone(), Index::new());
        for found in texts.iter().flat_map(|text| scan(text, types)) {
            if found.number > LARGEST_COUNT {
                taken.insert(key(found.name, found.number), found.number);
            } else if let Some(next) = next.get_mut(found.name) {
                *next = (*next).max(found.number + 1);
            }
        }
        Self { next, taken }
    }

    /// Takes the next number of a type.
    pub(crate) fn take(&mut self, name: &str) -> usize {
        let next = self.next.entry(name.to_owned()).or_insert(1);
        while self.taken.contains_key(&key(name, *next)) {
            *next += 1;
        }
        let number = *next;
        *next += 1;
        number
    }
}

fn key(name: &str, number: usize) -> String {
    format!("{name}_{number}")
}
