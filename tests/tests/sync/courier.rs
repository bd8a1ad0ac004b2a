//! A site with no line: what waits is carried to a real centre as a file, and what it answered is carried back.

use centre::{CourierError as Refused, CourierTaken as TakenIn};
use domain::id::Millis;
use sync::{
    Awaited, COURIER_HEAD_BYTES, CentreCard, CourierError, CourierTaken, LinkProblem, read_card,
    take_receipt, write_courier, write_enrolment,
};

use crate::centre::Ground;
use crate::line::{Line, Mood};
use crate::world::{Centre, Machine};

/// A machine that was enrolled over a line which then went dead.
pub(crate) fn without_a_line(centre: &Centre) -> (Machine, Line) {
    let machine = Machine::new();
    let line = Line::to(centre.address());
    machine.syncer.enrol(&line.url(), &centre.code()).unwrap();
    machine.wait_all_in();
    line.set(Mood::Refuses);
    (machine, line)
}

/// Tells a story to a centre with a file and to one with a database.
pub(crate) fn on_both(story: impl Fn(Centre)) {
    for ground in [Ground::folder(), Ground::database()] {
        story(Centre::on(ground));
    }
}

pub(crate) fn out(machine: &Machine) -> Vec<u8> {
    let file = write_courier(&machine.store, &mut |_, _| {}).unwrap();
    file.set_out(&machine.store).unwrap();
    file.bytes
}

pub(crate) fn back(machine: &Machine, receipt: &[u8]) -> Result<CourierTaken, CourierError> {
    let (store, receipt) = (machine.store.clone(), receipt.to_vec());
    let taken = machine
        .syncer
        .apart(move || take_receipt(&store, &receipt, Millis(0), &mut |_, _| {}));
    taken.unwrap()
}

/// There and back.
pub(crate) fn carry(centre: &Centre, machine: &Machine) -> CourierTaken {
    let receipt = centre.take(&out(machine)).unwrap().receipt;
    back(machine, &receipt).unwrap()
}

fn waiting(machine: &Machine) -> u32 {
    machine.store.link_state().unwrap().waiting
}

/// A machine that has never had a line: the card of the centre is brought, the request taken there, the answer taken
/// in; then it carries like any other.
#[test]
fn a_machine_is_enrolled_by_courier() {
    on_both(|centre| {
        let machine = Machine::new();
        machine.save(4);
        let card = read_card(&centre.card().to_bytes()).unwrap();
        let code = centre.code();
        let asked = |code: &str| {
            let connected = machine.syncer.status().is_connected();
            let file = write_enrolment(&machine.store, &card, code, "نزوى", connected)?;
            file.set_out(&machine.store)?;
            Ok(file)
        };
        assert!(matches!(asked("not a code"), Err(CourierError::WrongCode)));
        // A stick got lost: the request that was written last counts.
        let lost = asked(&code).unwrap().bytes;
        let request = asked(&code).unwrap().bytes;
        let old = centre.take(&lost).unwrap();
        let answer = centre.take(&request).unwrap();
        assert!(answer.enrolled.is_some());
        assert_eq!(back(&machine, &old.receipt), Err(CourierError::Old));
        let mut changed = answer.receipt.clone();
        let last = changed.len() - 1;
        changed[last] ^= 1;
        assert_eq!(back(&machine, &changed), Err(CourierError::Tampered));
        let other = Machine::new();
        assert_eq!(back(&other, &answer.receipt), Err(CourierError::Other));
        assert!(back(&machine, &answer.receipt).unwrap().enrolled);
        assert_eq!(back(&machine, &answer.receipt), Err(CourierError::Doubled));
        let there = centre.take(&out(&machine)).unwrap();
        assert_eq!(there.stored, 4);
        back(&machine, &there.receipt).unwrap();
        assert_eq!(waiting(&machine), 0);
        // A code serves one machine; the centre's word for that comes from the code of the line.
        let late = write_enrolment(&other.store, &card, &code, "", false)
            .unwrap()
            .bytes;
        assert!(matches!(centre.take(&late), Err(Refused::Refused(_))));
        // A card that somebody changed has another fingerprint.
        let far = Centre::start().card();
        assert_ne!(far.fingerprint(), card.fingerprint());
    });
}

