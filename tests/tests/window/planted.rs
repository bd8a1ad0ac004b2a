//! What callers said in confidence lies in the encrypted store and nowhere else: a whole day is worked
//! through with planted names, numbers and notes, and every file of it is searched for them.

use std::path::Path;
use std::time::SystemTime;

use i18n::{FluentArgs, Locale};
use nida_tests::planted::{Planted, Search, Words, family};
use nida_tests::second_copy::start_again;
use nida_tests::station::{FIRST_LOGIN, FIRST_SECRET, PASSPHRASE, Spoken, Station, Stopped};
use nida_tests::window::Key;
use nida_tests::{Told, file};

/// The planted words are the same in every run, and stand in no source.
const SEED: u64 = 0x0ace_0fca_11e5;
/// Spellings of all of them, at the least.
const SPELLINGS: usize = 300;
/// Files of a run with the webview's profile open, at the least.
const FILES: usize = 20;
/// The PIN of the people in the practice store, one of whom is this.
const PRACTICE: (&str, &str) = ("maryam", "246810");
const AGENT_SECRET: &str = "730518";

/// What is planted, by where it is typed.
struct Day {
    planted: Planted,
    numbers: [String; 7],
    words: [String; 18],
    login: String,
    wrong_secret: String,
    handle: String,
}

impl Day {
    fn new() -> Self {
        let mut words = Words::from_seed(SEED);
        let day = Self {
            planted: Planted::default(),
            numbers: std::array::from_fn(|_| words.number()),
            words: std::array::from_fn(|_| words.arabic()),
            login: words.latin(),
            wrong_secret: words.latin(),
            handle: words.latin(),
        };
        day.planted()
    }

    fn planted(mut self) -> Self {
        let whats = [
            "a caller",
            "a patient",
            "a note",
            "an answer",
            "a promise",
            "a place",
            "a note with a card",
            "words for a card",
            "a question without a card",
            "a note that was discarded",
            "a note that was refused",
            "words that were searched for in vain",
            "a name in a link",
            "what may be told",
            "a comment",
            "the name of an agent",
            "a note of another agent",
            "words of the practice store",
        ];
        for (what, word) in whats.iter().zip(&self.words) {
            self.planted.text(what, word);
        }
        let whats = [
            "a caller's number",
            "the number of a second call",
            "a file number",
            "a number that a softphone announced",
            "a number in a link",
            "the number of a refused call",
            "a number typed as the power went",
        ];
        for (what, number) in whats.iter().zip(&self.numbers) {
            self.planted.number(what, number);
        }
        self.planted.text("a login", &self.login);
        self.planted.text("a wrong secret", &self.wrong_secret);
        self.planted.text("the account of a sender", &self.handle);
        self.planted.text("the passphrase", PASSPHRASE);
        self
    }
}

/// Everything that a machine left in files: its data, its home with all caches, and what appeared in the
/// system's own folders.
fn left_behind(planted: &Planted, homes: [&Path; 2], since: SystemTime) -> Told<Search> {
    let mut search = planted.search_elsewhere(since);
    for folder in homes {
        search.extend(planted.search(folder)?);
    }
    Ok(search)
}

fn see_nothing(search: &Search, when: &str) {
    assert!(
        search.found.is_empty(),
        "{when}, found in {} files:\n{}",
        search.files.len(),
        search.found.join("\n")
    );
    println!("{when}: nothing in {} files", search.files.len());
}

