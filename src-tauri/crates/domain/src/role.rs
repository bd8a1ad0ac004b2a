//! The roles a person can hold. Which rights a role has is the application's table, not said here.

use std::fmt;
use std::str::FromStr;

/// A role. Several can be held by one person; an entry is stamped with the one acted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// On the phone.
    Agent,
    /// On the phone, experienced.
    Senior,
    /// Keeps the health-education cards.
    Educator,
    /// Humanitarian requests and partners.
    PartnerDesk,
    /// Reviews the shift.
    Supervisor,
    /// Users, lists, calendar, connection, backup.
    Administrator,
    /// Reads all, changes nothing.
    Auditor,
}

/// The text is not the code of a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a role")]
pub struct NotARole;

impl Role {
    /// Every role, in the order in which people read them.
    pub const ALL: [Self; 7] = [
        Self::Agent,
        Self::Senior,
        Self::Educator,
        Self::PartnerDesk,
        Self::Supervisor,
        Self::Administrator,
        Self::Auditor,
    ];

    /// Its immutable code, as in the list of roles.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::Senior => "senior",
            Self::Educator => "educator",
            Self::PartnerDesk => "partner_desk",
            Self::Supervisor => "supervisor",
            Self::Administrator => "administrator",
            Self::Auditor => "auditor",
        }
    }

    /// Whose word stays where two people changed one thing without knowing of each other: the
    /// higher. The supervisor answers for the calls; an administrator keeps the machine, so ranks
    /// below; an auditor changes nothing.
    #[must_use]
    pub const fn rank(self) -> u8 {
        match self {
            Self::Auditor => 0,
            Self::Agent => 1,
            Self::Educator | Self::PartnerDesk | Self::Senior => 2,
            Self::Administrator => 3,
            Self::Supervisor => 4,
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

impl FromStr for Role {
    type Err = NotARole;

    fn from_str(code: &str) -> Result<Self, NotARole> {
        Self::ALL
            .into_iter()
            .find(|role| role.code() == code)
            .ok_or(NotARole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back() {
        for role in Role::ALL {
            assert_eq!(role.code().parse(), Ok(role));
        }
        assert_eq!("owner".parse::<Role>(), Err(NotARole));
    }
}
