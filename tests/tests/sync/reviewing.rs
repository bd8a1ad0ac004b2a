//! Two supervisors without a line change one call; what the rule could not know, a person decides, once for
//! everybody. What the others do: the last one to write wins in silence, or both are asked to choose a side.

use app::dto::{Amendment, CallForm, ReviewChoice, ReviewDecision, ReviewItem, SaveAs};
use domain::id::Millis;
use nida_tests::machine::{SUNDAY_TEN, complaint_form, id, refusal};

use crate::desk::Desk;
use crate::line::Mood;
use crate::world::Centre;

impl Desk {
    fn note(&self, call: &str) -> String {
        self.app.call(call).unwrap().note
    }

    fn corrects(&self, call: &str, n: u8, note: &str) {
        let form = CallForm {
            id: id(SUNDAY_TEN, [n; 10]),
            note: note.into(),
            ..self.app.call_form(call).unwrap()
        };
        let saved = self.app.amend_call(&form).unwrap();
        assert!(matches!(saved, Amendment::Saved { .. }), "{saved:?}");
    }

    fn questions(&self) -> Vec<ReviewItem> {
        self.app.review_list(None).unwrap().items
    }

    fn question(&self) -> ReviewItem {
        self.wait("one question is asked", |app| {
            let page = app.review_list(None).unwrap();
            (page.total == 1).then(|| page.items.into_iter().next())?
        })
    }

    fn nothing_is_asked(&self) {
        self.wait("nothing is asked any more", |app| {
            (app.review_count().unwrap().total == 0).then_some(())
        });
    }
}

fn decision(item: &ReviewItem, choice: ReviewChoice) -> ReviewDecision {
    ReviewDecision {
        subject: item.subject.clone(),
        topic: item.topic.clone(),
        seen: item.seen.clone(),
        choice,
    }
}

/// Two desks that both have one complaint and then corrected its note while apart.
fn apart(centre: &Centre) -> (Desk, Desk, String) {
    let (muscat, sohar) = (Desk::at(centre), Desk::at(centre));
    let call = id(SUNDAY_TEN, [1; 10]);
    muscat
        .app
        .log_call(&complaint_form(call.clone(), SUNDAY_TEN), SaveAs::ByRule)
        .unwrap();
    muscat.sent();
    sohar.wait("the call has arrived", |app| app.call(&call).ok());
    for desk in [&muscat, &sohar] {
        desk.line.set(Mood::Refuses);
    }
    muscat.corrects(&call, 2, "لم يتوفر الدواء منذ ثلاثة أسابيع");
    sohar.corrects(&call, 3, "لم يتوفر الدواء منذ شهر");
    muscat.line.set(Mood::Carries);
    muscat.sent();
    sohar.line.set(Mood::Carries);
    sohar.sent();
    (muscat, sohar, call)
}

/// Both values are shown at both desks with who and when; what one supervisor decides stands at both and asks
/// nobody any more; taken back, it is asked again.
#[test]
fn a_conflict_is_decided_once_for_everybody() {
    let centre = Centre::start();
    let (muscat, sohar, call) = apart(&centre);
    let asked = muscat.question();
    assert_eq!(asked, sohar.question(), "both ask the same");
    assert_eq!(
        (asked.kind.as_str(), asked.code.as_str()),
        ("call", "conflict")
    );
    let stands = asked.stands.as_ref().unwrap();
    assert_eq!(stands.at, Millis(SUNDAY_TEN).0);
    let [other] = asked.others.as_slice() else {
        panic!("one value gave way: {:?}", asked.others);
    };
    assert!(!other.hand.by_ar.is_empty());
    let [field] = other.fields.as_slice() else {
        panic!("one field: {:?}", other.fields);
    };
    assert_eq!(field.field, "note");
    // The same role, so the later in the centre's order stands.
    assert_eq!(field.old, "لم يتوفر الدواء منذ شهر");
    assert_eq!(field.new, "لم يتوفر الدواء منذ ثلاثة أسابيع");
    assert!(asked.may_decide && asked.text_limit > 0);

    let first = ReviewChoice::Other {
        entry: other.entry.clone(),
    };
    let decided = muscat.app.decide_finding(&decision(&asked, first)).unwrap();
    assert_eq!(muscat.questions(), []);
    sohar.nothing_is_asked();
    for desk in [&muscat, &sohar] {
        assert_eq!(desk.note(&call), "لم يتوفر الدواء منذ ثلاثة أسابيع");
    }

    muscat.app.take_back_decision(&decided).unwrap();
    muscat.app.take_back_decision(&decided).unwrap();
    assert_eq!(muscat.question(), asked, "as if nobody had decided");
    assert_eq!(sohar.question(), asked);

    let nothing = ReviewChoice::Text { text: " \n".into() };
    let refused = sohar.app.decide_finding(&decision(&asked, nothing));
    assert!(matches!(
        refused.unwrap_err(),
        app::AppError::Invalid {
            field: "text",
            rule: app::Rule::Required,
            ..
        }
    ));
    assert_eq!(sohar.question(), asked, "nothing was erased");

    let third = ReviewChoice::Text {
        text: "لم يتوفر الدواء منذ أول الشهر".into(),
    };
    sohar.app.decide_finding(&decision(&asked, third)).unwrap();
    muscat.nothing_is_asked();
    assert_eq!(muscat.note(&call), "لم يتوفر الدواء منذ أول الشهر");
    let old = muscat
        .app
        .decide_finding(&decision(&asked, ReviewChoice::Stands));
    assert_eq!(refusal(old).unwrap(), app::ErrorCode::ReviewChanged);
}

/// Both supervisors decide while apart: one value stands at both; wanting the same asks nobody again, wanting
/// different ones is asked as what it is, two decisions.
#[test]
fn two_supervisors_who_decide_the_same_while_apart() {
    for differ in [false, true] {
        let centre = Centre::start();
        let (muscat, sohar, call) = apart(&centre);
        let asked = muscat.question();
        assert_eq!(asked, sohar.question());
        for desk in [&muscat, &sohar] {
            desk.sent();
            desk.line.set(Mood::Refuses);
        }
        let other = ReviewChoice::Other {
            entry: asked.others[0].entry.clone(),
        };
        muscat
            .app
            .decide_finding(&decision(&asked, ReviewChoice::Stands))
            .unwrap();
        let choice = if differ { other } else { ReviewChoice::Stands };
        sohar.app.decide_finding(&decision(&asked, choice)).unwrap();
        muscat.line.set(Mood::Carries);
        muscat.sent();
        sohar.line.set(Mood::Carries);
        sohar.sent();
        if differ {
            let again = muscat.question();
            assert_eq!(again, sohar.question());
            assert_eq!(again.others.len(), 1, "the two decisions");
            muscat
                .app
                .decide_finding(&decision(&again, ReviewChoice::Stands))
                .unwrap();
        }
        muscat.nothing_is_asked();
        sohar.nothing_is_asked();
        assert_eq!(muscat.note(&call), sohar.note(&call));
    }
}
