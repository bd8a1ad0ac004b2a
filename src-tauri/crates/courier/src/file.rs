//! One file: sealing and signing it, and opening one that anybody may have written.

use std::fmt;
use std::io::Read as _;

use domain::id::{CentreId, MachineId, SiteId};
use domain::wire::Hex32;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use flate2::Compression;
use flate2::read::{GzDecoder, GzEncoder};
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable as _, Kem, OpModeR, OpModeS, Serializable as _};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

use crate::content::EnrolFile;
use crate::keys::{CentreSecrets, Public, ReplyKey, Secret};

const MAGIC: &[u8; 15] = b"nida-courier-1\n";
/// Bytes of a head, at the beginning of every file.
pub const HEAD_BYTES: usize = MAGIC.len() + 1 + 4 * 16;
const KEY_BYTES: usize = 32;
const SIGNATURE_BYTES: usize = 64;
/// Longest file that is read or written.
pub const MAX_FILE_BYTES: usize = 64 * 1024 * 1024;
/// Longest content once it is unpacked.
const MAX_UNPACKED_BYTES: u64 = 256 * 1024 * 1024;

/// Names a file and its receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FileId(pub [u8; 16]);

impl FileId {
    /// A new one.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn new() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes)?;
        Ok(Self(bytes))
    }
}

impl fmt::Display for FileId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// From a machine to its centre.
    Entries,
    /// The answer to one.
    Receipt,
    /// From a machine that wants to be enrolled.
    Enrol,
    /// The answer to that.
    Enrolled,
}

impl Kind {
    const fn code(self) -> u8 {
        match self {
            Self::Entries => 1,
            Self::Receipt => 2,
            Self::Enrol => 3,
            Self::Enrolled => 4,
        }
    }
}

/// Who sends what to whom, in the clear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// What it is.
    pub kind: Kind,
    /// The centre.
    pub centre: CentreId,
    /// The machine's site there.
    pub site: SiteId,
    /// The machine.
    pub machine: MachineId,
    /// Names the file; its receipt bears the same.
    pub file: FileId,
}

/// A file cannot be believed, by what can be told of it. Nothing of it is used then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum BadFile {
    /// It is no courier file, or of a later version.
    #[error("not a courier file")]
    NotOne,
    /// Its end is missing, or something stands behind it.
    #[error("the file is not whole")]
    Cut,
    /// Longer than any that is written.
    #[error("the file is too long")]
    TooLong,
    /// Who signed it is not who it says, or it was changed since.
    #[error("the signature does not hold")]
    Signature,
    /// It is sealed to somebody else, or what was sealed cannot be read.
    #[error("the sealed part does not open")]
    Sealed,
}

/// A file cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The key of whoever it is for is none.
    #[error("not a key")]
    NotAKey,
    /// It would be longer than any that is read.
    #[error("the file would be too long")]
    TooLong,
    /// What it is to say cannot be written.
    #[error("the content cannot be written")]
    Content,
}

/// Seals and signs a file.
///
/// # Errors
/// See [`SealError`].
pub fn seal(
    head: &Head,
    content: &impl Serialize,
    to: &Hex32,
    signer: &SigningKey,
) -> Result<Vec<u8>, SealError> {
    let to = Public::from_bytes(&to.0).map_err(|_| SealError::NotAKey)?;
    let packed = pack(content, MAX_UNPACKED_BYTES)?;
    let mut file = written(head);
    let (key, sealed) = hpke::single_shot_seal::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeS::Base,
        &to,
        &file,
        &packed,
        &[],
    )
    .map_err(|_| SealError::NotAKey)?;
    let length = u32::try_from(sealed.len()).map_err(|_| SealError::TooLong)?;
    file.extend_from_slice(&key.to_bytes());
    file.extend(length.to_be_bytes());
    file.extend(sealed);
    let signature = signer.sign(&signed(&file));
    file.extend(signature.to_bytes());
    if file.len() > MAX_FILE_BYTES {
        return Err(SealError::TooLong);
    }
    Ok(file)
}

