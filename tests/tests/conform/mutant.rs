//! An endpoint that breaks one promise, told by what it does to what passes.

use domain::wire::{Problem, ProblemType};
use http::{HeaderMap, HeaderValue, Method, header};
use serde_json::{Map, Value, json};

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
#[derive(Clone, Copy)]
pub(crate) struct Mutant {
    /// What it does: "an endpoint that …".
    pub(crate) fault: &'static str,
    /// The promises that have to fail, its own first, and no others.
    pub(crate) fails: &'static [&'static str],
    /// Changes a request, or answers it in the centre's place.
    pub(crate) ask: fn(&mut Asked, &mut Memory) -> Option<Told>,
    /// Changes an answer.
    pub(crate) tell: fn(&Asked, &mut Told, &mut Memory),
}

/// One that lets everything pass as it is.
pub(crate) const PASSING: Mutant = Mutant {
    fault: "is our centre",
    fails: &[],
    ask: |_, _| None,
    tell: |_, _, _| {},
};

impl Asked {
    pub(crate) fn gets(&self, path: &str) -> bool {
        self.is(&Method::GET, path)
    }

    pub(crate) fn posts(&self, path: &str) -> bool {
        self.is(&Method::POST, path)
    }

    fn is(&self, method: &Method, path: &str) -> bool {
        let (own, _) = self.path.split_once('?').unwrap_or((&self.path, ""));
        self.method == *method && own == path
    }

    pub(crate) fn query(&self, name: &str) -> Option<String> {
        let (_, query) = self.path.split_once('?')?;
        let mut pairs = url::form_urlencoded::parse(query.as_bytes());
        pairs.find_map(|(key, value)| (key == name).then(|| value.into_owned()))
    }

    /// Leaves one name out of the query.
    pub(crate) fn drop_query(&mut self, name: &str) {
        let Some((path, query)) = self.path.split_once('?') else {
            return;
        };
        let pairs = url::form_urlencoded::parse(query.as_bytes());
        let mut kept = url::form_urlencoded::Serializer::new(String::new());
        kept.extend_pairs(pairs.filter(|(key, _)| key != name));
        self.path = format!("{path}?{}", kept.finish());
    }

    pub(crate) fn token(&self) -> Option<&str> {
        let value = self.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
        value.strip_prefix("Bearer ")
    }

    pub(crate) fn set_token(&mut self, token: &str) {
        let value = HeaderValue::from_str(&format!("Bearer {token}")).unwrap();
        self.headers.insert(header::AUTHORIZATION, value);
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// The links of a batch.
    pub(crate) fn links(&self) -> Vec<Value> {
        self.json()["links"].as_array().cloned().unwrap_or_default()
    }

    pub(crate) fn is_gzip(&self) -> bool {
        self.headers.contains_key(header::CONTENT_ENCODING)
    }
}

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

    pub(crate) fn good(value: &Value) -> Self {
        Self::new(200, "application/json", value.to_string())
    }

    pub(crate) fn refusal(kind: ProblemType) -> Self {
        let problem = serde_json::to_vec(&Problem::new(kind)).unwrap();
        Self::new(kind.status(), "application/problem+json", problem)
    }

    pub(crate) fn html(status: u16) -> Self {
        Self::new(status, "text/html", "<html><body>Log in here</body></html>")
    }

    pub(crate) fn is_refusal(&self, kind: ProblemType) -> bool {
        self.status == kind.status() && self.json()["type"] == kind.uri()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// Changes the JSON of a good answer.
    pub(crate) fn change(&mut self, change: impl FnOnce(&mut Value)) {
        if self.status == 200 {
            let mut json = self.json();
            change(&mut json);
            self.body = serde_json::to_vec(&json).unwrap();
        }
    }

    /// Changes each result of a batch.
    pub(crate) fn change_results(&mut self, change: impl FnMut(&mut Value)) {
        self.change(|answer| {
            let results = answer["results"].as_array_mut();
            results.into_iter().flatten().for_each(change);
        });
    }

    /// Changes the items of a page.
    pub(crate) fn change_items(&mut self, change: impl FnOnce(&mut Vec<Value>)) {
        self.change(|page| {
            if let Some(items) = page["items"].as_array_mut() {
                change(items);
            }
        });
    }
}

/// Makes an outcome another one, with this number.
pub(crate) fn make(result: &mut Value, outcome: &str, number: Option<u64>) {
    result["outcome"] = json!(outcome);
    result["number"] = json!(number);
    result["missing"] = Value::Null;
}

/// Remembers which token is whose, by what was answered.
pub(crate) fn learn(asked: &Asked, told: &Told, memory: &mut Memory) {
    if told.status != 200 {
        return;
    }
    let (answer, request) = (told.json(), asked.json());
    let machine = request["machine"].as_str().unwrap_or_default().to_owned();
    let token = if asked.posts("/v1/enrol") {
        let machines = memory.entry("machines").or_insert_with(|| json!([]));
        let machines = machines.as_array_mut().unwrap();
        if !machines.contains(&json!(machine)) {
            machines.push(json!(machine));
        }
        let sites = memory.entry("sites").or_insert_with(|| json!({}));
        sites[&machine] = answer["site"]["id"].clone();
        memory.insert("enrolled".into(), answer.clone());
        answer["token"]["token"].clone()
    } else if asked.posts("/v1/token") {
        answer["token"].clone()
    } else {
        return;
    };
    if let Some(token) = token.as_str() {
        let tokens = memory.entry("tokens").or_insert_with(|| json!({}));
        tokens[token] = json!(machine);
        let newest = memory.entry("newest").or_insert_with(|| json!({}));
        newest[&machine] = json!(token);
    }
}

/// Which machine asks, by the order in which they were let in, from 0.
pub(crate) fn whose(asked: &Asked, memory: &Memory) -> Option<usize> {
    let machine = memory.get("tokens")?.get(asked.token()?)?;
    let machines = memory.get("machines")?.as_array()?;
    machines.iter().position(|known| known == machine)
}

/// The newest token of a machine.
pub(crate) fn token_of(place: usize, memory: &Memory) -> Option<String> {
    let machine = memory.get("machines")?.get(place)?.as_str()?;
    Some(memory.get("newest")?.get(machine)?.as_str()?.to_owned())
}

/// The answer to an enrolment as it was once given.
pub(crate) fn enrolled(memory: &Memory) -> Told {
    let answer = memory.get("enrolled").cloned();
    let made_up = json!({
        "centre": "00000000-0000-4000-8000-000000000000",
        "epoch": {"ordinal": 1, "id": "00000000-0000-4000-8000-000000000000"},
        "site": {"id": "00000000-0000-4000-8000-000000000000", "name": "tests"},
        "token": {"token": "A".repeat(43), "expires": 1_795_330_000_000_i64},
    });
    Told::good(&answer.unwrap_or(made_up))
}
