//! What the checks share: the line, the machines that were let in, and what was asked for.

use std::sync::Arc;

use domain::wire::{Hello, SentLink};

use crate::desk::Desk;
use crate::line::Line;
use crate::outcome::{Need, Stop};
use crate::{Options, People};

/// What the checks share.
pub(crate) struct Kit {
    /// The line to the endpoint.
    pub(crate) line: Line,
    /// What was asked for.
    pub(crate) options: Options,
    /// The people who run the endpoint.
    pub(crate) people: Arc<dyn People>,
    /// The hello to a stranger, once it was whole.
    pub(crate) hello: Option<Hello>,
    /// The first machine, once it is let in.
    pub(crate) first: Option<Desk>,
    /// The second one of the same site.
    pub(crate) second: Option<Desk>,
    /// One of another site.
    pub(crate) elsewhere: Option<Desk>,
}

impl Kit {
    pub(crate) fn new(line: Line, options: Options, people: Arc<dyn People>) -> Self {
        Self {
            line,
            options,
            people,
            hello: None,
            first: None,
            second: None,
            elsewhere: None,
        }
    }

    pub(crate) fn hello(&self) -> Result<&Hello, Stop> {
        self.hello.as_ref().ok_or(Stop::NotTested(Need::Earlier))
    }

    pub(crate) fn first(&self) -> Result<&Desk, Stop> {
        self.first.as_ref().ok_or(Stop::NotTested(Need::Earlier))
    }

    pub(crate) fn second(&self) -> Result<&Desk, Stop> {
        let code = self.options.second_code;
        let need = code.map_or(Need::SecondCode, |_| Need::Earlier);
        self.second.as_ref().ok_or(Stop::NotTested(need))
    }

    pub(crate) fn elsewhere(&self) -> Result<&Desk, Stop> {
        let code = self.options.other_site_code;
        let need = code.map_or(Need::OtherSiteCode, |_| Need::Earlier);
        self.elsewhere.as_ref().ok_or(Stop::NotTested(need))
    }

    /// Stores so many new entries of the first machine in an epoch of their own: links and numbers.
    pub(crate) async fn stored(&self, count: usize) -> Result<(Vec<SentLink>, Vec<u64>), Stop> {
        let desk = self.first()?;
        let links = desk.chain()?.entries(count)?;
        let numbers = desk.store(&links).await?;
        Ok((links, numbers))
    }
}