/// There and back: everything counts as sent only now, and what the others of the site did has come along.
#[test]
fn a_file_goes_there_and_its_receipt_comes_back() {
    on_both(|centre| {
        let other = Machine::new();
        other.syncer.enrol(&centre.url(), &centre.code()).unwrap();
        let (machine, _line) = without_a_line(&centre);
        other.save(7);
        other.wait_all_in();
        machine.save(600);
        let mut told = Vec::new();
        let file = write_courier(&machine.store, &mut |done, of| told.push((done, of))).unwrap();
        assert_eq!((file.entries, file.left), (600, 0));
        assert_eq!(told, [(500, 600), (600, 600)], "how far it is was told");
        file.set_out(&machine.store).unwrap();
        assert_eq!(waiting(&machine), 600, "nothing counts as sent yet");
        let there = centre.take(&file.bytes).unwrap();
        assert_eq!((there.stored, there.duplicates, there.held), (600, 0, 0));
        let taken = back(&machine, &there.receipt).unwrap();
        assert_eq!(
            (taken.acknowledged, taken.arrived, taken.problem),
            (600, 607, None)
        );
        assert_eq!(waiting(&machine), 0);
        assert_eq!(machine.pulled_to(), 607);
        machine.assert_whole(607);
        other.wait_pulled_to(607);
        // The next file begins behind it, and is empty where nothing was saved.
        machine.save(3);
        let there = centre.take(&out(&machine)).unwrap();
        assert_eq!((there.stored, there.fed), (3, 3));
        back(&machine, &there.receipt).unwrap();
        let there = centre.take(&out(&machine)).unwrap();
        assert_eq!((there.stored, there.fed), (0, 0));
        assert_eq!(back(&machine, &there.receipt), Ok(CourierTaken::default()));
        assert_eq!(centre.count(), 610);
    });
}

/// A stick that is full is tried again and again: what came to be written is on its way all the same.
#[test]
fn a_file_that_never_came_to_be_pushes_none_out() {
    on_both(|centre| {
        let (machine, _line) = without_a_line(&centre);
        machine.save(3);
        let real = out(&machine);
        for _ in 0..9 {
            drop(write_courier(&machine.store, &mut |_, _| {}).unwrap());
        }
        let there = centre.take(&real).unwrap();
        assert_eq!(back(&machine, &there.receipt).unwrap().acknowledged, 3);
        assert_eq!(waiting(&machine), 0);
    });
}

/// A stick may bear the receipts of years: which one is awaited is seen by its first bytes, also of one that was cut,
/// so that whoever brought it hears what is wrong with it.
#[test]
fn an_awaited_receipt_is_known_by_its_head() {
    on_both(|centre| {
        let (machine, _line) = without_a_line(&centre);
        let (other, _dead) = without_a_line(&centre);
        machine.save(1);
        let receipt = centre.take(&out(&machine)).unwrap().receipt;
        let foreign = centre.take(&out(&other)).unwrap().receipt;
        let awaited = |file: &[u8]| Awaited::read(&machine.store).unwrap().names(file);
        assert!(awaited(&receipt[..COURIER_HEAD_BYTES]) && awaited(&receipt));
        assert!(!awaited(&receipt[..COURIER_HEAD_BYTES - 1]));
        assert!(!awaited(&foreign));
        let cut = &receipt[..receipt.len() - 9];
        assert!(awaited(cut));
        assert_eq!(back(&machine, cut), Err(CourierError::Cut));
        back(&machine, &receipt).unwrap();
        assert!(!awaited(&receipt));
    });
}

