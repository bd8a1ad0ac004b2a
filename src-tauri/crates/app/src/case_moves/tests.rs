//! Which codes of a case are held against the lists.

use super::*;

/// Machines take lists one after the other, and a form of a case brings every field: whoever makes a case urgent must not
/// be refused for a facility that this machine has not heard of, and may still choose none that it has not.
#[test]
fn a_case_is_changed_where_its_codes_are_not_known() {
    let lists = Lists::embedded().unwrap();
    let before = Case {
        priority: "p3".into(),
        facility: "tent".into(),
        refer_to: "campaign_office".into(),
        ..Case::default()
    };
    let form = CaseAmended {
        priority: "p1".into(),
        facility: before.facility.clone(),
        refer_to: before.refer_to.clone(),
        ..CaseAmended::default()
    };
    let check = |change: &dyn Fn(&mut CaseAmended), expected: Option<&str>| {
        let mut form = form.clone();
        change(&mut form);
        let refused = match check_changed(lists, &before, &form) {
            Ok(()) => None,
            Err(AppError::Invalid {
                field,
                rule: Rule::UnknownCode,
                ..
            }) => Some(field),
            other => panic!("{other:?}"),
        };
        assert_eq!(refused, expected, "{form:?}");
    };
    check(&|_| (), None);
    check(&|form| form.facility.clear(), None);
    check(&|form| form.facility = "royal_hospital".into(), None);
    check(&|form| form.priority = "p9".into(), Some("priority"));
    check(&|form| form.facility = "hut".into(), Some("facility"));
    check(&|form| form.refer_to = "nobody".into(), Some("referTo"));
}
