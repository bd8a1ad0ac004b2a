//! What comes in far more often than it used to: a subject in a place, over the last seven days, held against the eight
//! weeks before them (product, "Supervisor": over three times its eight-week mean).
//!
//! Everybody who came in counts, by whatever channel; who was called, who asked for nothing and who tried the line do
//! not. Below [`SPIKE_MIN`] contacts nothing is a spike: three calls where there is one a month are chance.

use std::collections::BTreeMap;

use super::Group;
use crate::improvement::Matter;
use crate::lists::{Lists, NON_SERVICE};
use crate::local_day::{DAY_MS, LocalDay};
use crate::period::Period;

/// How many days are looked at, today with them.
pub const SPIKE_DAYS: u32 = 7;
/// With how many stretches of as many days before them they are held.
pub const SPIKE_WEEKS: u32 = 8;
/// Of how many of those something has to be known before anything is held against them: a row or two out of an old
/// sheet are no past, and a week or two of holidays are no gap in it.
pub const SPIKE_WEEKS_KNOWN: u32 = 6;
/// Over how many times the mean of those is a spike.
pub const SPIKE_TIMES: u32 = 3;
/// The fewest contacts that are one.
pub const SPIKE_MIN: u32 = 5;

const STRETCH_MS: i64 = SPIKE_DAYS as i64 * DAY_MS;

/// The days that are looked at: the last seven, today with them.
///
/// # Errors
/// None of the days there are; as [`Period::new`].
pub fn looked_at(today: LocalDay) -> Result<Period, crate::period::NotAPeriod> {
    let from = LocalDay::of(today.ends_at_ms() - STRETCH_MS);
    Period::new(from, today)
}

/// When what they are held against begins, in milliseconds since 1970 UTC.
#[must_use]
pub fn held_against_from_ms(looked_at: Period) -> i64 {
    looked_at.starts_at_ms() - i64::from(SPIKE_WEEKS) * STRETCH_MS
}

/// The stretches that they are held against, the oldest first: from an instant up to another, so too.
pub fn held_against(looked_at: Period) -> impl Iterator<Item = (i64, i64)> {
    let from = held_against_from_ms(looked_at);
    (0..i64::from(SPIKE_WEEKS)).map(move |week| {
        let begins = from + week * STRETCH_MS;
        (begins, begins + STRETCH_MS)
    })
}

/// A matter that comes in far more often than it did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spike {
    /// What, and where.
    pub matter: Matter,
    /// Contacts in the days that are looked at.
    pub contacts: u32,
    /// In all of the weeks before: [`SPIKE_WEEKS`] times the mean.
    pub before: u32,
}

/// Counts contacts by matter.
#[derive(Debug)]
pub struct SpikeTally<'l> {
    lists: &'l Lists,
    counted: BTreeMap<Matter, (u32, u32)>,
}

impl<'l> SpikeTally<'l> {
    /// Nothing counted yet.
    #[must_use]
    pub const fn new(lists: &'l Lists) -> Self {
        Self {
            lists,
            counted: BTreeMap::new(),
        }
    }

    /// So many contacts about a matter by a channel, in the days that are looked at or before them.
    pub fn add(&mut self, matter: Matter, channel: &str, is_now: bool, contacts: u32) {
        let group = Group::of(self.lists, channel, &matter.type_code, &matter.sub_category);
        // Without a subject nobody could say what it is that comes so often.
        let asks = matter.type_code != NON_SERVICE && !matter.sub_category.is_empty();
        if !asks || !group.comes_in() {
            return;
        }
        let (now, before) = self.counted.entry(matter).or_default();
        *if is_now { now } else { before } += contacts;
    }

    /// Contacts about a matter in the days that are looked at, and in the weeks before them.
    #[must_use]
    pub fn counted(&self, matter: &Matter) -> (u32, u32) {
        self.counted.get(matter).copied().unwrap_or_default()
    }

    /// All contacts in the days that are looked at.
    #[must_use]
    pub fn contacts(&self) -> u32 {
        self.counted.values().map(|(now, _)| now).sum()
    }

