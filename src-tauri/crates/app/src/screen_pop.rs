//! Screen-pops: a softphone says who is ringing, by a link or on the command line, and the number waits
//! until an agent takes it.
//!
//! A real caller is no exercise: whoever practises, and that may be anybody, is told of none, and what waits
//! goes on waiting for the real store.
//!
//! What comes in may have been written by anybody: a web page can open a link too. So it is bounded, read
//! strictly, and does nothing but wait. It waits in memory only, through locks and changes of person, since
//! a ringing line belongs to the machine. Never here: opening a draft; that is for the person to do.

use std::sync::{Mutex, PoisonError};

use domain::id::Millis;
use domain::phone::{NUMBER_CHARS_MAX, Phone, number_key};
use domain::text;
use percent_encoding::percent_decode_str;

use crate::dto::{PopKind, ScreenPop};
use crate::rights::Command;
use crate::{App, Result};

/// How many wait at most; the oldest gives way. One person cannot answer more lines than that.
pub const POPS_WAITING_MAX: usize = 5;
/// What is longer is no link of a softphone, in bytes.
const HANDED_BYTES_MAX: usize = 512;
/// What a softphone says for a caller who does not show their number (RFC 3323, 4.1, and custom).
const WITHHELD: &[&str] = &[
    "",
    "anonymous",
    "private",
    "restricted",
    "unknown",
    "withheld",
];
/// Fewer digits than that are no number anybody can be called back under.
const DIGITS_MIN: usize = 3;

/// What waits, the newest last.
#[derive(Debug, Default)]
pub(crate) struct Waiting {
    pops: Mutex<(u32, Vec<Pop>)>,
}

#[derive(Debug)]
struct Pop {
    id: u32,
    at: Millis,
    handed: Handed,
}

/// What another program handed over.
#[derive(Debug, PartialEq, Eq)]
enum Handed {
    Number(Phone),
    Withheld,
    Unreadable,
}

impl Waiting {
    /// Lets it wait; says whether nobody had been told of this call before.
    fn add(&self, handed: Handed, at: Millis) -> bool {
        let mut pops = self.pops.lock().unwrap_or_else(PoisonError::into_inner);
        let (last, waiting) = &mut *pops;
        // A softphone says the same when it rings and when it is answered.
        let before = waiting.len();
        waiting.retain(|known| !known.handed.is_same_as(&handed));
        let is_new = waiting.len() == before;
        *last = last.wrapping_add(1);
        let id = *last;
        waiting.push(Pop { id, at, handed });
        if waiting.len() > POPS_WAITING_MAX {
            waiting.remove(0);
        }
        is_new
    }

    fn end(&self, id: u32) {
        let mut pops = self.pops.lock().unwrap_or_else(PoisonError::into_inner);
        pops.1.retain(|known| known.id != id);
    }

    fn list(&self) -> Vec<ScreenPop> {
        let pops = self.pops.lock().unwrap_or_else(PoisonError::into_inner);
        pops.1.iter().rev().map(Pop::to_dto).collect()
    }
}

impl Handed {
    fn is_same_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(one), Self::Number(two)) => key(one) == key(two),
            (one, two) => one == two,
        }
    }

    /// Reads a number, or a link `nida://call?number=…`; other parts of the link are not ours.
    fn read(handed: &str) -> Self {
        if handed.len() > HANDED_BYTES_MAX {
            return Self::Unreadable;
        }
        let decoded = match after_scheme(handed.trim()) {
            None => Some(handed.to_owned()),
            Some(rest) => number_of_link(rest),
        };
        let Some(Ok(line)) = decoded.map(|number| text::line(&number, NUMBER_CHARS_MAX)) else {
            return Self::Unreadable;
        };
        if WITHHELD.contains(&line.text.to_ascii_lowercase().as_str()) {
            return Self::Withheld;
        }
        let digits = line.text.chars().filter(|c| c.is_numeric()).count();
        let dials = |c: char| c.is_numeric() || " +-().#*/\u{a0}".contains(c);
        if digits < DIGITS_MIN || !line.text.chars().all(dials) {
            return Self::Unreadable;
        }
        Self::Number(Phone::read(&line.text))
    }
}

fn key(phone: &Phone) -> String {
    number_key(phone.e164.as_deref().unwrap_or_default(), &phone.as_typed)
}

/// What stands behind `nida:`, in whatever letters the scheme is written (RFC 3986, 3.1).
fn after_scheme(handed: &str) -> Option<&str> {
    let (scheme, rest) = handed.split_once(':')?;
    scheme.eq_ignore_ascii_case("nida").then_some(rest)
}

/// The number of `//call?number=…`. A plus stands for itself there, as softphones write it.
fn number_of_link(rest: &str) -> Option<String> {
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    let (place, query) = rest.split_once('?')?;
    if !place.trim_end_matches('/').eq_ignore_ascii_case("call") {
        return None;
    }
    let query = query.split('#').next().unwrap_or_default();
    let mut numbers = query
        .split('&')
        .filter_map(|part| part.strip_prefix("number="));
    let number = numbers.next()?;
    // Two numbers are no call of one person.
    if numbers.next().is_some() {
        return None;
    }
    let decoded = percent_decode_str(number).decode_utf8().ok()?;
    Some(decoded.into_owned())
}

