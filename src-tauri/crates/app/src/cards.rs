//! Answer cards at the desk: found by the caller's words, read, and "no card" noted for the educators.
//!
//! Which card was told is part of the call and saved with it. Which cards there are: [`CardsInUse`]. Never here: editing
//! and approving cards.

mod in_use;

use std::collections::BTreeMap;

use domain::card as words;
use domain::id::{Millis, SubjectId};
use domain::lists::{List, Lists};
use domain::local_day::LocalDay;
use domain::question::Question;
use domain::text::{QUESTION_CHARS_MAX, SEARCH_CHARS_MAX};

pub(crate) use in_use::CardsInUse;

use crate::dto::{CardQuery, CardRow, CardText, CardTold, CardView, LocaleCode, NoCard, ToldCard};
use crate::rights::Command;
use crate::text::{line, lines};
use crate::{App, AppError, Result, Rule};

impl App {
    /// The cards that answer the caller's words and may be told today, best first, at most
    /// [`domain::card::CARDS_FOUND_MAX`]. Without words those of the topic come first.
    ///
    /// # Errors
    /// `Invalid` for words beyond their bound; `SignedOut`, `NotAllowed`.
    pub fn search_cards(&self, query: &CardQuery) -> Result<Vec<CardRow>> {
        let asking = self.asking(Command::SearchCards)?;
        let words = line("words", &query.words, SEARCH_CHARS_MAX)?;
        let question = words::CardQuestion {
            words: &words,
            type_code: &query.type_code,
            sub_category: &query.sub_category,
        };
        let (lists, cards) = (asking.lists()?, asking.cards()?);
        let found = cards
            .current()
            .search(&question, LocalDay::of(asking.now().0));
        Ok(found
            .into_iter()
            .map(|card| row(&lists, card, query.language))
            .collect())
    }

    /// One card, whole: this version of it, retired or not, or without one the version that may be told today.
    ///
    /// # Errors
    /// `NotFound`, `SignedOut`, `NotAllowed`.
    pub fn card(&self, code: &str, version: Option<u32>) -> Result<CardView> {
        let asking = self.asking(Command::Card)?;
        let today = LocalDay::of(asking.now().0);
        let (lists, cards) = (asking.lists()?, asking.cards()?);
        let card = match version {
            Some(version) => cards.get(code, version),
            None => cards.current().told_today(code, today),
        };
        card.map(|card| view(&lists, card, cards.may_be_told(code, card.version, today)))
            .ok_or(AppError::NotFound)
    }

    /// Notes for the educators that no card answers what the caller asks. The same twice is one.
    ///
    /// # Errors
    /// `Invalid` with the field; `SignedOut`, `NotAllowed`.
    pub fn no_card(&self, asked: &NoCard) -> Result<()> {
        let asking = self.asking(Command::NoCard)?;
        let (id, question) = read(asking.lists()?.as_ref(), asked, asking.now())?;
        asking.store().act(asking.stamp()?, move |acting| {
            if !acting.subject_exists(id)? {
                acting.append(id, question.asked())?;
            }
            Ok::<_, AppError>(())
        })?;
        asking.desk.syncer.wake();
        Ok(())
    }
}

/// Most cards told in one call: more in one conversation is a mistake of the screen, not of a person.
const CARDS_TOLD_MAX: usize = 20;

/// The cards of a form: each one known, in that version, and named once.
pub(crate) fn told(cards: &CardsInUse, form: &[CardTold]) -> Result<BTreeMap<String, u32>> {
    if form.len() > CARDS_TOLD_MAX {
        return Err(AppError::Invalid {
            field: "cards",
            rule: Rule::TooLong,
            limit: Some(CARDS_TOLD_MAX),
        });
    }
    let mut told = BTreeMap::new();
    for CardTold { code, version } in form {
        if cards.get(code, *version).is_none() {
            return Err(AppError::invalid("cards", Rule::UnknownCode));
        }
        if told.insert(code.clone(), *version).is_some() {
            return Err(AppError::invalid("cards", Rule::Taken));
        }
    }
    Ok(told)
}

/// Only what might be told is kept as told, see [`CardsInUse::might_be_told`].
pub(crate) fn check_told(
    cards: &CardsInUse,
    told: &BTreeMap<String, u32>,
    began_at: Option<Millis>,
    now: Millis,
) -> Result<()> {
    let might_be_told = |(code, version): (&String, &u32)| {
        cards.might_be_told(code, *version, began_at.unwrap_or(now), now)
    };
    if told.iter().all(might_be_told) {
        Ok(())
    } else {
        Err(AppError::invalid("cards", Rule::NotValid))
    }
}