    /// The spikes, the steepest first.
    #[must_use]
    pub fn finish(self) -> Vec<Spike> {
        let is_spike =
            |now: u32, before: u32| now >= SPIKE_MIN && now * SPIKE_WEEKS > SPIKE_TIMES * before;
        let mut spikes: Vec<Spike> = self
            .counted
            .into_iter()
            .filter(|(_, (now, before))| is_spike(*now, *before))
            .map(|(matter, (contacts, before))| Spike {
                matter,
                contacts,
                before,
            })
            .collect();
        // As products, so that nothing is rounded; of equals the more frequent one, then by their codes.
        spikes.sort_by(|one, other| {
            let steep = |a: &Spike, b: &Spike| u64::from(a.contacts) * u64::from(b.before.max(1));
            steep(other, one)
                .cmp(&steep(one, other))
                .then(other.contacts.cmp(&one.contacts))
                .then_with(|| one.matter.cmp(&other.matter))
        });
        spikes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matter(sub_category: &str) -> Matter {
        Matter {
            type_code: "complaint".into(),
            sub_category: sub_category.into(),
            governorate: "OM-MA".into(),
        }
    }

    fn spikes(counted: &[(&str, u32, u32)]) -> Vec<(String, u32, u32)> {
        let lists = Lists::embedded().unwrap();
        let mut tally = SpikeTally::new(lists);
        for (sub_category, now, before) in counted {
            tally.add(matter(sub_category), "phone_in", true, *now);
            tally.add(matter(sub_category), "email", false, *before);
        }
        let found = tally.finish().into_iter();
        found
            .map(|spike| (spike.matter.sub_category, spike.contacts, spike.before))
            .collect()
    }

    /// What is told too often is read by nobody, and what is told too late helps nobody.
    #[test]
    fn over_three_times_the_mean_of_eight_weeks_is_a_spike_and_three_times_is_none() {
        assert_eq!(spikes(&[("med_shortage", 6, 16)]), [], "6 against 2 a week");
        assert_eq!(
            spikes(&[("med_shortage", 7, 16)]),
            [("med_shortage".into(), 7, 16)]
        );
        assert_eq!(
            spikes(&[("parking", 4, 0)]),
            [],
            "too few to be more than chance"
        );
        assert_eq!(spikes(&[("parking", 5, 0)]), [("parking".into(), 5, 0)]);
    }

    #[test]
    fn the_steepest_comes_first() {
        let found = spikes(&[("clean", 10, 20), ("billing", 8, 2), ("meals", 10, 0)]);
        let order: Vec<_> = found.iter().map(|(code, _, _)| code.as_str()).collect();
        assert_eq!(order, ["meals", "billing", "clean"]);
    }

    /// Who was called back and who tried the line ask for nothing that comes more often.
    #[test]
    fn only_who_came_in_about_something_counts() {
        let lists = Lists::embedded().unwrap();
        let mut tally = SpikeTally::new(lists);
        tally.add(matter("clean"), "phone_out", true, 50);
        tally.add(matter(""), "phone_in", true, 50);
        let of_type = |type_code: &str, sub_category: &str| Matter {
            type_code: type_code.into(),
            sub_category: sub_category.into(),
            governorate: String::new(),
        };
        tally.add(of_type("non_service", "silent"), "phone_in", true, 50);
        tally.add(of_type("non_service", "test"), "phone_in", true, 50);
        assert_eq!(tally.finish(), []);
    }

    /// A day that is in both or in neither would make a spike of nothing.
    #[test]
    fn the_weeks_before_end_where_the_days_looked_at_begin() {
        let today: LocalDay = "2026-11-30".parse().unwrap();
        let looked = looked_at(today).unwrap();
        assert_eq!(looked.days(), 7);
        assert_eq!(
            (looked.from().to_string(), looked.to()),
            ("2026-11-24".into(), today)
        );
        let before = looked.starts_at_ms() - held_against_from_ms(looked);
        assert_eq!(before, 56 * DAY_MS);
    }
}
