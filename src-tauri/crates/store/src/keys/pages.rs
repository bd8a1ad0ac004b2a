//! Telling a wrong key from a damaged file.
//!
//! SQLite says error 26 to both. SQLCipher 4 ends each page of 4,096 bytes with 80 reserved ones:
//! sixteen of initialisation vector and an HMAC-SHA512 over the encrypted bytes, the vector and the
//! page's number (little-endian). The key of the HMAC comes of the raw key by PBKDF2-HMAC-SHA512, two
//! rounds, with the file's salt XOR 0x3a. A page that fits proves the key; a page that does not, in a
//! file where another fits, is damaged. Checked over a spread of pages of the file and, where one
//! lies beside it, of its `-wal`.
//!
//! Never here: SQLite. The files are only read.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha512;
use zeroize::Zeroizing;

use super::Key;

/// Bytes of a page.
pub(crate) const PAGE_BYTES: usize = 4096;
/// Bytes of the salt at the beginning of the first page.
pub(crate) const FILE_SALT_BYTES: usize = 16;
const MAC_BYTES: usize = 64;
const WAL_HEADER_BYTES: u64 = 32;
const WAL_FRAME_HEADER_BYTES: usize = 24;
/// Pages looked at in the file, and frames in the WAL.
const SPREAD: u64 = 64;

/// How the pages looked at fit a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Fit {
    /// Pages whose HMAC fits, of the file and of its WAL.
    pub(crate) fitting: u64,
    /// Pages of the file whose HMAC does not fit.
    pub(crate) broken: u64,
    /// Whether a WAL with frames lies beside it: a page broken in the file may stand whole there.
    pub(crate) wal: bool,
}

impl Fit {
    /// Looks at the file and its WAL. `spare_salt` is tried where no page fits the file's own.
    pub(crate) fn of(
        file: &Path,
        wal: &Path,
        key: &Key,
        spare_salt: Option<[u8; FILE_SALT_BYTES]>,
    ) -> io::Result<Self> {
        let mut salt = [0; FILE_SALT_BYTES];
        let readable = File::open(file)?
            .take(FILE_SALT_BYTES as u64)
            .read(&mut salt)?
            == FILE_SALT_BYTES;
        let mut fit = Self::default();
        if readable {
            fit = Self::with_salt(file, wal, key, &salt)?;
        }
        match spare_salt {
            Some(spare) if fit.fitting == 0 && spare != salt => {
                let mut other = Self::with_salt(file, wal, key, &spare)?;
                // The salt itself was damaged.
                other.broken = other.broken.max(1);
                Ok(if other.fitting > 0 { other } else { fit })
            }
            _ => Ok(fit),
        }
    }

    fn with_salt(
        file: &Path,
        wal: &Path,
        key: &Key,
        salt: &[u8; FILE_SALT_BYTES],
    ) -> io::Result<Self> {
        let Some(pages) = PageKey::new(key, salt) else {
            return Ok(Self::default());
        };
        let mut fit = Self::default();
        let mut page = vec![0; PAGE_BYTES];
        let mut file = File::open(file)?;
        let count = file.metadata()?.len() / PAGE_BYTES as u64;
        for index in spread(count) {
            file.seek(SeekFrom::Start(index * PAGE_BYTES as u64))?;
            file.read_exact(&mut page)?;
            match u32::try_from(index + 1) {
                // A page that was never written is a hole of the file and says nothing.
                _ if page.iter().all(|byte| *byte == 0) => {}
                Ok(number) if pages.fits(number, &page) => fit.fitting += 1,
                _ => fit.broken += 1,
            }
        }
        let mut wal = match File::open(wal) {
            Ok(wal) => wal,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(fit),
            Err(error) => return Err(error),
        };
        let frame_bytes = (WAL_FRAME_HEADER_BYTES + PAGE_BYTES) as u64;
        let frames = wal.metadata()?.len().saturating_sub(WAL_HEADER_BYTES) / frame_bytes;
        fit.wal = frames > 0;
        let mut header = [0; WAL_FRAME_HEADER_BYTES];
        for index in spread(frames) {
            wal.seek(SeekFrom::Start(WAL_HEADER_BYTES + index * frame_bytes))?;
            wal.read_exact(&mut header)?;
            wal.read_exact(&mut page)?;
            let [a, b, c, d, ..] = header;
            if pages.fits(u32::from_be_bytes([a, b, c, d]), &page) {
                fit.fitting += 1;
            }
        }
        Ok(fit)
    }
}