fn pack(content: &impl Serialize, most: u64) -> Result<Vec<u8>, SealError> {
    let json = serde_json::to_vec(content).map_err(|_| SealError::Content)?;
    if u64::try_from(json.len()).map_or(true, |length| length > most) {
        return Err(SealError::TooLong);
    }
    let mut packed = Vec::new();
    GzEncoder::new(json.as_slice(), Compression::default())
        .read_to_end(&mut packed)
        .map_err(|_| SealError::Content)?;
    Ok(packed)
}

impl Head {
    /// Reads the head from the beginning of a file, of which [`HEAD_BYTES`] are enough. Nothing of it is believed.
    ///
    /// # Errors
    /// `NotOne`, `Cut`.
    pub fn read(beginning: &[u8]) -> Result<Self, BadFile> {
        Ok(Self::split(beginning)?.0)
    }

    /// The head, and what stands behind it.
    fn split(file: &[u8]) -> Result<(Self, &[u8]), BadFile> {
        let rest = match file.strip_prefix(MAGIC) {
            Some(rest) => rest,
            None if MAGIC.starts_with(file) => return Err(BadFile::Cut),
            None => return Err(BadFile::NotOne),
        };
        let (kind, rest) = rest.split_first().ok_or(BadFile::Cut)?;
        let kind = [Kind::Entries, Kind::Receipt, Kind::Enrol, Kind::Enrolled]
            .into_iter()
            .find(|known| known.code() == *kind)
            .ok_or(BadFile::NotOne)?;
        let (centre, rest) = id(rest)?;
        let (site, rest) = id(rest)?;
        let (machine, rest) = id(rest)?;
        let (name, rest) = id(rest)?;
        let head = Self {
            kind,
            centre: CentreId::from_bytes(centre),
            site: SiteId::from_bytes(site),
            machine: MachineId::from_bytes(machine),
            file: FileId(name),
        };
        Ok((head, rest))
    }
}

/// A file whose head was read and of which nothing is believed yet.
#[derive(Debug)]
pub struct Sealed<'f> {
    /// What its head says.
    pub head: Head,
    file: &'f [u8],
}