/// A complaint with all that is said in one, and its case.
async fn a_complaint(station: &Station, day: &Day) -> Told {
    let [caller, patient, note, answer, promise, place, ..] = &day.words;
    let [number, _, file_number, ..] = &day.numbers;
    station.new_call().await?;
    station
        .fill("common-caller", &format!("{caller} بن {caller}"))
        .await?;
    station
        .take_down(Spoken {
            number,
            type_code: "complaint",
            subject: "med_shortage",
            facility: "khoula_hospital",
            place: "",
            note: &format!("يقول {note} منذ أسبوعين، وهاتفه {number}"),
        })
        .await?;
    for (key, fields) in [
        ('t', vec![("form-file-number", file_number)]),
        ('m', vec![("desk-place", place)]),
        ('j', vec![("form-answer", answer)]),
        ('o', vec![("form-promise-words", promise)]),
    ] {
        station.press(&[Key::Alt.into(), key]).await?;
        if key == 't' {
            // Of somebody else: a patient has a name of their own then.
            station.focus_in("combobox", "form-relation").await?;
            station.press(&[Key::Down.into()]).await?;
            station.press(&[Key::Tab.into()]).await?;
            station.focus_in("combobox", "form-patient-name").await?;
            station.window.write(patient).await?;
        }
        if key == 'o' {
            // Opening the part promises nothing; Enter takes the time that it proposes.
            station.focus_in("combobox", "form-promise-day").await?;
            station.press(&[Key::Enter.into()]).await?;
        }
        for (field, text) in fields {
            station.fill(field, text).await?;
        }
    }
    station.save().await?;
    station.click("common-screen-cases").await?;
    let subject = station.subject_label("complaint", "med_shortage")?;
    station.window.click_with("cell", &subject).await?;
    station.click("cases-tell-write").await?;
    station.fill("cases-tell", &day.words[13]).await?;
    station.click("cases-save").await?;
    station.window.see(&day.words[13]).await?;
    station.go_to("common-screen-shift").await?;
    station.window.click_with("cell", &subject).await?;
    station.fill("shift-comment", &day.words[14]).await?;
    station.click("shift-comment-send").await?;
    station.window.see(&day.words[14]).await?;
    station.press(&[Key::Escape.into()]).await?;
    // What a printer would get, as none is there.
    let take_paper = "window.print = () => { window.paper = document.body.textContent }";
    station.window.execute(take_paper, vec![]).await?;
    station.press(&[Key::Control.into(), 'p']).await?;
    station
        .window
        .until("something to print", async || {
            let paper = "return window.paper ?? null";
            let paper = station.window.execute(paper, vec![]).await?;
            Ok(paper.as_str().map(|_| ()))
        })
        .await?;
    station.press(&[Key::Control.into(), '1']).await?;
    station.heading("desk-saved-case-title").await.map(drop)
}

/// A direct message, its sender by their account.
async fn a_message(station: &Station, day: &Day) -> Told {
    station.press(&[Key::Alt.into(), 'k']).await?;
    station.window.see(&station.word("channel-choose")).await?;
    station.press(&['3']).await?;
    let began = station.word("channel-title-message");
    station.window.find("heading", &began).await?;
    station.window.write(&day.handle).await?;
    station.choose_type("health_ed").await?;
    let subject = station.subject_label("health_ed", "vaccination")?;
    station.take_option(&subject).await?;
    station
        .press(&[Key::Control.into(), Key::Enter.into()])
        .await?;
    station.heading("channel-saved-title").await.map(drop)
}

/// A card by the caller's words, told; words for which there is none.
async fn cards(station: &Station, day: &Day) -> Told {
    station.new_call().await?;
    station.fill("desk-number", &day.numbers[1]).await?;
    station.press(&[Key::F3.into()]).await?;
    station.focus_in("combobox", "cards-words").await?;
    station.window.write(&day.words[7]).await?;
    station.window.see(&station.word("cards-nothing")).await?;
    station.press(&[Key::Escape.into()]).await?;
    station.press(&[Key::F3.into()]).await?;
    station.focus_in("combobox", "cards-words").await?;
    station.window.write("سكر").await?;
    // Enter takes nothing while the answer to the last letter is on its way.
    station.window.see_answered().await?;
    station.window.see(&station.word("cards-danger")).await?;
    station.press(&[Key::Enter.into()]).await?;
    station.focus_in("textbox", "desk-note").await?;
    station.fill("desk-note", &day.words[6]).await?;
    station.save().await?;
    station.press(&[Key::F3.into()]).await?;
    station.focus_in("combobox", "cards-words").await?;
    station
        .window
        .write(&format!("هل {} نافع", day.words[8]))
        .await?;
    station.window.see(&station.word("cards-nothing")).await?;
    station.press(&[Key::F3.into()]).await?;
    station
        .window
        .see(&station.word("cards-none-noted"))
        .await?;
    station.press(&[Key::Escape.into()]).await?;
    // A silent call, which also shows that the layer has gone.
    station.press(&[Key::Alt.into(), '0']).await?;
    station.press(&['2']).await?;
    station.see_own_log_of(3).await
}