impl Pop {
    fn to_dto(&self) -> ScreenPop {
        let (kind, number, shown) = match &self.handed {
            Handed::Number(phone) => (PopKind::Number, phone.as_typed.clone(), phone.for_eye()),
            Handed::Withheld => (PopKind::Withheld, String::new(), String::new()),
            Handed::Unreadable => (PopKind::Unreadable, String::new(), String::new()),
        };
        ScreenPop {
            id: self.id,
            at: self.at.0,
            kind,
            number,
            shown,
        }
    }
}

impl App {
    /// Lets what another program handed over wait: a number, or a link `nida://call?number=…`. Rubbish
    /// waits too, as what cannot be read, so that somebody hears of it; nothing of it is kept.
    pub fn pop_screen(&self, handed: &str) {
        let handed = Handed::read(handed);
        // What a web page sends can be heard of in the window; on the desktop it would be a way to shout.
        let is_call = handed != Handed::Unreadable;
        let is_new = self.pops.add(handed, self.config().clock.now());
        (self.config().on_pop)();
        if is_call && is_new {
            self.tell_call_waiting();
        }
    }

    /// What waits, the newest first, at most [`POPS_WAITING_MAX`]; nothing in practice.
    ///
    /// # Errors
    /// `SignedOut`, `NotAllowed`.
    pub fn screen_pops(&self) -> Result<Vec<ScreenPop>> {
        self.asking(Command::ScreenPops)?;
        Ok(self.pops_shown())
    }

    /// Lets one wait no more, because it was taken or put away, and answers those that are left. One that
    /// is gone already is nothing, and in practice none ends.
    ///
    /// # Errors
    /// `SignedOut`, `NotAllowed`.
    pub fn end_screen_pop(&self, id: u32) -> Result<Vec<ScreenPop>> {
        self.asking(Command::EndScreenPop)?;
        if self.practice_desk().is_none() {
            self.pops.end(id);
        }
        Ok(self.pops_shown())
    }

    fn pops_shown(&self) -> Vec<ScreenPop> {
        if self.practice_desk().is_some() {
            return Vec::new();
        }
        self.pops.list()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number that is read, `-` for a withheld one, `?` for what cannot be read.
    fn read(handed: &str) -> String {
        match Handed::read(handed) {
            Handed::Number(phone) => phone.for_eye(),
            Handed::Withheld => "-".into(),
            Handed::Unreadable => "?".into(),
        }
    }

    /// As softphones write it, and as people do.
    #[test]
    fn a_number_is_read_from_a_link_or_alone() {
        for handed in [
            "99123456",
            "+968 9912 3456",
            "٩٩١٢٣٤٥٦",
            "nida://call?number=99123456",
            "NIDA://CALL/?number=%2B96899123456",
            "nida://call?number=+96899123456",
            "nida:call?number=0096899123456",
            "nida://call?from=pbx&number=99123456&line=2#x",
            "nida://call?number=%D9%A9%D9%A9%D9%A1%D9%A2%D9%A3%D9%A4%D9%A5%D9%A6",
        ] {
            assert_eq!(read(handed), "9912 3456", "{handed}");
        }
        assert_eq!(read("nida://call?number=204"), "204", "an extension");
        for handed in [
            "",
            "Anonymous",
            "nida://call?number=",
            "nida://call?number=unknown",
        ] {
            assert_eq!(read(handed), "-", "{handed}");
        }
    }

    /// A link is written by whoever likes to: what is no number is named as such and goes no further.
    #[test]
    fn rubbish_is_no_number() {
        let long = format!("nida://call?number={}", "9".repeat(600));
        let many = format!("nida://call?number={}", "9".repeat(41));
        for handed in [
            "nida://call",
            "nida://call?name=Amal",
            "nida://erase?number=99123456",
            "nida://call@evil/?number=99123456",
            "nida://call?number=99123456&number=99123457",
            "nida://call?number=<script>123</script>",
            "nida://call?number=%FF%FE123",
            "nida://call?number=12",
            "--data",
            "99123456; rm -rf",
            "\u{0}99123456",
            "javascript:alert(99123456)",
            long.as_str(),
            many.as_str(),
        ] {
            assert_eq!(read(handed), "?", "{handed:?}");
        }
    }

    /// Ringing and answered are one call; the oldest of too many gives way.
    #[test]
    fn what_waits_is_bounded_and_not_doubled() {
        let waiting = Waiting::default();
        for number in ["99000001", "99000002", "+968 9900 0001"] {
            waiting.add(Handed::read(number), Millis(1));
        }
        let shown = |waiting: &Waiting| -> Vec<String> {
            waiting.list().into_iter().map(|pop| pop.shown).collect()
        };
        assert_eq!(shown(&waiting), ["9900 0001", "9900 0002"]);
        for n in 3..=6 {
            waiting.add(Handed::read(&format!("9900000{n}")), Millis(1));
        }
        assert_eq!(waiting.list().len(), POPS_WAITING_MAX);
        assert!(!shown(&waiting).contains(&"9900 0002".into()));
        let newest = waiting.list()[0].id;
        waiting.end(newest);
        waiting.end(newest);
        assert_eq!(shown(&waiting)[0], "9900 0005");
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

        /// Any page of the web can write a link: nothing of it comes to the screen but a number.
        #[test]
        fn nothing_of_a_link_is_shown_but_a_number(rest in ".{0,80}|[0-9+%]{0,24}", link in proptest::prelude::any::<bool>()) {
            let handed = if link { format!("nida://call?number={rest}") } else { rest };
            let shown = read(&handed);
            let is_number = shown.chars().all(|letter| letter.is_ascii_digit() || " +-.()".contains(letter));
            proptest::prop_assert!(shown == "?" || is_number, "{:?}: {:?}", handed, shown);
        }
    }
}
