//! The messages between the page and the workers that run the recognizer. Both sides use these types and nothing else.
//!
//! # The way of a message
//!
//! 1. The page starts a worker. Once the worker listens it says [`Response::Ready`] with the [`VERSION`] of the protocol that
//!    it speaks; a message that it was sent earlier is lost.
//! 2. The page sends [`Request`]s: a [`Task`] with a [`RequestId`] that grows with every request to this worker.
//! 3. The worker answers each request exactly once, under its number: with the response that belongs to the task, or with
//!    [`Response::Failed`]. So a failure belongs to one worker and one request, and whatever else the worker does goes on.
//!    Before the answer to a request to load come any number of [`Response::Progress`].
//!
//! A worker looks for new messages every few milliseconds while it computes, so requests may overtake each other. A newer
//! [`Task::Recognize`] makes it stop the older one and answer that with the sentences that it has finished. A newer request
//! to load makes it drop the older one, which fails as [`FailureKind::Superseded`]; the model that was loaded before goes on
//! answering until the new one is complete. A worker that does not answer [`Task::Ping`] for a long time hangs.
//!
//! After a trap a worker answers nothing any more; the page starts a fresh one in its place.
//!
//! # On the wire
//!
//! A message is a JavaScript object, made and read by serde:
//!
//! ```
//! use namelight_protocol::{Request, RequestId, Response, Task};
//!
//! let request = Request {
//!     id: RequestId(7),
//!     task: Task::Explain { sentence: "Ada met Zoë.".to_owned() },
//! };
//! let json = r#"{"id":7,"task":{"explain":{"sentence":"Ada met Zoë."}}}"#;
//! assert_eq!(serde_json::to_string(&request)?, json);
//! assert_eq!(serde_json::from_str::<Request>(json)?, request);
//!
//! let json = r#"{"type":"failed","request":7,"kind":"internal","message":"it broke"}"#;
//! let response: Response = serde_json::from_str(json)?;
//! assert_eq!(response.request(), Some(request.id));
//! # Ok::<(), serde_json::Error>(())
//! ```

mod request;
mod response;

pub use request::{
    LOCAL_FILES, MODEL_FILES, Request, RequestId, TOKENIZER_CONFIG, Task, VOCABULARY,
};
pub use response::{
    Explanation, FailureKind, Found, Label, Measurement, ModelInfo, Response, StageTime, Word,
};

/// The version of this protocol. It grows with every change that one side would not understand if the other were older:
/// a page that stayed open, or a browser's copy of a file, may bring two versions together.
pub const VERSION: u32 = 3;
