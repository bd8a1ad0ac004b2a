//! In which ways a store can be opened, told without opening it.

use super::slots::Slots;
use crate::error::OpenError;
use crate::folder::Folder;

/// A way to open a store; each has a kind of slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// The station passphrase.
    Passphrase,
    /// The recovery code.
    RecoveryCode,
    /// The keyring of the operating system.
    Keyring,
    /// A key file.
    KeyFile,
}

impl Way {
    /// Every way.
    pub const ALL: [Self; 4] = [
        Self::Passphrase,
        Self::RecoveryCode,
        Self::Keyring,
        Self::KeyFile,
    ];

    /// The kind of its slot.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Passphrase => "passphrase",
            Self::RecoveryCode => "recovery_code",
            Self::Keyring => "keyring",
            Self::KeyFile => "key_file",
        }
    }
}

/// The ways into one store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaysIn {
    /// Id of the store in hexadecimal: under it a keyring keeps what opens this store and no other.
    pub store: String,
    /// Those it can be opened in.
    pub ways: Vec<Way>,
    /// How many slots are of kinds that this version does not know.
    pub unknown: usize,
    /// The marks of their slots.
    marks: Vec<(Way, String)>,
}

impl WaysIn {
    /// Reads them from the slots in the folder.
    ///
    /// # Errors
    /// `SlotsMissing`.
    pub fn of(folder: &Folder) -> Result<Self, OpenError> {
        let slots = Slots::read(&folder.slots())?;
        let known = |kind: &str| Way::ALL.into_iter().find(|way| way.code() == kind);
        Ok(Self {
            store: slots.store().to_owned(),
            ways: slots.kinds().filter_map(known).collect(),
            unknown: slots.kinds().filter(|kind| known(kind).is_none()).count(),
            marks: Way::ALL
                .into_iter()
                .flat_map(|way| slots.marks(way).map(move |mark| (way, mark)))
                .collect(),
        })
    }

    /// Whether the store can be opened in this way.
    #[must_use]
    pub fn has(&self, way: Way) -> bool {
        self.ways.contains(&way)
    }

    /// Whether this is the mark of a slot of the way as it is now: a slot that was made anew has another one.
    #[must_use]
    pub fn is_mark_of(&self, way: Way, mark: &str) -> bool {
        let mut marks = self.marks.iter();
        marks.any(|(of, known)| *of == way && known == mark)
    }

    /// The mark of the slot of a way, where it has but one.
    #[must_use]
    pub fn only_mark_of(&self, way: Way) -> Option<&str> {
        let mut marks = self.marks.iter().filter(|(of, _)| *of == way);
        let (_, mark) = marks.next()?;
        marks.next().is_none().then_some(mark)
    }
}
