//! The messages of TensorBoard's event files, as far as scalars need them. The numbers are those of TensorFlow's
//! `event.proto` and `summary.proto`.

use prost::{Message, Oneof};

/// The version that the first event of a file states.
pub const FILE_VERSION: &str = "brain.Event:2";
/// The status of a run that starts or goes on: what was logged from the step of this event on is out of date.
pub const START: i32 = 1;

/// A record of the file.
#[derive(Clone, PartialEq, Message)]
pub struct Event {
    /// The time, in seconds since 1970.
    #[prost(double, tag = "1")]
    pub wall_time: f64,
    /// The number of steps done.
    #[prost(int64, tag = "2")]
    pub step: i64,
    /// The content of the event.
    #[prost(oneof = "What", tags = "3, 5, 7")]
    pub what: Option<What>,
}

/// The content of an event.
#[derive(Clone, PartialEq, Oneof)]
pub enum What {
    /// The file starts.
    #[prost(string, tag = "3")]
    FileVersion(String),
    /// Numbers were logged.
    #[prost(message, tag = "5")]
    Summary(Summary),
    /// The run starts, ends or goes on.
    #[prost(message, tag = "7")]
    Session(Session),
}

/// The numbers of one step.
#[derive(Clone, PartialEq, Message)]
pub struct Summary {
    /// One number for each tag.
    #[prost(message, repeated, tag = "1")]
    pub values: Vec<Value>,
}

/// A number and its tag.
#[derive(Clone, PartialEq, Message)]
pub struct Value {
    /// The name of the number; the part in front of a slash groups the charts.
    #[prost(string, tag = "1")]
    pub tag: String,
    /// The number. Optional in the schema, so that a zero is written too.
    #[prost(float, optional, tag = "2")]
    pub simple_value: Option<f32>,
}

/// A change of the run's state.
#[derive(Clone, Copy, PartialEq, Message)]
pub struct Session {
    /// [`START`].
    #[prost(int32, tag = "1")]
    pub status: i32,
}
