//! A value of a column as a code: by the code, or by its label in either language, folded. Never by likeness; what is
//! near is offered to whoever corrects the sheet.

use std::collections::BTreeMap;

use super::What;
use crate::arabic;
use crate::lists::Coded;

/// How like a label has to be to be offered, 0–1.
const NEAR: f64 = 0.55;
/// Longest value that is held against labels, in characters.
const NEAR_CHARS_MAX: usize = 80;
/// Values whose answers are kept: a sheet says few things often.
const KEPT_MAX: usize = 2_000;

/// The words of a list.
#[derive(Debug, Clone, Default)]
pub(super) struct Codes {
    /// Codes by a folded word.
    by_word: BTreeMap<String, Vec<String>>,
    /// Labels by code.
    labels: BTreeMap<String, (String, String)>,
    met: BTreeMap<String, Result<String, What>>,
}

impl Codes {
    /// Of the rows of a plain list.
    pub(super) fn of(rows: &[Coded]) -> Self {
        let mut codes = Self::default();
        for row in rows {
            codes.add(&row.code, (&row.ar, &row.en), &[]);
        }
        codes
    }

    /// Adds a code with its labels and the further words that it is found by.
    pub(super) fn add(&mut self, code: &str, (ar, en): (&str, &str), also: &[String]) {
        self.labels
            .insert(code.to_owned(), (ar.to_owned(), en.to_owned()));
        let plain = code.replace('_', " ");
        let words = [code, &plain, ar, en].map(arabic::fold);
        for word in words
            .into_iter()
            .chain(also.iter().map(|word| arabic::fold(word)))
        {
            if word.is_empty() {
                continue;
            }
            let known = self.by_word.entry(word).or_default();
            if !known.iter().any(|known| known == code) {
                known.push(code.to_owned());
            }
        }
    }

    /// The codes of a value; none where no word of the list is it.
    pub(super) fn all(&self, value: &str) -> &[String] {
        self.by_word
            .get(&arabic::fold(value))
            .map_or(&[], Vec::as_slice)
    }

    /// The code of a value.
    pub(super) fn one(&mut self, value: &str) -> Result<String, What> {
        let folded = arabic::fold(value);
        if let Some(met) = self.met.get(&folded) {
            return met.clone();
        }
        let found = match self.by_word.get(&folded).map(Vec::as_slice) {
            Some([code]) => Ok(code.clone()),
            Some([_, ..]) => Err(What::Several),
            _ => Err(What::Unknown(self.nearest(&folded))),
        };
        if self.met.len() < KEPT_MAX {
            self.met.insert(folded, found.clone());
        }
        found
    }

    /// The label that is nearest to a value, where one is near.
    pub(super) fn nearest(&self, folded: &str) -> Option<(String, String)> {
        if folded.chars().count() > NEAR_CHARS_MAX {
            return None;
        }
        let mut best: Option<(f64, &String)> = None;
        for (word, codes) in &self.by_word {
            let near = strsim::normalized_levenshtein(folded, word);
            if let Some(code) = codes.first()
                && near >= NEAR
                && best.is_none_or(|(most, _)| near > most)
            {
                best = Some((near, code));
            }
        }
        best.and_then(|(_, code)| self.labels.get(code).cloned())
    }
}
