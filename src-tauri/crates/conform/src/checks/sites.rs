//! Sites are apart: nothing of one is seen, counted or known at another.

use domain::wire::{Hello, Pack, ProblemType};

use super::enrolment::enrolled;
use super::packs;
use crate::kit::Kit;
use crate::outcome::{Need, Outcome, Stop, must};

pub(crate) async fn another_lets_a_machine_in(kit: &mut Kit) -> Outcome {
    let site = kit.first()?.site()?;
    let code = kit.options.other_site_code;
    let code = code.ok_or(Stop::NotTested(Need::OtherSiteCode))?;
    let desk = enrolled(kit, &code).await?;
    must(desk.site()? != site, || {
        "the code of --other-site-code is for the same site as --code: take one of another site"
            .to_owned()
    })?;
    kit.elsewhere = Some(desk);
    Ok(())
}

pub(crate) async fn see_nothing_of_each_other(kit: &mut Kit) -> Outcome {
    let (desk, elsewhere) = (kit.first()?, kit.elsewhere()?);
    let last = elsewhere.last().await?;
    let mut chain = desk.chain()?;
    let links = chain.entries(3)?;
    desk.store(&links).await?;
    must(elsewhere.last().await? == last, || {
        "GET /v1/hello: \"last\" of one site grew by entries of another: numbers are dense per site"
            .to_owned()
    })?;
    let feed = elsewhere.feed_after(0).await?;
    let leaked = feed
        .iter()
        .any(|item| links.iter().any(|link| link.id == item.id));
    must(!leaked, || {
        "GET /v1/feed: an entry of one site stands in the feed of another".to_owned()
    })?;
    let page = elsewhere.links(&chain, None, None).await?;
    must(page.links.is_empty(), || {
        "GET /v1/links: a machine is told the links of an epoch of another site".to_owned()
    })?;
    for path in packs::paths(desk).await? {
        let told = elsewhere.get(&path, &[]).await?;
        // It may have one of its own.
        let site = told.read::<Pack>().map(|pack| pack.site);
        must(site.is_err() || site == elsewhere.site(), || {
            format!("GET {path}: a machine is given a pack of another site")
        })?;
    }
    let (_, machine) = elsewhere.hello(&[]).await?;
    must(
        machine.heads.iter().all(|head| head.epoch != chain.epoch),
        || "GET /v1/hello: \"heads\" bears an epoch of another site".to_owned(),
    )
}

/// An id is known within its site: at another one nobody learns that it is there.
pub(crate) async fn know_no_ids_of_each_other(kit: &mut Kit) -> Outcome {
    let (desk, elsewhere) = (kit.first()?, kit.elsewhere()?);
    let link = desk.chain()?.entry()?;
    desk.store(std::slice::from_ref(&link)).await?;
    let other = crate::chain::Made::new(crate::chain::MADE_AT)?;
    let mut header = other.header.clone();
    header.id = link.id;
    let other = crate::chain::Made {
        id: link.id,
        header,
        facts: other.facts,
    };
    let there = elsewhere.chain()?.link(link.id, other.entry()?)?;
    elsewhere.store(&[there]).await.map_err(|stop| match stop {
        Stop::Fails(seen) => Stop::Fails(format!(
            "the id of an entry of another site was sent: {seen}"
        )),
        stop @ Stop::NotTested(_) => stop,
    })?;
    Ok(())
}

pub(crate) async fn give_no_token_for_each_other(kit: &mut Kit) -> Outcome {
    let (desk, elsewhere) = (kit.first()?, kit.elsewhere()?);
    let hello: Hello = kit.line.get("/v1/hello", &[]).send().await?.read()?;
    let request = elsewhere.token_request(&hello, desk.site()?);
    let told = elsewhere.ask_token(&request).await?;
    told.refused(&[ProblemType::BadSignature])?;
    Ok(())
}