/// One file taken twice, two files with the same in them, a receipt twice: nothing is there twice.
#[test]
fn repeating_doubles_nothing() {
    on_both(|centre| {
        let (machine, _line) = without_a_line(&centre);
        machine.save(30);
        let (first, second) = (out(&machine), out(&machine));
        let one = centre.take(&first).unwrap();
        let again = centre.take(&first).unwrap();
        assert_eq!((again.stored, again.duplicates), (0, 30));
        let two = centre.take(&second).unwrap();
        assert_eq!((two.stored, two.duplicates), (0, 30));
        assert_eq!(centre.count(), 30);
        back(&machine, &one.receipt).unwrap();
        assert_eq!(back(&machine, &one.receipt), Err(CourierError::Doubled));
        assert_eq!(back(&machine, &again.receipt), Err(CourierError::Doubled));
        let taken = back(&machine, &two.receipt).unwrap();
        assert_eq!(taken.arrived, 0, "what it brings is here");
        machine.assert_whole(30);
        // What was written before one that has come back is told by that one.
        machine.save(2);
        let (older, newer) = (out(&machine), out(&machine));
        let (older, newer) = (centre.take(&older).unwrap(), centre.take(&newer).unwrap());
        back(&machine, &newer.receipt).unwrap();
        assert_eq!(back(&machine, &older.receipt), Err(CourierError::Doubled));
        assert_eq!(waiting(&machine), 0);
    });
}

/// The line is back while the courier is on the road: whichever comes first, all is in once.
#[test]
fn the_line_comes_back_in_the_middle() {
    on_both(|centre| {
        for file_first in [true, false] {
            let (machine, line) = without_a_line(&centre);
            let before = centre.count();
            machine.save(40);
            let file = out(&machine);
            let taken = file_first.then(|| centre.take(&file).unwrap());
            line.set(Mood::Carries);
            machine.save(5);
            machine.wait_all_in();
            let taken = taken.unwrap_or_else(|| centre.take(&file).unwrap());
            assert_eq!(taken.stored, if file_first { 40 } else { 0 });
            assert_eq!(centre.count(), before + 45);
            let settled = back(&machine, &taken.receipt).unwrap();
            assert_eq!(settled.problem, None);
            machine.save(1);
            machine.wait_all_in();
            machine.wait_pulled_to(before as u64 + 46);
            machine.assert_whole(before as u64 + 46);
        }
    });
}

/// A receipt that is not this machine's, old, cut or changed is refused, and nothing here is another.
#[test]
fn what_is_no_receipt_of_this_machine_is_refused() {
    on_both(|centre| {
        let ((machine, _line), (other, _other_line)) =
            (without_a_line(&centre), without_a_line(&centre));
        machine.save(10);
        other.save(4);
        let file = out(&machine);
        let receipt = centre.take(&file).unwrap().receipt;
        let others = centre.take(&out(&other)).unwrap().receipt;
        assert_eq!(back(&machine, &others), Err(CourierError::Other));
        assert_eq!(back(&machine, &file), Err(CourierError::NotAReceipt));
        assert_eq!(back(&machine, b"%PDF-1.7"), Err(CourierError::NotOne));
        for cut in [0, 10, 80, receipt.len() / 2, receipt.len() - 1] {
            assert_eq!(
                back(&machine, &receipt[..cut]),
                Err(CourierError::Cut),
                "at {cut}"
            );
        }
        for at in [120, receipt.len() / 2, receipt.len() - 1] {
            let mut changed = receipt.clone();
            changed[at] ^= 1;
            assert_eq!(
                back(&machine, &changed),
                Err(CourierError::Tampered),
                "byte {at}"
            );
        }
        // Of another centre, whose id is forged.
        let stranger = Centre::start();
        assert!(matches!(stranger.take(&file), Err(Refused::OtherCentre)));
        assert_eq!(waiting(&machine), 10, "nothing was settled");
        // Long forgotten: eight later ones are on their way.
        for _ in 0..8 {
            out(&machine);
        }
        assert_eq!(back(&machine, &receipt), Err(CourierError::Old));
        carry(&centre, &machine);
        assert_eq!(waiting(&machine), 0);
        machine.assert_whole(14);
    });
}

