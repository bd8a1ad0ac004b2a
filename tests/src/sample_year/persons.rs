//! People who are known: some numbers are one person's, some are shared by two, and not at every call one was chosen.

use domain::id::{Millis, SubjectId};
use domain::lists::List;
use domain::local_day::DAY_MS;
use domain::person::Person;

use super::calls::NUMBERS;
use super::{Making, agent, day};

/// Of so many numbers one is somebody's who is known.
const KNOWN_OF: u64 = 40;
/// Of so many of those one is shared by two people.
const SHARED_OF: u64 = 3;
/// Of so many of their calls one was taken without choosing a person.
const NOT_CHOSEN_OF: i64 = 4;

/// The person who was chosen at a call from a number at a moment.
pub(super) fn chosen(number: u64, at: i64) -> Option<SubjectId> {
    if !number.is_multiple_of(KNOWN_OF) || at % NOT_CHOSEN_OF == 0 {
        return None;
    }
    let is_second = number.is_multiple_of(KNOWN_OF * SHARED_OF) && at % 2 == 1;
    Some(person(number, is_second))
}

/// Adds everybody who is known. What some of them are is put right later, and of some it is never said.
pub(super) fn known(making: &mut Making) {
    let at = day(2024, 12, 2);
    let lists = making.calls.lists;
    let kinds = lists.rows(List::Beneficiaries);
    let kind = |place: usize| kinds.get(place % kinds.len().max(1));
    let numbers = (0..NUMBERS).filter(|number| number.is_multiple_of(KNOWN_OF));
    for (place, number) in numbers.enumerate() {
        let second = number.is_multiple_of(KNOWN_OF * SHARED_OF).then_some(true);
        for is_second in [Some(false), second].into_iter().flatten() {
            let said = kind(place + usize::from(is_second)).filter(|_| place % 7 != 6);
            let added = Person {
                beneficiary: said.map(|row| row.code.clone()).unwrap_or_default(),
                name_ar: "شخص من العينة".into(),
                ..Person::default()
            };
            let id = person(number, is_second);
            making.act(at, agent(0), id, added.added());
            let right = Person {
                beneficiary: kind(place + 3)
                    .map(|row| row.code.clone())
                    .unwrap_or_default(),
                ..added.clone()
            };
            if let Some(change) = added.amended(&right).filter(|_| place % 5 == 0) {
                making.act(at + 30 * DAY_MS, agent(1), id, change);
            }
        }
    }
}

fn person(number: u64, is_second: bool) -> SubjectId {
    let mut bytes = [0; 10];
    for (place, byte) in bytes.iter_mut().zip(number.to_be_bytes()) {
        *place = byte;
    }
    bytes[9] = 1 + u8::from(is_second);
    SubjectId::new(Millis(day(2024, 12, 2)), bytes)
}
