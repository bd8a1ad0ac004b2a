//! The conformance kit of the sync contract: tries any implementation of the central endpoint from
//! outside, over real HTTP, and says which of its promises hold, in words for the endpoint's developer.
//!
//! It knows the contract alone (`domain::wire`, `openapi.json`): it is let in by codes as made-up machines,
//! sends made-up entries without anything of a person, and changes nothing of what others sent. What it
//! sent stays at the site, since nothing is ever deleted there: the site has to be one for tests.

mod chain;
mod check;
mod checks;
mod desk;
mod kit;
mod line;
mod outcome;
mod report;

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

pub use domain::id::MachineId;
pub use domain::wire::{EnrolmentCode, Site};
pub use line::BadAddress;
pub use report::{Report, Row, Verdict};

use check::CHECKS;
use kit::Kit;
use line::Line;
use outcome::{Need, Stop};

/// What to try, and by which codes.
#[derive(Clone)]
pub struct Options {
    /// Address of the endpoint.
    pub address: String,
    /// Certificates (PEM) to trust for it; empty: those of the platform.
    pub ca: Vec<String>,
    /// Lets the first machine in.
    pub code: EnrolmentCode,
    /// Lets a second machine in at the same site.
    pub second_code: Option<EnrolmentCode>,
    /// Lets a machine in at another site.
    pub other_site_code: Option<EnrolmentCode>,
    /// Is used up by wrong tries.
    pub spare_code: Option<EnrolmentCode>,
    /// Is more than a day old and never served.
    pub expired_code: Option<EnrolmentCode>,
    /// Names of promises that are not to be tried.
    pub without: Vec<String>,
    /// Whether to wait until a token has expired.
    pub wait: bool,
    /// Whether to claim that the endpoint has lost something, so that it begins a new counting.
    pub new_counting: bool,
}

/// A pause to be awaited.
pub type Pause<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

/// The people who run the endpoint, and their clock.
pub trait People: Send + Sync {
    /// Whether this site, which has so many entries already (none: it does not tell), is one for tests.
    fn is_for_tests(&self, site: &Site, entries: Option<u64>) -> bool;

    /// Cuts this machine off. None when nobody does.
    fn cut_off(&self, machine: MachineId) -> Option<CutOff>;

    /// Lets time pass.
    fn wait(&self, how_long: Duration) -> Pause<'_>;
}

/// What became of cutting a machine off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CutOff {
    /// It is cut off.
    Done,
    /// It did not succeed.
    Failed,
}

/// Nothing was tried, or not to the end.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotRun {
    /// The address does not serve.
    #[error(transparent)]
    BadAddress(#[from] BadAddress),
    /// A promise that is to be left out is not there.
    #[error("no promise is called {0}")]
    NoSuchPromise(String),
    /// The site has entries, and nobody said that they are there for tests.
    #[error(
        "the site \"{}\" has {} entries already. What is sent here stays there for good, so take a site \
         for tests, or say --yes-a-test-site if this is one. The codes have been used; the next run \
         takes new ones", site.name, entries.map_or("perhaps".to_owned(), |count| count.to_string())
    )]
    NotForTests {
        /// The site.
        site: Site,
        /// How many; none where it does not tell.
        entries: Option<u64>,
    },
}

/// Tries everything. Needs a Tokio runtime with I/O and time.
///
/// # Errors
/// When the address does not serve, a name is no promise's, or the site is not one for tests.
pub async fn examine(options: Options, people: Arc<dyn People>) -> Result<Report, NotRun> {
    let line = Line::new(&options.address, &options.ca)?;
    let is_none = |name: &&String| CHECKS.iter().all(|check| check.name != **name);
    if let Some(name) = options.without.iter().find(is_none) {
        return Err(NotRun::NoSuchPromise(name.clone()));
    }
    let without = options.without.clone();
    let mut report = Report::new(&options.address);
    let mut kit = Kit::new(line, options, Arc::clone(&people));
    let mut asked = false;
    for check in CHECKS {
        let tried = if without.iter().any(|name| name == check.name) {
            Err(Stop::NotTested(Need::LeftOut))
        } else {
            (check.run)(&mut kit).await
        };
        let verdict = match tried {
            Ok(()) => Verdict::Holds,
            Err(Stop::Fails(seen)) => Verdict::Fails { seen },
            Err(Stop::NotTested(need)) => Verdict::NotTested { why: need.words() },
        };
        report.add(check, verdict);
        if let (false, Some(desk)) = (asked, &kit.first) {
            asked = true;
            let entries = desk.last().await.ok();
            if let Some(site) = desk.site.clone().filter(|_| entries != Some(0))
                && !people.is_for_tests(&site, entries)
            {
                return Err(NotRun::NotForTests { site, entries });
            }
        }
    }
    Ok(report)
}
