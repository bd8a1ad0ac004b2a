//! What the child does: one thread types, another saves.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

use app::App;
use app::clock::{Clock as _, SetClock};
use app::dto::{
    Amendment, BackupTo, CallForm, ConnectCentre, EraseOrder, ImportRun, Kept, LinkState,
    LinkStatus, OpenStore, RestoreAsked, RestorePresent, SaveAs,
};
use domain::id::Millis;
use rand::{Rng as _, RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use super::{PACE_MS, Word};
use crate::machine::{
    PASSPHRASE, PIN, checked_sheet, complaint_form, first_start, from_paper, id, open, query_form,
    sign_in, start_told,
};
use crate::{Failure, Told};

/// Calls that are typed at the same time.
const AT_ONCE: usize = 3;
/// Most keepings before a call is saved.
const KEEPINGS_MAX: u32 = 6;
/// How often an agent who has saved all asks for what is at the centre.
const LOOKS_EVERY: Duration = Duration::from_millis(40);
/// How often they ask before they give up: a minute.
const LOOKS_MAX: u32 = 1_500;
/// Longer than the store waits before it takes a moment for quiet.
const QUIET: Duration = Duration::from_millis(400);
/// Who is erased.
const ERASED: &str = "شيخة بنت خلفان الريامي";
/// Calls that are corrected at the end of a shift.
const CORRECTED: usize = 2;

/// What a child is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// Make the store and end.
    Make,
    /// Enrol the machine at a centre and end.
    Enrol {
        /// Where the centre answers.
        address: String,
        /// The code that lets one machine in.
        code: String,
    },
    /// Draft and save so many calls, then only send and read, until killed.
    Work {
        /// The calls.
        calls: u32,
    },
    /// Bring a sheet in, and end.
    Import {
        /// Where it lies.
        sheet: String,
    },
    /// Restore the newest backup, if there is one, and end.
    Restore,
    /// Log the call of somebody, erase what is recorded about them, and end.
    Erase,
    /// Draft and save so many calls, with a quiet moment and a backup among them, correct the newest, put another
    /// recovery code in force and make another backup; where there is a centre, write a courier's file (into `stick` beside the store) and send what
    /// waits; and end.
    Shift {
        /// The calls.
        calls: u32,
    },
}

impl Task {
    /// Draft and save until killed.
    pub const WORK_ON: Self = Self::Work { calls: u32::MAX };

    fn arguments(&self) -> Vec<String> {
        match self {
            Self::Make => vec!["make".to_owned()],
            Self::Enrol { address, code } => {
                vec!["enrol".to_owned(), address.clone(), code.clone()]
            }
            Self::Work { calls } => vec!["work".to_owned(), calls.to_string()],
            Self::Import { sheet } => vec!["import".to_owned(), sheet.clone()],
            Self::Restore => vec!["restore".to_owned()],
            Self::Erase => vec!["erase".to_owned()],
            Self::Shift { calls } => vec!["shift".to_owned(), calls.to_string()],
        }
    }

    fn read(arguments: &[String]) -> Told<Self> {
        let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
        Ok(match words.as_slice() {
            ["make"] => Self::Make,
            ["enrol", address, code] => Self::Enrol {
                address: (*address).to_owned(),
                code: (*code).to_owned(),
            },
            ["work", calls] => Self::Work {
                calls: calls.parse()?,
            },
            ["import", sheet] => Self::Import {
                sheet: (*sheet).to_owned(),
            },
            ["restore"] => Self::Restore,
            ["erase"] => Self::Erase,
            ["shift", calls] => Self::Shift {
                calls: calls.parse()?,
            },
            _ => {
                return Err(Failure::new(
                    "a task is make, enrol ADDRESS CODE, work CALLS, import SHEET, restore, erase or shift CALLS",
                ));
            }
        })
    }
}