/// The centre believes nothing that its machines did not write, and nothing of one that was cut off.
#[test]
fn what_the_centre_cannot_believe_is_refused() {
    on_both(|centre| {
        let (machine, _line) = without_a_line(&centre);
        machine.save(5);
        let file = out(&machine);
        let receipt = centre.take(&file).unwrap().receipt;
        assert!(matches!(centre.take(&receipt), Err(Refused::Receipt)));
        for at in [70, 120, file.len() / 2, file.len() - 1] {
            let mut changed = file.clone();
            changed[at] ^= 1;
            assert!(centre.take(&changed).is_err(), "byte {at}");
        }
        assert!(centre.take(&file[..file.len() - 7]).is_err());
        let far = Centre::start();
        let (stranger, _line) = without_a_line(&far);
        stranger.save(1);
        assert!(matches!(
            centre.take(&out(&stranger)),
            Err(Refused::OtherCentre)
        ));
        machine.save(5);
        let late = out(&machine);
        centre.revoke(machine.store.machine());
        assert!(matches!(centre.take(&late), Err(Refused::Revoked)));
        assert_eq!(centre.count(), 5);
    });
}

/// The centre went back to last night's backup: the next files tell it, and bring what it lost.
#[test]
fn a_restored_centre_is_filled_up_by_files() {
    on_both(|mut centre| {
        let (machine, _line) = without_a_line(&centre);
        machine.save(10);
        carry(&centre, &machine);
        let backup = centre.back_up();
        machine.save(20);
        carry(&centre, &machine);
        centre.restore(backup);
        assert_eq!(centre.count(), 10);
        machine.save(1);
        for _ in 0..3 {
            let TakenIn { receipt, .. } = centre.take(&out(&machine)).unwrap();
            let taken = back(&machine, &receipt).unwrap();
            assert_ne!(taken.problem, Some(LinkProblem::Mismatch));
        }
        assert_eq!(centre.count(), 31, "nothing is lost");
        assert_eq!(waiting(&machine), 0);
        machine.assert_whole(31);
    });
}

/// The disk died; an older backup takes its place, at a site with no line.
#[test]
fn a_restored_store_goes_on_by_files() {
    on_both(|centre| {
        let (mut one, _line) = without_a_line(&centre);
        one.save(10);
        carry(&centre, &one);
        one.syncer.stop();
        let backup = one.copy();
        one.restart();
        one.save(30);
        carry(&centre, &one);
        one.syncer.stop();
        drop(one);

        let restored = Machine::from_copy(backup);
        restored.save(4);
        for _ in 0..2 {
            let taken = carry(&centre, &restored);
            assert_ne!(taken.problem, Some(LinkProblem::Mismatch));
        }
        assert_eq!(waiting(&restored), 0);
        assert_eq!(centre.count(), 44, "nothing lost, nothing twice");
        assert_eq!(restored.pulled_to(), 44);
        restored.assert_whole(44);
        let begun = restored.store.read(|reading| reading.epochs_begun());
        let begun: Vec<_> = begun.unwrap().into_iter().map(|one| one.why).collect();
        assert_eq!(begun, [store::NewEpoch::Behind].as_slice());
    });
}

/// One disk image at two desks, both without a line: each goes on, and each gets what the other did.
#[test]
fn two_copies_of_a_machine_carry_files() {
    on_both(|centre| {
        let (mut one, _line) = without_a_line(&centre);
        one.save(10);
        carry(&centre, &one);
        one.syncer.stop();
        let image = one.copy();
        one.restart();
        one.save(5);
        carry(&centre, &one);
        let two = Machine::from_copy(image);
        two.save(7);
        for machine in [&two, &two, &one] {
            carry(&centre, machine);
        }
        assert_eq!(centre.count(), 22, "all of both, once");
        for machine in [&one, &two] {
            assert_eq!(waiting(machine), 0);
            machine.assert_whole(22);
        }
    });
}

