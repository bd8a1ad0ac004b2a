//! Text that was made to break things, through the form and back: text is text, kept as the rule of its
//! field says, told where it cannot be.

use app::dto::{CallForm, NewComment, SaveAs, ShiftQuery};
use app::{App, AppError, ErrorCode, Rule};
use nida_tests::machine::{SUNDAY_TEN, complaint_form, id, query_form, refusal, signed_in};

/// Typed; what a field of one line keeps; what a note keeps.
const CORPUS: &[(&str, &str, &str)] = &[
    // NUL and other controls would cut strings short on their way.
    ("قبل\0بعد", "قبل\u{fffd}بعد", "قبل\u{fffd}بعد"),
    (
        "a\u{7}\u{1b}[31mb",
        "a\u{fffd}\u{fffd}[31mb",
        "a\u{fffd}\u{fffd}[31mb",
    ),
    (
        "\u{ffff}x\u{fdd0}",
        "\u{fffd}x\u{fffd}",
        "\u{fffd}x\u{fffd}",
    ),
    // Marks that turn the text around them: out of names and places, in notes for the screen to isolate.
    (
        "\u{202e}gpj.exe\u{202c}",
        "gpj.exe",
        "\u{202e}gpj.exe\u{202c}",
    ),
    (
        "\u{2066}\u{2067}\u{2068}سالم",
        "سالم",
        "\u{2066}\u{2067}\u{2068}سالم",
    ),
    // Markup, script and formulas are words.
    (
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
    ),
    (
        "&lt;b&gt; &amp; {{7*7}} ${7*7}",
        "&lt;b&gt; &amp; {{7*7}} ${7*7}",
        "&lt;b&gt; &amp; {{7*7}} ${7*7}",
    ),
    (
        "=HYPERLINK(\"http://x\";\"y\")",
        "=HYPERLINK(\"http://x\";\"y\")",
        "=HYPERLINK(\"http://x\";\"y\")",
    ),
    ("+968 -1 @SUM(A1)", "+968 -1 @SUM(A1)", "+968 -1 @SUM(A1)"),
    // Of the database.
    (
        "'; DROP TABLE call; --",
        "'; DROP TABLE call; --",
        "'; DROP TABLE call; --",
    ),
    (
        "\" OR \"1\"=\"1 % _ \\ NEAR(a b)*",
        "\" OR \"1\"=\"1 % _ \\ NEAR(a b)*",
        "\" OR \"1\"=\"1 % _ \\ NEAR(a b)*",
    ),
    // Lines, paths, JSON.
    ("سطر\r\nسطر\u{2028}سطر", "سطر سطر سطر", "سطر\nسطر\nسطر"),
    (
        "../../etc/passwd\\..\\x",
        "../../etc/passwd\\..\\x",
        "../../etc/passwd\\..\\x",
    ),
    (
        "{\"note\":\"\\ud800\"}",
        "{\"note\":\"\\ud800\"}",
        "{\"note\":\"\\ud800\"}",
    ),
    // Letters of more than one code point, none of which may be cut.
    (
        "👩🏽‍⚕️🇴🇲 شَدَّةٌ e\u{301}",
        "👩🏽‍⚕️🇴🇲 شَدَّةٌ e\u{301}",
        "👩🏽‍⚕️🇴🇲 شَدَّةٌ e\u{301}",
    ),
    (
        "ﷺ ـــــ لا \u{200c}\u{200d}",
        "ﷺ ـــــ لا \u{200c}\u{200d}",
        "ﷺ ـــــ لا \u{200c}\u{200d}",
    ),
];

/// As the screen sends it: through JSON.
fn crossed(form: &CallForm) -> CallForm {
    serde_json::from_str(&serde_json::to_string(form).unwrap()).unwrap()
}

fn invalid<T: std::fmt::Debug>(answer: app::Result<T>) -> (&'static str, Rule) {
    match answer {
        Err(AppError::Invalid { field, rule, .. }) => (field, rule),
        other => panic!("a refusal of a field was promised, got {other:?}"),
    }
}

fn form(n: usize) -> CallForm {
    let n = u8::try_from(n).unwrap();
    complaint_form(id(SUNDAY_TEN, [n; 10]), SUNDAY_TEN + i64::from(n))
}