/// How a child is started: where, with which seed, at what time, and to do what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// Folder of the store.
    pub folder: PathBuf,
    /// Seed of what is typed and saved.
    pub seed: u64,
    /// Wall clock at the start, UTC in milliseconds.
    pub at: i64,
    /// What it is to do.
    pub task: Task,
}

impl Start {
    /// As arguments of the program.
    #[must_use]
    pub fn arguments(&self) -> Vec<String> {
        let mut arguments = vec![
            self.folder.display().to_string(),
            self.seed.to_string(),
            self.at.to_string(),
        ];
        arguments.extend(self.task.arguments());
        arguments
    }

    /// From the arguments of the program.
    ///
    /// # Errors
    /// They are others.
    pub fn read(arguments: &[String]) -> Told<Self> {
        let [folder, seed, at, task @ ..] = arguments else {
            return Err(Failure::new("usage: victim FOLDER SEED AT TASK"));
        };
        Ok(Self {
            folder: folder.into(),
            seed: seed.parse()?,
            at: at.parse()?,
            task: Task::read(task)?,
        })
    }
}

/// Does what it was started for; where that is work, until the process is killed.
///
/// # Errors
/// The application refused something that it must not refuse.
pub fn be(from: &Start) -> Told {
    let clock = Arc::new(SetClock::at(Millis(from.at)));
    let app = start_told(&from.folder, Arc::clone(&clock), tell_of_line);
    if from.task == Task::Make {
        first_start(&app)?;
        say(&Word::Made);
        return Ok(());
    }
    if from.task == Task::Restore {
        return restore(&app);
    }
    open(&app)?;
    say(&Word::Opened);
    sign_in(&app)?;
    match &from.task {
        Task::Make | Task::Restore => Ok(()),
        Task::Erase => erase(&app, &clock),
        Task::Enrol { address, code } => {
            // It may have been killed before it could say so.
            if app.link_status()?.state == LinkState::NotSet {
                app.connect_centre(&ConnectCentre {
                    address: address.clone(),
                    code: code.clone(),
                })?;
            }
            say(&Word::Enrolled);
            Ok(())
        }
        Task::Work { calls } => work(&app, &clock, from.seed, *calls),
        Task::Import { sheet } => import(&app, sheet),
        Task::Shift { calls } => {
            shift(&app, &clock, from.seed, *calls)?;
            if app.link_status()?.state != LinkState::NotSet {
                write_courier(&app, &from.folder)?;
                send_all(&app)?;
            }
            Ok(())
        }
    }
}

/// Puts the newest backup in the place of the store that lies there.
fn restore(app: &App) -> Told {
    let newest = app.restore_choices(None)?.backups.into_iter().next();
    let Some(newest) = newest else {
        return Ok(());
    };
    let tried = app.restore_try(&RestoreAsked {
        backup: Some(newest.folder),
        opens: OpenStore::Passphrase {
            passphrase: PASSPHRASE.into(),
        },
    })?;
    if tried.unreadable > 0 || tried.present != RestorePresent::Read {
        return Err(Failure::new("the store that lies there is whole"));
    }
    app.restore_finish()?;
    say(&Word::Restored);
    Ok(())
}

/// Logs the call of somebody with a number of their own, and erases all who bear that name: also whom a life that was
/// killed left.
fn erase(app: &App, clock: &SetClock) -> Told {
    let now = clock.now().0;
    let mut random = [0; 10];
    getrandom::fill(&mut random)?;
    let form = CallForm {
        caller_name: ERASED.into(),
        number: "97531864".into(),
        ..query_form(id(now, random), now)
    };
    app.log_call(&form, SaveAs::ByRule)?;
    let found = app.people_by_name(ERASED)?;
    if found.is_empty() {
        return Err(Failure::new("whoever called is known"));
    }
    for person in found {
        let made = app.erase_person(&EraseOrder {
            person: person.id,
            request: "2026/1".into(),
            except_open: true,
            secret: PIN.into(),
        })?;
        say(&Word::Erased { act: made.act });
    }
    Ok(())
}

