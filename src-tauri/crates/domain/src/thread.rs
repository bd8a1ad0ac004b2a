//! What holds the messages of one conversation together: the key under which a day has one log.
//!
//! A key is only ever compared with keys made here, of the same channel. Writings of one address that
//! differ in nothing that a server looks at give one key: case of the host, a slash at the end, what a
//! button to share adds to a link, an `@` before a name, marks of direction that a copy brings along.
//! What might mean something else is left alone: two logs of one conversation are a nuisance, one log of
//! two conversations mixes up two people.
//!
//! Never here: which of a day's logs there are.

use unicode_normalization::UnicodeNormalization as _;

use crate::lists::{Channel, ThreadBy};

/// The most characters of an address on the web.
pub const LINK_CHARS_MAX: usize = 2_000;
/// The most characters of what the writer of a message is called by.
pub const HANDLE_CHARS_MAX: usize = 200;

/// Names of hosts that bear the same pages.
const SAME_HOSTS: [(&str, &str); 1] = [("twitter.com", "x.com")];
/// What hosts put before their name for phones and old habits.
const HOST_PREFIXES: [&str; 3] = ["www.", "mobile.", "m."];
/// What is added to a link to see who came by it.
const TRACKING: [&str; 7] = [
    "fbclid", "gclid", "igsh", "igshid", "mc_eid", "ref_src", "ref_url",
];
/// The same, of one host alone: elsewhere these letters may mean something.
const TRACKING_OF: [(&str, &str); 3] = [("x.com", "s"), ("x.com", "t"), ("x.com", "ref")];

/// The key of a conversation; empty where each contact of the channel has a log of its own, or nothing
/// was given that could tell conversations apart.
#[must_use]
pub fn key(channel: &Channel, handle: &str, link: &str) -> String {
    let (by_sender, by_link) = (handle_key(handle), link_key(link));
    match channel.thread {
        None => String::new(),
        Some(ThreadBy::Sender) => first_of(by_sender, by_link),
        Some(ThreadBy::Link) => first_of(by_link, by_sender),
    }
}

/// Whether two writings name the same account or address.
#[must_use]
pub fn is_same_sender(one: &str, other: &str) -> bool {
    handle_key(one) == handle_key(other)
}

/// Whether text is an address on the web that a log may hold: of `http` or `https`, with a host, without
/// spaces and without a name before the host, which would hide where it leads.
#[must_use]
pub fn is_link(text: &str) -> bool {
    let Some((host, _)) = split(text) else {
        return false;
    };
    let name = host.split_once(':').map_or(host, |(name, _)| name);
    !name.is_empty()
        && !host.contains('@')
        && !text.chars().any(|c| c.is_whitespace() || c.is_control())
}

fn first_of(one: String, other: String) -> String {
    if one.is_empty() { other } else { one }
}

/// An account or address: compatible forms as one (a full-width `＠`), no case, no `@` before it.
fn handle_key(handle: &str) -> String {
    let plain: String = visible(handle).nfkc().collect::<String>().to_lowercase();
    let plain = plain.trim().trim_start_matches('@').trim();
    let plain = plain.strip_prefix("mailto:").unwrap_or(plain);
    if plain.is_empty() {
        String::new()
    } else {
        format!("sender:{plain}")
    }
}

/// A link without what no server looks at.
fn link_key(link: &str) -> String {
    let link = visible(link);
    let Some((host, rest)) = split(link.trim()) else {
        return String::new();
    };
    let host = host.to_lowercase();
    let mut host = host.trim_end_matches('.');
    for port in [":443", ":80"] {
        host = host.strip_suffix(port).unwrap_or(host);
    }
    for prefix in HOST_PREFIXES {
        host = host.strip_prefix(prefix).unwrap_or(host);
    }
    let host = SAME_HOSTS
        .iter()
        .find(|(other, _)| *other == host)
        .map_or(host, |(_, one)| *one);
    let rest = rest.split_once('#').map_or(rest, |(rest, _)| rest);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let mut asked: Vec<&str> = query
        .split('&')
        .filter(|part| !part.is_empty() && !is_tracking(host, part))
        .collect();
    asked.sort_unstable();
    let path = path.trim_end_matches('/');
    let mut key = format!("link:{host}{path}");
    if !asked.is_empty() {
        key.push('?');
        key.push_str(&asked.join("&"));
    }
    key
}

/// Host, and what stands behind it; none of what is no link.
fn split(link: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = link.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, rest) = rest.split_at_checked(end)?;
    (!host.is_empty()).then_some((host, rest))
}

fn is_tracking(host: &str, part: &str) -> bool {
    let name = part.split_once('=').map_or(part, |(name, _)| name);
    name.starts_with("utm_") || TRACKING.contains(&name) || TRACKING_OF.contains(&(host, name))
}

