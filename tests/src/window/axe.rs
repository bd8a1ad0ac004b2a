//! axe-core in the real window: the accessibility rules as a machine can check them.

use std::fmt;
use std::path::Path;

use serde::Deserialize;

use super::Window;
use crate::{Failure, Told};

/// WCAG 2.2 AA with what it builds on.
const RUN: &str = "
const [cover, done] = arguments;
const rows = cover ? Array.from(document.querySelectorAll(cover), (row) => row.getBoundingClientRect()) : [];
// A target that something in view lies over is as large as the rest of it; it counts where it is clear.
const isUnder = (node) => {
  const box = document.querySelector(node.target[0])?.getBoundingClientRect();
  return box !== undefined && rows.some((row) => box.bottom > row.top - 1 && box.top < row.bottom + 1
    && box.right > row.left - 1 && box.left < row.right + 1);
};
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }).then(
  (result) => done(result.violations
    .filter((found) => found.impact === 'serious' || found.impact === 'critical')
    .map((found) => [found, found.nodes.filter((node) => found.id !== 'target-size' || !isUnder(node))])
    .filter(([, nodes]) => nodes.length > 0)
    .map(([found, nodes]) => ({ rule: found.id, impact: found.impact, where: nodes.map((node) =>
      `${node.target.join(' ')}: ${node.failureSummary}`) }))),
  (error) => done([{ rule: 'axe', impact: 'critical', where: [String(error)] }]),
);";

/// One rule that the page breaks.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Finding {
    /// axe's name of the rule.
    pub rule: String,
    /// `serious` or `critical`.
    pub impact: String,
    /// The elements concerned, with what is wrong.
    pub r#where: Vec<String>,
}

impl fmt::Debug for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}) at {:#?}", self.rule, self.impact, self.r#where)
    }
}

/// `cover`: what lies over the page as it is scrolled, by its selector.
pub(super) async fn findings(window: &Window, cover: Option<&str>) -> Told<Vec<Finding>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    let axe = std::fs::read_to_string(&path)
        .map_err(|error| Failure::new(format!("{}: {error}; run npm ci in ui", path.display())))?;
    window
        .execute(&format!("if (!window.axe) {{ {axe}\n }}"), vec![])
        .await?;
    Ok(serde_json::from_value(
        window.ask(RUN, vec![cover.into()]).await?,
    )?)
}
