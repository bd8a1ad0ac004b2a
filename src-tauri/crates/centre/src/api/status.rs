//! The status page: how the machines are, for the people who run the centre. Plain HTML made here, in Arabic
//! or English, without a script; it changes nothing and holds nothing of a caller.
//!
//! Names of sites and machines were typed by somebody: they are escaped, set apart from the direction of the
//! page, and the page's policy lets nothing run in any case.

use std::fmt::Write as _;

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::http::header::{
    ACCEPT_LANGUAGE, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName,
    REFERRER_POLICY, VARY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::response::{IntoResponse as _, Response};
use domain::id::Millis;
use domain::local_day::OFFSET_MS;
use i18n::{Digits, FluentArgs, Isolation, Locale, Messages, fluent_args, negotiate};
use serde::Deserialize;

use super::Centre;
use crate::storage::{Condition, MachineState, StorageError, Unfolded};

const STYLE: &str = include_str!("status.css");
/// Nothing but the page's own style sheet, and in nobody's frame.
const POLICY: &str = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";
/// Machines that are shown at most.
const MAX_ROWS: usize = 2_000;
/// A clock within this of the centre's is right: the request was on its way for a while.
const RIGHT_MS: u64 = 60_000;
/// A minute.
const MINUTE_MS: u64 = 60_000;

#[derive(Deserialize)]
pub(super) struct Wanted {
    lang: Option<String>,
}

pub(super) async fn style() -> Response {
    ([(CONTENT_TYPE, "text/css; charset=utf-8")], STYLE).into_response()
}

pub(super) async fn status(
    State(centre): State<Centre>,
    headers: HeaderMap,
    Query(wanted): Query<Wanted>,
) -> Response {
    let locale = language(&headers, wanted.lang.as_deref());
    let page = Page {
        messages: Messages::new(locale, Digits::Latn, Isolation::On),
        locale,
        now: centre.clock.now(),
    };
    let machines = centre.storage.machines().await;
    let unfolded = centre.storage.unfolded().await;
    let html = page.whole(machines, unfolded);
    let headers: [(HeaderName, &str); 7] = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CONTENT_LANGUAGE, locale.code()),
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "no-referrer"),
        (VARY, "accept-language"),
    ];
    (headers, html).into_response()
}

/// What was asked for, else what the browser wishes, else Arabic.
fn language(headers: &HeaderMap, asked: Option<&str>) -> Locale {
    if let Some(asked) = asked {
        return negotiate(&[asked]);
    }
    let wishes = headers
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    let wishes = wishes.unwrap_or_default().split(',');
    let tags: Vec<_> = wishes
        .filter_map(|wish| wish.split(';').next())
        .map(str::trim)
        .collect();
    negotiate(&tags)
}

struct Page {
    messages: Messages,
    locale: Locale,
    now: Millis,
}

impl Page {
    fn whole(
        &self,
        machines: Result<Vec<MachineState>, StorageError>,
        unfolded: Result<Vec<Unfolded>, StorageError>,
    ) -> String {
        let direction = if self.locale.is_right_to_left() {
            "rtl"
        } else {
            "ltr"
        };
        let other = self.locale.other().code();
        let title = self.plain("centre-title");
        let as_of = fluent_args! { "time" => local(self.now) };
        let mut html = format!(
            "<!doctype html>\n<html lang=\"{code}\" dir=\"{direction}\">\n<head>\n\
             <meta charset=\"utf-8\">\n<meta http-equiv=\"refresh\" content=\"60\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
             <link rel=\"stylesheet\" href=\"/status.css\">\n</head>\n<body>\n<header>\n\
             <h1>{title}</h1>\n<p>{as_of}</p>\n<a href=\"/?lang={other}\" lang=\"{other}\" \
             hreflang=\"{other}\">{language}</a>\n</header>\n<main>\n",
            code = self.locale.code(),
            as_of = self.message("centre-as-of", &as_of),
            language = self.plain("centre-other-language"),
        );
        match (machines, unfolded) {
            (Ok(machines), Ok(unfolded)) => {
                self.summary(&machines, &unfolded, &mut html);
                self.table(&machines, &mut html);
            }
            _ => push(
                &mut html,
                format_args!(
                    "<p class=\"bad\">{}</p>\n",
                    self.plain("centre-unavailable")
                ),
            ),
        }
        html.push_str("</main>\n</body>\n</html>\n");
        html
    }

