//! Two machines of a site that gave one login away while apart: nobody is locked out of their own
//! machine, and somebody from the other one can be let in here.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]
#![expect(clippy::panic, reason = "a test may stop at once")]

mod common;

use app::dto::{AddedPerson, NewLogin, NewSecret, OpenStore, Person, SignIn, SignedIn};
use app::{App, AppError, Rule};
use common::*;
use domain::entry::CentreEpoch;
use domain::id::Epoch;
use domain::wire::FeedContent;
use store::{FeedEntry, Folder, Outgoing, Store, Unlock};

/// What a machine's journal holds, as a centre would hand it to another.
fn journal(machine: &Machine) -> (Store, Vec<Outgoing>) {
    let place = Folder::at(machine.folder.path());
    let store = Store::open(&place, &Unlock::Passphrase(PASSPHRASE)).unwrap();
    let entries = store.waiting(None, 1_000).unwrap();
    (store, entries)
}

/// Everything of `from` comes to `to`, as by the feed of their centre.
fn travel(from: Machine, to: Machine) -> (Machine, Machine) {
    let (from, to) = (close(from), close(to));
    let (sender, sent) = journal(&from);
    let (receiver, _) = journal(&to);
    let counting = CentreEpoch {
        ordinal: 1,
        id: Epoch::from_bytes([1; 16]),
    };
    let items = (1..).zip(sent).map(|(number, outgoing)| FeedEntry {
        number,
        of: None,
        id: outgoing.id,
        held_at_first: false,
        content: FeedContent::Entry {
            machine: sender.machine(),
            chain: vec![outgoing.link.point],
            entry: outgoing.entry,
            digests: outgoing.digests,
        },
    });
    receiver.accept(counting, items.collect()).unwrap();
    drop((sender, receiver));
    (open(from), open(to))
}

/// The application ends; its folder stays.
fn close(machine: Machine) -> Machine {
    let Machine { folder, clock, app } = machine;
    drop(app);
    let elsewhere = config(&folder.path().join("nowhere"), clock.clone());
    Machine {
        app: App::start(elsewhere),
        folder,
        clock,
    }
}

fn open(machine: Machine) -> Machine {
    let app = App::start(config(machine.folder.path(), machine.clock.clone()));
    let passphrase = PASSPHRASE.into();
    app.open_store(&OpenStore::Passphrase { passphrase })
        .unwrap();
    Machine { app, ..machine }
}

/// A machine whose first person is `maryam` and that has an agent of this login, PIN and name.
fn machine_of(login: &str, secret: &str, name: &str) -> Machine {
    let machine = machine();
    machine.sign_in("maryam");
    let mut added = person(login, &["agent"]);
    added.secret = secret.into();
    added.name_en = name.into();
    machine.add(&added);
    machine.app.sign_out().unwrap();
    machine
}

fn sign_in(machine: &Machine, login: &str, secret: &str) -> Result<SignedIn, AppError> {
    machine.app.sign_in(&SignIn {
        login: login.into(),
        secret: secret.into(),
    })
}

fn of_login(machine: &Machine, login: &str) -> Vec<Person> {
    let mut people = machine.app.people().unwrap();
    people.retain(|person| person.login == login);
    people
}

fn invalid<T: std::fmt::Debug>(answer: Result<T, AppError>) -> (&'static str, Rule) {
    match answer {
        Err(AppError::Invalid { field, rule, .. }) => (field, rule),
        other => panic!("a refusal of a field was promised, got {other:?}"),
    }
}

