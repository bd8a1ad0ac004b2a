//! Which link of a batch the centre cannot stand.
//!
//! A batch that failed by its content three times while the centre greets well is cut in halves until
//! one link is left; that one fails three times more and is named. What stands before it goes through
//! on the way, and what stands behind it goes on after it. Never asked about failures of the line.

/// Failures of the same piece before it is judged.
pub const STRIKES: u32 = 3;

/// What is suspected.
#[derive(Debug, Clone, Default)]
pub(crate) struct Suspicion {
    /// Failures in a row of the present piece.
    strikes: u32,
    /// Among how many of the first waiting links the culprit stands, once it is looked for.
    among: Option<usize>,
}

/// What follows from a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Judgement {
    /// Try again, as many as [`Suspicion::limit`] says.
    Again,
    /// The one link that was sent is the culprit.
    Culprit,
}

impl Suspicion {
    /// Most links in the next batch, when a culprit is looked for.
    pub(crate) fn limit(&self) -> Option<usize> {
        self.among.map(|among| among.div_ceil(2).max(1))
    }

    /// A batch of `sent` links failed by its content.
    pub(crate) fn failed(&mut self, sent: usize) -> Judgement {
        self.strikes += 1;
        if self.among.is_some() && sent > 1 {
            // Known to hold the culprit, at the first failure: the whole has had its three.
            *self = Self {
                strikes: 0,
                among: Some(sent),
            };
            return Judgement::Again;
        }
        if self.strikes < STRIKES {
            return Judgement::Again;
        }
        if sent <= 1 {
            *self = Self::default();
            return Judgement::Culprit;
        }
        *self = Self {
            strikes: 0,
            among: Some(sent),
        };
        Judgement::Again
    }

    /// The first `settled` of the waiting links went through.
    pub(crate) fn settled(&mut self, settled: usize) {
        self.strikes = 0;
        self.among = self
            .among
            .and_then(|among| among.checked_sub(settled))
            .filter(|&among| among > 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sends the links up to `count` through a centre that cannot stand `culprits`; returns those that
    /// were named and how many requests it took.
    fn sift(count: usize, batch: usize, culprits: &[usize]) -> (Vec<usize>, usize) {
        let (mut suspicion, mut named, mut requests) = (Suspicion::default(), vec![], 0);
        let mut waiting: Vec<usize> = (0..count).collect();
        while !waiting.is_empty() {
            requests += 1;
            assert!(requests < 100_000, "it comes to an end");
            let size = suspicion.limit().unwrap_or(batch).min(waiting.len());
            let sent: Vec<_> = waiting.iter().copied().take(size).collect();
            if sent.iter().any(|link| culprits.contains(link)) {
                if suspicion.failed(sent.len()) == Judgement::Culprit {
                    named.extend(&sent);
                    waiting.remove(0);
                }
            } else {
                suspicion.settled(sent.len());
                waiting.drain(..sent.len());
            }
        }
        (named, requests)
    }

    /// One bad link among many must cost a few requests and none of the others.
    #[test]
    fn one_culprit_is_found_wherever_it_stands() {
        for at in [0, 1, 77, 100, 499, 500, 998, 999] {
            let (named, requests) = sift(1_000, 500, &[at]);
            assert_eq!(named, [at]);
            assert!(requests < 30, "{requests} requests for {at}");
        }
    }

    #[test]
    fn several_culprits_are_found_and_nobody_else() {
        let culprits = [3, 4, 60, 61, 62, 300, 999];
        assert_eq!(sift(1_000, 100, &culprits).0, culprits);
        let all: Vec<_> = (0..40).collect();
        assert_eq!(sift(40, 25, &all).0, all);
        assert_eq!(sift(40, 25, &[]).0, Vec::<usize>::new());
    }

    /// A centre that failed twice and then did not must not be searched.
    #[test]
    fn a_passing_failure_is_forgotten() {
        let mut suspicion = Suspicion::default();
        for _ in 0..10 {
            assert_eq!(suspicion.failed(25), Judgement::Again);
            assert_eq!(suspicion.failed(25), Judgement::Again);
            assert_eq!(suspicion.limit(), None);
            suspicion.settled(25);
        }
        for _ in 0..STRIKES {
            assert_eq!(suspicion.failed(25), Judgement::Again);
        }
        assert_eq!(suspicion.limit(), Some(13));
        suspicion.settled(13);
        suspicion.settled(12);
        assert_eq!(
            suspicion.limit(),
            None,
            "nothing was wrong with any of them"
        );
    }
}
