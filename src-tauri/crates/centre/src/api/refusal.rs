//! Refusing, always with a problem document of a fixed type.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::wire::{Problem, ProblemType};

use crate::storage::{CodeRefusal, StorageError};

/// Seconds after which to come again when the storage is busy.
const BUSY_RETRY_S: u64 = 2;

/// A request that is not served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Refusal {
    kind: ProblemType,
    retry_after_s: Option<u64>,
    /// What the storage could not do, for the figures.
    stumbled: Option<&'static str>,
}

/// In an answer: what the storage could not do.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stumbled(pub(super) &'static str);

impl Refusal {
    /// Which problem it is told as.
    pub(crate) const fn kind(self) -> ProblemType {
        self.kind
    }

    /// One after this many milliseconds.
    pub(crate) fn too_many(wait_ms: u64) -> Self {
        Self {
            kind: ProblemType::TooMany,
            retry_after_s: Some(wait_ms.div_ceil(1_000).max(1)),
            stumbled: None,
        }
    }
}

impl From<ProblemType> for Refusal {
    fn from(kind: ProblemType) -> Self {
        Self {
            kind,
            retry_after_s: (kind == ProblemType::Unavailable).then_some(BUSY_RETRY_S),
            stumbled: None,
        }
    }
}

impl From<StorageError> for Refusal {
    fn from(error: StorageError) -> Self {
        let stumbled = Some(error.kind());
        let refusal: Self = match error {
            StorageError::Busy => ProblemType::Unavailable,
            StorageError::NoRoom => {
                tracing::error!("the storage has no room left");
                ProblemType::NoRoom
            }
            StorageError::NoSite | StorageError::Failed(_) | StorageError::Damaged(_) => {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "the storage failed"
                );
                ProblemType::Internal
            }
        }
        .into();
        Self {
            stumbled,
            ..refusal
        }
    }
}

impl From<getrandom::Error> for Refusal {
    fn from(error: getrandom::Error) -> Self {
        tracing::error!(%error, "the system gives no random bytes");
        ProblemType::Internal.into()
    }
}

impl From<CodeRefusal> for Refusal {
    fn from(refusal: CodeRefusal) -> Self {
        match refusal {
            CodeRefusal::Unknown => ProblemType::CodeUnknown,
            CodeRefusal::Spent => ProblemType::CodeSpent,
            CodeRefusal::Used => ProblemType::CodeUsed,
            CodeRefusal::Expired => ProblemType::CodeExpired,
            CodeRefusal::OtherKey => ProblemType::OtherKey,
        }
        .into()
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let problem = Problem::new(self.kind);
        let status =
            StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&problem).unwrap_or_default();
        let json = HeaderValue::from_static("application/problem+json");
        let mut response = (status, [(header::CONTENT_TYPE, json)], body).into_response();
        if let Some(kind) = self.stumbled {
            response.extensions_mut().insert(Stumbled(kind));
        }
        if let Some(seconds) = self.retry_after_s {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, seconds.into());
        }
        if status == StatusCode::UNAUTHORIZED {
            let bearer = HeaderValue::from_static("Bearer");
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, bearer);
        }
        response
    }
}

pub(crate) async fn not_found() -> Refusal {
    ProblemType::NotFound.into()
}

pub(crate) async fn bad_method() -> Refusal {
    ProblemType::BadMethod.into()
}
