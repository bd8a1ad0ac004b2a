//! Search as you type: two Arabic beginnings and the newest 50, on the big store and on one a tenth of
//! it, against one plain FTS5 table and against LIKE over the same calls, in turns; and questions that
//! nobody should ask.

use std::sync::Arc;
use std::time::Instant;

use app::App;
use app::clock::SetClock;
use app::dto::{CallForm, SearchQuery};
use app::sample::SampleCalls;
use domain::arabic;
use domain::id::Millis;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use super::ground::{self, Ground, at_work};
use super::plain::Plain;
use super::report::Row;
use super::spread::{Spread, in_ms};
use crate::machine::SUNDAY_TEN;
use crate::{Failure, Told};

/// Seed of what is asked.
const SEED: u64 = 4_170;
/// One of so many calls is where a question may come from.
const ASKED_OF: usize = 97;
/// LIKE walks every row: it is asked so much less often.
const LIKE_EACH: usize = 15;
/// The longest that the first rows of any question may take, in milliseconds.
const LONGEST_MS: f64 = 20.0;
/// The longest that one of a hundred questions may take, in milliseconds.
const P99_MS: f64 = 5.0;

/// The times of everybody.
#[derive(Default)]
struct Times {
    big: Vec<f64>,
    middle: Vec<f64>,
    plain: Vec<f64>,
    like: Vec<f64>,
    /// Questions that were answered in more than one piece.
    in_pieces: usize,
}

/// Measures and judges.
pub(super) fn rows(ground: &Ground) -> Told<Vec<Row>> {
    let middle = ground.big / 10;
    ground::fill(&ground.middle_store(), middle)?;
    let count = if ground.quick { 60 } else { 600 };
    let questions = questions(ground.big, count)?;
    let clock = Arc::new(SetClock::at(Millis(SUNDAY_TEN)));
    let big = at_work(&ground.big_store(), &clock)?;
    let small = at_work(&ground.middle_store(), &clock)?;
    let plain = Plain::fill(&ground.plain_store(), calls(ground.big)?)?;
    let times = times(&big, &small, &plain, &questions)?;
    let hostile = hostile(&big, if ground.quick { 2 } else { 10 })?;
    Ok(judged(ground, middle, times, hostile))
}

fn judged(
    ground: &Ground,
    middle: u32,
    times: Times,
    (hostile, worst): (Spread, String),
) -> Vec<Row> {
    let in_pieces = times.in_pieces;
    let (ours, smaller) = (Spread::of(times.big), Spread::of(times.middle));
    let (plain, like) = (Spread::of(times.plain), Spread::of(times.like));
    let n = ours.count();
    vec![
        Row::ratio(
            "search-p50",
            (ours.median(), "ms"),
            ("one plain FTS5 table", plain.median()),
            ("≤ 0.3 ×", 0.3),
            n,
        )
        .noted(format!(
            "two beginnings, newest 50 of {} calls, with rows and rights; LIKE {:.1} ms at the median of {}",
            ground.big,
            like.median(),
            like.count()
        )),
        Row::bound("search-p99", (ours.percentile(99), "ms"), ("≤ 5 ms", P99_MS), n).noted(format!(
            "longest {:.2} ms, {in_pieces} of {n} answered in pieces; plain FTS5 {:.1} ms at P99, {:.1} ms at worst",
            ours.longest(),
            plain.percentile(99),
            plain.longest()
        )),
        Row::bound(
            "search-hostile",
            (hostile.longest(), "ms"),
            ("≤ 20 ms", LONGEST_MS),
            hostile.count(),
        )
        .noted(format!(
            "first rows of the longest, which was {worst}; {:.2} ms at the median",
            hostile.median()
        )),
        Row::ratio(
            "search-growth",
            (ours.median(), "ms"),
            ("smaller store", smaller.median()),
            ("≤ 2 ×", 2.0),
            n,
        )
        .noted(format!(
            "{} calls against {middle}; at P99 {:.2} ms against {:.2} ms",
            ground.big,
            ours.percentile(99),
            smaller.percentile(99)
        )),
    ]
}

fn calls(count: u32) -> Told<SampleCalls> {
    Ok(SampleCalls::new(ground::SEED, count, Millis(SUNDAY_TEN))?)
}