impl<'f> Sealed<'f> {
    /// Reads the head.
    ///
    /// # Errors
    /// `NotOne`, `Cut`, `TooLong`.
    pub fn read(file: &'f [u8]) -> Result<Self, BadFile> {
        if file.len() > MAX_FILE_BYTES {
            return Err(BadFile::TooLong);
        }
        let (head, rest) = Head::split(file)?;
        let rest = rest.get(KEY_BYTES..).ok_or(BadFile::Cut)?;
        let (length, rest) = rest.split_first_chunk::<4>().ok_or(BadFile::Cut)?;
        let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| BadFile::TooLong)?;
        if length.checked_add(SIGNATURE_BYTES) != Some(rest.len()) {
            return Err(BadFile::Cut);
        }
        Ok(Self { head, file })
    }

    /// Opens what a machine sent: it was signed by this key.
    ///
    /// # Errors
    /// `Signature`, `Sealed`.
    pub fn open_at_centre<T: DeserializeOwned>(
        &self,
        machine: &[u8; 32],
        centre: &CentreSecrets,
    ) -> Result<T, BadFile> {
        self.open(machine, &centre.open)
    }

    /// Opens what a machine sent that is not known yet: it was signed by the key that it registers.
    ///
    /// # Errors
    /// `Signature`, `Sealed`.
    pub fn open_enrolment(&self, centre: &CentreSecrets) -> Result<EnrolFile, BadFile> {
        let file: EnrolFile = self.unseal(&centre.open)?;
        if file.request.machine != self.head.machine {
            return Err(BadFile::Signature);
        }
        self.verify(&file.request.public_key.0)?;
        Ok(file)
    }

    /// Opens what the centre of this signing key sent.
    ///
    /// # Errors
    /// `Signature`, `Sealed`.
    pub fn open_at_machine<T: DeserializeOwned>(
        &self,
        centre: &Hex32,
        reply: &ReplyKey,
    ) -> Result<T, BadFile> {
        self.open(&centre.0, &reply.secret)
    }

    fn open<T: DeserializeOwned>(&self, signer: &[u8; 32], secret: &Secret) -> Result<T, BadFile> {
        self.verify(signer)?;
        self.unseal(secret)
    }

    fn verify(&self, signer: &[u8; 32]) -> Result<(), BadFile> {
        let (before, signature) = self
            .file
            .split_last_chunk::<SIGNATURE_BYTES>()
            .ok_or(BadFile::Cut)?;
        let signer = VerifyingKey::from_bytes(signer).map_err(|_| BadFile::Signature)?;
        signer
            .verify_strict(&signed(before), &Signature::from_bytes(signature))
            .map_err(|_| BadFile::Signature)
    }

    fn unseal<T: DeserializeOwned>(&self, secret: &Secret) -> Result<T, BadFile> {
        let (before, _) = self
            .file
            .split_last_chunk::<SIGNATURE_BYTES>()
            .ok_or(BadFile::Cut)?;
        let (head, rest) = before.split_at_checked(HEAD_BYTES).ok_or(BadFile::Cut)?;
        let (key, rest) = rest.split_at_checked(KEY_BYTES).ok_or(BadFile::Cut)?;
        let sealed = rest.get(4..).ok_or(BadFile::Cut)?;
        let key =
            <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(key).map_err(|_| BadFile::Sealed)?;
        let packed = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            secret,
            &key,
            head,
            sealed,
            &[],
        )
        .map_err(|_| BadFile::Sealed)?;
        // Read no further than a file may hold: what was sealed may unpack without end.
        let mut json = Vec::new();
        GzDecoder::new(packed.as_slice())
            .take(MAX_UNPACKED_BYTES + 1)
            .read_to_end(&mut json)
            .map_err(|_| BadFile::Sealed)?;
        if u64::try_from(json.len()).map_or(true, |length| length > MAX_UNPACKED_BYTES) {
            return Err(BadFile::TooLong);
        }
        serde_json::from_slice(&json).map_err(|_| BadFile::Sealed)
    }
}

fn written(head: &Head) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.push(head.kind.code());
    bytes.extend(head.centre.to_bytes());
    bytes.extend(head.site.to_bytes());
    bytes.extend(head.machine.to_bytes());
    bytes.extend(head.file.0);
    bytes
}

fn signed(before: &[u8]) -> Vec<u8> {
    let mut bytes = b"nida-courier-signed-1".to_vec();
    bytes.extend(Sha256::digest(before));
    bytes
}

