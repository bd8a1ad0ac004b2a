//! Stories of the one writer: persons first, background in slices, and the store closing in between.

use std::sync::mpsc;
use std::sync::{Arc, Mutex};

use super::world::{Desk, call, fresh_subject};
use crate::error::StoreError;
use crate::private::settings;
use crate::write::Progress;

/// A person's save waits for one slice of the background and no more, however much is behind it.
#[test]
fn persons_pass_between_slices() {
    let desk = Desk::new();
    let store = desk.store().clone();
    let (began, begun) = mpsc::channel();
    let (go, gone) = mpsc::channel::<()>();
    let told = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&told);
    let pulling = std::thread::spawn(move || {
        let mut slices = 0;
        store.write_in_slices(move |slice| {
            slices += 1;
            settings::set(slice.transaction, "slices", &slices.to_string())?;
            noted.lock().unwrap().push("slice");
            if slices == 1 {
                began.send(()).unwrap();
                // The first slice ends only after a person has asked.
                gone.recv().unwrap();
            }
            Ok::<_, StoreError>(if slices == 5 {
                Progress::Done(slices)
            } else {
                Progress::More
            })
        })
    });
    begun.recv().unwrap();
    let id = fresh_subject(1);
    let (store, stamp, noted) = (desk.store().clone(), desk.stamp(1), Arc::clone(&told));
    let saving = std::thread::spawn(move || {
        store.act(stamp, move |acting| {
            noted.lock().unwrap().push("person");
            acting.append(id, call(1, None).logged())
        })
    });
    while desk.store().persons_waiting() == 0 {
        std::thread::yield_now();
    }
    go.send(()).unwrap();
    saving.join().unwrap().unwrap();
    assert_eq!(pulling.join().unwrap().unwrap(), 5);
    assert_eq!(
        *told.lock().unwrap(),
        ["slice", "person", "slice", "slice", "slice", "slice"]
    );
}

/// A slice that fails undoes itself alone; those before it stay, and the error is told.
#[test]
fn a_failed_slice_keeps_those_before_it() {
    let desk = Desk::new();
    let mut slices = 0;
    let failed = desk.store().write_in_slices(move |slice| {
        slices += 1;
        settings::set(slice.transaction, "slices", &slices.to_string())?;
        if slices == 3 {
            return Err(StoreError::NotFound);
        }
        Ok::<_, StoreError>(Progress::<()>::More)
    });
    assert!(matches!(failed, Err(StoreError::NotFound)));
    assert_eq!(
        desk.store().setting("slices").unwrap().as_deref(),
        Some("2")
    );
}

/// What was asked for before the store closed is done; nobody waits for ever.
#[test]
fn closing_does_what_was_asked_and_tells_the_rest() {
    let mut desk = Desk::new();
    let (began, begun) = mpsc::channel();
    let (go, gone) = mpsc::channel::<()>();
    let endless = desk.store().begin_in_slices(move |slice| {
        settings::set(slice.transaction, "begun", "yes")?;
        if began.send(()).is_ok() {
            let _ = gone.recv();
        }
        Ok::<_, StoreError>(Progress::<()>::More)
    });
    begun.recv().unwrap();
    drop(go);
    desk.close();
    assert!(
        endless.unwrap().recv().is_err(),
        "its slices end with the store"
    );
    desk.reopen();
    assert_eq!(
        desk.store().setting("begun").unwrap().as_deref(),
        Some("yes")
    );
}
