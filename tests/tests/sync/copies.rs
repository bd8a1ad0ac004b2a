//! Copies of a machine: a disk image that is started twice, a store restored from a backup. What the others do:
//! a copied log database loses a day in silence, others ask which side to throw away.

use store::NewEpoch;

use crate::world::{Centre, Machine};

fn begun(machine: &Machine) -> Vec<NewEpoch> {
    let begun = machine.store.read(|reading| reading.epochs_begun());
    begun.unwrap().into_iter().map(|one| one.why).collect()
}

fn assert_whole(machine: &Machine, entries: u64) {
    let verified = machine.store.verify().unwrap();
    assert!(verified.fault.is_none(), "{verified:?}");
    assert_eq!(verified.entries, entries);
    assert_eq!(machine.store.rebuild().unwrap().differed, 0);
}

/// The same image at two desks: each goes on, nothing is lost or doubled, and the second is told.
#[test]
fn the_same_disk_image_on_two_machines() {
    let centre = Centre::start();
    let one = Machine::new();
    one.syncer.enrol(&centre.url(), &centre.code()).unwrap();
    one.save(10);
    one.wait_all_in();
    one.wait_pulled_to(10);
    one.syncer.stop();
    let image = one.copy();

    // Both go on without a line, and both write at the same places.
    let mut one = one;
    one.save(5);
    one.restart();
    one.wait_all_in();
    let two = Machine::from_copy(image);
    two.save(7);
    two.wait_all_in();
    // It has more links than the first, so that the answer tells, not the greeting.
    assert_eq!(begun(&two), [NewEpoch::Fork].as_slice());
    one.save(3);
    one.wait_all_in();
    two.save(2);
    two.wait_all_in();
    for machine in [&one, &two] {
        machine.wait_pulled_to(27);
        assert_whole(machine, 27);
    }
    assert_eq!(centre.count(), 27, "all of both, once");
    assert_eq!(begun(&one), [], "the first never had to");
    assert_eq!(begun(&two).len(), 1);
}

/// The disk died; last week's backup takes its place, and its week comes back from the centre.
#[test]
fn a_store_restored_from_last_weeks_backup() {
    let centre = Centre::start();
    let (one, other) = (Machine::new(), Machine::new());
    for machine in [&one, &other] {
        machine.syncer.enrol(&centre.url(), &centre.code()).unwrap();
        machine.save(10);
        machine.wait_all_in();
    }
    one.wait_pulled_to(20);
    one.syncer.stop();
    let backup = one.copy();
    let mut one = one;
    one.save(30);
    one.restart();
    one.wait_all_in();
    one.syncer.stop();
    drop(one);

    let restored = Machine::from_copy(backup);
    // Work goes on before the line is back.
    restored.save(4);
    restored.wait_all_in();
    restored.wait_pulled_to(54);
    assert_whole(&restored, 54);
    assert_eq!(centre.count(), 54, "nothing lost, nothing twice");
    assert_eq!(begun(&restored), [NewEpoch::Behind].as_slice());
    other.wait_pulled_to(54);
    assert_whole(&other, 54);
}
