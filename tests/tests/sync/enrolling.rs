//! Enrolment: what a person typed is right, or they are told what is wrong with it.

use sync::{EnrolError, LinkProblem, LinkState, Options};

use crate::world::{Centre, Machine};

/// The way it should be: address, code, connected, and the site's name is shown.
#[test]
fn a_good_code_connects_the_machine() {
    let centre = Centre::start();
    let machine = Machine::new();
    assert_eq!(machine.syncer.status().state, LinkState::NotSet);
    let status = machine.syncer.enrol(&centre.url(), &centre.code()).unwrap();
    assert_eq!((status.state, status.problem), (LinkState::Connected, None));
    assert_eq!(status.address, centre.url());
    assert!(!status.site.is_empty() && status.last_contact_at.is_some());
    // It stays enrolled over a restart of the application, without a person.
    let mut machine = machine;
    machine.restart();
    let status = machine.wait("connected again", |status| {
        status.state == LinkState::Connected
    });
    assert_eq!(status.address, centre.url());
}

#[test]
fn a_code_that_does_not_serve_is_told_as_such() {
    let centre = Centre::start();
    let machine = Machine::new();
    let used = centre.code();
    Machine::new().syncer.enrol(&centre.url(), &used).unwrap();
    let fresh = centre.code();
    let mistyped = format!("{}0", fresh.get(..fresh.len() - 1).unwrap());
    let mistyped = if mistyped == fresh {
        format!("{}1", fresh.get(..fresh.len() - 1).unwrap())
    } else {
        mistyped
    };
    for code in [
        used.as_str(),
        mistyped.as_str(),
        "",
        "1234",
        "AAAA-AAAA-AAAA-AAAA",
    ] {
        assert_eq!(
            machine.syncer.enrol(&centre.url(), code),
            Err(EnrolError::WrongCode),
            "{code}"
        );
    }
    let status = machine.syncer.status();
    assert_eq!(
        (status.state, status.address.as_str()),
        (LinkState::NotSet, ""),
        "nothing has changed"
    );
    machine.syncer.enrol(&centre.url(), &fresh).unwrap();
}

/// Typed on another keyboard, copied from a message: it is the code all the same.
#[test]
fn a_code_is_taken_however_it_is_typed() {
    let centre = Centre::start();
    let code = centre
        .code()
        .to_lowercase()
        .replace('-', " ")
        .replace('0', "٠")
        .replace('7', "۷");
    let address = format!(" {}/ ", centre.url());
    Machine::new().syncer.enrol(&address, &code).unwrap();
}

#[test]
fn a_connected_machine_is_not_enrolled_twice() {
    let centre = Centre::start();
    let machine = Machine::new();
    machine.syncer.enrol(&centre.url(), &centre.code()).unwrap();
    let again = machine.syncer.enrol(&centre.url(), &centre.code());
    assert_eq!(again, Err(EnrolError::AlreadyEnrolled));
}

/// Names and numbers must not cross a network in the clear, and practice must not reach a real centre.
#[test]
fn addresses_that_may_not_be_are_refused_before_anything_is_sent() {
    let machine = Machine::new();
    let code = "0000-0000-0000-0000";
    for (address, expected) in [
        ("http://centre.example.om", EnrolError::PlainHttp),
        ("http://192.0.2.1:8470", EnrolError::PlainHttp),
        ("", EnrolError::BadAddress),
        (
            "https://salim:secret@centre.example.om",
            EnrolError::BadAddress,
        ),
        ("https://centre.example.om/?x=1", EnrolError::BadAddress),
    ] {
        assert_eq!(
            machine.syncer.enrol(address, code),
            Err(expected),
            "{address}"
        );
    }
    let practice = Machine::with(Options {
        loopback_only: true,
        ..Options::default()
    });
    let elsewhere = practice.syncer.enrol("https://centre.example.om", code);
    assert_eq!(elsewhere, Err(EnrolError::LoopbackOnly));
    let centre = Centre::start();
    practice
        .syncer
        .enrol(&centre.url(), &centre.code())
        .unwrap();
}

#[test]
fn a_centre_that_is_down_is_told_as_unreachable() {
    let mut centre = Centre::start();
    let (url, code) = (centre.url(), centre.code());
    centre.kill();
    let machine = Machine::new();
    assert_eq!(
        machine.syncer.enrol(&url, &code),
        Err(EnrolError::Unreachable)
    );
}

/// Cut off, it keeps everything and says so; enrolled again, all that waited arrives.
#[test]
fn a_revoked_machine_keeps_everything_until_it_is_enrolled_again() {
    let centre = Centre::start();
    let machine = Machine::new();
    machine.syncer.enrol(&centre.url(), &centre.code()).unwrap();
    machine.save(3);
    machine.wait_all_in();
    centre.revoke(machine.store.machine());
    machine.save(4);
    let status = machine.wait("it is said", |status| {
        status.state == LinkState::Refused && status.waiting == 4
    });
    assert_eq!(status.problem, Some(LinkProblem::Revoked));
    assert_eq!(centre.count(), 3);
    machine.syncer.enrol(&centre.url(), &centre.code()).unwrap();
    machine.wait_all_in();
    assert_eq!(centre.count(), 7);
}
