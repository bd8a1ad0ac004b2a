//! The application ended from outside, as a power cut ends it: what was called saved is there.

use i18n::Locale;
use nida_tests::Told;
use nida_tests::station::{FIRST_LOGIN, FIRST_SECRET, Spoken, Station};

/// How often the application is killed; a hundred kills are told without a window, in `kill.rs`.
const KILLS: usize = 3;

/// A call that the screen called saved a moment ago must outlive the cable that is pulled now.
#[tokio::test]
async fn every_call_that_was_called_saved_is_there_after_a_kill() -> Told {
    let mut station = Station::at_work(Locale::Ar).await?;
    for saved in 1..=KILLS {
        station.new_call().await?;
        station
            .take_down(Spoken {
                number: "99123456",
                type_code: "health_ed",
                subject: "diabetes",
                ..Spoken::default()
            })
            .await?;
        station.save().await?;
        station = station.restart_after_kill().await?;
        station.open_data().await?;
        station.sign_in(FIRST_LOGIN, FIRST_SECRET).await?;
        station.go_to("common-screen-shift").await?;
        let subject = station.subject_label("health_ed", "diabetes")?;
        station
            .window
            .until(&format!("{saved} calls in the shift's log"), async || {
                let cells = station.window.names_of("cell").await?;
                let calls = cells.iter().filter(|name| name.contains(&subject)).count();
                Ok((calls == saved).then_some(()))
            })
            .await?;
        station.click("common-screen-desk").await?;
        station.heading("desk-empty-title").await?;
    }
    station.close().await
}
