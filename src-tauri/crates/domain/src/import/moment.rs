//! Days and times of day as sheets write them.
//!
//! Gregorian days as day/month/year or year-month-day, Hijri ones (Umm al-Qura) by their year, both with the name of
//! the month or without, in any digits; days that a sheet keeps as numbers; times of 24 hours, or of 12 with ص and م.
//! The day stands before the month: a sheet that has it the other way round meets months beyond the twelfth, and is told.
//! A year of two digits is no year.
//!
//! Never here: a clock, which days are too far away.

use icu_calendar::Date;
use icu_calendar::cal::{Hijri, Iso};

use super::words::{Era, Half, era, half, is_weekday, month};
use super::{BadCell, Cell, What};
use crate::arabic;
use crate::local_day::{DAY_MS, LocalDay, OFFSET_MS};

/// Years that are taken for Hijri ones: those for which Umm al-Qura is published.
const HIJRI_YEARS: std::ops::RangeInclusive<i32> = 1_300..=1_600;
/// Years that are taken for Gregorian ones.
const COMMON_YEARS: std::ops::RangeInclusive<i32> = 1_800..=2_200;
/// Day 0 of a sheet's numbers, 1899-12-30, in days before 1970.
const SERIAL_OF_1970: i64 = 25_569;
/// Numbers that are taken for days where the sheet does not say that they are: 1990 to 2099.
const BARE_SERIALS: std::ops::RangeInclusive<f64> = 32_874.0..=73_050.999_99;
/// By how much days counted from 1904 differ.
const DAYS_TO_1904: f64 = 1_462.0;
/// Highest serial there is: 9999-12-31.
const SERIAL_MAX: f64 = 2_958_465.999_99;
const SECONDS_A_DAY: i64 = 86_400;
const MINUTE_S: i64 = 60;
const HOUR_S: i64 = 3_600;

/// A day, and the time of day where one stands with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The day in Muscat.
    pub day: LocalDay,
    /// Seconds since its midnight.
    pub time_s: Option<i64>,
}

impl Moment {
    /// Reads a cell that holds a day, with a time or without. `is_1904`: the sheet counts days from 1904.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(cell: &Cell, is_1904: bool) -> Result<Self, What> {
        match cell {
            Cell::Empty => Err(What::Missing),
            Cell::Moment(serial) => of_serial(*serial),
            Cell::Number(number) => of_number(*number, is_1904),
            Cell::Flag(_) => Err(What::NotADay),
            Cell::Bad(bad, _) => Err(bad.what()),
            Cell::Text(text) => match arabic::fold(text).parse::<f64>() {
                Ok(number) if number.is_finite() => of_number(number, is_1904),
                _ => of_text(text),
            },
        }
    }
}

/// Seconds since midnight of a cell that holds a time of day; of a moment its time. None where nothing stands there.
///
/// # Errors
/// What is wrong with it.
pub fn time(cell: &Cell) -> Result<Option<i64>, What> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Moment(serial) => Ok(Some(split(*serial)?.1)),
        Cell::Number(number) if (0.0..1.0).contains(number) => Ok(Some(split(*number)?.1)),
        Cell::Number(_) | Cell::Flag(_) => Err(What::NotATime),
        Cell::Bad(bad, _) => Err(bad.what()),
        Cell::Text(text) => {
            let folded = tidy(text);
            if let Ok(number) = folded.parse::<f64>()
                && folded.starts_with("0.")
                && folded.len() > "0.00".len()
            {
                return Ok(Some(split(number)?.1));
            }
            let tokens = tokens(&folded);
            let mut reader = Reader { tokens: &tokens };
            let seconds = reader.time(true)?;
            if reader.tokens.is_empty() {
                Ok(Some(seconds))
            } else {
                Err(What::NotATime)
            }
        }
    }
}

/// The day of a sheet's number of days since 1899-12-30; none where there is none.
#[must_use]
pub fn day_of_serial(serial: f64) -> Option<LocalDay> {
    split(serial).ok().map(|(day, _)| day)
}

