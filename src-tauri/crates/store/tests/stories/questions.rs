//! Stories of questions that no card answered.

use crate::world::{Desk, at, fresh_subject};
use domain::question::Question;
use store::StoreError;

fn question(minute: i64, words: &str) -> Question {
    Question {
        asked_at: Some(at(minute)),
        type_code: "health_ed".into(),
        sub_category: "nutrition".into(),
        language: "ar".into(),
        words: words.into(),
        ..Question::default()
    }
}

/// The educators read what was asked longest ago first, in the caller's words, and after a rebuild too.
#[test]
fn questions_wait_in_the_order_in_which_they_were_asked() {
    let desk = Desk::new();
    let call = fresh_subject(1);
    let ask = |minute: i64, question: Question| {
        let id = fresh_subject(minute);
        desk.store()
            .act(desk.stamp(minute), move |acting| {
                acting.append(id, question.asked())?;
                Ok::<_, StoreError>(id)
            })
            .unwrap()
    };
    let later = ask(9, question(9, "هل تنفع الحلبة لفقر الدم؟"));
    let first = ask(
        2,
        Question {
            call: Some(call),
            ..question(2, "متى يبدأ الرضيع شرب الماء؟")
        },
    );
    let waiting = || desk.store().read(|reading| reading.questions()).unwrap();
    let rows = waiting();
    assert_eq!(
        rows.iter().map(|row| row.id).collect::<Vec<_>>(),
        [first, later]
    );
    assert_eq!(rows[0].words, "متى يبدأ الرضيع شرب الماء؟");
    assert_eq!((rows[0].call, rows[1].call), (Some(call), None));
    assert_eq!((rows[0].by, rows[0].asked_at), (desk.person, at(2)));
    assert_eq!(desk.store().rebuild().unwrap().differed, 0);
    assert_eq!(waiting(), rows);
}