/// Looked for in the palette, found and not found; a link that was made up and one that is right.
async fn searches_and_links(station: &Station, day: &Day) -> Told {
    for (typed, seen) in [
        (&day.words[0], station.word("palette-people")),
        (&day.words[11], station.word("palette-nothing")),
    ] {
        station.press(&[Key::Control.into(), 'k']).await?;
        station.focus_in("combobox", "palette-field").await?;
        station.window.write(typed).await?;
        station.window.see(&seen).await?;
        station.press(&[Key::Escape.into()]).await?;
    }
    let announced = |number: &str| {
        let (first, second) = number.split_at(4);
        let number = format!("{first} {second}");
        let arguments = FluentArgs::from_iter([("number", number.as_str())]);
        station.sentence("desktop-pop-number", &arguments)
    };
    let strange = format!(
        "nida://erase?number={}&name={}",
        day.numbers[4], day.words[12]
    );
    assert!(start_again(station, &[&strange])?.success());
    station
        .window
        .see(&station.word("desktop-pop-unreadable"))
        .await?;
    station.press(&[Key::Alt.into(), 'x']).await?;
    assert!(start_again(station, &["--call", &day.numbers[3]])?.success());
    station.window.see(&announced(&day.numbers[3])).await?;
    let link = format!("nida://call?number=%2B968{}", day.numbers[4]);
    assert!(start_again(station, &[&link])?.success());
    station.window.see(&announced(&day.numbers[4])).await?;
    station.press(&[Key::F2.into()]).await?;
    let number = format!("+968{}", day.numbers[4]);
    station
        .window
        .see_value("textbox", &station.word("desk-number"), &number)
        .await?;
    station.fill("desk-note", &day.words[9]).await?;
    station
        .press(&[Key::Alt.into(), Key::Delete.into()])
        .await?;
    station
        .window
        .see(&station.word("desk-draft-discarded"))
        .await
}

/// A complaint that lacks its facility stays a draft, with the fault said.
async fn a_refusal(station: &Station, day: &Day) -> Told {
    station.new_call().await?;
    station
        .take_down(Spoken {
            number: &day.numbers[5],
            type_code: "complaint",
            subject: "appt_delay",
            note: &day.words[10],
            ..Spoken::default()
        })
        .await?;
    station
        .press(&[Key::Control.into(), Key::Enter.into()])
        .await?;
    station
        .window
        .see(&station.word("errors-rule-required"))
        .await
}

/// Away from the desk and back; another agent in between, who mistypes first.
async fn another_agent(station: &Station, day: &Day) -> Told {
    station.press(&[Key::Control.into(), 'l']).await?;
    station.window.see(&station.word("lock-ask")).await?;
    station.press(&['9']).await?;
    station.heading("lock-title").await?;
    station.fill("common-login", &day.login).await?;
    station.fill("common-secret", &day.wrong_secret).await?;
    station.click("signin-enter").await?;
    let said = station.word("errors-wrong-secret-last");
    station.window.see(said.trim_end_matches('.')).await?;
    station.enter(&day.login, AGENT_SECRET).await?;
    station.heading("desk-empty-title").await?;
    station.new_call().await?;
    station.fill("desk-note", &day.words[16]).await?;
    station.sign_out().await
}

async fn a_look_at_practice(station: &Station, day: &Day) -> Told {
    station.click("start-practice").await?;
    station
        .window
        .see(&station.word("common-practice-lead"))
        .await?;
    let (login, secret) = PRACTICE;
    station.fill("common-login", login).await?;
    station.fill("common-secret", secret).await?;
    station.click("signin-enter").await?;
    station.heading("desk-empty-title").await?;
    station.new_call().await?;
    station.fill("desk-note", &day.words[17]).await?;
    station.window.see(&station.word("desk-kept")).await?;
    station.click("common-practice-leave").await?;
    station.heading("signin-title").await.map(drop)
}

