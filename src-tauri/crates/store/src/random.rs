//! Random bytes from the system, for ids and salts.

use crate::error::StoreError;

/// Fresh random bytes.
///
/// # Errors
/// `NoRandom` when the system gives none.
pub fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}
