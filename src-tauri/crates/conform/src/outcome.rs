//! How a check ends.

/// A check that was not brought to its good end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stop {
    /// The endpoint does otherwise than the contract says: what was seen, in words for its developer.
    Fails(String),
    /// It could not be tried.
    NotTested(Need),
}

/// Good, or why not.
pub(crate) type Outcome = Result<(), Stop>;

/// What a check would need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// An earlier check on which it stands.
    Earlier,
    /// A second code for the same site.
    SecondCode,
    /// A code for another site.
    OtherSiteCode,
    /// A code that is too old.
    ExpiredCode,
    /// A code to be used up.
    SpareCode,
    /// Somebody who cuts a machine off.
    CutOff,
    /// The command for it has to succeed.
    CutOffThatServes,
    /// Leave to wait until a token has expired.
    Waiting,
    /// Leave to make the endpoint begin a new counting.
    NewCounting,
    /// A limit that is small enough to be passed.
    SmallerLimit,
    /// A pack that is published at the site.
    Packs,
    /// It was not to be tried.
    LeftOut,
    /// The machine that the kit runs on gave what it has to give.
    OwnMachine,
}

impl Need {
    /// The same in words.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Earlier => "a check before it, on which it stands, did not hold",
            Self::SecondCode => "needs --second-code, a code for the same site",
            Self::OtherSiteCode => "needs --other-site-code, a code for another site",
            Self::ExpiredCode => "needs --expired-code, a code of more than 24 hours ago",
            Self::SpareCode => "needs --spare-code, a code that is used up by wrong tries",
            Self::CutOff => "needs --cut-off, a command that cuts a machine off",
            Self::CutOffThatServes => "the command of --cut-off did not succeed",
            Self::Waiting => "needs --wait, to wait until a token has expired",
            Self::NewCounting => {
                "needs --new-counting, which makes every machine of the endpoint begin anew"
            }
            Self::SmallerLimit => "the limit of the hello is too high to be passed here",
            Self::Packs => "needs a pack that is published for the site; an endpoint may have none",
            Self::LeftOut => "left out by --without",
            Self::OwnMachine => "this machine gave no random bytes or no memory",
        }
    }
}

/// It fails, and this was seen.
pub(crate) fn fails<T>(seen: impl Into<String>) -> Result<T, Stop> {
    Err(Stop::Fails(seen.into()))
}

/// Fails unless it holds.
pub(crate) fn must(holds: bool, seen: impl FnOnce() -> String) -> Outcome {
    if holds { Ok(()) } else { fails(seen()) }
}

/// What has to be there, or it fails.
pub(crate) fn there<T>(value: Option<T>, seen: impl FnOnce() -> String) -> Result<T, Stop> {
    value.ok_or_else(|| Stop::Fails(seen()))
}

/// What the kit makes by itself, which hangs on no endpoint.
pub(crate) fn made<T>(value: Option<T>) -> Result<T, Stop> {
    value.ok_or(Stop::NotTested(Need::OwnMachine))
}
