//! `/healthz`: the process lives. `/readyz`: it can serve.

use std::time::Duration;

use axum::extract::State;
use domain::wire::Problem;
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::{Centre, Refusal};

/// For how long an answer of the storage is passed on: whoever asks more often asks it no more often.
const GOOD_FOR: Duration = Duration::from_secs(1);

/// Whether the storage answered a moment ago. Everybody may ask, and no request of a machine waits for it.
#[derive(Debug, Default)]
pub(super) struct Lately(Mutex<Option<(Instant, Result<(), Refusal>)>>);

impl Lately {
    /// What was seen a moment ago, else what is seen now. One looks; whoever asks meanwhile waits for that.
    async fn or_look(
        &self,
        look: impl AsyncFnOnce() -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let mut last = self.0.lock().await;
        match *last {
            Some((at, seen)) if at.elapsed() < GOOD_FOR => seen,
            _ => {
                let seen = look().await;
                *last = Some((Instant::now(), seen));
                seen
            }
        }
    }
}

/// The process lives.
#[utoipa::path(get, path = "/healthz", responses((status = 200, description = "It lives", body = String)))]
pub(crate) async fn healthz() -> &'static str {
    "ok\n"
}

/// The storage answers, or did so within the last second.
#[utoipa::path(
    get, path = "/readyz",
    responses(
        (status = 200, description = "It can serve", body = String),
        (status = 500, description = "The storage fails", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Busy", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn readyz(State(centre): State<Centre>) -> Result<&'static str, Refusal> {
    let look = async || Ok(centre.storage.identity().await.map(drop)?);
    centre.ready.or_look(look).await?;
    Ok("ready\n")
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;
    use domain::wire::ProblemType;

    /// It is open to everybody: whoever asks without end must not keep the storage busy, and a fault that is over is
    /// over here too.
    #[tokio::test(start_paused = true)]
    async fn the_storage_is_asked_once_a_second() {
        let (ready, looks) = (Lately::default(), AtomicU32::new(0));
        let ask = async |seen: Result<(), Refusal>| {
            let look = async || {
                looks.fetch_add(1, Ordering::SeqCst);
                seen
            };
            ready.or_look(look).await
        };
        let fails = Err(ProblemType::Internal.into());
        for _ in 0..100 {
            assert_eq!(ask(Ok(())).await, Ok(()));
        }
        assert_eq!(ask(fails).await, Ok(()), "not asked");
        assert_eq!(looks.load(Ordering::SeqCst), 1);
        tokio::time::advance(GOOD_FOR).await;
        assert_eq!(ask(fails).await, fails);
        assert_eq!(ask(Ok(())).await, fails, "nor the other way round");
        tokio::time::advance(GOOD_FOR).await;
        assert_eq!(ask(Ok(())).await, Ok(()));
        assert_eq!(looks.load(Ordering::SeqCst), 3);
    }
}
