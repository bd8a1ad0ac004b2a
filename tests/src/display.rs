//! A virtual screen of a test's own, with real keys.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{
    ClientMessageEvent, ConnectionExt as _, EventMask, KEY_PRESS_EVENT, KEY_RELEASE_EVENT,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::wrapper::ConnectionExt as _;

use crate::process::Program;
use crate::{Failure, Told};

/// Widest and highest window that a test can open, in pixels.
const SCREEN: &str = "1920x1080x24";

/// The key codes that X uses for a usual keyboard (evdev), whatever its layout says they write.
pub mod key_code {
    /// Left Ctrl.
    pub const CONTROL: u8 = 37;
    /// Left Shift.
    pub const SHIFT: u8 = 50;
    /// Left Alt.
    pub const ALT: u8 = 64;
    /// Enter.
    pub const ENTER: u8 = 36;
    /// Enter of the number pad.
    pub const KEYPAD_ENTER: u8 = 104;
    /// Backspace.
    pub const BACKSPACE: u8 = 22;
    /// Num Lock.
    pub const NUM_LOCK: u8 = 77;
    /// Escape.
    pub const ESCAPE: u8 = 9;
    /// F2.
    pub const F2: u8 = 68;
    /// F8.
    pub const F8: u8 = 74;
    /// F9.
    pub const F9: u8 = 75;
    /// The key that writes S on a Latin layout and س on the Arabic one.
    pub const S: u8 = 39;
    /// The key that writes ; on a Latin layout and ك on the Arabic one.
    pub const SEMICOLON: u8 = 47;
    /// The key that writes D on a Latin layout and ي on the Arabic one.
    pub const D: u8 = 40;
    /// The key that writes B on a Latin layout and لا on the Arabic one.
    pub const B: u8 = 56;
    /// The key that writes K on a Latin layout and ن on the Arabic one.
    pub const K: u8 = 45;
    /// The key that writes L on a Latin layout and م on the Arabic one.
    pub const L: u8 = 46;

    /// The key of a digit in the row above the letters.
    #[must_use]
    pub fn digit(digit: u8) -> u8 {
        if digit == 0 { 19 } else { 9 + digit }
    }

    /// The key of a digit in the number pad, where Num Lock is on.
    #[must_use]
    pub fn keypad(digit: u8) -> u8 {
        match digit {
            0 => 90,
            1..=3 => 86 + digit,
            4..=6 => 79 + digit,
            _ => 72 + digit,
        }
    }

    /// The key of this `KeyboardEvent.code`.
    #[must_use]
    pub fn of(code: &str) -> Option<u8> {
        let rows = [(24, "QWERTYUIOP"), (38, "ASDFGHJKL"), (52, "ZXCVBNM")];
        if let Some(letter) = code.strip_prefix("Key") {
            return rows.iter().find_map(|(first, row)| {
                let at = row.find(letter)?;
                u8::try_from(at).ok().map(|at| first + at)
            });
        }
        if let Some(number) = code.strip_prefix("Digit") {
            return number.parse().ok().map(digit);
        }
        Some(match code {
            "Enter" => ENTER,
            "Escape" => ESCAPE,
            "BracketLeft" => 34,
            "BracketRight" => 35,
            "Delete" => 119,
            "ArrowUp" => 111,
            "ArrowDown" => 116,
            "ArrowLeft" => 113,
            "ArrowRight" => 114,
            "F11" => 95,
            "F12" => 96,
            _ => match code.strip_prefix('F')?.parse() {
                Ok(number @ 1..=10) => 66 + number,
                _ => return None,
            },
        })
    }
}

/// An X server of its own; ends when it is dropped.
#[derive(Debug)]
pub struct Display {
    name: String,
    _server: Program,
}