/// The cards of a saved call as the screen shows them, those that are retired by the version that was told. One that
/// this machine does not know, of a pack that it never took or a newer version of the program, is shown by its code.
pub(crate) fn told_cards(cards: &CardsInUse, told: &[(String, u32)], now: Millis) -> Vec<ToldCard> {
    let today = LocalDay::of(now.0);
    let shown = told.iter().map(|(code, version)| {
        let card = cards.get(code, *version);
        ToldCard {
            code: code.clone(),
            version: *version,
            title_ar: card.map(|card| card.ar.title.clone()).unwrap_or_default(),
            title_en: card.map(|card| card.en.title.clone()).unwrap_or_default(),
            sample: card.is_some_and(|card| card.sample),
            may_be_told: cards.may_be_told(code, *version, today),
        }
    });
    shown.collect()
}

fn read(lists: &Lists, asked: &NoCard, now: Millis) -> Result<(SubjectId, Question)> {
    let id_of = |field: &'static str, text: &str| {
        text.parse::<SubjectId>()
            .map_err(|_| AppError::invalid(field, Rule::NotAnId))
    };
    let id = id_of("id", &asked.id)?;
    let call = match asked.call.as_str() {
        "" => None,
        call => Some(id_of("call", call)?),
    };
    let words = lines("words", &asked.words, QUESTION_CHARS_MAX)?;
    if words.trim().is_empty() {
        return Err(AppError::invalid("words", Rule::Required));
    }
    let unknown = |field| Err(AppError::invalid(field, Rule::UnknownCode));
    if !asked.type_code.is_empty() && lists.call_type(&asked.type_code).is_none() {
        return unknown("type");
    }
    if !asked.sub_category.is_empty()
        && lists
            .sub_category(&asked.type_code, &asked.sub_category)
            .is_none()
    {
        return unknown("subCategory");
    }
    if !asked.language.is_empty() && lists.get(List::Languages, &asked.language).is_none() {
        return unknown("language");
    }
    let question = Question {
        asked_at: Some(now),
        call,
        type_code: asked.type_code.clone(),
        sub_category: asked.sub_category.clone(),
        language: asked.language.clone(),
        words,
    };
    Ok((id, question))
}

/// The topic of a card, by type and subject. None where the lists in use do not offer it, at a machine that has a
/// card and not yet the lists for which it was written: telling it must not put into a form what no list has.
fn topic(lists: &Lists, card: &words::Card) -> (String, String) {
    let is_offered = lists
        .sub_category(&card.type_code, &card.sub_category)
        .is_some_and(|subject| subject.active)
        && (lists.call_type(&card.type_code)).is_some_and(|of| of.active);
    if is_offered {
        (card.type_code.clone(), card.sub_category.clone())
    } else {
        (String::new(), String::new())
    }
}

fn row(lists: &Lists, card: &words::Card, language: LocaleCode) -> CardRow {
    let (type_code, sub_category) = topic(lists, card);
    let text = match language {
        LocaleCode::Ar => &card.ar,
        LocaleCode::En => &card.en,
    };
    CardRow {
        code: card.code.clone(),
        version: card.version,
        type_code,
        sub_category,
        title: text.title.clone(),
        red_flag: text.red_flags.first().cloned().unwrap_or_default(),
        sample: card.sample,
    }
}

fn view(lists: &Lists, card: &words::Card, may_be_told: bool) -> CardView {
    let (type_code, sub_category) = topic(lists, card);
    CardView {
        code: card.code.clone(),
        version: card.version,
        type_code,
        sub_category,
        audience: card.audience.clone(),
        ar: text(&card.ar),
        en: text(&card.en),
        source_ar: card.source.ar.clone(),
        source_en: card.source.en.clone(),
        approver_ar: card.approver.ar.clone(),
        approver_en: card.approver.en.clone(),
        approved_at: card.approved_at.map(|day| day.to_string()),
        valid_until: card.valid_until.map(|day| day.to_string()),
        state: card.state.code().to_owned(),
        sample: card.sample,
        may_be_told,
    }
}

fn text(text: &words::CardText) -> CardText {
    CardText {
        title: text.title.clone(),
        red_flags: text.red_flags.clone(),
        ask_first: text.ask_first.clone(),
        answer: text.answer.clone(),
    }
}
