//! Who comes in: codes, tokens, machines that are cut off.

use centre::{CODE_LIFE_MS, CODE_TRIES, TOKEN_LIFE_MS};
use domain::id::MachineId;
use domain::wire::{EnrolAnswer, EnrolmentCode, MARK_OF_A_CENTRE, ProblemType};
use ed25519_dalek::SigningKey;

use crate::world::{Desk, World, problem, read};

#[tokio::test]
async fn a_code_lets_one_machine_in() {
    let world = World::new().await;
    let code = world.code(None).await;
    let desk = Desk::new(&world, 1);
    let answer: EnrolAnswer = read(&desk.try_enrol(&code.code).await);
    assert_eq!(answer.site, code.site);
    let other = Desk::new(&world, 2);
    let refused = problem(&other.try_enrol(&code.code).await);
    assert_eq!(refused, ProblemType::CodeUsed, "a code serves once");
}

/// The answer to an enrolment can be lost like any other; the person must not need a second code.
#[tokio::test]
async fn the_same_machine_may_send_its_code_again() {
    let world = World::new().await;
    let code = world.code(None).await.code;
    let mut desk = Desk::new(&world, 1);
    let _lost: EnrolAnswer = read(&desk.try_enrol(&code).await);
    let answer: EnrolAnswer = read(&desk.try_enrol(&code).await);
    desk.believe(answer);
    let call = desk.call("one");
    desk.send(&[call]).await;
}

#[tokio::test]
async fn a_code_grows_old() {
    let world = World::new().await;
    let code = world.code(None).await.code;
    world.clock.forward(CODE_LIFE_MS);
    let refused = problem(&Desk::new(&world, 1).try_enrol(&code).await);
    assert_eq!(refused, ProblemType::CodeExpired);
}

/// Guessing is counted against the name of the code, and the right one is then worth nothing too.
#[tokio::test]
async fn wrong_tries_spend_a_code() {
    let world = World::new().await;
    let code = world.code(None).await.code;
    let guess: EnrolmentCode = format!("{}-0000-0000-0000", code.key()).parse().unwrap();
    let desk = Desk::new(&world, 1);
    for _ in 0..CODE_TRIES {
        assert_eq!(
            problem(&desk.try_enrol(&guess).await),
            ProblemType::CodeUnknown
        );
    }
    assert_eq!(
        problem(&desk.try_enrol(&code).await),
        ProblemType::CodeSpent
    );
}

#[tokio::test]
async fn an_unknown_code_is_refused() {
    let world = World::new().await;
    let code: EnrolmentCode = "0000-0000-0000-0000".parse().unwrap();
    let refused = problem(&Desk::new(&world, 1).try_enrol(&code).await);
    assert_eq!(refused, ProblemType::CodeUnknown);
}

/// Whoever does not hold the key cannot register it, nor renew with it.
#[tokio::test]
async fn a_signature_of_another_key_is_refused() {
    let world = World::new().await;
    let code = world.code(None).await.code;
    let desk = Desk::new(&world, 1);
    let public_key = desk.key.verifying_key();
    let mut thief = Desk::new(&world, 1);
    thief.key = SigningKey::from_bytes(&[99; 32]);
    let request = serde_json::json!({
        "code": code.to_string(), "machine": thief.machine,
        "public_key": domain::wire::Hex32(public_key.to_bytes()), "signature": "AAAA"
    });
    let refused = problem(&thief.post("/v1/enrol", &request).await);
    assert_eq!(refused, ProblemType::BadSignature);

    let answer: EnrolAnswer = read(&desk.try_enrol(&code).await);
    thief.believe(answer);
    assert_eq!(problem(&thief.try_token().await), ProblemType::BadSignature);
}

/// A second machine that bears the id of the first (a copied disk with a new key) does not push it out.
#[tokio::test]
async fn a_known_id_with_another_key_is_refused() {
    let world = World::new().await;
    let _first = world.desk(1).await;
    let mut second = Desk::new(&world, 1);
    second.key = SigningKey::from_bytes(&[99; 32]);
    let code = world.code(None).await.code;
    assert_eq!(
        problem(&second.try_enrol(&code).await),
        ProblemType::OtherKey
    );
}

#[tokio::test]
async fn a_token_grows_old_and_is_renewed_by_signature() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    let call = desk.call("one");
    world.clock.forward(TOKEN_LIFE_MS);
    let refused = problem(&desk.try_send(std::slice::from_ref(&call)).await);
    assert_eq!(refused, ProblemType::Unauthenticated);
    desk.renew().await;
    desk.send(&[call]).await;
}

/// The answer to a renewal may be lost: what the machine still has must go on working.
#[tokio::test]
async fn renewing_leaves_the_old_token_good() {
    let world = World::new().await;
    let mut desk = world.desk(1).await;
    desk.try_token().await;
    let call = desk.call("one");
    desk.send(&[call]).await;
}

/// A lost machine is cut off at its next request, and may come back with a new code only.
#[tokio::test]
async fn a_revoked_machine_is_cut_off() {
    let world = World::new().await;
    let code = world.code(None).await.code;
    let mut desk = Desk::new(&world, 1);
    let answer: EnrolAnswer = read(&desk.try_enrol(&code).await);
    desk.believe(answer);
    let storage = world.storage().await;
    assert!(
        storage
            .revoke(desk.machine, code_time(&world).await)
            .await
            .unwrap()
    );
    let call = desk.call("one");
    let refused = problem(&desk.try_send(std::slice::from_ref(&call)).await);
    assert_eq!(refused, ProblemType::Revoked);
    assert_eq!(problem(&desk.try_token().await), ProblemType::Revoked);
    let again = problem(&desk.try_enrol(&code).await);
    assert_eq!(
        again,
        ProblemType::CodeUsed,
        "its old code does not bring it back"
    );

    let new = world.code(None).await.code;
    let answer: EnrolAnswer = read(&desk.try_enrol(&new).await);
    desk.believe(answer);
    desk.send(&[call]).await;
    let unknown = storage
        .revoke(MachineId::from_bytes([77; 16]), code_time(&world).await)
        .await;
    assert!(!unknown.unwrap());
}

async fn code_time(world: &World) -> domain::id::Millis {
    world.code(None).await.expires_at
}

#[tokio::test]
async fn a_hello_is_for_everyone() {
    let world = World::new().await;
    let stranger = Desk::new(&world, 1).hello(None, &[]).await;
    assert_eq!(stranger.nida, MARK_OF_A_CENTRE);
    assert_eq!(
        stranger.machine, None,
        "a stranger learns nothing of a site"
    );
    let desk = world.desk(1).await;
    let known = desk.hello(None, &[]).await;
    assert_eq!(known.centre, stranger.centre);
    let machine = known.machine.unwrap();
    assert_eq!(
        (machine.site, machine.last),
        (desk.enrolled().site.clone(), 0)
    );
    assert_eq!((machine.heads, machine.restart_from), (vec![], None));
}
