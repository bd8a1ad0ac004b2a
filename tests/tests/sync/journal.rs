//! The check of the journal from the screen, against a centre that has a copy of it.

use app::dto::{CentreCopy, SaveAs};
use nida_tests::machine::{SUNDAY_TEN, id, query_form};

use crate::desk::Desk;
use crate::line::Mood;
use crate::world::Centre;

/// A chain that is whole can still have been written anew by somebody with the key; the centre's copy is what tells. What
/// it has not got yet is no difference.
#[test]
fn the_centres_copy_is_held_against_the_journal() {
    let centre = Centre::start();
    let desk = Desk::at(&centre);
    let log = |call: u8| {
        let form = query_form(id(SUNDAY_TEN, [call; 10]), SUNDAY_TEN);
        desk.app.log_call(&form, SaveAs::ByRule).unwrap();
    };
    log(1);
    desk.sent();
    let agreed = desk.wait("the centre says what it has", |app| {
        let check = app.check_journal().unwrap();
        assert_eq!(check.fault, None);
        match check.centre {
            CentreCopy::Agrees { seq, waiting, .. } if seq == check.links => {
                assert_eq!(waiting, 0);
                Some(seq)
            }
            CentreCopy::Agrees { .. } | CentreCopy::NotAsked => None,
            other => panic!("{other:?}"),
        }
    });
    desk.line.set(Mood::Refuses);
    log(2);
    desk.wait("what waits is told beside it", |app| {
        let check = app.check_journal().unwrap();
        assert!(check.links > agreed);
        match check.centre {
            CentreCopy::Agrees { seq, waiting, .. } => (seq == agreed && waiting > 0).then_some(()),
            other => panic!("{other:?}"),
        }
    });
}
