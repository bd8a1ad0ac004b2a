//! Signed packs: what is named is there, what is there is signed. An endpoint that has none leaves `packs` out of its
//! hello, and is asked for none.

use domain::wire::{
    MAX_PACK_BYTES, MAX_PACK_KINDS, MAX_PACK_VERSION, Pack, PackVersion, ProblemType,
};

use crate::desk::Desk;
use crate::kit::Kit;
use crate::outcome::{Need, Outcome, Stop, must, there};

/// A kind that no endpoint has: packs are named by what they hold.
const NO_KIND: &str = "/v1/packs/made_up_by_the_kit";

/// What the hello names, where the endpoint has packs at all.
async fn offered(desk: &Desk) -> Result<Vec<PackVersion>, Stop> {
    let (_, machine) = desk.hello(&[]).await?;
    machine.packs.ok_or(Stop::NotTested(Need::Packs))
}

/// What the hello names, at least one.
async fn named(desk: &Desk) -> Result<Vec<PackVersion>, Stop> {
    let packs = offered(desk).await?;
    if packs.is_empty() {
        return Err(Stop::NotTested(Need::Packs));
    }
    must(packs.len() <= MAX_PACK_KINDS, || {
        format!(
            "GET /v1/hello: \"packs\" names {} kinds; machines read {MAX_PACK_KINDS}",
            packs.len()
        )
    })?;
    Ok(packs)
}

/// Where the packs lie that the hello names; nowhere at an endpoint that has none.
pub(super) async fn paths(desk: &Desk) -> Result<Vec<String>, Stop> {
    let (_, machine) = desk.hello(&[]).await?;
    let named = machine.packs.unwrap_or_default().into_iter();
    let paths = named.map(|pack| format!("/v1/packs/{}", pack.kind));
    Ok(paths.take(MAX_PACK_KINDS).collect())
}

async fn given(desk: &Desk, kind: &str) -> Result<Pack, Stop> {
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    must(!kind.is_empty() && kind.chars().all(is_name), || {
        "GET /v1/hello: \"packs\" names a kind that is no name in small letters".to_owned()
    })?;
    desk.get(&format!("/v1/packs/{kind}"), &[]).await?.read()
}

pub(crate) async fn named_are_served(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    for PackVersion { kind, version } in named(desk).await? {
        must(version <= MAX_PACK_VERSION, || {
            format!(
                "GET /v1/hello: \"packs\" names version {version} of {kind}; the highest is {MAX_PACK_VERSION}, beyond \
                 which not every reader of JSON keeps a whole number"
            )
        })?;
        let pack = given(desk, &kind).await?;
        must(pack.kind == kind, || {
            format!("GET /v1/packs/{kind}: the pack is called {:?}", pack.kind)
        })?;
        must(version > 0 && pack.version >= version, || {
            format!(
                "GET /v1/packs/{kind}: the hello names version {version} and version {} is given; a machine takes no \
                 pack that is older than what was named",
                pack.version
            )
        })?;
        must(pack.content.0.len() <= MAX_PACK_BYTES, || {
            format!("GET /v1/packs/{kind}: the content is longer than {MAX_PACK_BYTES} bytes")
        })?;
    }
    Ok(())
}

pub(crate) async fn are_signed(kit: &mut Kit) -> Outcome {
    let hello = kit.hello()?;
    let (centre, keys) = (hello.centre, hello.keys);
    let desk = kit.first()?;
    for PackVersion { kind, .. } in named(desk).await? {
        let keys = there(keys, || {
            "GET /v1/hello: packs are named, and no \"keys\" by which a machine could believe one"
                .to_owned()
        })?;
        let pack = given(desk, &kind).await?;
        must(
            pack.centre == centre && Ok(pack.site) == desk.site(),
            || {
                format!(
                    "GET /v1/packs/{kind}: the pack is of another centre or site than the machine's"
                )
            },
        )?;
        must(pack.verify(&keys.sign).is_ok(), || {
            format!(
                "GET /v1/packs/{kind}: \"signature\" is not that of keys.sign over \"nida-pack-1\" ‖ centre[16] ‖ \
                 site[16] ‖ version u64 BE ‖ published_at i64 BE ‖ SHA-256(kind) ‖ SHA-256(content)"
            )
        })?;
    }
    Ok(())
}

pub(crate) async fn unknown_are_404(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    offered(desk).await?;
    let told = desk.get(NO_KIND, &[]).await?;
    told.refused(&[ProblemType::NotFound])?;
    Ok(())
}
