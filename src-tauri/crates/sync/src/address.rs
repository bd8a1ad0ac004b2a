//! Which addresses a centre may have: HTTPS, or plain HTTP on this machine alone.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use reqwest::Url;

/// Longest address in characters.
pub const MAX_ADDRESS_CHARS: usize = 500;

/// The address of a centre.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    url: Url,
    loopback: bool,
}

/// Why an address does not serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadAddress {
    /// It is no address, or holds a name, password, query or fragment.
    #[error("not an address of a centre")]
    NotAnAddress,
    /// Plain HTTP to elsewhere than this machine.
    #[error("plain HTTP beyond this machine")]
    PlainHttp,
}

impl Address {
    /// Reads what a person typed. Without a scheme it is HTTPS, and on this machine plain HTTP: that is
    /// what a centre speaks behind its proxy and what it prints when it starts.
    ///
    /// # Errors
    /// `PlainHttp` for `http://` to elsewhere than 127.0.0.0/8, ::1 or `localhost`; else `NotAnAddress`.
    pub fn parse(typed: &str) -> Result<Self, BadAddress> {
        let typed = typed.trim();
        let control = |letter: char| letter.is_control() || letter.is_whitespace();
        if typed.chars().count() > MAX_ADDRESS_CHARS || typed.chars().any(control) {
            return Err(BadAddress::NotAnAddress);
        }
        let has_scheme = typed.contains("://");
        let read = |text: &str| Url::parse(text).map_err(|_| BadAddress::NotAnAddress);
        let url = if has_scheme {
            read(typed)?
        } else {
            let safe = read(&format!("https://{typed}"))?;
            match safe.host_str().is_some_and(is_loopback) {
                true => read(&format!("http://{typed}"))?,
                false => safe,
            }
        };
        let bare = url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none()
            && url.host_str().is_some_and(|host| !host.is_empty());
        if !bare {
            return Err(BadAddress::NotAnAddress);
        }
        let loopback = url.host_str().is_some_and(is_loopback);
        match url.scheme() {
            "https" => Ok(Self { url, loopback }),
            "http" if loopback => Ok(Self { url, loopback }),
            "http" => Err(BadAddress::PlainHttp),
            _ => Err(BadAddress::NotAnAddress),
        }
    }

    /// Whether it is on this machine.
    #[must_use]
    pub const fn is_loopback(&self) -> bool {
        self.loopback
    }

    /// Whether it is plain HTTP.
    pub(crate) fn is_plain(&self) -> bool {
        self.url.scheme() == "http"
    }

    /// The URL of a path of the contract, e.g. `v1/hello`.
    pub(crate) fn at(&self, path: &str) -> Url {
        let mut url = self.url.clone();
        let before = self.url.path().trim_end_matches('/');
        url.set_path(&format!("{before}/{path}"));
        url
    }
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.url.as_str().trim_end_matches('/'))
    }
}

fn is_loopback(host: &str) -> bool {
    // The URL's parser has brought other spellings of a number into this form.
    host == "localhost"
        || host.parse::<Ipv4Addr>().is_ok_and(|ip| ip.is_loopback())
        || host
            .trim_start_matches('[')
            .trim_end_matches(']')
            .parse::<Ipv6Addr>()
            .is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expect: Result<&str, BadAddress>) {
        let parsed = Address::parse(typed).map(|address| address.to_string());
        assert_eq!(parsed.as_deref().map_err(|bad| *bad), expect, "{typed}");
    }

    #[test]
    fn https_anywhere_and_http_here() {
        check("https://centre.example.om", Ok("https://centre.example.om"));
        check(" centre.example.om/ ", Ok("https://centre.example.om"));
        check(
            "https://centre.example.om:8443/nida/",
            Ok("https://centre.example.om:8443/nida"),
        );
        check("http://127.0.0.1:8470", Ok("http://127.0.0.1:8470"));
        check("http://127.9.8.7", Ok("http://127.9.8.7"));
        check("http://[::1]:80", Ok("http://[::1]"));
        check("http://LOCALHOST:1", Ok("http://localhost:1"));
        check("127.0.0.1:8440", Ok("http://127.0.0.1:8440"));
        check("localhost:8440", Ok("http://localhost:8440"));
        check("https://نداء.example", Ok("https://xn--ggblx5g.example"));
    }

    /// A call's words must never cross a network in the clear, however the address is spelt.
    #[test]
    fn plain_http_elsewhere_is_refused() {
        for typed in [
            "http://centre.example.om",
            "http://10.0.0.1",
            "http://128.0.0.1",
            "http://localhost.example.om",
            "http://127.0.0.1.example.om",
            "http://[::2]",
            "http://[::ffff:127.0.0.1]",
            "http://0.0.0.0",
        ] {
            check(typed, Err(BadAddress::PlainHttp));
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for typed in [
            "",
            "https://",
            "ftp://centre.example.om",
            "file:///etc/passwd",
            "javascript://centre.example.om",
            "https://salim@centre.example.om",
            "https://salim:secret@centre.example.om",
            "https://centre.example.om/?code=7",
            "https://centre.example.om/#x",
            "https://centre example.om",
            "https://centre.example.om:99999",
            "https://a\u{0}b",
            &format!("https://{}.om", "a".repeat(600)),
        ] {
            check(typed, Err(BadAddress::NotAnAddress));
        }
    }

    #[test]
    fn paths_hang_on_the_address() {
        let at = |typed| Address::parse(typed).unwrap().at("v1/hello").to_string();
        assert_eq!(
            at("https://centre.example.om"),
            "https://centre.example.om/v1/hello"
        );
        assert_eq!(
            at("https://centre.example.om/nida/"),
            "https://centre.example.om/nida/v1/hello"
        );
    }
}