impl Display {
    /// Starts one on the next free number.
    ///
    /// # Errors
    /// Xvfb is missing or ends at once.
    pub fn start() -> Told<Self> {
        let mut command = Command::new("Xvfb");
        // -noreset: without it the keyboard layout goes when the first client leaves.
        command.args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            SCREEN,
            "-noreset",
            "-nolisten",
            "tcp",
        ]);
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut server = Program::start(command)?;
        let mut number = String::new();
        if let Some(answer) = server.stdout() {
            BufReader::new(answer).read_line(&mut number)?;
        }
        let number: u32 = number
            .trim()
            .parse()
            .map_err(|_| Failure::new("Xvfb named no display"))?;
        Ok(Self {
            name: format!(":{number}"),
            _server: server,
        })
    }

    /// Its name, as `DISPLAY` takes it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Gives the keyboard a layout, such as `ara` or `us`.
    ///
    /// # Errors
    /// setxkbmap is missing or does not know the layout.
    pub fn set_layout(&self, layout: &str) -> Told {
        self.run("setxkbmap", &["-layout", layout]).map(drop)
    }

    /// Gives the keyboard a Latin and an Arabic layout, and keys between them such as
    /// `grp:ctrl_shift_toggle`.
    ///
    /// # Errors
    /// setxkbmap is missing or does not know the option.
    pub fn set_layouts_switched_by(&self, option: &str) -> Told {
        let arguments = ["-layout", "us,ara", "-option", "", "-option", option];
        self.run("setxkbmap", &arguments).map(drop)
    }

    /// How many windows the screen shows.
    ///
    /// # Errors
    /// xdotool is missing.
    pub fn windows(&self) -> Told<usize> {
        let windows = self.run("xdotool", &["search", "--onlyvisible", "--name", ".*"])?;
        Ok(windows.lines().count())
    }

    /// Presses keys by their code, the earlier ones held while the last is struck.
    ///
    /// Not by xdotool: around each key it sets the layout back to what it was, so that keys which switch it
    /// would do nothing.
    ///
    /// # Errors
    /// The X server is gone or takes no keys.
    pub fn press(&self, codes: &[u8]) -> Told {
        let (connection, screen) = x11rb::connect(Some(&self.name))?;
        let screen = connection.setup().roots.get(screen);
        let root = screen.map_or(x11rb::NONE, |screen| screen.root);
        let strike = |kind: u8, code: u8| -> Told {
            connection
                .xtest_fake_input(kind, code, x11rb::CURRENT_TIME, root, 0, 0, 0)?
                .check()?;
            Ok(())
        };
        for code in codes {
            strike(KEY_PRESS_EVENT, *code)?;
        }
        for code in codes.iter().rev() {
            strike(KEY_RELEASE_EVENT, *code)?;
        }
        Ok(())
    }

    /// Gives the keyboard to the application's window, as a window manager would, and tells its process.
    ///
    /// # Errors
    /// No such window is shown.
    pub fn focus_window(&self) -> Told<u32> {
        let window = self.window()?;
        self.run("xdotool", &["windowfocus", &window])?;
        let process = self.run("xdotool", &["getwindowpid", &window])?;
        process
            .trim()
            .parse()
            .map_err(|_| Failure::new("the window tells no process"))
    }

    /// Asks the application's window to close, as a window manager does for whoever closes its frame.
    ///
    /// # Errors
    /// No such window is shown.
    pub fn close_window(&self) -> Told {
        let window: u32 = self.window()?.parse()?;
        let (connection, _) = x11rb::connect(Some(&self.name))?;
        let atom = |name: &str| -> Told<u32> {
            Ok(connection
                .intern_atom(false, name.as_bytes())?
                .reply()?
                .atom)
        };
        let message = [atom("WM_DELETE_WINDOW")?, x11rb::CURRENT_TIME, 0, 0, 0];
        let event = ClientMessageEvent::new(32, window, atom("WM_PROTOCOLS")?, message);
        connection.send_event(false, window, EventMask::NO_EVENT, event)?;
        connection.sync()?;
        Ok(())
    }

    /// The number of the application's window.
    fn window(&self) -> Told<String> {
        let windows = self.run("xdotool", &["search", "--onlyvisible", "--class", "^nida$"])?;
        Ok(windows.lines().last().unwrap_or_default().to_owned())
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Told<String> {
        let output = Command::new(program)
            .args(arguments)
            .env("DISPLAY", &self.name)
            .output()
            .map_err(|error| Failure::new(format!("{program} could not be started: {error}")))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(Failure::new(format!(
                "{program} {arguments:?}: {}",
                said.trim()
            )));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}
