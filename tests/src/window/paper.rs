//! The page as paper would show it. There is no printer: the rules for paper are made those of the window, which is given
//! the width of a sheet. Where a page ends is the printer's, and is not seen so.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::Window;
use crate::Told;

/// A4 within its margins, in CSS pixels.
const SHEET: (u32, u32) = (718, 1_047);
/// Most pictures of one paper.
const SHEETS_MAX: u32 = 12;

/// Rules for paper hold in the window, or for paper alone again.
const SWITCH: &str = "
    const [on] = arguments;
    const [from, to] = on ? ['print', 'all'] : ['all', 'print'];
    const turn = (rules) => {
      for (const rule of rules) {
        if (!(rule instanceof CSSMediaRule)) continue;
        if (rule.media.mediaText === from) rule.media.mediaText = to;
        turn(rule.cssRules);
      }
    };
    for (const sheet of document.styleSheets) turn(sheet.cssRules);
    window.scrollTo(0, 0)";

/// What lies beyond the sides of the sheet, by its name and the first words of it.
const BESIDE: &str = "
    const wide = document.documentElement.clientWidth;
    const words = (one) => `${one.tagName} ${(one.textContent ?? '').trim().slice(0, 30)}`;
    return Array.from(document.querySelectorAll('#app *')).filter((one) => {
      if (one.closest('.sr-only') || one.ownerSVGElement) return false;
      const { left, right, width, height } = one.getBoundingClientRect();
      return width * height > 0 && (left < -1 || right > wide + 1);
    }).map(words)";

/// What is to be pressed, which paper has no use for; numbers that lead to their rows are numbers there.
const PRESSED: &str = "
    return Array.from(document.querySelectorAll('button, input, select, textarea')).filter((one) => {
      const { width, height } = one.getBoundingClientRect();
      return width * height > 0 && one.querySelector('bdi') === null;
    }).map((one) => (one.textContent ?? '').trim())";

const LONG: &str = "return document.documentElement.scrollHeight";

/// A page on paper.
#[derive(Debug)]
pub struct Paper {
    /// Pictures of it, one below the other.
    pub pictures: Vec<PathBuf>,
    /// What does not fit on the sheet, by its first words.
    pub beside: Vec<String>,
    /// What is to be pressed on it.
    pub pressed: Vec<String>,
    /// All that stands on it.
    pub text: String,
}

impl Window {
    /// The page as paper shows it; its pictures by this name and a number.
    ///
    /// # Errors
    /// A picture cannot be taken or written.
    pub async fn paper(&self, name: &str) -> Told<Paper> {
        self.resize(SHEET).await?;
        self.execute(SWITCH, vec![json!(true)]).await?;
        let beside = self.list(BESIDE).await?;
        let pressed = self.list(PRESSED).await?;
        let text = self.text().await?;
        let long = self.execute(LONG, vec![]).await?.as_u64().unwrap_or(0);
        let mut pictures = Vec::new();
        for sheet in 0..SHEETS_MAX {
            let top = sheet * SHEET.1;
            if u64::from(top) >= long {
                break;
            }
            let scroll = "window.scrollTo(0, arguments[0])";
            self.execute(scroll, vec![json!(top)]).await?;
            pictures.push(self.picture(&format!("{name}-{}", sheet + 1)).await?);
        }
        self.execute(SWITCH, vec![json!(false)]).await?;
        Ok(Paper {
            pictures,
            beside,
            pressed,
            text,
        })
    }

    async fn list(&self, script: &str) -> Told<Vec<String>> {
        let told = self.execute(script, vec![]).await?;
        let told = told.as_array().cloned().unwrap_or_default();
        let words = told.iter().filter_map(Value::as_str);
        Ok(words.map(str::to_owned).collect())
    }
}