/// Aisha of the first office was added earlier than Aisha of the second. When her record arrives at
/// the second office, the Aisha who works there must still get in.
#[test]
fn a_namesake_of_another_machine_locks_nobody_out() {
    let first = machine_of("aisha", "135797", "Aisha of Muscat");
    let second = machine_of("aisha", "864202", "Aisha of Sohar");
    let (_, second) = travel(first, second);

    let listed = of_login(&second, "aisha");
    assert_eq!(listed.len(), 1, "only who can sign in here is offered");
    assert_eq!(listed[0].name_en, "Aisha of Sohar");
    let signed_in = sign_in(&second, "Aisha", "864202").unwrap();
    assert_eq!(signed_in.person.name_en, "Aisha of Sohar");
    second.app.sign_out().unwrap();
    assert!(
        sign_in(&second, "aisha", "135797").is_err(),
        "the other one's PIN never left her machine"
    );

    second.sign_in("maryam");
    let listed = of_login(&second, "aisha");
    let mut here: Vec<(&str, bool, bool)> = listed
        .iter()
        .map(|person| {
            (
                person.name_en.as_str(),
                person.signs_in_here,
                person.login_shared,
            )
        })
        .collect();
    here.sort_unstable();
    assert_eq!(
        here,
        [
            ("Aisha of Muscat", false, true),
            ("Aisha of Sohar", true, true)
        ],
        "an administrator sees both and can tell them apart"
    );
    let of_muscat = listed.iter().find(|person| !person.signs_in_here).unwrap();
    let change = |login: &str| NewLogin {
        person: of_muscat.id.clone(),
        login: login.into(),
    };
    assert_eq!(
        invalid(second.app.change_login(&change(" Maryam "))),
        ("login", Rule::Taken)
    );
    let changed = second.app.change_login(&change("aisha.m")).unwrap();
    assert_eq!(
        (changed.login.as_str(), changed.login_shared),
        ("aisha.m", false)
    );
    assert!(
        !of_login(&second, "aisha")[0].login_shared,
        "each has her own again"
    );
}

/// Said moves to the other office. He is known there and has no PIN: he is not made a second time, and
/// whoever adds him is told who bears that name before anything is written.
#[test]
fn a_colleague_of_another_machine_is_given_a_secret_here() {
    let first = machine_of("said", "135797", "Said of Muscat");
    let (_, second) = travel(first, machine());
    second.sign_in("maryam");
    let known = match second.app.add_person(&person("SAID", &["agent"])).unwrap() {
        AddedPerson::KnownInSite { people } => people,
        AddedPerson::Added { person } => panic!("a second one was made: {person:?}"),
    };
    assert_eq!(known.len(), 1);
    assert_eq!(known[0].name_en, "Said of Muscat");
    assert_eq!(of_login(&second, "said").len(), 1, "nothing was written");

    let given = NewSecret {
        person: known[0].id.clone(),
        secret: "975313".into(),
    };
    let entries = || second.app.verify_journal().unwrap().entries;
    let before = entries();
    assert!(second.app.give_secret(&given).unwrap().signs_in_here);
    assert_eq!(entries(), before + 1, "that it was given stays to be read");
    assert_eq!(
        invalid(second.app.give_secret(&given)),
        ("secret", Rule::Taken),
        "nobody's secret is put in place of their own"
    );
    assert_eq!(
        invalid(second.app.add_person(&person("said", &["agent"]))),
        ("login", Rule::Taken)
    );
    assert_eq!(entries(), before + 1, "and nothing of what was refused");
    second.app.sign_out().unwrap();
    assert!(
        matches!(
            sign_in(&second, "said", "975313"),
            Err(AppError::MustChange)
        ),
        "nobody acts as he does with a secret that they gave him"
    );
    second.choose_secret("said", "975313", "135797");
    let signed_in = sign_in(&second, "said", "135797").unwrap();
    assert_eq!(signed_in.person.id, known[0].id, "he is the same person");
}

/// Both work here, and then a login that was changed elsewhere arrives: now two with a PIN here bear
/// one. Each still gets in, and neither uses up the other's tries.
#[test]
fn two_with_a_secret_here_both_get_in() {
    let elsewhere = machine_of("huda", "135797", "Huda");
    let (elsewhere, here) = travel(elsewhere, machine_of("noor", "864202", "Noor"));
    here.sign_in("maryam");
    let huda = of_login(&here, "huda").remove(0);
    here.app
        .give_secret(&NewSecret {
            person: huda.id.clone(),
            secret: FIRST_PIN.into(),
        })
        .unwrap();
    here.choose_secret("huda", FIRST_PIN, "975313");
    here.app.sign_out().unwrap();
    elsewhere.sign_in("maryam");
    elsewhere
        .app
        .change_login(&NewLogin {
            person: huda.id,
            login: "noor".into(),
        })
        .unwrap();
    let (_, here) = travel(elsewhere, here);

    for _ in 0..6 {
        let name = |secret| sign_in(&here, "noor", secret).unwrap().person.name_en;
        assert_eq!(name("864202"), "Noor");
        here.app.sign_out().unwrap();
        assert_eq!(name("975313"), "Huda");
        here.app.sign_out().unwrap();
    }
    for guess in 0..5 {
        assert!(sign_in(&here, "noor", &format!("35791{guess}")).is_err());
    }
    assert!(
        matches!(
            sign_in(&here, "noor", "864202"),
            Err(AppError::TooManyTries { .. })
        ),
        "a guess counts against both"
    );
}