/// For the eye of whoever corrects it: `2024-03-05 10:20`, or the time alone.
pub(super) fn shown(serial: f64) -> String {
    let Ok((day, seconds)) = split(serial) else {
        return super::cell::number_text(serial);
    };
    let (hour, minute, second) = (
        seconds / HOUR_S,
        seconds / MINUTE_S % 60,
        seconds % MINUTE_S,
    );
    let time = match second {
        0 => format!("{hour:02}:{minute:02}"),
        second => format!("{hour:02}:{minute:02}:{second:02}"),
    };
    match (serial < 1.0, seconds) {
        (true, _) => time,
        (false, 0) => day.to_string(),
        (false, _) => format!("{day} {time}"),
    }
}

impl BadCell {
    /// What is wrong with a row for it.
    pub(super) const fn what(self) -> What {
        match self {
            Self::Undecodable => What::Undecodable,
            Self::NoResult => What::NoResult,
            Self::Error => What::FormulaError,
            Self::TooLong => What::TooLong(super::cell::CELL_CHARS_MAX),
        }
    }
}

fn split(serial: f64) -> Result<(LocalDay, i64), What> {
    if !(0.0..=SERIAL_MAX).contains(&serial) {
        return Err(What::NoSuchDay);
    }
    let whole = serial.floor();
    // Within the bounds above both fit.
    #[expect(clippy::cast_possible_truncation, reason = "bounded above")]
    let (days, seconds) = (whole as i64, ((serial - whole) * 86_400.0).round() as i64);
    let (days, seconds) = if seconds >= SECONDS_A_DAY {
        (days + 1, 0)
    } else {
        (days, seconds)
    };
    let at = (days - SERIAL_OF_1970) * DAY_MS - OFFSET_MS;
    Ok((LocalDay::of(at), seconds))
}

fn of_serial(serial: f64) -> Result<Moment, What> {
    let (day, seconds) = split(serial)?;
    if serial < 1.0 {
        // A time alone is no day.
        return Err(What::NotADay);
    }
    // A sheet keeps a day as its midnight.
    let time_s = (seconds != 0).then_some(seconds);
    Ok(Moment { day, time_s })
}

fn of_number(number: f64, is_1904: bool) -> Result<Moment, What> {
    let serial = if is_1904 {
        number + DAYS_TO_1904
    } else {
        number
    };
    if BARE_SERIALS.contains(&serial) {
        return of_serial(serial);
    }
    // 20240305, of either calendar.
    if number.fract() == 0.0 && (13_000_101.0..=22_001_231.0).contains(&number) {
        #[expect(clippy::cast_possible_truncation, reason = "bounded above")]
        let number = number as i64;
        let part = |of: i64| u32::try_from(of).unwrap_or(0);
        let year = i32::try_from(number / 10_000).unwrap_or(0);
        let day = day_of(
            year,
            part(number / 100 % 100),
            part(number % 100),
            None,
            None,
        )?;
        return Ok(Moment { day, time_s: None });
    }
    Err(What::NotADay)
}

fn of_text(text: &str) -> Result<Moment, What> {
    let folded = tidy(text);
    let tokens = tokens(&folded);
    let mut reader = Reader { tokens: &tokens };
    reader.weekday();
    let day = reader.day()?;
    if matches!(reader.tokens, [Token::Word(word), Token::Number(_), ..] if word == "t") {
        reader.skip(1);
    }
    if reader.tokens.is_empty() {
        return Ok(Moment { day, time_s: None });
    }
    let seconds = reader.time(false)?;
    let offset_min = reader.zone()?;
    if !reader.tokens.is_empty() {
        return Err(What::NotATime);
    }
    let Some(offset_min) = offset_min else {
        return Ok(Moment {
            day,
            time_s: Some(seconds),
        });
    };
    // Told with its zone: brought to Muscat.
    let local_ms = day.starts_at_ms() + OFFSET_MS + (seconds - offset_min * MINUTE_S) * 1_000;
    let day = LocalDay::of(local_ms);
    let time_s = (local_ms - day.starts_at_ms()).div_euclid(1_000);
    Ok(Moment {
        day,
        time_s: Some(time_s),
    })
}