#[test]
fn hostile_text_comes_back_as_text() {
    let folder = tempfile::tempdir().unwrap();
    let app = signed_in(folder.path()).unwrap();
    for (n, (typed, line, lines)) in CORPUS.iter().enumerate() {
        let typed = crossed(&CallForm {
            caller_name: (*typed).into(),
            facility_text: (*typed).into(),
            place: (*typed).into(),
            note: (*typed).into(),
            ..form(n)
        });
        app.draft_keep(&typed).unwrap();
        let draft = app.drafts().unwrap().remove(0).form;
        assert_eq!(draft, typed, "a draft is kept as typed");

        let saved = app.log_call(&typed, SaveAs::ByRule).unwrap().row;
        let view = app.call(&saved.id).unwrap();
        assert_eq!(
            (view.caller_name.as_str(), view.place.as_str()),
            (*line, *line)
        );
        assert_eq!(
            (view.row.facility.as_str(), view.note.as_str()),
            (*line, *lines)
        );

        app.comment_call(&NewComment {
            id: id(SUNDAY_TEN, [0x80 + u8::try_from(n).unwrap(); 10]),
            call: saved.id.clone(),
            text: typed.note.clone(),
        })
        .unwrap();
        let comments = app.call(&saved.id).unwrap().comments;
        assert_eq!(comments[0].text, *lines);
        check_lists(&app, n, &saved.id, line, lines);
    }
}

/// The newest row of the lists is this call, found by whatever was typed, and the whole list is there.
fn check_lists(app: &App, n: usize, saved: &str, line: &str, lines: &str) {
    let own = app.own_log(None).unwrap();
    assert_eq!(own.total as usize, n + 1);
    let row = &own.rows[0];
    assert_eq!((row.id.as_str(), row.facility.as_str()), (saved, line));
    assert!(
        lines.starts_with(row.note_start.trim_end_matches('…')),
        "{}",
        row.note_start
    );
    let log = |text: &str| {
        app.shift_log(&ShiftQuery {
            text: text.into(),
            ..ShiftQuery::default()
        })
        .unwrap()
        .page
    };
    assert_eq!(log("").rows[0], *row);
    let found = log(lines.split('\n').next().unwrap());
    assert!(
        found.rows.iter().any(|found| found.id == saved),
        "{lines:?} finds its own call"
    );
}

/// A search field takes whatever is typed into it, and never an error of the database comes back.
#[test]
fn hostile_searches_find_nothing_or_something() {
    let folder = tempfile::tempdir().unwrap();
    let app = signed_in(folder.path()).unwrap();
    app.log_call(&form(1), SaveAs::ByRule).unwrap();
    let symbols = [
        "*", "\"", "'", "%", "_", "\\", "(", "[", "]]", "\0", "-", "NOT", "\u{202e}", "ا", "ال",
    ];
    for text in symbols
        .into_iter()
        .chain(CORPUS.iter().map(|(typed, _, _)| *typed))
    {
        let query = ShiftQuery {
            text: text.into(),
            ..ShiftQuery::default()
        };
        let found = app.shift_log(&query).unwrap();
        assert!(found.page.total <= 1 && found.shift.calls == 1, "{text:?}");
    }
    let long = ShiftQuery {
        text: "ن".repeat(1_000_000),
        ..ShiftQuery::default()
    };
    assert_eq!(invalid(app.shift_log(&long)), ("text", Rule::TooLong));
}

/// JSON can write half of a letter that Rust's text cannot hold: it is refused where it is read.
#[test]
fn lone_surrogates_are_refused_where_json_is_read() {
    let whole = serde_json::to_string(&query_form(id(SUNDAY_TEN, [1; 10]), SUNDAY_TEN)).unwrap();
    assert!(serde_json::from_str::<CallForm>(&whole).is_ok());
    for half in ["\\ud800", "\\udc00", "\\ud800x", "\\udc00\\ud800"] {
        let broken = whole.replacen("\"note\":\"", &format!("\"note\":\"{half}"), 1);
        assert_ne!(broken, whole);
        assert!(serde_json::from_str::<CallForm>(&broken).is_err(), "{half}");
    }
    let pair = whole.replacen("\"note\":\"", "\"note\":\"\\ud83d\\ude00", 1);
    let form: CallForm = serde_json::from_str(&pair).unwrap();
    assert!(form.note.starts_with('😀'), "a pair is one letter");
}

