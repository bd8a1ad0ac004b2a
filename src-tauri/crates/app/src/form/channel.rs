//! By which channel a contact came, who wrote, and when: what the form says, by the rules of the channel.
//!
//! Everything that is filled is kept, also where the channel does not ask for it: a call that turns out
//! to be a message loses nothing, nor the other way round. Never here: the log of the day.

use domain::id::Millis;
use domain::lists::{Channel, ChannelKind, Lists};
use domain::thread::{self, HANDLE_CHARS_MAX, LINK_CHARS_MAX};

use super::times;
use crate::dto::CallForm;
use crate::text::line;
use crate::{AppError, Result, Rule};

/// A contact as its channel has it.
pub(super) struct Contact {
    /// Code of the direction.
    pub(super) direction: &'static str,
    /// It runs by a clock.
    pub(super) has_clock: bool,
    pub(super) handle: String,
    pub(super) link: String,
    /// Key of the conversation; empty where there is none.
    pub(super) thread: String,
    pub(super) received_at: Option<Millis>,
    pub(super) answered_at: Option<Millis>,
}

/// The contact of a form that is saved at `now`. By the channel that stood there, where the lists in use do not know it,
/// nothing that stood with it is taken away: its direction and its conversation are kept by whoever corrects it.
pub(super) fn contact(
    lists: &Lists,
    form: &CallForm,
    stood: &CallForm,
    now: Millis,
) -> Result<Contact> {
    let channel = lists.channel(&form.channel);
    let handle = line("handle", &form.handle, HANDLE_CHARS_MAX)?;
    let link = line("messageLink", &form.message_link, LINK_CHARS_MAX)?;
    if !link.is_empty() && !thread::is_link(&link) {
        return Err(AppError::invalid("messageLink", Rule::NotALink));
    }
    // Whose conversation it is now only the channel could say.
    if channel.is_none()
        && (form.channel.is_empty()
            || (&form.channel, &handle, &link)
                != (&stood.channel, &stood.handle, &stood.message_link))
    {
        return Err(AppError::invalid("channel", Rule::UnknownCode));
    }
    let of = |kind: fn(&Channel) -> bool| channel.map(kind);
    let is_letter = of(|channel| channel.kind == ChannelKind::Letter).unwrap_or(true);
    let (received_at, answered_at) = times::exchange(form, is_letter, now)?;
    if of(|channel| channel.kind.is_received()).unwrap_or(false) && received_at.is_none() {
        return Err(AppError::invalid("receivedDay", Rule::Required));
    }
    Ok(Contact {
        direction: match of(|channel| channel.outgoing) {
            Some(true) => "out",
            Some(false) => "in",
            None => "",
        },
        has_clock: of(|channel| channel.kind.has_clock()).unwrap_or(true),
        thread: channel.map_or_else(String::new, |channel| thread::key(channel, &handle, &link)),
        handle,
        link,
        received_at,
        answered_at,
    })
}
