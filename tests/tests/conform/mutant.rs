//! An endpoint that breaks one promise, told by what it does to what passes.

use http::{HeaderMap, HeaderValue, Method, header};
use serde_json::{Map, Value};

/// A request on its way.
pub(crate) struct Asked {
    pub(crate) method: Method,
    /// Path and query.
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

/// An answer on its way.
pub(crate) struct Told {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

/// What an endpoint remembers.
pub(crate) type Memory = Map<String, Value>;

/// An endpoint that breaks one promise.
pub(crate) struct Mutant {
    /// What it does.
    pub(crate) fault: &'static str,
    /// The promises that have to fail, its own first, and no others.
    pub(crate) fails: &'static [&'static str],
    /// Changes a request, or answers it in the centre's place.
    pub(crate) ask: fn(&mut Asked, &mut Memory) -> Option<Told>,
    /// Changes an answer.
    pub(crate) tell: fn(&Asked, &mut Told, &mut Memory),
}

/// Passes requests as they are.
pub(crate) const fn as_asked(_: &mut Asked, _: &mut Memory) -> Option<Told> {
    None
}

/// Passes answers as they are.
pub(crate) const fn as_told(_: &Asked, _: &mut Told, _: &mut Memory) {}

impl Told {
    pub(crate) fn new(status: u16, kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        Self {
            status,
            headers,
            body: body.into(),
        }
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    pub(crate) fn set_json(&mut self, value: &Value) {
        self.body = serde_json::to_vec(value).unwrap();
    }

    /// Changes the JSON of a good answer.
    pub(crate) fn change(&mut self, change: impl FnOnce(&mut Value)) {
        if self.status == 200 {
            let mut json = self.json();
            change(&mut json);
            self.set_json(&json);
        }
    }

    /// Changes each result of a batch.
    pub(crate) fn change_results(&mut self, change: impl FnMut(&mut Value)) {
        self.change(|answer| {
            let results = answer["results"].as_array_mut();
            results.into_iter().flatten().for_each(change);
        });
    }
}