/// What a machine without a centre tells of its line is no news.
fn tell_of_line(status: LinkStatus) {
    if status.state != LinkState::NotSet {
        say(&Word::Line {
            sending: status.state == LinkState::Sending,
            waiting: status.waiting,
        });
    }
}

fn work(app: &App, clock: &SetClock, seed: u64, calls: u32) -> Told {
    take_down(app, clock, seed, calls)?;
    loop {
        app.sync_now()?;
        std::thread::sleep(LOOKS_EVERY);
    }
}

/// Brings a sheet in, and tells how far it is whenever that has changed.
fn import(app: &App, sheet: &str) -> Told {
    let checked = checked_sheet(app, "calls", sheet)?;
    std::thread::scope(|scope| {
        let running = scope.spawn(|| {
            app.import_run(&ImportRun {
                look: checked.look,
                good_alone: true,
                doubles: true,
            })
        });
        let mut told = 0;
        while !running.is_finished() {
            let done = app
                .import_progress()?
                .map_or(told, |progress| progress.done);
            if done > told {
                told = done;
                say(&Word::Came { rows: told });
            }
            std::thread::yield_now();
        }
        let done = running.join();
        done.map_err(|_| Failure::new("the import broke off"))??;
        Ok(())
    })
}

fn shift(app: &App, clock: &SetClock, seed: u64, calls: u32) -> Told {
    let before = calls / 2;
    take_down(app, clock, seed, before)?;
    // The store makes order in quiet moments, and what is saved after one is written over what it left.
    std::thread::sleep(QUIET);
    back_up(app)?;
    take_down(app, clock, seed.wrapping_add(2), calls - before)?;
    correct(app, clock)?;
    let shown = app.new_recovery_code(PIN)?;
    say(&Word::Shown {
        code: shown.code.clone(),
    });
    app.confirm_recovery_code(&from_paper(&shown))?;
    say(&Word::Code { code: shown.code });
    back_up(app)
}

fn back_up(app: &App) -> Told {
    let made = app.make_backup(BackupTo::Own)?;
    say(&Word::BackedUp {
        sequence: made.sequence,
    });
    Ok(())
}

fn write_courier(app: &App, data: &Path) -> Told {
    let stick = data.with_file_name("stick");
    app::make_private_folder(&stick)?;
    let written = app.courier_out(&stick.to_string_lossy())?;
    let bytes = std::fs::metadata(stick.join(&written.name))?.len();
    say(&Word::Written {
        name: written.name,
        bytes,
    });
    Ok(())
}

/// Puts the notes of the newest calls right.
fn correct(app: &App, clock: &SetClock) -> Told {
    for row in app.own_log(None)?.rows.into_iter().take(CORRECTED) {
        let now = clock.now().0 + PACE_MS;
        clock.set(Millis(now));
        let mut random = [0; 10];
        getrandom::fill(&mut random)?;
        let form = CallForm {
            id: id(now, random),
            note: format!("صُحّحت الملاحظة {now}"),
            ..app.call_form(&row.id)?
        };
        match app.amend_call(&form)? {
            Amendment::Saved { .. } => say(&Word::Corrected {
                id: row.id,
                mark: now,
            }),
            Amendment::Differs { .. } => {
                return Err(Failure::new("somebody else corrected the call"));
            }
        }
    }
    Ok(())
}

fn send_all(app: &App) -> Told {
    for _ in 0..LOOKS_MAX {
        if app.sync_now()?.waiting == 0 {
            return Ok(());
        }
        std::thread::sleep(LOOKS_EVERY);
    }
    Err(Failure::new("what waits is never sent"))
}

