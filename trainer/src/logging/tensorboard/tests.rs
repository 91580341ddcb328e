//! Tests of the event file.

use super::super::record::unframe;
use super::*;

fn events(folder: &Path) -> Vec<Vec<Event>> {
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let decode = |path: &PathBuf| {
        let records = unframe(&fs::read(path).unwrap());
        let events = records.iter().map(|data| Event::decode(data.as_slice()));
        events.collect::<Result<_, _>>().unwrap()
    };
    paths.iter().map(decode).collect()
}

fn scalars(event: &Event) -> Vec<(&str, f32)> {
    let Some(What::Summary(summary)) = &event.what else {
        panic!("{event:?} has no scalars");
    };
    let values = summary.values.iter();
    values
        .map(|value| (value.tag.as_str(), value.simple_value.unwrap()))
        .collect()
}

#[test]
fn an_event_has_the_bytes_of_tensorflows_schema() {
    let values = vec![Value {
        tag: "a".to_owned(),
        simple_value: Some(1.0),
    }];
    let event = Event {
        wall_time: 2.0,
        step: 300,
        what: Some(What::Summary(Summary { values })),
    };
    let mut expected = vec![9, 0, 0, 0, 0, 0, 0, 0, 0x40]; // 1: the double 2.0
    expected.extend([16, 0xac, 0x02]); // 2: 300 in seven bits a byte
    expected.extend([42, 10, 10, 8]); // 5: ten bytes of summary; in it 1: eight bytes of value
    expected.extend([10, 1, b'a', 21, 0, 0, 0x80, 0x3f]); // 1: the tag; 2: the float 1.0
    assert_eq!(event.encode_to_vec(), expected);
}

#[test]
fn what_is_logged_is_read_back_under_the_trainers_tags() {
    let folder = tempfile::tempdir().unwrap();
    let mut file = EventsFile::create(folder.path(), 0).unwrap();
    let step = LoggedStep {
        step: 25,
        epoch: 0.5,
        loss: 1.25,
        learning_rate: 0.0,
        gradient_norm: 3.0,
        seconds: 7.0,
    };
    file.step(&step).unwrap();
    let files = events(folder.path());
    assert_eq!(files.len(), 1);
    let version = What::FileVersion("brain.Event:2".to_owned());
    assert_eq!(files[0][0].what, Some(version));
    assert!(files[0][0].wall_time > 1.5e9);
    assert_eq!(files[0][2].step, 25);
    let expected = [
        ("train/loss", 1.25),
        ("train/learning_rate", 0.0),
        ("train/grad_norm", 3.0),
        ("train/epoch", 0.5),
    ];
    assert_eq!(scalars(&files[0][2]), expected);
}

#[test]
fn a_run_that_goes_on_starts_another_file_that_says_from_where() {
    let folder = tempfile::tempdir().unwrap();
    EventsFile::create(folder.path(), 0).unwrap();
    EventsFile::create(folder.path(), 250).unwrap();
    let files = events(folder.path());
    assert_eq!(files.len(), 2);
    let start = Some(What::Session(Session { status: START }));
    assert_eq!((files[1][1].step, &files[1][1].what), (250, &start));
    EventsFile::remove_all(folder.path()).unwrap();
    assert!(events(folder.path()).is_empty());
}
