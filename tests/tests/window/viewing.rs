//! A sensitive case: who may read it says why, and whoever works on it sees who looked.

use i18n::Locale;
use nida_tests::Told;
use nida_tests::station::{FIRST_LOGIN, FIRST_SECRET, Spoken, Station};

const NOTE: &str = "تطلب مساعدة في كلفة علاج ابنتها في الخارج.";

async fn look(station: &Station, name: &str) -> Told {
    let name = format!("{name}-{}", station.locale().code());
    station.window.pictures(&name).await?;
    let findings = station.window.accessibility_findings().await?;
    assert!(findings.is_empty(), "{name}: {findings:?}");
    Ok(())
}

async fn a_sensitive_case_is_opened_with_a_reason(locale: Locale) -> Told {
    let station = Station::at_work(locale).await?;
    station.add_agent("salim", "سالم البلوشي", "739154").await?;
    station.sign_out().await?;
    station.sign_in("salim", "739154").await?;
    station.new_call().await?;
    let asked = Spoken {
        number: "99123456",
        type_code: "humanitarian",
        subject: "treatment_cost",
        facility: "royal_hospital",
        note: NOTE,
        ..Spoken::default()
    };
    station.take_down(asked).await?;
    station.save().await?;
    station.see_own_log_of(1).await?;
    station.sign_out().await?;

    // In the log of the shift it is one row that says nothing.
    station.sign_in(FIRST_LOGIN, FIRST_SECRET).await?;
    station.go_to("common-screen-shift").await?;
    let closed = station.word("viewing-masked");
    station.window.see(&closed).await?;
    station.window.see_no_more(NOTE).await?;
    station.window.click_with("cell", &closed).await?;
    station.heading("viewing-title").await?;
    look(&station, "viewing").await?;
    station.click("viewing-open").await?;
    station
        .window
        .see(&station.word("errors-rule-required"))
        .await?;
    station.click("viewing-why-handling").await?;
    station.click("viewing-open").await?;
    station.window.see(NOTE).await?;
    station.window.see_no_more(&closed).await?;

    // Its case is open with it, and says who looked.
    station.go_to("common-screen-cases").await?;
    station.click("cases-filter-open").await?;
    let subject = station.subject_label("humanitarian", "treatment_cost")?;
    station.window.click_with("cell", &subject).await?;
    station.heading("viewing-list").await?;
    let why = station.word("viewing-why-handling");
    station.window.see(&why).await?;
    look(&station, "viewing-list").await?;
    station.close().await
}

/// In Arabic.
#[tokio::test]
async fn a_sensitive_case_is_opened_with_a_reason_in_arabic() -> Told {
    a_sensitive_case_is_opened_with_a_reason(Locale::Ar).await
}

/// In English.
#[tokio::test]
async fn a_sensitive_case_is_opened_with_a_reason_in_english() -> Told {
    a_sensitive_case_is_opened_with_a_reason(Locale::En).await
}