/// The day by its parts, of the calendar that its year, its month and a mark agree on.
fn day_of(
    year: i32,
    month: u32,
    day: u32,
    of_month: Option<Era>,
    mark: Option<Era>,
) -> Result<LocalDay, What> {
    let of_year = if HIJRI_YEARS.contains(&year) {
        Era::Hijri
    } else if COMMON_YEARS.contains(&year) {
        Era::Common
    } else {
        return Err(What::NoSuchDay);
    };
    if [of_month, mark]
        .iter()
        .flatten()
        .any(|other| *other != of_year)
    {
        return Err(What::OtherCalendar);
    }
    match of_year {
        Era::Common => LocalDay::new(year, month, day).map_err(|_| What::NoSuchDay),
        Era::Hijri => {
            let part = |of: u32| u8::try_from(of).map_err(|_| What::NoSuchDay);
            let hijri = Date::try_new_hijri_with_calendar(
                year,
                part(month)?,
                part(day)?,
                Hijri::new_umm_al_qura(),
            )
            .map_err(|_| What::NoSuchDay)?;
            let iso = hijri.to_calendar(Iso);
            let year = iso.year().extended_year();
            let month = u32::from(iso.month().ordinal);
            LocalDay::new(year, month, u32::from(iso.day_of_month().0)).map_err(|_| What::NoSuchDay)
        }
    }
}

/// A piece of a date.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Number(String),
    /// One word, or several with a space between.
    Word(String),
    Sign(char),
}

fn tidy(text: &str) -> String {
    arabic::fold(text)
        .replace("a.m.", "am")
        .replace("p.m.", "pm")
        .replace("a.m", "am")
        .replace("p.m", "pm")
}

/// The pieces of a folded text; space and commas part them and are none.
fn tokens(folded: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut goes_on = false;
    for c in folded.chars() {
        match (c, tokens.last_mut()) {
            (' ' | ',' | '،', _) => {
                goes_on = false;
                continue;
            }
            (c, Some(Token::Number(number))) if c.is_ascii_digit() && goes_on => number.push(c),
            (c, _) if c.is_ascii_digit() => tokens.push(Token::Number(c.to_string())),
            (c, Some(Token::Word(word))) if c.is_alphabetic() => {
                if !goes_on {
                    word.push(' ');
                }
                word.push(c);
            }
            (c, _) if c.is_alphabetic() => tokens.push(Token::Word(c.to_string())),
            (c, _) => tokens.push(Token::Sign(c)),
        }
        goes_on = true;
    }
    tokens
}

/// What is left to be read.
struct Reader<'t> {
    tokens: &'t [Token],
}

