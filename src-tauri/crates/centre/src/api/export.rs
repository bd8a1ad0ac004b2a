//! `GET /v1/export/{what}`: the ministry's own reporting fetches what was folded, or the entries, by a token of
//! its own.
//!
//! The rows are read in pages and sent as they come, so that an export of millions takes no more memory than
//! one of hundreds. Each page is a look of its own: what changes meanwhile may be in it or not. An export
//! that breaks off ends without the end of its body, so that whoever reads it knows.

#![expect(
    unused_qualifications,
    reason = "the macro that describes a route writes them"
)]

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::rejection::QueryRejection;
use axum::extract::{FromRequestParts, Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use domain::local_day::LocalDay;
use domain::wire::{Problem, ProblemType};
use hyper::body::Frame;
use serde::Deserialize;
use tokio::sync::mpsc;
use utoipa::IntoParams;

use super::caller::Claimed;
use super::{Centre, Refusal, query};
use crate::export::{After, Format, Period, ROWS_AT_ONCE, What};
use crate::exporter::Rows;
use crate::storage::{ExportToken, NewExport};

/// How long whoever reads may rest between two pages.
const STALL: Duration = Duration::from_secs(60);

impl FromRequestParts<Centre> for ExportToken {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, centre: &Centre) -> Result<Self, Refusal> {
        let claimed = Claimed::of(parts, centre).await?;
        let holder = centre.storage.export_holder(claimed.digest).await?;
        let holder = holder.ok_or(ProblemType::Unauthenticated)?;
        claimed.holds(centre);
        Ok(holder)
    }
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ExportQuery {
    /// `ndjson`, or `csv` with a byte order mark, a heading and no formulas.
    #[param(required = false, example = "csv")]
    format: Option<String>,
    /// First day that is wanted, in Asia/Muscat. A call or an issue counts on its local day, a case on the day on
    /// which it was opened, a move on its own, an entry on the day on which the centre first received it.
    #[param(required = false, example = "2026-11-01")]
    from: Option<String>,
    /// First day that is not wanted any more; it must come after `from`.
    #[param(required = false, example = "2026-12-01")]
    to: Option<String>,
    /// The last row that is there already: the export goes on behind it. For calls and cases the `id`, for issues
    /// `call.id`, for moves `case.place`, for entries the `number`.
    #[param(required = false, example = "4711")]
    after: Option<String>,
}

impl ExportQuery {
    fn part(&self, what: What) -> Result<(Period, Option<After>), Refusal> {
        let day = |text: &Option<String>| {
            let day: Option<Result<LocalDay, _>> = text.as_deref().map(str::parse);
            day.transpose().map_err(|_| ProblemType::Malformed)
        };
        let period = Period::new(day(&self.from)?, day(&self.to)?);
        let after = self.after.as_deref().map(|text| After::read(what, text));
        let after = after.transpose().map_err(|_| ProblemType::Malformed)?;
        Ok((period.map_err(|_| ProblemType::BadPeriod)?, after))
    }
}

/// Calls, issues, cases or moves of the token's site, as the views `report_v1_…` have them, or its entries as
/// they came in: a row a line. With an export token, which `centre export-token` makes, in place of a machine's.
/// What the token is not good for is not there. Rows come in the order of their keys, so an answer that ends
/// without its last chunk, and is not whole, is gone on with by `after`; CSV has its heading each time.
///
/// Of entries there is a row for each place of the feed, in the order of the numbers, with `row` as `entry`, or
/// `announced` where parts that came later are given (`of` is the entry's own number); then one for each link
/// that a machine made anew in a later epoch for an entry that was there (`link`), of all numbers, also with
/// `after`. Hashes are those of `/v1/entries` and `/v1/feed`. Parts are there byte for byte; `personal` is null
/// once erased, all of them are absent while `held_code` says why. CSV has everything but the parts.
#[utoipa::path(
    get, path = "/v1/export/{what}", security(("export" = [])),
    params(("what" = String, Path, description = "`calls`, `issues`, `cases`, `moves` or `entries`"), ExportQuery),
    responses(
        (status = 200, description = "The rows", body = String, content_type = "application/x-ndjson"),
        (status = 400, description = "Unreadable query, or a period without a day in it", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "The token does not hold", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "Nothing of this name for this token", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many requests", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Busy", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn export(
    State(centre): State<Centre>,
    token: ExportToken,
    Path(what): Path<String>,
    wanted: Result<Query<ExportQuery>, QueryRejection>,
) -> Result<Response, Refusal> {
    let wanted = query::read(wanted)?;
    let format = match wanted.format.as_deref() {
        None => Format::Ndjson,
        Some(name) => name.parse().map_err(|_| ProblemType::Malformed)?,
    };
    let what: What = what.parse().map_err(|_| ProblemType::NotFound)?;
    if !token.tables.contains(&what) {
        return Err(ProblemType::NotFound.into());
    }
    let (period, after) = wanted.part(what)?;
    let turn = Arc::clone(&centre.exports).try_acquire_owned();
    let turn = turn.map_err(|_| ProblemType::Unavailable)?;
    let mut id = [0; 16];
    getrandom::fill(&mut id)?;
    let new = NewExport {
        id,
        site: token.site,
        begun_at: centre.clock.now(),
        token: token.name,
        what,
        format,
        file: String::new(),
        period,
        after,
    };
    centre.storage.begin_export(new.clone()).await?;
    let (send, pages) = mpsc::channel(1);
    tokio::spawn(async move {
        write(&centre, new, send).await;
        // In this order: whoever has all turns has the storage to itself.
        drop(centre);
        drop(turn);
    });
    let name = format!("attachment; filename=\"{}.{}\"", what.name(), format.name());
    let headers = [
        (CONTENT_TYPE, format.media_type().to_owned()),
        (CONTENT_DISPOSITION, name),
    ];
    Ok((headers, Body::new(Pages::new(pages))).into_response())
}

/// What whoever writes hands to the body. One that is gone without its end has broken off, whyever.
enum Part {
    Page(Bytes),
    End,
}

/// Reads page by page, for as long as somebody takes them.
async fn write(centre: &Centre, export: NewExport, send: mpsc::Sender<Part>) {
    let storage = centre.storage.as_ref();
    let mut rows = Rows::new(storage, &export, ROWS_AT_ONCE);
    loop {
        let page = match rows.next().await {
            Ok(Some(page)) => page,
            Ok(None) => break,
            Err(error) => {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "an export broke off"
                );
                return;
            }
        };
        if page.is_empty() && !send.is_closed() {
            // Nothing of the period was among what was looked at.
            continue;
        }
        let sending = send.send(Part::Page(Bytes::from(page)));
        if !matches!(tokio::time::timeout(STALL, sending).await, Ok(Ok(()))) {
            tracing::warn!(rows = rows.written(), "nobody took the rest of an export");
            return;
        }
    }
    let written = rows.written();
    if let Err(error) = storage.end_export(export.id, written).await {
        tracing::error!(
            error = &error as &dyn std::error::Error,
            "how many rows were exported could not be written down"
        );
        // What is not recorded does not count as exported.
        return;
    }
    tracing::info!(what = export.what.name(), rows = written, "exported");
    let _gone = send.send(Part::End).await;
}

/// It ends before its end.
#[derive(Debug, thiserror::Error)]
#[error("the export broke off")]
struct BrokeOff;

/// The body, page by page.
struct Pages {
    parts: mpsc::Receiver<Part>,
    ended: bool,
}

impl Pages {
    const fn new(parts: mpsc::Receiver<Part>) -> Self {
        Self {
            parts,
            ended: false,
        }
    }
}

impl hyper::body::Body for Pages {
    type Data = Bytes;
    type Error = BrokeOff;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BrokeOff>>> {
        if self.ended {
            return Poll::Ready(None);
        }
        self.parts.poll_recv(context).map(|part| match part {
            Some(Part::Page(page)) => Some(Ok(Frame::data(page))),
            Some(Part::End) => {
                self.ended = true;
                None
            }
            None => {
                self.ended = true;
                Some(Err(BrokeOff))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt as _;

    use super::*;

    async fn read(parts: Vec<Part>) -> Result<Bytes, BrokeOff> {
        let (send, pages) = mpsc::channel(1);
        tokio::spawn(async move {
            for part in parts {
                let _gone = send.send(part).await;
            }
        });
        let read = Pages::new(pages).collect().await;
        read.map(http_body_util::Collected::to_bytes)
    }

    /// Whoever writes may be gone for any reason, while a page still lies there to be read: the reader must not
    /// take the half for the whole.
    #[tokio::test]
    async fn an_export_without_its_end_is_told_as_broken_off() {
        let page = || Part::Page(Bytes::from_static(b"a row\n"));
        assert!(read(vec![page(), page()]).await.is_err());
        assert!(read(vec![]).await.is_err());
        let whole = read(vec![page(), Part::End]).await;
        assert!(whole.is_ok_and(|bytes| bytes == b"a row\n".as_slice()));
    }
}