/// The store, decrypted into one plain file: there the words are, as the search would find them.
fn see_that_the_store_holds(stopped: &Stopped, day: &Day) -> Told {
    let plain = file::plain(stopped.data.path(), PASSPHRASE)?;
    let found = day.planted.within(&plain);
    for what in [
        "a caller as UTF-8",
        "a caller's number as UTF-8",
        "a patient as UTF-8",
        "a note as UTF-8",
        "a note with a card as UTF-8",
        "a note that was refused as UTF-8",
        "a question without a card as UTF-8",
        "what may be told as UTF-8",
        "a comment as UTF-8",
        "the name of an agent as UTF-8",
        "a note of another agent as UTF-8",
        "a login as UTF-8",
    ] {
        assert!(found.contains(what), "{what} is in the store: {found:?}");
    }
    for what in [
        "a wrong secret",
        "the passphrase",
        "words of the practice store",
    ] {
        assert!(
            !found.iter().any(|one| one.starts_with(what)),
            "{what} is in no store"
        );
    }
    Ok(())
}

/// A machine is stolen, or somebody looks at its disk: whatever an agent typed, searched, was told by a
/// softphone or mistyped that day, no file but the encrypted store has it; nor while the window is open,
/// nor after a power cut.
#[tokio::test]
async fn nothing_that_a_caller_said_is_in_any_file_after_a_day() -> Told {
    let since = SystemTime::now();
    let day = Day::new();
    let samples = tempfile::Builder::new().prefix("nida-").tempdir()?;
    assert!(
        day.planted.spellings() >= SPELLINGS,
        "{} spellings",
        day.planted.spellings()
    );
    assert_eq!(
        day.planted.overlooked(samples.path())?,
        Vec::<String>::new(),
        "the search finds every spelling where it is"
    );

    let station = Station::at_work(Locale::Ar).await?;
    station
        .add_agent(&day.login, &day.words[15], AGENT_SECRET)
        .await?;
    station.click("common-screen-desk").await?;
    a_complaint(&station, &day).await?;
    a_message(&station, &day).await?;
    cards(&station, &day).await?;
    searches_and_links(&station, &day).await?;
    a_refusal(&station, &day).await?;
    another_agent(&station, &day).await?;
    a_look_at_practice(&station, &day).await?;
    station.fill("common-login", FIRST_LOGIN).await?;
    station.fill("common-secret", FIRST_SECRET).await?;
    station.click("signin-enter").await?;
    // Where they were: at the draft that was refused.
    station
        .window
        .see_value("textbox", &station.word("desk-note"), &day.words[10])
        .await?;

    // While it runs: also what is open without a name.
    let homes = [station.data(), station.window.home()];
    let mut running = left_behind(&day.planted, homes, since)?;
    let open = day
        .planted
        .search_open_files(&family(station.window.process())?)?;
    assert!(
        open.has_read("/nida.db"),
        "open files are looked into: {:?}",
        open.files
    );
    running.extend(open);
    let profile = format!("/run/nida-webview-{}/", station.window.process());
    for part in [
        "/nida.db",
        "/nida.db-wal",
        "/slots.json",
        "/station.json",
        "/logs/nida.log",
        "/practice/nida.db",
    ] {
        assert!(
            running.has_read(part),
            "{part} is looked into: {:?}",
            running.files
        );
    }
    assert!(
        running
            .files
            .iter()
            .any(|path| path.to_string_lossy().contains(&profile)),
        "the webview's profile is looked into: {:?}",
        running.files
    );
    let own: usize = homes.map(|folder| running.files_of(folder)).iter().sum();
    assert!(own >= FILES, "{own} files: {:?}", running.files);
    see_nothing(&running, "while the window is open");

    // The cable is pulled in the middle of a number.
    station.new_call().await?;
    station.window.write(&day.numbers[6]).await?;
    let stopped = station.kill().await?;
    let homes = [stopped.data.path(), stopped.home.path()];
    let killed = left_behind(&day.planted, homes, since)?;
    assert!(
        killed
            .files
            .iter()
            .any(|path| path.to_string_lossy().contains(&profile)),
        "the profile that a kill leaves is looked into: {:?}",
        killed.files
    );
    see_nothing(&killed, "after the power cut");

    let station = stopped.start().await?;
    assert!(
        !station
            .window
            .home()
            .join(profile.trim_matches('/'))
            .exists(),
        "the next start sweeps the profile"
    );
    station.open_data().await?;
    station.sign_in(FIRST_LOGIN, FIRST_SECRET).await?;
    let stopped = station.stop().await?;
    let homes = [stopped.data.path(), stopped.home.path()];
    see_nothing(&left_behind(&day.planted, homes, since)?, "after closing");
    see_that_the_store_holds(&stopped, &day)
}
