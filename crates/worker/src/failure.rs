//! Why a request failed, for the page: a kind, and a message for a person.

use namelight_encoder::{ForwardError, InputError};
use namelight_protocol::{FailureKind, RequestId, Response};
use namelight_recognizer::RecognizerError;
use thiserror::Error;

use crate::fetch::FetchError;
use crate::hosted::HostedError;
use crate::load::LoadError;
use crate::local_files::LocalFilesError;

/// What keeps the worker from answering a request.
#[derive(Debug, Error)]
pub(crate) enum TaskError {
    #[error(transparent)]
    Load(#[from] LoadError),
    #[error(transparent)]
    Recognizer(#[from] RecognizerError),
    #[error("the model is not loaded yet")]
    NoModel,
    #[error("another model was asked for in the meantime")]
    Superseded,
    #[error("an unreadable message: {0}")]
    Unreadable(String),
}

impl TaskError {
    /// The failed request's answer.
    pub(crate) fn answer(&self, request: RequestId) -> Response {
        Response::Failed {
            request,
            kind: self.kind(),
            message: self.to_string(),
        }
    }

    fn kind(&self) -> FailureKind {
        match self {
            Self::Load(error) => load_kind(error),
            Self::Recognizer(error) => recognizer_kind(error),
            Self::NoModel => FailureKind::NoModel,
            Self::Superseded => FailureKind::Superseded,
            Self::Unreadable(_) => FailureKind::Internal,
        }
    }
}

fn load_kind(error: &LoadError) -> FailureKind {
    match error {
        LoadError::Hosted(HostedError::Fetch(
            FetchError::Network { .. } | FetchError::Status { .. },
        )) => FailureKind::Network,
        LoadError::LocalFiles(LocalFilesError::NotHandedOver) => FailureKind::Internal,
        LoadError::Recognizer(error) => recognizer_kind(error),
        LoadError::Hosted(_) | LoadError::LocalFiles(_) | LoadError::TooLarge(_) => {
            FailureKind::File
        }
    }
}

fn recognizer_kind(error: &RecognizerError) -> FailureKind {
    match error {
        RecognizerError::Forward(ForwardError::Input(InputError::TooLong(..))) => {
            FailureKind::InputTooLong
        }
        RecognizerError::Forward(_) => FailureKind::Internal,
        // Everything else is told when the model's files are read.
        _ => FailureKind::File,
    }
}