/// Two beginnings of words that stand in one call, as somebody types who remembers it.
fn questions(of: u32, count: usize) -> Told<Vec<String>> {
    let mut random = ChaCha8Rng::seed_from_u64(SEED);
    let mut candidates: Vec<CallForm> = calls(of)?
        .enumerate()
        .filter(|(place, _)| place % ASKED_OF == 0)
        .map(|(_, call)| call.form)
        .collect();
    let mut questions = Vec::with_capacity(count);
    while questions.len() < count && !candidates.is_empty() {
        let form = candidates.swap_remove(random.random_range(0..candidates.len()));
        let words: Vec<String> = arabic::words(&format!("{} {}", form.caller_name, form.note))
            .into_iter()
            .filter(|word| word.chars().count() > 2 && word.chars().all(char::is_alphabetic))
            .collect();
        if words.len() < 2 {
            continue;
        }
        let mut beginning = || {
            let word = words.get(random.random_range(0..words.len()));
            let letters = random.random_range(2..=5);
            word.map(|word| word.chars().take(letters).collect::<String>())
        };
        if let (Some(one), Some(other)) = (beginning(), beginning()) {
            questions.push(format!("{one} {other}"));
        }
    }
    Ok(questions)
}

fn times(big: &App, middle: &App, plain: &Plain, questions: &[String]) -> Told<Times> {
    let mut times = Times::default();
    // The first of everybody reads what all later ones find in memory.
    for question in questions.iter().take(10) {
        ask(big, question)?;
        ask(middle, question)?;
        plain.find(question)?;
    }
    for (place, question) in questions.iter().enumerate() {
        // Each goes first in turn.
        for turn in 0..3 {
            match (place + turn) % 3 {
                0 => {
                    let (took, whole) = ask(big, question)?;
                    times.big.push(took);
                    times.in_pieces += usize::from(!whole);
                }
                1 => times.middle.push(ask(middle, question)?.0),
                _ => {
                    let begun = Instant::now();
                    plain.find(question)?;
                    times.plain.push(in_ms(begun.elapsed()));
                }
            }
        }
        if place % LIKE_EACH == 0 {
            let begun = Instant::now();
            plain.find_by_like(question)?;
            times.like.push(in_ms(begun.elapsed()));
        }
    }
    Ok(times)
}

/// How long the first answer takes, and whether it was whole.
fn ask(app: &App, text: &str) -> Told<(f64, bool)> {
    let query = SearchQuery {
        text: text.to_owned(),
        go_on: None,
    };
    let begun = Instant::now();
    let answer = app.search(&query)?;
    let took = in_ms(begun.elapsed());
    if answer.outdated {
        return Err(Failure::new("a question was ended that nobody ended"));
    }
    let unfinished =
        answer.calls.unfinished || answer.cases.unfinished || answer.persons.unfinished;
    Ok((took, !unfinished))
}

/// Questions that nobody should ask, each several times; which took longest.
fn hostile(app: &App, rounds: usize) -> Told<(Spread, String)> {
    let broken = String::from_utf16_lossy(&[0x0627, 0xd800, 0x0644, 0xdfff]);
    let asked: Vec<(&str, String)> = [
        ("a letter", "م"),
        ("two letters", "مر"),
        ("two frequent words", "ال من في"),
        ("a bare article", "ال"),
        ("one digit", "9"),
        ("two digits", "99"),
        ("three digits", "999"),
        ("three digits of many numbers", "968"),
        ("words that never meet", "مريض زقطرمون"),
        ("letters that never meet", "مر سك زغ"),
        ("operators", "\"a\" OR b* NEAR(c d) NOT -e ^f {g}:h"),
        ("quotes", "\"\"\"'''"),
        ("NUL", "ا\0ل\0م"),
    ]
    .into_iter()
    .map(|(name, text)| (name, text.to_owned()))
    .chain([
        ("300 words", "مريض دواء سكري ".repeat(100)),
        (
            "300 different words",
            (0..300)
                .map(|n| format!("{}ب{n} ", char::from_u32(0x0628 + n % 20).unwrap_or('ب')))
                .collect(),
        ),
        ("a megabyte", "ب".repeat(1_000_000)),
        ("a megabyte of words", "سك ".repeat(350_000)),
        ("lone surrogates", broken),
    ])
    .collect();
    let mut times = Vec::new();
    let mut worst = (0.0, String::new());
    for _ in 0..rounds {
        for (name, text) in &asked {
            let (took, _) = ask(app, text)?;
            if took > worst.0 {
                worst = (took, (*name).to_owned());
            }
            times.push(took);
        }
    }
    Ok((Spread::of(times), worst.1))
}