/// A machine without a line was cut off, the stick that was stolen has come back: a new code brings it in again, and
/// what it kept meanwhile arrives.
#[test]
fn a_revoked_machine_is_enrolled_again_by_courier() {
    on_both(|centre| {
        let (machine, line) = without_a_line(&centre);
        machine.save(2);
        carry(&centre, &machine);
        centre.revoke(machine.store.machine());
        machine.save(3);
        assert!(matches!(centre.take(&out(&machine)), Err(Refused::Revoked)));
        let card = centre.card_at(line.url());
        let again = |card: &CentreCard, connected| {
            let code = centre.code();
            write_enrolment(&machine.store, card, &code, "نزوى", connected)
        };
        // What its centre answers needs no new code, and at another one it has its place already.
        let connected = again(&card, true);
        assert!(matches!(connected, Err(CourierError::Enrolled)));
        let elsewhere = again(&Centre::start().card(), false);
        assert!(matches!(elsewhere, Err(CourierError::Enrolled)));
        let request = again(&card, false).unwrap();
        request.set_out(&machine.store).unwrap();
        let answer = centre.take(&request.bytes).unwrap().receipt;
        assert!(back(&machine, &answer).unwrap().enrolled);
        assert_eq!(carry(&centre, &machine).acknowledged, 3);
        assert_eq!((waiting(&machine), centre.count()), (0, 5));
        // The line comes back: what it goes on with is good there too.
        machine.save(1);
        line.set(Mood::Carries);
        machine.wait_all_in();
        assert_eq!(centre.count(), 6);
        machine.assert_whole(6);
    });
}

/// A machine that was cut off asked by courier, and came back to the same centre over the line before the answer
/// came: that must not take its new credential away.
#[test]
fn an_answer_that_comes_behind_the_line_changes_nothing() {
    on_both(|centre| {
        let machine = Machine::new();
        machine.syncer.enrol(&centre.url(), &centre.code()).unwrap();
        machine.save(2);
        machine.wait_all_in();
        centre.revoke(machine.store.machine());
        machine.save(1);
        machine.syncer.sync_now();
        machine.wait("it is cut off", |status| {
            status.problem == Some(LinkProblem::Revoked)
        });
        let card = read_card(&centre.card_at(centre.url()).to_bytes()).unwrap();
        let request = write_enrolment(&machine.store, &card, &centre.code(), "", false).unwrap();
        request.set_out(&machine.store).unwrap();
        let answer = centre.take(&request.bytes).unwrap().receipt;
        machine.syncer.enrol(&centre.url(), &centre.code()).unwrap();
        machine.wait_all_in();
        assert_eq!(back(&machine, &answer), Err(CourierError::Enrolled));
        machine.save(1);
        machine.wait_all_in();
        assert_eq!(centre.count(), 4);
    });
}

/// While the request was on the road the line came back and the machine was enrolled over it: the answer that comes
/// now must not lead it elsewhere.
#[test]
fn an_answer_that_comes_too_late_changes_no_enrolment() {
    on_both(|centre| {
        let machine = Machine::new();
        let card = read_card(&centre.card().to_bytes()).unwrap();
        let request = write_enrolment(&machine.store, &card, &centre.code(), "", false).unwrap();
        request.set_out(&machine.store).unwrap();
        let answer = centre.take(&request.bytes).unwrap().receipt;
        let other = Centre::start();
        machine.syncer.enrol(&other.url(), &other.code()).unwrap();
        assert_eq!(back(&machine, &answer), Err(CourierError::Enrolled));
        machine.save(1);
        machine.wait_all_in();
        assert_eq!((other.count(), centre.count()), (1, 0));
        assert_eq!(machine.syncer.status().address, other.url());
    });
}
