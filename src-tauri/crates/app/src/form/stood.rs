//! What a correction finds there: the call as it was seen, and the form that says it.
//!
//! What nobody touched passes, whatever the lists say by now: this machine may have taken no pack yet, and a pack may
//! ask for more than was asked of the calls before it. Of a new call nothing stood there. Never here: a rule of a field.

use std::collections::BTreeMap;

use domain::call::Call;
use domain::id::{IssueId, SubjectId};

use super::{Known, form_of};
use crate::dto::{CallForm, IssueForm};

/// A call as it stood; all is empty where there was none.
#[derive(Debug, Default)]
pub(super) struct Stood {
    /// What its form says.
    pub(super) form: CallForm,
    /// What it says itself.
    pub(super) call: Call,
    /// Its issues, each with the type it is of.
    pub(super) issues: BTreeMap<IssueId, IssueForm>,
}

impl Stood {
    /// The call `id` as it stands.
    pub(super) fn of(known: Known<'_>, id: SubjectId, call: &Call) -> Self {
        let form = form_of(known, id, call);
        Self {
            issues: super::back::issues(call),
            form,
            call: call.clone(),
        }
    }
}
