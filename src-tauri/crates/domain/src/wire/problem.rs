//! Problem details (RFC 9457) with fixed types. A machine acts on status and type; a person reads the
//! title in logs. Neither ever repeats what was sent.

use serde::{Deserialize, Serialize};

/// An answer that refuses, `application/problem+json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Which problem: one of the fixed URIs `urn:nida:problem:…`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The same in a few words of English.
    pub title: String,
    /// The HTTP status again.
    pub status: u16,
}

impl Problem {
    /// The problem of this type.
    #[must_use]
    pub fn new(kind: ProblemType) -> Self {
        Self {
            kind: kind.uri(),
            title: kind.title().to_owned(),
            status: kind.status(),
        }
    }

    /// Its type, if it is one of ours.
    #[must_use]
    pub fn known(&self) -> Option<ProblemType> {
        let name = self.kind.strip_prefix(PREFIX)?;
        ProblemType::ALL
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}

const PREFIX: &str = "urn:nida:problem:";

macro_rules! problem_types {
    ($($(#[$doc:meta])* $variant:ident $name:literal $status:literal $title:literal;)+) => {
        /// Which problem. Names and statuses are fixed for good.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ProblemType {
            $($(#[$doc])* $variant,)+
        }

        impl ProblemType {
            /// All of them.
            pub const ALL: [Self; [$($status),+].len()] = [$(Self::$variant),+];

            /// Its name, the end of its URI.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The HTTP status it comes with.
            #[must_use]
            pub const fn status(self) -> u16 {
                match self { $(Self::$variant => $status,)+ }
            }

            /// A few words of English.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)+ }
            }
        }
    };
}

problem_types! {
    /// The request cannot be read.
    Malformed "malformed" 400 "The request cannot be read";
    /// A period that an export is asked for has no moment in it.
    BadPeriod "bad-period" 400 "The period does not end after it begins";
    /// No token, or none that is valid: renew it once, try once again.
    Unauthenticated "unauthenticated" 401 "No valid token";
    /// The signature is not that of the machine's key, or the challenge is too old.
    BadSignature "bad-signature" 401 "The signature does not hold";
    /// The machine was cut off by the centre's people. It goes on logging and can be enrolled again.
    Revoked "revoked" 403 "This machine was cut off";
    /// No such enrolment code.
    CodeUnknown "code-unknown" 403 "No such enrolment code";
    /// Too many wrong tries against this code.
    CodeSpent "code-spent" 403 "Too many tries with this enrolment code";
    /// Nothing lies at this path.
    NotFound "not-found" 404 "Nothing here";
    /// The path does not know this method.
    BadMethod "bad-method" 405 "Not with this method";
    /// The body came too slowly.
    TooSlow "too-slow" 408 "The request came too slowly";
    /// The enrolment code has served another machine.
    CodeUsed "code-used" 409 "The enrolment code was used";
    /// The machine's id is known with another key.
    OtherKey "other-key" 409 "This machine is known with another key";
    /// The enrolment code is too old.
    CodeExpired "code-expired" 410 "The enrolment code has expired";
    /// Body or batch exceeds the limits of the hello.
    TooLarge "too-large" 413 "More than the limits allow";
    /// Not `application/json`, or packed in another way than gzip.
    WrongMediaType "wrong-media-type" 415 "Only JSON, plain or gzip";
    /// The machine speaks no protocol of this centre's.
    UpgradeNeeded "upgrade-needed" 426 "This protocol is not spoken here";
    /// Too many requests; comes with `Retry-After`.
    TooMany "too-many" 429 "Too many requests";
    /// The centre failed.
    Internal "internal" 500 "The centre failed";
    /// The centre is busy or stopping; comes with `Retry-After`.
    Unavailable "unavailable" 503 "The centre is busy";
    /// The centre has no room left.
    NoRoom "no-room" 507 "The centre has no room left";
}

impl ProblemType {
    /// Its URI.
    #[must_use]
    pub fn uri(self) -> String {
        format!("{PREFIX}{}", self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_problem_is_known_again() {
        for kind in ProblemType::ALL {
            let text = serde_json::to_string(&Problem::new(kind)).unwrap();
            let read: Problem = serde_json::from_str(&text).unwrap();
            assert_eq!(read.known(), Some(kind), "{text}");
            assert!((400..600).contains(&read.status), "{text}");
        }
        let names: BTreeSet<_> = ProblemType::ALL.map(ProblemType::name).into();
        assert_eq!(names.len(), ProblemType::ALL.len(), "no name twice");
    }

    #[test]
    fn a_foreign_problem_is_unknown() {
        let foreign = Problem {
            kind: "about:blank".into(),
            title: String::new(),
            status: 400,
        };
        assert_eq!(foreign.known(), None);
    }
}
