//! Finding by what a person and a screen reader go by: role and accessible name.
//!
//! The page is searched by a script; the name of what it found is then asked of the webview's own
//! accessibility tree, so that a name which only the script believes in is not found.

use fantoccini::elements::Element;
use fantoccini::error::{CmdError, ErrorStatus};
use http::Method;
use serde_json::{Value, json};

use super::{Window, without_isolation};
use crate::{Failure, Told};

const FIND: &str = include_str!("find.js");
/// How many elements a failure lists.
const OUTLINE_LINES: usize = 80;

/// The first element of this role and name that is shown.
pub(super) async fn one(window: &Window, role: &str, name: &str) -> Told<Option<Element>> {
    let wanted = without_isolation(name);
    for (element, _, named) in all(window, role).await? {
        if named == wanted
            && label(window, &element)
                .await?
                .is_some_and(|label| label == wanted)
        {
            return Ok(Some(element));
        }
    }
    Ok(None)
}

/// The first element of this role whose name holds `part`.
pub(super) async fn one_with(window: &Window, role: &str, part: &str) -> Told<Option<Element>> {
    let part = without_isolation(part);
    let mut all = all(window, role).await?.into_iter();
    Ok(all
        .find(|(_, _, name)| name.contains(&part))
        .map(|(element, ..)| element))
}

/// The names of all elements of this role.
pub(super) async fn names(window: &Window, role: &str) -> Told<Vec<String>> {
    Ok(all(window, role)
        .await?
        .into_iter()
        .map(|(_, _, name)| name)
        .collect())
}

/// What is shown, as lines of role and name, for a failure's words.
pub(super) async fn outline(window: &Window) -> Told<String> {
    let lines = all(window, "").await?.into_iter().take(OUTLINE_LINES);
    Ok(lines
        .map(|(_, role, name)| format!("  {role} “{name}”\n"))
        .collect())
}

async fn all(window: &Window, role: &str) -> Told<Vec<(Element, String, String)>> {
    let found = match window.client.execute(FIND, vec![json!(role)]).await {
        Ok(found) => found,
        Err(error) if redrawn(&error) => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let rows: Vec<(Value, String, String)> = serde_json::from_value(found)?;
    rows.into_iter()
        .map(|(reference, role, name)| {
            let id = reference
                .as_object()
                .and_then(|pair| pair.values().next())
                .and_then(Value::as_str);
            let id = id.ok_or_else(|| Failure::new("the driver named no element"))?;
            let element = Element::from_element_id(window.client.clone(), id.to_owned().into());
            Ok((element, role, name))
        })
        .collect()
}

/// Whether the page drew itself anew while it was asked or acted upon: what was found has gone, nothing
/// was done, and it can be sought again.
pub(super) fn redrawn(error: &CmdError) -> bool {
    matches!(error, CmdError::Standard(answer) if matches!(
        answer.error,
        ErrorStatus::StaleElementReference | ErrorStatus::NoSuchElement
    ))
}

/// The accessible name as the webview's accessibility tree has it; none where the element has gone.
async fn label(window: &Window, element: &Element) -> Told<Option<String>> {
    match window
        .client
        .issue_cmd(ComputedLabel(element.element_id().to_string()))
        .await
    {
        Ok(label) => {
            let label = without_isolation(label.as_str().unwrap_or_default());
            Ok(Some(label.split_whitespace().collect::<Vec<_>>().join(" ")))
        }
        Err(CmdError::Standard(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// "Get Computed Label" of the WebDriver standard (§12.4.10), which fantoccini does not have.
#[derive(Debug)]
struct ComputedLabel(String);

impl fantoccini::wd::WebDriverCompatibleCommand for ComputedLabel {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!(
            "session/{session}/element/{}/computedlabel",
            self.0
        ))
    }

    fn method_and_body(&self, _: &url::Url) -> (Method, Option<String>) {
        (Method::GET, None)
    }
}
