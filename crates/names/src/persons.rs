//! The full names of a document's persons, and the shorter names that fit them.

use std::collections::HashMap;

use crate::person::{LONGEST, Person};

/// Persons with the same first and last name that are told apart by their middle names. More are not looked through.
const MOST_NAMESAKES: usize = 8;

/// The persons of a document.
#[derive(Default)]
pub(crate) struct Persons {
    /// Full names in the order of the text, each with the place of its mention.
    mentioned: Vec<(Person, usize)>,
    /// The persons, each with the place of its first mention.
    persons: Vec<(Person, usize)>,
    /// The person of each full name, by its parts.
    by_parts: Index,
    /// The persons with a first and a last part.
    by_ends: Index,
    /// The persons that a shorter name fits.
    by_shorter: Index,
}

/// Persons by what they are looked up with. One type for all keeps the program small.
type Index = HashMap<String, Vec<usize>>;

impl Persons {
    /// Notes a mention, if it has a first and a last name. Places ascend.
    pub(crate) fn add(&mut self, person: Person, place: usize) {
        if person.is_full() {
            self.mentioned.push((person, place));
        }
    }

    /// Sorts out who is who, once all mentions are noted.
    pub(crate) fn index(&mut self) {
        let mentioned = std::mem::take(&mut self.mentioned);
        // A short form of a longer name, such as `de Wit`, is no person of its own: longer names come first.
        for length in (0..=LONGEST).rev() {
            let has_length = |person: &Person| person.parts.len().min(LONGEST) == length;
            for (person, place) in mentioned.iter().filter(|(person, _)| has_length(person)) {
                if !self.by_shorter.contains_key(&person.parts.join(" ")) {
                    self.take(person, *place);
                }
            }
        }
        let first = |person: &usize| self.persons.get(*person).map(|(_, first)| *first);
        for fitting in self.by_shorter.values_mut() {
            fitting.sort_unstable_by_key(first);
        }
    }

    fn take(&mut self, person: &Person, place: usize) {
        let known = self.of_parts(&person.parts.join(" "));
        let known = known.or_else(|| self.namesake(person));
        let index = known.unwrap_or(self.persons.len());
        self.by_parts.insert(person.parts.join(" "), vec![index]);
        if let Some((known, first)) = self.persons.get_mut(index) {
            known.initials.extend(&person.initials);
            *first = place.min(*first);
            return;
        }
        for shorter in person.shorter() {
            let fitting = self.by_shorter.entry(shorter).or_default();
            if fitting.last() != Some(&index) {
                fitting.push(index);
            }
        }
        self.by_ends.entry(ends(person)).or_default().push(index);
        self.persons.push((person.clone(), place));
    }

    fn of_parts(&self, parts: &str) -> Option<usize> {
        self.by_parts.get(parts)?.first().copied()
    }

    /// Returns the one person who has this name but for a middle name.
    fn namesake(&self, person: &Person) -> Option<usize> {
        let others = self.by_ends.get(&ends(person))?.iter().take(MOST_NAMESAKES);
        let is_same = |other: &&usize| {
            let other = self.persons.get(**other);
            other.is_some_and(|(other, _)| other.agrees_with(person))
        };
        let mut same = others.filter(is_same);
        same.next().filter(|_| same.next().is_none()).copied()
    }

    /// Returns the person that the mention at a place is of, if that is known.
    pub(crate) fn of(&self, mention: &Person, place: usize) -> Option<usize> {
        let parts = mention.parts.join(" ");
        let Some(fitting) = self.by_shorter.get(&parts) else {
            return self.of_parts(&parts);
        };
        let is_allowed = |person: &&usize| {
            let person = self.persons.get(**person);
            person.is_some_and(|(person, _)| person.allows_initials_of(mention))
        };
        let is_before = |person: &&usize| {
            let person = self.persons.get(**person);
            person.is_some_and(|(_, first)| *first <= place)
        };
        let count = fitting.partition_point(|person| is_before(&person));
        let (before, behind) = fitting.split_at(count);
        match one_of(before.iter().filter(is_allowed)) {
            Fit::None => match one_of(behind.iter().filter(is_allowed)) {
                Fit::One(person) => Some(person),
                _ => None,
            },
            Fit::One(person) => Some(person),
            Fit::Several => None,
        }
    }
}

/// How many persons a name fits.
enum Fit {
    None,
    One(usize),
    Several,
}

fn one_of<'a>(mut persons: impl Iterator<Item = &'a usize>) -> Fit {
    match (persons.next(), persons.next()) {
        (None, _) => Fit::None,
        (Some(person), None) => Fit::One(*person),
        (Some(_), Some(_)) => Fit::Several,
    }
}

fn ends(person: &Person) -> String {
    let part = |part: Option<&String>| part.cloned().unwrap_or_default();
    part(person.parts.first()) + " " + &part(person.parts.last())
}
