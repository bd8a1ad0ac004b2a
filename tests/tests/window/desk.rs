//! The quick path: from the first start to a call in the own log, as an agent goes it.

use i18n::Locale;
use nida_tests::Told;
use nida_tests::station::{Spoken, Station};
use nida_tests::window::Key;

/// One call of each of the four types that the product was made for.
const FOUR: [Spoken<'static>; 4] = [
    Spoken {
        number: "99123456",
        type_code: "report",
        subject: "food",
        facility: "",
        place: "مطعم قرب دوار الصحوة",
        note: "خمسة أشخاص تقيأوا بعد العشاء أمس.",
    },
    Spoken {
        number: "٩٢٢٢ ٣٣٤٤",
        type_code: "complaint",
        subject: "appt_delay",
        facility: "royal_hospital",
        place: "",
        note: "موعد القلب بعد سبعة أشهر.",
    },
    Spoken {
        number: "",
        type_code: "suggestion",
        subject: "procedure",
        facility: "",
        place: "",
        note: "إرسال تذكير بالموعد قبل يوم.",
    },
    Spoken {
        number: "+968 9555 1234",
        type_code: "health_ed",
        subject: "vaccination",
        facility: "",
        place: "",
        note: "",
    },
];

async fn every_type_is_logged(locale: Locale) -> Told {
    let station = Station::at_work(locale).await?;
    for (logged, spoken) in (1..).zip(FOUR) {
        station.new_call().await?;
        station.take_down(spoken).await?;
        let reference = station.save().await?;
        let opens_case = spoken.type_code != "health_ed";
        assert_eq!(
            reference.is_some(),
            opens_case,
            "{} follows its rule about cases",
            spoken.type_code
        );
        station.see_own_log_of(logged).await?;
        let subject = station.subject_label(spoken.type_code, spoken.subject)?;
        let row = station.window.text_with("button", &subject).await?;
        if let Some(reference) = reference {
            assert!(
                row.contains(&reference),
                "the log shows the reference {reference}: {row}"
            );
        }
    }
    station
        .window
        .picture(&format!("desk-logged-{}", locale.code()))
        .await?;
    station.close().await
}

/// The promise of the product, in the language of the people it is made for.
#[tokio::test]
async fn an_agent_logs_every_type_in_arabic() -> Told {
    every_type_is_logged(Locale::Ar).await
}

/// The same for who works in English.
#[tokio::test]
async fn an_agent_logs_every_type_in_english() -> Told {
    every_type_is_logged(Locale::En).await
}

/// Seconds are counted in key presses: at most six beside the number and the text.
#[tokio::test]
async fn a_plain_query_takes_at_most_six_key_presses() -> Told {
    let station = Station::at_work(Locale::Ar).await?;
    let before = station.presses();
    station.new_call().await?;
    station.window.write("99123456").await?;
    station.choose_type("health_ed").await?;
    station.press(&['س']).await?;
    station.press(&['ك']).await?;
    station
        .window
        .see_selected_option(&station.subject_label("health_ed", "diabetes")?)
        .await?;
    station.press(&[Key::Enter.into()]).await?;
    assert_eq!(station.save().await?, None, "a query opens no case");
    let presses = station.presses() - before;
    assert!(presses <= 6, "{presses} presses for a plain query");
    station.see_own_log_of(1).await?;
    station.close().await
}
