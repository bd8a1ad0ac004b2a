//! What stands beside the calls received and counts as none of them, or looks as though it did not and does.

use domain::call::Call;
use domain::id::Millis;
use domain::local_day::DAY_MS;

use super::{HOUR_MS, Making};

/// So many of each kind, within the days and right outside of them.
pub(super) fn beside(making: &mut Making, count: usize, between: (i64, i64)) {
    let (from, until) = between;
    for _ in 0..count {
        for channel in [
            "phone_out",
            "x_direct",
            "email",
            "app",
            "portal",
            "letter",
            "section",
            "walk_in",
        ] {
            let at = making.moment(between);
            let mut call = making.call(channel, "inquiry", "contact", at);
            if channel != "phone_out" {
                call.received_at = Some(Millis(at - 2 * HOUR_MS));
            }
            making.log(call);
        }
        test_call(making, between);
        voided(making, between);
        // Tomorrow's and yesterday's calls, to the millisecond.
        for at in [from - 1, until, until + 2 * DAY_MS + HOUR_MS] {
            let call = making.call("phone_in", "inquiry", "hours", at);
            making.log(call);
        }
        // Taken for a test and put right, and the other way round: both of the days before the year, so that the
        // number of those received stays what it is.
        let at = making.moment((from - 30 * DAY_MS, from));
        amended(making, at);
    }
}

fn test_call(making: &mut Making, between: (i64, i64)) {
    let at = making.moment(between);
    let call = making.call("phone_in", "non_service", "test", at);
    making.log(call);
}

/// Taken out; and one that was taken out and brought back, of the days before the year.
fn voided(making: &mut Making, between: (i64, i64)) {
    let at = making.moment(between);
    let call = making.call("phone_in", "health_ed", "diabetes", at);
    let made = making.log(call);
    making.act(
        at + HOUR_MS * 12,
        made.agent,
        made.id,
        Call::voided("by_mistake"),
    );
    let at = making.moment((between.0 - 30 * DAY_MS, between.0));
    let call = making.call("phone_in", "health_ed", "diabetes", at);
    let made = making.log(call);
    making.act(
        at + HOUR_MS * 12,
        made.agent,
        made.id,
        Call::voided("by_mistake"),
    );
    making.act(at + HOUR_MS * 13, made.agent, made.id, Call::restored());
}

fn amended(making: &mut Making, at: i64) {
    let call = making.call("phone_in", "non_service", "test", at);
    let mut right = call.clone();
    for issue in right.issues.values_mut() {
        issue.sub_category = "silent".into();
    }
    let change = call.amended(&right);
    let made = making.log(call);
    if let Some(change) = change {
        making.act(at + HOUR_MS * 12, made.agent, made.id, change);
    }
}

/// Cases received right before the year and right after it.
pub(super) fn of_cases(making: &mut Making, (from, until): (i64, i64)) {
    for at in [from - 1, until] {
        // Of messages, so that nobody counts a call more.
        let call = making.call("email", "complaint", "appt_delay", at);
        making.open(call);
    }
}