    fn summary(&self, machines: &[MachineState], unfolded: &[Unfolded], html: &mut String) {
        push(
            html,
            format_args!("<h2>{}</h2>\n<dl>\n", self.plain("centre-summary")),
        );
        for condition in Condition::ALL {
            let such = machines
                .iter()
                .filter(|one| one.condition(self.now) == condition);
            let label = self.plain(label(condition));
            push(
                html,
                format_args!("<div><dt>{label}</dt><dd>{}</dd></div>\n", such.count()),
            );
        }
        let waiting: u64 = machines.iter().filter_map(|one| one.waiting).sum();
        let held: u64 = machines.iter().map(|one| one.held).sum();
        for (id, count) in [
            ("centre-column-waiting", waiting),
            ("centre-column-held", held),
        ] {
            let label = self.plain(id);
            push(
                html,
                format_args!("<div><dt>{label}</dt><dd>{count}</dd></div>\n"),
            );
        }
        let behind: u64 = unfolded.iter().map(|one| one.behind).sum();
        let reports = if behind == 0 {
            self.plain("centre-reports-current")
        } else {
            self.message("centre-reports-behind", &fluent_args! { "count" => behind })
        };
        let heading = self.plain("centre-reports");
        push(
            html,
            format_args!("</dl>\n<h2>{heading}</h2>\n<p>{reports}</p>\n"),
        );
    }

    fn table(&self, machines: &[MachineState], html: &mut String) {
        let heading = self.plain("centre-machines");
        push(html, format_args!("<h2 id=\"machines\">{heading}</h2>\n"));
        if machines.is_empty() {
            let none = self.plain("centre-machines-none");
            push(html, format_args!("<p>{none}</p>\n"));
            return;
        }
        html.push_str(
            "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"machines\">\n\
             <table>\n<thead><tr>",
        );
        for column in [
            "centre-column-site",
            "centre-column-machine",
            "centre-column-state",
            "centre-column-seen",
            "centre-column-waiting",
            "centre-column-held",
            "centre-column-clock",
            "centre-column-enrolled",
        ] {
            push(
                html,
                format_args!("<th scope=\"col\">{}</th>", self.plain(column)),
            );
        }
        html.push_str("</tr></thead>\n<tbody>\n");
        for machine in machines.iter().take(MAX_ROWS) {
            self.row(machine, html);
        }
        html.push_str("</tbody>\n</table>\n</div>\n");
        let more = machines.len().saturating_sub(MAX_ROWS);
        if more > 0 {
            let more = self.message("centre-machines-more", &fluent_args! { "count" => more });
            push(html, format_args!("<p>{more}</p>\n"));
        }
    }

    fn row(&self, machine: &MachineState, html: &mut String) {
        let condition = machine.condition(self.now);
        let tone = match condition {
            Condition::Active => "good",
            Condition::Silent | Condition::Never => "warn",
            Condition::Revoked => "soft",
        };
        let seen = match machine.seen_at {
            Some(at) => moment(at),
            None => self.plain("centre-never-seen"),
        };
        let waiting = match machine.waiting {
            Some(waiting) => waiting.to_string(),
            None => self.plain("centre-not-told"),
        };
        push(
            html,
            format_args!(
                "<tr><td><bdi>{site}</bdi></td><th scope=\"row\"><bdi>{name}</bdi></th>\
                 <td class=\"{tone}\">{state}</td><td>{seen}</td><td>{waiting}</td>\
                 <td{held_tone}>{held}</td>{clock}<td>{enrolled}</td></tr>\n",
                site = escaped(&machine.site.name),
                name = escaped(&machine.name),
                state = self.plain(label(condition)),
                held_tone = if machine.held > 0 {
                    " class=\"bad\""
                } else {
                    ""
                },
                held = machine.held,
                clock = self.clock(machine.skew_ms),
                enrolled = moment(machine.enrolled_at),
            ),
        );
    }

    fn clock(&self, skew_ms: Option<i64>) -> String {
        let Some(skew_ms) = skew_ms else {
            return format!("<td>{}</td>", self.plain("centre-not-told"));
        };
        let off_ms = skew_ms.unsigned_abs();
        if off_ms < RIGHT_MS {
            return format!("<td>{}</td>", self.plain("centre-clock-right"));
        }
        let minutes = fluent_args! { "minutes" => off_ms / MINUTE_MS };
        let id = if skew_ms > 0 {
            "centre-clock-ahead"
        } else {
            "centre-clock-behind"
        };
        format!("<td class=\"warn\">{}</td>", self.message(id, &minutes))
    }

    fn plain(&self, id: &str) -> String {
        escaped(&self.messages.plain(id))
    }

    fn message(&self, id: &str, args: &FluentArgs<'_>) -> String {
        escaped(&self.messages.message(id, args))
    }
}

const fn label(condition: Condition) -> &'static str {
    match condition {
        Condition::Active => "centre-state-active",
        Condition::Silent => "centre-state-silent",
        Condition::Never => "centre-state-never",
        Condition::Revoked => "centre-state-revoked",
    }
}

/// A String takes whatever is written to it.
fn push(html: &mut String, text: std::fmt::Arguments<'_>) {
    let _written = html.write_fmt(text);
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

fn local(at: Millis) -> String {
    let at = chrono::DateTime::from_timestamp_millis(at.0.saturating_add(OFFSET_MS));
    at.map_or_else(
        || "?".to_owned(),
        |at| at.format("%Y-%m-%d %H:%M").to_string(),
    )
}

fn moment(at: Millis) -> String {
    format!("<bdi dir=\"ltr\">{}</bdi>", local(at))
}
