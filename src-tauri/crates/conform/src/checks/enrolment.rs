//! Enrolment: how machines are let in, and how nobody else is.

use domain::wire::{CODE_RANDOM_BYTES, EnrolAnswer, EnrolmentCode, ProblemType};

use super::tokens::with_new_token;
use crate::chain::random;
use crate::desk::Desk;
use crate::kit::Kit;
use crate::line::Line;
use crate::outcome::{Need, Outcome, Stop, must};

/// Wrong tries after which a code is spent.
const TRIES: usize = 5;

pub(crate) async fn refuses_a_wrong_signature(kit: &mut Kit) -> Outcome {
    kit.hello()?;
    let desk = Desk::new(&kit.line)?;
    let mut request = desk.enrol_request(&kit.options.code);
    let others = desk.with_other_key()?.enrol_request(&kit.options.code);
    request.signature = others.signature;
    desk.enrol(&request)
        .await?
        .refused(&[ProblemType::BadSignature])?;
    Ok(())
}

pub(crate) async fn refuses_an_unknown_code(kit: &mut Kit) -> Outcome {
    kit.hello()?;
    let desk = Desk::new(&kit.line)?;
    let code = EnrolmentCode::from_random(random::<CODE_RANDOM_BYTES>()?);
    desk.enrol(&desk.enrol_request(&code))
        .await?
        .refused(&[ProblemType::CodeUnknown])?;
    Ok(())
}

pub(crate) async fn lets_a_machine_in(kit: &mut Kit) -> Outcome {
    let desk = enrolled(kit, &kit.options.code).await?;
    let (_, machine) = desk.hello(&[]).await?;
    must(desk.site.as_ref() == Some(&machine.site), || {
        "GET /v1/hello with the new token names another site than POST /v1/enrol did".to_owned()
    })?;
    kit.first = Some(desk);
    Ok(())
}

/// A new machine that was let in with this code.
pub(crate) async fn enrolled(kit: &Kit, code: &EnrolmentCode) -> Result<Desk, Stop> {
    let centre = kit.hello()?.centre;
    let mut desk = Desk::new(&kit.line)?;
    let answer: EnrolAnswer = desk.enrol(&desk.enrol_request(code)).await?.read()?;
    must(answer.centre == centre, || {
        "POST /v1/enrol: \"centre\" is another than the hello's".to_owned()
    })?;
    must(!answer.token.token.is_empty(), || {
        "POST /v1/enrol: the token is empty".to_owned()
    })?;
    if !answer.ca.is_empty() {
        trusted_from_now_on(kit, &answer.ca).await?;
    }
    desk.token = answer.token.token;
    desk.site = Some(answer.site);
    Ok(desk)
}

/// A machine trusts the certificates of its enrolment and no others: with wrong ones it never comes back.
async fn trusted_from_now_on(kit: &Kit, ca: &[String]) -> Outcome {
    let line = Line::new(&kit.options.address, ca).map_err(|_| {
        Stop::Fails("POST /v1/enrol: a certificate in \"ca\" cannot be read as PEM".to_owned())
    })?;
    let greeted = line.get("/v1/hello", &[]).send().await;
    must(greeted.is_ok(), || {
        "POST /v1/enrol: by the certificates in \"ca\" alone, the endpoint itself is not trusted"
            .to_owned()
    })
}

/// The answer can be lost like any other; the person must not need a second code.
pub(crate) async fn answers_the_same_again(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let request = desk.enrol_request(&kit.options.code);
    let answer: EnrolAnswer = desk.enrol(&request).await?.read()?;
    must(desk.site.as_ref() == Some(&answer.site), || {
        "POST /v1/enrol: the same machine with the same code came to another site".to_owned()
    })?;
    let again = desk.with_token(answer.token.token);
    again.hello(&[]).await?;
    kit.first = Some(again);
    Ok(())
}

pub(crate) async fn serves_once(kit: &mut Kit) -> Outcome {
    kit.first()?;
    let other = Desk::new(&kit.line)?;
    other
        .enrol(&other.enrol_request(&kit.options.code))
        .await?
        .refused(&[ProblemType::CodeUsed])?;
    Ok(())
}

/// A copied disk with a new key must not push the first machine out.
pub(crate) async fn keeps_the_first_key(kit: &mut Kit) -> Outcome {
    let desk = kit.first()?;
    let code = kit.options.second_code;
    let code = code.ok_or(Stop::NotTested(Need::SecondCode))?;
    let copy = desk.with_other_key()?;
    copy.enrol(&copy.enrol_request(&code))
        .await?
        .refused(&[ProblemType::OtherKey])?;
    kit.first = Some(with_new_token(desk).await?);
    Ok(())
}

pub(crate) async fn lets_a_second_machine_in(kit: &mut Kit) -> Outcome {
    let site = kit.first()?.site()?;
    let code = kit.options.second_code;
    let code = code.ok_or(Stop::NotTested(Need::SecondCode))?;
    let desk = enrolled(kit, &code).await?;
    must(desk.site()? == site, || {
        "the second code is for another site than the first: take two codes of one site".to_owned()
    })?;
    kit.second = Some(desk);
    Ok(())
}

pub(crate) async fn counts_wrong_tries(kit: &mut Kit) -> Outcome {
    kit.hello()?;
    let code = kit.options.spare_code;
    let code = code.ok_or(Stop::NotTested(Need::SpareCode))?;
    let desk = Desk::new(&kit.line)?;
    let (unknown, spent) = (ProblemType::CodeUnknown, ProblemType::CodeSpent);
    for tried in 0..TRIES {
        let told = desk.enrol(&desk.enrol_request(&wrong(&code)?)).await?;
        let may: &[_] = if tried == 0 {
            &[unknown]
        } else {
            &[unknown, spent]
        };
        told.refused(may)?;
    }
    let told = desk.enrol(&desk.enrol_request(&code)).await?;
    told.refused(&[spent])?;
    Ok(())
}

pub(crate) async fn refuses_an_expired_code(kit: &mut Kit) -> Outcome {
    kit.hello()?;
    let code = kit.options.expired_code;
    let code = code.ok_or(Stop::NotTested(Need::ExpiredCode))?;
    let desk = Desk::new(&kit.line)?;
    desk.enrol(&desk.enrol_request(&code))
        .await?
        .refused(&[ProblemType::CodeExpired])?;
    Ok(())
}

/// A code of the same name whose secret is another.
fn wrong(code: &EnrolmentCode) -> Result<EnrolmentCode, Stop> {
    let other = EnrolmentCode::from_random(random::<CODE_RANDOM_BYTES>()?).to_string();
    let (_, secret) = other.split_once('-').unwrap_or_default();
    let text = format!("{}-{secret}", code.key());
    text.parse().map_err(|_| Stop::NotTested(Need::OwnMachine))
}
