//! Issuing what lets somebody in: a one-time enrolment code for a machine, a token for exports.

use domain::id::{Millis, SiteId};
use domain::wire::{CODE_RANDOM_BYTES, EnrolmentCode, MAX_NAME_CHARS, Site};

use crate::export::What;
use crate::secrets::{CODE_LIFE_MS, new_token};
use crate::storage::{ExportToken, NameTaken, NewCode, NewExportToken, Storage, StorageError};

/// No code was issued.
#[derive(Debug, thiserror::Error)]
pub enum IssueError {
    /// A name has 1 to 100 characters.
    #[error("a name has 1 to {MAX_NAME_CHARS} characters")]
    BadName,
    /// The name of a token is taken, perhaps by one that was revoked.
    #[error(transparent)]
    NameTaken(#[from] NameTaken),
    /// The storage could not keep it.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The system gives no random bytes.
    #[error("the system gives no random bytes")]
    Random(#[from] getrandom::Error),
}

/// A code to be typed at a machine. It is nowhere else: the centre keeps its digest.
#[derive(Debug, Clone)]
pub struct IssuedCode {
    /// The code.
    pub code: EnrolmentCode,
    /// The site that it is for.
    pub site: Site,
    /// Until when it is good.
    pub expires_at: Millis,
}

/// Issues a code for the site of this name, which is made if there is none; without a name for the
/// first site.
///
/// # Errors
/// When the name is not one, or the storage cannot keep the code.
pub async fn issue_code(
    storage: &dyn Storage,
    site: Option<&str>,
    now: Millis,
) -> Result<IssuedCode, IssueError> {
    let site = site.map(str::trim);
    if site.is_some_and(|name| name.is_empty() || name.chars().count() > MAX_NAME_CHARS) {
        return Err(IssueError::BadName);
    }
    let mut random = [0; CODE_RANDOM_BYTES];
    getrandom::fill(&mut random)?;
    let mut site_random = [0; 10];
    getrandom::fill(&mut site_random)?;
    let code = EnrolmentCode::from_random(random);
    let expires_at = Millis(now.0.saturating_add(CODE_LIFE_MS));
    let kept = NewCode {
        name: code.key(),
        digest: code.digest(),
        site: site.map(str::to_owned),
        site_id: SiteId::new(now, site_random),
        expires_at,
    };
    let site = storage.issue_code(kept).await?;
    Ok(IssuedCode {
        code,
        site,
        expires_at,
    })
}

/// A token for exports. It is nowhere else: the centre keeps its digest.
#[derive(Debug, Clone)]
pub struct IssuedToken {
    /// The token.
    pub token: String,
    /// What it is good for.
    pub kept: ExportToken,
}

/// Issues a token of this name by which these tables of a site may be exported over the line.
///
/// # Errors
/// When the name is not one or taken, or the storage cannot keep the token.
pub async fn issue_export_token(
    storage: &dyn Storage,
    site: SiteId,
    name: &str,
    tables: Vec<What>,
    now: Millis,
) -> Result<IssuedToken, IssueError> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > MAX_NAME_CHARS {
        return Err(IssueError::BadName);
    }
    let identity = storage.identity().await?;
    let (token, digest) = new_token(&identity.secret)?;
    let kept = ExportToken {
        name: name.to_owned(),
        site,
        tables,
        made_at: now,
        revoked_at: None,
    };
    let new = NewExportToken {
        digest,
        token: kept.clone(),
    };
    storage.keep_export_token(new).await??;
    Ok(IssuedToken { token, kept })
}