/// What can be seen of it: marks of direction and joiners of no width take part in no address.
fn visible(text: &str) -> String {
    text.chars()
        .filter(|c| {
            !matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::lists::Lists;

    fn of(channel: &str, handle: &str, link: &str) -> String {
        let channel = Lists::embedded().unwrap().channel(channel).unwrap();
        key(channel, handle, link)
    }

    /// The same account or page, copied from a phone, a mail, a button to share.
    #[test]
    fn writings_of_one_address_give_one_key() {
        let same = |channel: &str, writings: &[(&str, &str)], expected: &str| {
            for (handle, link) in writings {
                assert_eq!(of(channel, handle, link), expected, "{handle:?} {link:?}");
            }
        };
        same(
            "x_direct",
            &[
                ("@Salim_H", ""),
                ("salim_h", ""),
                ("  @SALIM_H ", ""),
                ("\u{200f}@salim_h\u{202c}", ""),
                ("＠salim_h", ""),
                ("@@salim_h", ""),
                ("@salim_h", "https://x.com/messages/1-2"),
            ],
            "sender:salim_h",
        );
        same(
            "email",
            &[
                ("Salim@Example.om", ""),
                ("mailto:salim@example.om", ""),
                ("\u{202a}salim@example.om\u{202c}", ""),
            ],
            "sender:salim@example.om",
        );
        same(
            "x_post",
            &[
                ("", "https://x.com/salim/status/17"),
                ("@salim", "https://x.com/salim/status/17"),
                ("", "HTTPS://X.com/salim/status/17/"),
                ("", "http://www.x.com/salim/status/17"),
                ("", "https://twitter.com/salim/status/17?s=20&t=abc"),
                ("", "https://mobile.twitter.com/salim/status/17"),
                ("", "https://x.com:443/salim/status/17#reply"),
                ("", "https://x.com/salim/status/17?utm_source=a&ref_src=b"),
                ("", " \u{200e}https://x.com/salim/status/17\u{200f} "),
            ],
            "link:x.com/salim/status/17",
        );
        same(
            "portal",
            &[
                ("", "https://tajawob.gov.om/r?id=7&page=2"),
                ("", "https://tajawob.gov.om/r?page=2&fbclid=x&id=7"),
            ],
            "link:tajawob.gov.om/r?id=7&page=2",
        );
        same("x_post", &[("@salim", ""), ("SALIM", "")], "sender:salim");
        same(
            "x_direct",
            &[("", "https://x.com/messages/1-2")],
            "link:x.com/messages/1-2",
        );
    }

    /// One log of two conversations would mix up two people.
    #[test]
    fn what_may_be_something_else_keeps_its_own_key() {
        let apart = |one: (&str, &str, &str), other: (&str, &str, &str)| {
            assert_ne!(of(one.0, one.1, one.2), of(other.0, other.1, other.2));
        };
        let post = "https://x.com/salim/status/17";
        apart(
            ("x_post", "", post),
            ("x_post", "", "https://x.com/salim/status/18"),
        );
        apart(
            ("portal", "", "https://a.om/r?s=1"),
            ("portal", "", "https://a.om/r?s=2"),
        );
        apart(
            ("app", "", "https://a.om/Case/A"),
            ("app", "", "https://a.om/case/a"),
        );
        apart(
            ("app", "", "http://a.om:8080/x"),
            ("app", "", "http://a.om/x"),
        );
        apart(("x_direct", "salim.h", ""), ("x_direct", "salimh", ""));
        apart(("app", "a.om/x", ""), ("app", "", "https://a.om/x"));
    }

    #[test]
    fn nothing_to_go_by_is_no_conversation() {
        for channel in ["phone_in", "phone_out", "walk_in", "letter", "section"] {
            assert_eq!(of(channel, "@salim", "https://x.com/1"), "", "{channel}");
        }
        for nothing in ["", "  ", "@", "\u{202e}", "mailto:"] {
            assert_eq!(
                of("email", nothing, "javascript:alert(1)"),
                "",
                "{nothing:?}"
            );
        }
    }

    #[test]
    fn a_link_is_one_of_the_web_with_a_host() {
        let check = |text: &str, expected: bool| assert_eq!(is_link(text), expected, "{text:?}");
        check("https://x.com/salim/status/17", true);
        check("HTTP://127.0.0.1:8080", true);
        check("https://تجاوب.عمان/طلب", true);
        check("x.com/salim", false);
        check("javascript:alert(1)", false);
        check("data:text/html,https://x.com", false);
        check("file:///etc/passwd", false);
        check("https://", false);
        check("https:///path", false);
        check("https://:443/", false);
        check("https://x.com/a b", false);
        check("https://ministry.om@evil.example/", false);
        check("", false);
    }

    proptest! {
        #[test]
        fn any_text_gives_a_key_that_stays_the_same(handle in any::<String>(), link in any::<String>()) {
            let one = of("x_direct", &handle, &link);
            prop_assert_eq!(&one, &of("x_direct", &format!(" {handle} "), &link));
            let _ = is_link(&link);
        }
    }
}