/// Goes on with the drafts that lie there and saves so many calls.
fn take_down(app: &App, clock: &SetClock, seed: u64, calls: u32) -> Told {
    let mut agent = Agent {
        app,
        clock,
        random: ChaCha8Rng::seed_from_u64(seed),
        open: Vec::new(),
    };
    agent.find_drafts()?;
    say(&Word::Ready);
    let (to_save, asked) = sync_channel(0);
    let seed = seed.wrapping_add(1);
    std::thread::scope(|scope| {
        let saver = scope.spawn(move || save_all(app, &asked, seed));
        let typed = agent.type_on(&to_save, calls);
        drop(to_save);
        saver
            .join()
            .map_err(|_| Failure::new("the saving thread broke off"))?
            .and(typed)
    })
}

/// A call being typed.
struct Typed {
    form: CallForm,
    keepings: u32,
}

struct Agent<'a> {
    app: &'a App,
    clock: &'a SetClock,
    random: ChaCha8Rng,
    open: Vec<Typed>,
}

impl Agent<'_> {
    /// Goes on with the drafts that lie there, as the screen does.
    fn find_drafts(&mut self) -> Told {
        for draft in self.app.drafts()? {
            let last = draft.form.note.rsplit(' ').next().unwrap_or_default();
            let keepings = last.parse()?;
            say(&Word::Found {
                id: draft.form.id.clone(),
                keeping: keepings,
                at: draft.kept_at,
            });
            self.open.push(Typed {
                form: draft.form,
                keepings,
            });
        }
        Ok(())
    }

    fn type_on(&mut self, to_save: &SyncSender<CallForm>, calls: u32) -> Told {
        let mut left = calls;
        while left > 0 {
            if self.open.len() < AT_ONCE {
                let typed = self.new_call();
                self.open.push(typed);
            }
            let place = self.random.random_range(0..self.open.len());
            let mut typed = self.open.swap_remove(place);
            self.keep(&mut typed)?;
            if typed.keepings < KEEPINGS_MAX && self.random.random_bool(0.75) {
                self.open.push(typed);
                continue;
            }
            if to_save.send(typed.form.clone()).is_err() {
                return Ok(());
            }
            left -= 1;
            // The last keeping races with the save, as it does on the screen.
            if self.random.random_bool(0.5) {
                self.keep(&mut typed)?;
            }
        }
        Ok(())
    }

    fn new_call(&mut self) -> Typed {
        let now = self.clock.now().0;
        let mut random = [0; 10];
        self.random.fill_bytes(&mut random);
        let id = id(now, random);
        let form = if self.random.random_bool(0.4) {
            complaint_form(id, now)
        } else {
            query_form(id, now)
        };
        Typed { form, keepings: 0 }
    }

    fn keep(&mut self, typed: &mut Typed) -> Told {
        typed.keepings += 1;
        typed.form.note = format!(
            "{} {}",
            "قالت إن الموعد تأخر ".repeat(typed.keepings as usize),
            typed.keepings
        );
        self.clock.set(Millis(self.clock.now().0 + PACE_MS));
        // A keeping that came after its save is said too: who listens tells the time by what is said,
        // and looks for the call where the draft is gone.
        let at = match self.app.draft_keep(&typed.form)? {
            Kept::Kept { at } => at,
            Kept::AlreadySaved => self.clock.now().0,
        };
        say(&Word::Kept {
            id: typed.form.id.clone(),
            keeping: typed.keepings,
            at,
        });
        Ok(())
    }
}

fn save_all(app: &App, asked: &Receiver<CallForm>, seed: u64) -> Told {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    for form in asked {
        // Now and then the key is pressed twice.
        let presses = if random.random_bool(0.15) { 2 } else { 1 };
        for _ in 0..presses {
            let logged = app.log_call(&form, SaveAs::ByRule)?;
            say(&Word::Saved {
                id: logged.row.id,
                reference: logged.case_reference,
            });
        }
        // At once rather than when the engine would: so there is a batch under way at most moments.
        if random.random_bool(0.2) {
            app.sync_now()?;
        }
    }
    Ok(())
}

/// One line at once: standard output passes it on at its end.
fn say(word: &Word) {
    println!("{word}");
}