/// The page in which SQLite keeps its locks at 2³⁰ bytes; it is never written.
const LOCK_PAGE: u32 = (1 << 30) / PAGE_BYTES as u32 + 1;
/// Pages after which it is told how many were looked at.
const TELL_EVERY: u32 = 256;

/// Whether every page of a file that nobody writes fits the key; `tell` hears how many were looked at and ends it with
/// an error.
pub(crate) fn each_fits<E: From<io::Error>>(
    file: &Path,
    key: &Key,
    mut tell: impl FnMut(u64) -> Result<(), E>,
) -> Result<bool, E> {
    let mut file = File::open(file)?;
    let length = file.metadata()?.len();
    let mut page = vec![0; PAGE_BYTES];
    let Ok(count) = u32::try_from(length / PAGE_BYTES as u64) else {
        return Ok(false);
    };
    if count == 0 || !length.is_multiple_of(PAGE_BYTES as u64) {
        return Ok(false);
    }
    let mut pages = None;
    for number in 1..=count {
        file.read_exact(&mut page)?;
        if number == 1 {
            let salt = page.first_chunk().and_then(|salt| PageKey::new(key, salt));
            pages = salt;
        }
        let fits = pages
            .as_ref()
            .is_some_and(|pages| pages.fits(number, &page));
        if !fits && number != LOCK_PAGE {
            return Ok(false);
        }
        if number.is_multiple_of(TELL_EVERY) {
            tell(number.into())?;
        }
    }
    Ok(true)
}

/// Up to [`SPREAD`] indices below `count`, the first and the last among them.
fn spread(count: u64) -> impl Iterator<Item = u64> {
    let taken = count.min(SPREAD);
    (0..taken).map(move |at| {
        if taken < 2 {
            at
        } else {
            at * (count - 1) / (taken - 1)
        }
    })
}

/// The key that pages are authenticated with.
struct PageKey(Hmac<Sha512>);

impl PageKey {
    fn new(key: &Key, salt: &[u8; FILE_SALT_BYTES]) -> Option<Self> {
        // PBKDF2 of two rounds whose result is no longer than one block: U1 XOR U2.
        let password = Hmac::<Sha512>::new_from_slice(key.bytes()).ok()?;
        let mut first = password.clone();
        first.update(&salt.map(|byte| byte ^ 0x3a));
        first.update(&1_u32.to_be_bytes());
        let first = first.finalize().into_bytes();
        let mut second = password;
        second.update(&first);
        let second = second.finalize().into_bytes();
        let derived: Zeroizing<Vec<u8>> = Zeroizing::new(
            first
                .iter()
                .zip(&second)
                .map(|(one, two)| one ^ two)
                .take(key.bytes().len())
                .collect(),
        );
        Hmac::new_from_slice(&derived).ok().map(Self)
    }

    fn fits(&self, number: u32, page: &[u8]) -> bool {
        let skipped = if number == 1 { FILE_SALT_BYTES } else { 0 };
        let Some((signed, mac)) = page.split_at_checked(PAGE_BYTES - MAC_BYTES) else {
            return false;
        };
        let mut hmac = self.0.clone();
        hmac.update(signed.get(skipped..).unwrap_or_default());
        hmac.update(&number.to_le_bytes());
        hmac.verify_slice(mac).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_holds_first_and_last() {
        let of = |count| spread(count).collect::<Vec<_>>();
        assert_eq!(of(0), Vec::<u64>::new());
        assert_eq!(of(1), [0]);
        assert_eq!(of(3), [0, 1, 2]);
        let wide = of(1_000_000);
        assert_eq!((wide.len(), wide[0], wide[63]), (64, 0, 999_999));
        assert!(
            wide.windows(2).all(|pair| pair[0] < pair[1]),
            "no page twice"
        );
    }
}