fn id(bytes: &[u8]) -> Result<([u8; 16], &[u8]), BadFile> {
    let (id, rest) = bytes.split_first_chunk::<16>().ok_or(BadFile::Cut)?;
    Ok((*id, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reply_key;

    fn head(kind: Kind) -> Head {
        Head {
            kind,
            centre: CentreId::from_bytes([1; 16]),
            site: SiteId::from_bytes([2; 16]),
            machine: MachineId::from_bytes([3; 16]),
            file: FileId([4; 16]),
        }
    }

    fn machine() -> SigningKey {
        SigningKey::from_bytes(&[5; 32])
    }

    fn to_centre(text: &str) -> Vec<u8> {
        let centre = CentreSecrets::of(&[6; 32]).public();
        seal(&head(Kind::Entries), &text, &centre.seal, &machine()).unwrap()
    }

    fn at_centre(file: &[u8]) -> Result<String, BadFile> {
        let key = machine().verifying_key().to_bytes();
        Sealed::read(file)?.open_at_centre(&key, &CentreSecrets::of(&[6; 32]))
    }

    #[test]
    fn whoever_it_is_for_reads_it_and_nobody_else() {
        let file = to_centre("نداء");
        assert_eq!(at_centre(&file), Ok("نداء".to_owned()));
        let key = machine().verifying_key().to_bytes();
        let other = CentreSecrets::of(&[7; 32]);
        let opened: Result<String, _> = Sealed::read(&file).unwrap().open_at_centre(&key, &other);
        assert_eq!(opened, Err(BadFile::Sealed));
        let text = String::from_utf8_lossy(&file);
        assert!(!text.contains("نداء"), "nothing is in the clear");
    }

    #[test]
    fn a_receipt_is_opened_by_the_machine_of_its_file_alone() {
        let centre = CentreSecrets::of(&[6; 32]);
        let own = reply_key(&[5; 32], FileId([4; 16]));
        let file = seal(&head(Kind::Receipt), &"yes", &own.public, &centre.sign).unwrap();
        let open = |reply: &ReplyKey, sign: &Hex32| -> Result<String, BadFile> {
            Sealed::read(&file).unwrap().open_at_machine(sign, reply)
        };
        let sign = centre.public().sign;
        assert_eq!(open(&own, &sign), Ok("yes".to_owned()));
        for other in [
            reply_key(&[5; 32], FileId([9; 16])),
            reply_key(&[8; 32], FileId([4; 16])),
        ] {
            assert_eq!(open(&other, &sign), Err(BadFile::Sealed));
        }
        let stranger = CentreSecrets::of(&[9; 32]).public().sign;
        assert_eq!(open(&own, &stranger), Err(BadFile::Signature));
    }

    /// A stick that was pulled out, a byte that flipped, a head that somebody wrote anew: none is believed.
    #[test]
    fn a_file_that_was_cut_or_changed_is_refused() {
        let file = to_centre("cut me");
        for length in 0..file.len() {
            let cut = at_centre(&file[..length]).unwrap_err();
            assert_eq!(cut, BadFile::Cut, "at {length}");
        }
        let longer = [&file[..], b"x"].concat();
        assert_eq!(at_centre(&longer), Err(BadFile::Cut));
        for at in 0..file.len() {
            let mut changed = file.clone();
            changed[at] ^= 1;
            assert!(at_centre(&changed).is_err(), "byte {at}");
        }
        assert_eq!(at_centre(b"PK\x03\x04 a zip"), Err(BadFile::NotOne));
    }

    /// Nobody can take another machine's sealed part and send it as their own: it is bound to the head.
    #[test]
    fn a_sealed_part_under_another_head_does_not_open() {
        let mut file = to_centre("mine");
        let thief = SigningKey::from_bytes(&[9; 32]);
        let machine_at = MAGIC.len() + 1 + 32;
        file[machine_at] ^= 1;
        file.truncate(file.len() - SIGNATURE_BYTES);
        let signature = thief.sign(&signed(&file));
        file.extend(signature.to_bytes());
        let key = thief.verifying_key().to_bytes();
        let opened: Result<String, _> = Sealed::read(&file)
            .unwrap()
            .open_at_centre(&key, &CentreSecrets::of(&[6; 32]));
        assert_eq!(opened, Err(BadFile::Sealed));
    }

    /// However well it packs: whoever opens it would not read it to its end.
    #[test]
    fn what_would_not_be_read_again_is_not_written() {
        let text = "a".repeat(98);
        assert!(pack(&text, 100).is_ok());
        assert!(matches!(pack(&text, 99), Err(SealError::TooLong)));
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

        /// A stick carries what anybody puts on it.
        #[test]
        fn any_bytes_are_no_file_of_a_machine(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400), begins_well in proptest::prelude::any::<bool>()) {
            let whole = to_centre("نص");
            let beginning = if begins_well { &whole[..60] } else { &[][..] };
            let file = [beginning, &bytes].concat();
            proptest::prop_assert!(at_centre(&file).is_err());
            let _either = (Head::read(&file), crate::CentreCard::read(&file));
        }
    }
}
