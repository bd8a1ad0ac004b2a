//! Taking in a JSON body, plain or gzip, within bounds: on the line, unpacked, and in time.

use std::collections::HashMap;
use std::io::Read as _;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::body::Body;
use axum::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, Request};
use domain::wire::{MAX_BODY_BYTES, MAX_UNPACKED_BYTES, ProblemType};
use flate2::read::GzDecoder;
use http_body_util::BodyExt as _;
use serde::de::DeserializeOwned;

use super::{Refusal, Shared};
use crate::storage::Caller;

/// Bodies of one machine that are taken in at the same time. It sends one batch behind the other; those whose line broke
/// rest here until that is noticed.
const MAX_BODIES_OF_A_MACHINE: usize = 8;
/// How long a body may rest between two pieces.
const STALL: Duration = Duration::from_secs(30);
/// How long a body may take in all.
const WHOLE: Duration = Duration::from_secs(15 * 60);
/// Bytes of a refused body that are read and thrown away. Closing on a sender breaks its line before it
/// has read the refusal, and a machine that only sees a broken line sends the same again.
const MAX_DRAINED_BYTES: usize = 4 * MAX_BODY_BYTES;
/// How long that may take.
const DRAIN: Duration = Duration::from_secs(2);

/// What a body may take.
#[derive(Clone, Copy)]
struct Bounds {
    /// Bytes on the line.
    sent: usize,
    /// Bytes once it is unpacked.
    unpacked: usize,
}

/// Of a batch of entries.
const BATCH: Bounds = Bounds {
    sent: MAX_BODY_BYTES,
    unpacked: MAX_UNPACKED_BYTES,
};
/// Of what strangers say, who ask to be let in or for a token: names, keys, a signature.
const SHORT: Bounds = Bounds {
    sent: 64 * 1024,
    unpacked: 64 * 1024,
};

/// Machines whose bodies are being taken in, with how many; no more than there are bodies.
#[derive(Debug, Default)]
pub(super) struct Senders(Mutex<HashMap<Caller, usize>>);

/// A body of a machine is being taken in.
struct Sending<'s> {
    senders: &'s Senders,
    caller: Caller,
}

impl Senders {
    /// None while so many of this machine's are being taken in already.
    fn begin(&self, caller: Caller) -> Option<Sending<'_>> {
        let mut senders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of_it = senders.entry(caller).or_default();
        if *of_it >= MAX_BODIES_OF_A_MACHINE {
            return None;
        }
        *of_it += 1;
        Some(Sending {
            senders: self,
            caller,
        })
    }
}

impl Drop for Sending<'_> {
    fn drop(&mut self) {
        let mut senders = self
            .senders
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(of_it) = senders.get_mut(&self.caller) {
            *of_it -= 1;
            if *of_it == 0 {
                senders.remove(&self.caller);
            }
        }
    }
}

/// Reads a machine's body as JSON of this shape.
pub(super) async fn read_batch<T>(
    centre: &Shared,
    caller: Caller,
    request: Request<Body>,
) -> Result<T, Refusal>
where
    T: DeserializeOwned + Send + 'static,
{
    let _room = centre
        .bodies
        .try_acquire()
        .map_err(|_| ProblemType::Unavailable)?;
    let sending = centre.senders.begin(caller);
    let _sending = sending.ok_or(ProblemType::Unavailable)?;
    let (packed, body) = take_or_drain(request, BATCH).await?;
    let _turn = centre
        .unpacking
        .acquire()
        .await
        .map_err(|_| ProblemType::Unavailable)?;
    tokio::task::spawn_blocking(move || read(packed, &body, BATCH))
        .await
        .map_err(|_| ProblemType::Internal)?
}

/// Reads a stranger's body as JSON of this shape: it takes nothing of the room that machines have.
pub(super) async fn read_short<T>(centre: &Shared, request: Request<Body>) -> Result<T, Refusal>
where
    T: DeserializeOwned,
{
    let _room = centre
        .short_bodies
        .try_acquire()
        .map_err(|_| ProblemType::Unavailable)?;
    let (packed, body) = take_or_drain(request, SHORT).await?;
    read(packed, &body, SHORT)
}

async fn take_or_drain(
    request: Request<Body>,
    bounds: Bounds,
) -> Result<(Packing, Vec<u8>), Refusal> {
    let (head, mut body) = request.into_parts();
    let taken = take_in(&head.headers, &mut body, bounds).await;
    if taken.is_err() {
        let _drained = tokio::time::timeout(DRAIN, drain(&mut body)).await;
    }
    taken
}

async fn take_in(
    headers: &HeaderMap,
    body: &mut Body,
    bounds: Bounds,
) -> Result<(Packing, Vec<u8>), Refusal> {
    let packed = packing(headers, bounds)?;
    let bytes = tokio::time::timeout(WHOLE, collect(body, bounds))
        .await
        .map_err(|_| ProblemType::TooSlow)??;
    Ok((packed, bytes))
}

#[derive(Clone, Copy)]
enum Packing {
    Plain,
    Gzip,
}

fn packing(headers: &HeaderMap, bounds: Bounds) -> Result<Packing, Refusal> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let kind = text(CONTENT_TYPE).unwrap_or("");
    let kind = kind.split(';').next().unwrap_or("").trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        return Err(ProblemType::WrongMediaType.into());
    }
    let length = text(CONTENT_LENGTH).and_then(|length| length.parse::<u64>().ok());
    if length.is_some_and(|length| length > bounds.sent as u64) {
        return Err(ProblemType::TooLarge.into());
    }
    match headers.get(CONTENT_ENCODING).map(|value| value.as_bytes()) {
        None | Some(b"identity") => Ok(Packing::Plain),
        Some(b"gzip") => Ok(Packing::Gzip),
        Some(_) => Err(ProblemType::WrongMediaType.into()),
    }
}

