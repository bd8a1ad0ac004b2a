//! What a policy must be: one that machines can hold to, and nothing that is for each machine's administrator to say.

use std::collections::BTreeSet;

use domain::policy::{Fixed, PolicyKey};

use super::PublishError;
use crate::storage::KeptPack;

/// How many keys it fixes, and which ones the policy before fixed and this one leaves free.
pub(super) fn check(
    content: &[u8],
    before: Option<KeptPack>,
) -> Result<(usize, BTreeSet<String>), PublishError> {
    let keys = |fixed: &Fixed| -> BTreeSet<String> {
        let fixes = PolicyKey::ALL.into_iter().filter(|key| fixed.fixes(*key));
        fixes.map(|key| key.code().to_owned()).collect()
    };
    let fixed = keys(&Fixed::read(content).map_err(PublishError::Policy)?);
    let before = before.and_then(|pack| Fixed::read(&pack.content).ok());
    let free = before.map(|before| &keys(&before) - &fixed);
    Ok((fixed.len(), free.unwrap_or_default()))
}