/// A megabyte pasted into the note: told with its bound, never cut, and still there to be shortened.
#[test]
fn a_pasted_megabyte_is_told_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let app = signed_in(folder.path()).unwrap();
    for (n, paste) in [
        "م".repeat(1_000_000),
        "a".repeat(1_048_576),
        "\0".repeat(1_000_000),
    ]
    .into_iter()
    .enumerate()
    {
        let pasted = crossed(&CallForm {
            note: paste,
            ..form(n)
        });
        let refused = app.log_call(&pasted, SaveAs::ByRule);
        assert!(
            matches!(
                refused,
                Err(AppError::Invalid {
                    field: "note",
                    rule: Rule::TooLong,
                    limit: Some(20_000)
                })
            ),
            "{refused:?}"
        );
        app.draft_keep(&pasted).unwrap();
        let kept = app.drafts().unwrap();
        assert!(
            kept.iter().any(|draft| draft.form == pasted),
            "all of it is kept"
        );
    }
    assert_eq!(app.own_log(None).unwrap().total, 0, "nothing was saved");

    let whole = CallForm {
        note: "ن".repeat(20_000),
        ..form(9)
    };
    let saved = app.log_call(&whole, SaveAs::ByRule).unwrap().row;
    assert_eq!(
        app.call(&saved.id).unwrap().note,
        whole.note,
        "up to the bound it is whole"
    );

    let beyond = CallForm {
        note: "x".repeat(app::MAX_DRAFT_BYTES),
        ..form(10)
    };
    assert_eq!(invalid(app.draft_keep(&beyond)), ("note", Rule::TooLong));
    for field in [
        "callerName",
        "facilityText",
        "place",
        "number",
        "handle",
        "messageLink",
    ] {
        let mut value = serde_json::to_value(form(11)).unwrap();
        value[field] = "م".repeat(1_000_000).into();
        let long: CallForm = serde_json::from_value(value).unwrap();
        assert_eq!(
            invalid(app.log_call(&long, SaveAs::ByRule)),
            (field, Rule::TooLong)
        );
    }
}

/// Where a code, an id or a cursor is wanted, nothing else passes, and the field is named.
#[test]
fn codes_and_ids_take_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let app = signed_in(folder.path()).unwrap();
    for (typed, _, _) in CORPUS {
        for (field, rule) in [
            ("id", Rule::NotAnId),
            ("channel", Rule::UnknownCode),
            ("type", Rule::UnknownCode),
            ("subCategory", Rule::UnknownCode),
            ("facility", Rule::UnknownCode),
            ("governorate", Rule::UnknownCode),
            ("wilayat", Rule::UnknownCode),
            ("outcome", Rule::UnknownCode),
        ] {
            let mut value = serde_json::to_value(form(1)).unwrap();
            value[field] = (*typed).into();
            let hostile: CallForm = serde_json::from_value(value).unwrap();
            assert_eq!(
                invalid(app.log_call(&hostile, SaveAs::ByRule)),
                (field, rule),
                "{typed:?}"
            );
        }
        assert_eq!(invalid(app.call(typed)), ("call", Rule::NotAnId));
        assert_eq!(invalid(app.own_log(Some(typed))), ("after", Rule::NotAnId));
        assert_eq!(invalid(app.draft_discard(typed)), ("id", Rule::NotAnId));
        let query = ShiftQuery {
            shift: (*typed).into(),
            ..ShiftQuery::default()
        };
        assert_eq!(invalid(app.shift_log(&query)), ("shift", Rule::UnknownCode));
        let query = ShiftQuery {
            agent: (*typed).into(),
            ..ShiftQuery::default()
        };
        assert_eq!(invalid(app.shift_log(&query)), ("agent", Rule::NotAnId));
    }
    assert_eq!(app.own_log(None).unwrap().total, 0);
}

/// A number that is none is kept as typed and searched by, never refused and never run.
#[test]
fn hostile_numbers_are_kept_as_typed() {
    let folder = tempfile::tempdir().unwrap();
    let app = signed_in(folder.path()).unwrap();
    for (n, typed) in [
        "*#06#",
        "+",
        "00000000000000000000",
        "'; --",
        "١٢٣abc",
        "tel:+968<b>",
        "=1+1",
    ]
    .into_iter()
    .enumerate()
    {
        let called = CallForm {
            number: typed.into(),
            ..form(n)
        };
        let row = app.log_call(&called, SaveAs::ByRule).unwrap().row;
        assert_eq!(row.number, typed);
    }
}

/// Whoever is not there cannot sign in, whatever their name is made of.
#[test]
fn hostile_logins_are_wrong_logins() {
    let folder = tempfile::tempdir().unwrap();
    let app = signed_in(folder.path()).unwrap();
    app.sign_out().unwrap();
    for login in ["' OR 1=1 --", "maryam\0", "\u{202e}maryam"] {
        let answer = app.sign_in(&app::dto::SignIn {
            login: login.into(),
            secret: nida_tests::machine::PIN.into(),
        });
        assert_eq!(
            refusal(answer).unwrap(),
            ErrorCode::WrongSecret,
            "{login:?}"
        );
    }
}