async fn collect(body: &mut Body, bounds: Bounds) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    loop {
        let frame = tokio::time::timeout(STALL, body.frame())
            .await
            .map_err(|_| ProblemType::TooSlow)?;
        let Some(frame) = frame else {
            return Ok(bytes);
        };
        let frame = frame.map_err(|_| ProblemType::Malformed)?;
        if let Ok(data) = frame.into_data() {
            if bytes.len() + data.len() > bounds.sent {
                return Err(ProblemType::TooLarge.into());
            }
            bytes.extend_from_slice(&data);
        }
    }
}

/// Reads what is still to come, and keeps nothing of it.
async fn drain(body: &mut Body) {
    let mut left = MAX_DRAINED_BYTES;
    while let Some(Ok(frame)) = body.frame().await {
        let length = frame.data_ref().map_or(0, |data| data.len());
        match left.checked_sub(length) {
            Some(less) => left = less,
            None => return,
        }
    }
}

fn read<T: DeserializeOwned>(packed: Packing, body: &[u8], bounds: Bounds) -> Result<T, Refusal> {
    match packed {
        Packing::Plain => parse(body),
        Packing::Gzip => parse(&unpack(body, bounds)?),
    }
}

fn unpack(packed: &[u8], bounds: Bounds) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let read = GzDecoder::new(packed)
        .take(bounds.unpacked as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|_| ProblemType::Malformed)?;
    if read > bounds.unpacked {
        return Err(ProblemType::TooLarge.into());
    }
    Ok(bytes)
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(bytes).map_err(|_| ProblemType::Malformed.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write as _;

    fn pack(bytes: &[u8]) -> Vec<u8> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    /// A few kilobytes that unpack to gigabytes must not take the centre's memory.
    #[test]
    fn a_bomb_is_stopped_at_the_bound() {
        for bounds in [BATCH, SHORT] {
            let bomb = pack(&vec![b' '; bounds.unpacked + 1]);
            assert!(bomb.len() < bounds.sent, "it is small on the line");
            assert_eq!(unpack(&bomb, bounds), Err(ProblemType::TooLarge.into()));
            let full = pack(&vec![b' '; bounds.unpacked]);
            let read = unpack(&full, bounds).map(|bytes| bytes.len());
            assert_eq!(read, Ok(bounds.unpacked));
        }
    }

    #[test]
    fn a_cut_pack_is_malformed() {
        let packed = pack(b"{\"links\":[]}");
        for length in 0..packed.len() {
            let cut = unpack(&packed[..length], BATCH);
            assert_eq!(cut, Err(ProblemType::Malformed.into()), "cut at {length}");
        }
    }

    /// Nesting is bounded by the parser: refused, and the stack holds.
    #[test]
    fn deep_json_is_malformed() {
        let deep = "[".repeat(100_000);
        let read = parse::<serde_json::Value>(deep.as_bytes());
        assert_eq!(read, Err(ProblemType::Malformed.into()));
    }

    /// A body that gives a byte each time this long has passed, and has no end.
    struct Drip {
        every: Duration,
        next: std::pin::Pin<Box<tokio::time::Sleep>>,
    }

    impl Drip {
        fn every(every: Duration) -> Body {
            let next = Box::pin(tokio::time::sleep(every));
            Body::new(Self { every, next })
        }
    }

    impl hyper::body::Body for Drip {
        type Data = axum::body::Bytes;
        type Error = std::convert::Infallible;

        fn poll_frame(
            mut self: std::pin::Pin<&mut Self>,
            context: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Result<hyper::body::Frame<Self::Data>, Self::Error>>> {
            std::task::ready!(self.next.as_mut().poll(context));
            let next = tokio::time::Instant::now() + self.every;
            self.next.as_mut().reset(next);
            let byte = axum::body::Bytes::from_static(b" ");
            std::task::Poll::Ready(Some(Ok(hyper::body::Frame::data(byte))))
        }
    }

    async fn refused_after(every: Duration) -> (Refusal, Duration) {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, "application/json".parse().unwrap());
        let began = tokio::time::Instant::now();
        let refused = take_in(&headers, &mut Drip::every(every), SHORT).await;
        (refused.err().unwrap(), began.elapsed())
    }

    /// Who sends nothing more holds nobody's place, and who sends a byte now and then not for ever.
    #[tokio::test(start_paused = true)]
    async fn a_body_is_bounded_in_time() {
        let too_slow = Refusal::from(ProblemType::TooSlow);
        let (refused, after) = refused_after(Duration::MAX / 4).await;
        assert_eq!(refused, too_slow, "nothing comes");
        assert!((STALL..STALL * 2).contains(&after), "{after:?}");
        let (refused, after) = refused_after(STALL / 2).await;
        assert_eq!(refused, too_slow, "it drips");
        assert!((WHOLE..WHOLE + STALL).contains(&after), "{after:?}");
    }

    /// What is thrown away is bounded too.
    #[tokio::test(start_paused = true)]
    async fn a_refused_body_is_not_read_for_ever() {
        let began = tokio::time::Instant::now();
        let mut body = Drip::every(Duration::from_millis(100));
        let drained = tokio::time::timeout(DRAIN, drain(&mut body)).await;
        assert!(drained.is_err() && began.elapsed() < DRAIN * 2);
    }
}
