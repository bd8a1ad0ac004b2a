//! The demonstration: a call goes the whole way in front of your eyes, from the key press in the real
//! window to the centre and into the shift's log, in Arabic and in English.

use std::path::PathBuf;

use i18n::Locale;
use nida_tests::centre::Centre;
use nida_tests::station::{Spoken, Station};
use nida_tests::window::target_folder;
use nida_tests::{Failure, Told};

const COMPLAINT: Spoken<'static> = Spoken {
    number: "99123456",
    type_code: "complaint",
    subject: "appt_delay",
    facility: "royal_hospital",
    place: "",
    note: "والدته مريضة قلب، وأقرب موعد أُعطي لها بعد سبعة أشهر. رقم الملف 44213.",
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Told {
    let mut centre = Centre::start().await?;
    println!("a centre listens on {}", centre.address());
    for locale in Locale::ALL {
        let told = one_call(&centre, locale).await;
        if told.is_err() {
            centre.switch_off().await;
        }
        told?;
    }
    Ok(())
}

async fn one_call(centre: &Centre, locale: Locale) -> Told {
    let before = centre.arrived("call.logged").await?.len();
    let station = Station::at_work(locale).await?;
    println!(
        "\n[{}] a new station is set up, its first person signed in",
        locale.code()
    );
    station.connect(centre).await?;
    println!("[{}] it is enrolled at the centre", locale.code());
    station.click("common-screen-desk").await?;
    station.new_call().await?;
    station.take_down(COMPLAINT).await?;
    picture(&station, "1-call").await?;
    let reference = station.save().await?;
    let reference = reference.ok_or_else(|| Failure::new("a complaint opens a case"))?;
    println!(
        "[{}] the call is saved, case {reference} is opened",
        locale.code()
    );
    let arrived = centre.see("call.logged", before + 1).await?;
    if let Some((facts, personal)) = arrived.last() {
        println!("[{}] at the centre: {facts}", locale.code());
        println!("[{}]   what was said: {personal}", locale.code());
    }
    station
        .window
        .see(&station.word("status-waiting-none"))
        .await?;
    picture(&station, "2-saved-and-sent").await?;
    station.go_to("common-screen-shift").await?;
    let subject = station.subject_label(COMPLAINT.type_code, COMPLAINT.subject)?;
    station.window.find_with("cell", &subject).await?;
    picture(&station, "3-shift-log").await?;
    station.close().await
}

async fn picture(station: &Station, name: &str) -> Told {
    let path: PathBuf = target_folder()
        .join("demo")
        .join(format!("{name}-{}.png", station.locale().code()));
    station.window.picture_at(&path).await?;
    println!("[{}] picture: {}", station.locale().code(), path.display());
    Ok(())
}
