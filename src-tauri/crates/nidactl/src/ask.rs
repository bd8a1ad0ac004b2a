//! What the command line asks for: the folder, a login, secrets. A secret never stands on the command
//! line, where other people of the machine could read it.

use std::io::IsTerminal as _;
use std::path::PathBuf;

use crate::tell::Told;

/// The folder of the store: as said, else by the environment, else the usual place.
pub(crate) fn data_folder(said: Option<PathBuf>) -> Result<PathBuf, Told> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    said.or_else(|| variable("NIDA_DATA").map(PathBuf::from))
        .or_else(|| variable("XDG_DATA_HOME").map(|home| PathBuf::from(home).join("nida")))
        .or_else(|| variable("HOME").map(|home| PathBuf::from(home).join(".local/share/nida")))
        .ok_or_else(|| Told("No home folder: say --data DIR.".into()))
}

/// A secret: from the environment for scripts, else asked for without showing it.
pub(crate) fn secret(variable: &str, prompt: &str) -> Result<String, Told> {
    if let Ok(secret) = std::env::var(variable) {
        return Ok(secret);
    }
    if !std::io::stdin().is_terminal() {
        return Err(Told(format!("Nobody to ask: set {variable}.")));
    }
    rpassword::prompt_password(prompt).map_err(|_| Told("The answer could not be read.".into()))
}

/// The same where it can be done without: nothing where nobody is there to be asked, or nothing was typed.
pub(crate) fn secret_if_any(variable: &str, prompt: &str) -> Result<Option<String>, Told> {
    if std::env::var_os(variable).is_none() && !std::io::stdin().is_terminal() {
        return Ok(None);
    }
    let secret = secret(variable, prompt)?;
    Ok(Some(secret).filter(|secret| !secret.is_empty()))
}

/// The login name: as said, else asked for.
pub(crate) fn login(said: Option<String>) -> Result<String, Told> {
    if let Some(login) = said {
        return Ok(login);
    }
    if !std::io::stdin().is_terminal() {
        return Err(Told("Nobody to ask: say --login NAME.".into()));
    }
    eprint!("Login name: ");
    let mut line = String::new();
    match std::io::stdin().read_line(&mut line) {
        Ok(_) => Ok(line.trim().to_owned()),
        Err(_) => Err(Told("The answer could not be read.".into())),
    }
}