impl Reader<'_> {
    fn skip(&mut self, count: usize) {
        self.tokens = self.tokens.get(count..).unwrap_or_default();
    }

    fn weekday(&mut self) {
        if matches!(self.tokens, [Token::Word(word), ..] if is_weekday(word)) {
            self.skip(1);
        }
    }

    fn is_date_sign(&self) -> bool {
        matches!(self.tokens, [Token::Sign('/' | '-' | '.' | '\\'), ..])
    }

    /// A day: three numbers, or two around the name of a month.
    fn day(&mut self) -> Result<LocalDay, What> {
        let first = self.number(What::NotADay)?;
        let signed = self.is_date_sign();
        if signed {
            self.skip(1);
        }
        let mut of_month = None;
        let middle = match self.tokens {
            [Token::Word(word), ..] => {
                let (month, era) = month(word).ok_or(What::NotADay)?;
                of_month = Some(era);
                self.skip(1);
                month.to_string()
            }
            _ if signed => self.number(What::NotADay)?,
            _ => return Err(What::NotADay),
        };
        if self.is_date_sign() {
            self.skip(1);
        } else if of_month.is_none() {
            return Err(What::NotADay);
        }
        let last = self.number(What::NotADay)?;
        let mark = match self.tokens {
            [Token::Word(word), ..] => era(word),
            _ => None,
        };
        if mark.is_some() {
            self.skip(1);
        }
        let (year, day) = match (first.len(), last.len()) {
            (4, 1 | 2) => (first, last),
            (1 | 2, 4) => (last, first),
            (1 | 2, 1 | 2) => return Err(What::ShortYear),
            _ => return Err(What::NotADay),
        };
        if middle.len() > 2 {
            return Err(What::NotADay);
        }
        let part = |text: &str| text.parse::<u32>().map_err(|_| What::NotADay);
        let year = i32::try_from(part(&year)?).map_err(|_| What::NotADay)?;
        day_of(year, part(&middle)?, part(&day)?, of_month, mark)
    }

    /// A time of day. `alone`: nothing stands before it, so that a point may part hours and minutes.
    fn time(&mut self, alone: bool) -> Result<i64, What> {
        let hour = self.number(What::NotATime)?;
        let mut parts = [0_i64; 2];
        let mut met = 0;
        for part in &mut parts {
            match self.tokens {
                [Token::Sign(':'), ..] => self.skip(1),
                [Token::Sign('.'), ..] if alone => self.skip(1),
                _ => break,
            }
            let digits = self.number(What::NotATime)?;
            if digits.len() != 2 {
                return Err(What::NotATime);
            }
            *part = digits.parse().map_err(|_| What::NotATime)?;
            met += 1;
        }
        // Parts of a second are left aside.
        if met == 2 && matches!(self.tokens, [Token::Sign('.'), Token::Number(_), ..]) {
            self.skip(2);
        }
        let half = match self.tokens {
            [Token::Word(word), ..] => half(word),
            _ => None,
        };
        if half.is_some() {
            self.skip(1);
        }
        let [minute, second] = parts;
        if hour.len() > 2 || (met == 0 && half.is_none()) {
            return Err(What::NotATime);
        }
        let hour: i64 = hour.parse().map_err(|_| What::NotATime)?;
        let hour = match (half, hour) {
            (None, 0..=23) | (Some(Half::Morning), 1..=11) | (Some(Half::Afternoon), 12..=23) => {
                hour
            }
            (Some(Half::Morning), 12) => 0,
            (Some(Half::Afternoon), 1..=11) => hour + 12,
            _ => return Err(What::NotATime),
        };
        if minute > 59 || second > 59 {
            return Err(What::NotATime);
        }
        Ok(hour * HOUR_S + minute * MINUTE_S + second)
    }

    /// Minutes that the zone named is ahead of UTC.
    fn zone(&mut self) -> Result<Option<i64>, What> {
        match self.tokens {
            [Token::Word(word)] if word == "z" => {
                self.skip(1);
                Ok(Some(0))
            }
            [
                Token::Sign(sign @ ('+' | '-')),
                Token::Number(hours),
                Token::Sign(':'),
                Token::Number(minutes),
            ] => {
                let sign = if *sign == '-' { -1 } else { 1 };
                let part = |text: &str| text.parse::<i64>().map_err(|_| What::NotATime);
                let (hours, minutes) = (part(hours)?, part(minutes)?);
                if hours > 14 || minutes > 59 {
                    return Err(What::NotATime);
                }
                self.skip(4);
                Ok(Some(sign * (hours * 60 + minutes)))
            }
            _ => Ok(None),
        }
    }

    fn number(&mut self, otherwise: What) -> Result<String, What> {
        match self.tokens {
            [Token::Number(number), ..] => {
                let number = number.clone();
                self.skip(1);
                Ok(number)
            }
            _ => Err(otherwise),
        }
    }
}
