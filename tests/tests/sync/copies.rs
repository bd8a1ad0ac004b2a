//! Copies of a machine: a disk image that is started twice, a store restored from a backup. What the others do:
//! a copied log database loses a day in silence, others ask which side to throw away.

use store::NewEpoch;

use crate::centre::Ground;
use crate::world::{Centre, Machine};

/// One on a file, as a site begins, and one on PostgreSQL, as a ministry has it.
fn centres() -> [Centre; 2] {
    [Ground::folder(), Ground::database()].map(Centre::on)
}

fn begun(machine: &Machine) -> Vec<NewEpoch> {
    let begun = machine.store.read(|reading| reading.epochs_begun());
    begun.unwrap().into_iter().map(|one| one.why).collect()
}

/// The same image at two desks: each goes on, nothing is lost or doubled, and the second is told.
#[test]
fn the_same_disk_image_on_two_machines() {
    for centre in centres() {
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
            machine.assert_whole(27);
        }
        assert_eq!(centre.count(), 27, "all of both, once");
        assert_eq!(begun(&one), [], "the first never had to");
        assert_eq!(begun(&two).len(), 1);
    }
}

/// The disk died; last week's backup takes its place, and its week comes back from the centre.
#[test]
fn a_store_restored_from_last_weeks_backup() {
    for centre in centres() {
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
        restored.assert_whole(54);
        assert_eq!(centre.count(), 54, "nothing lost, nothing twice");
        assert_eq!(begun(&restored), [NewEpoch::Behind].as_slice());
        other.wait_pulled_to(54);
        other.assert_whole(54);
    }
}

/// Last week's file was put in the place of today's, and the `-wal` of today was left beside it: nothing of it is
/// brought into the older file. What the centre has comes back; what it never had lies aside; and it is said.
#[test]
fn a_restored_store_with_a_stale_wal_beside_it() {
    for centre in centres() {
        let one = Machine::new();
        one.syncer.enrol(&centre.url(), &centre.code()).unwrap();
        one.save(10);
        one.wait_all_in();
        one.wait_pulled_to(10);
        let disk = one.close();
        let last_week = std::fs::read(disk.path().join("data/nida.db")).unwrap();
        let one = Machine::from_copy(disk);
        one.save(15);
        one.wait_all_in();
        let one = Machine::from_copy(one.close());
        one.save(15);
        one.wait_all_in();
        one.syncer.stop();
        one.save(5);
        // The disk as a power cut leaves it.
        let disk = one.copy();
        drop(one);
        let wal = std::fs::read(disk.path().join("data/nida.db-wal")).unwrap();
        assert!(!wal.is_empty(), "there is one");
        std::fs::write(disk.path().join("data/nida.db"), last_week).unwrap();

        let restored = Machine::from_copy(disk);
        assert_eq!(
            begun(&restored),
            [NewEpoch::Behind].as_slice(),
            "said before any line"
        );
        restored.save(4);
        restored.wait_all_in();
        restored.wait_pulled_to(44);
        restored.assert_whole(44);
        assert_eq!(centre.count(), 44, "nothing lost, nothing twice");
        let kept = restored.store.folder().path().join("nida.db-wal.aside-1");
        assert!(std::fs::read(kept).unwrap() == wal, "what was never sent");
        assert_eq!(begun(&restored).len(), 1, "and no epoch more");
    }
}
