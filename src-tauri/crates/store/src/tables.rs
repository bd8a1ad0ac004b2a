//! Which table is what. A table is the journal, folded from the journal, the index of what was folded,
//! or private to this machine; a test holds that none is forgotten.

/// The journal: what was recorded, by whom, and where it stands.
pub const JOURNAL_TABLES: &[&str] = &["epoch", "entry", "link", "centre", "number"];

/// Folded from the journal: made anew by a rebuild, equal row for row.
pub const FOLDED_TABLES: &[&str] = &[
    "call",
    "issue",
    "call_comment",
    "call_return",
    "call_score",
    "call_score_answer",
    "call_score_reply",
    "call_addition",
    "call_hold",
    "call_card",
    "call_question",
    "call_custom",
    "case",
    "case_call",
    "case_move",
    "case_span",
    "follow_up",
    "follow_up_attempt",
    "person",
    "person_number",
    "person_relation",
    "person_flag",
    "person_word",
    "merge",
    "number_flag",
    "user",
    "duty",
    "duty_pause",
    "question",
    "takeover",
    "shift_signature",
    "shift_signature_machine",
    "hand_over",
    "survey",
    "export",
    "import_batch",
    "list_change",
    "improvement",
    "erased",
    "finding",
    "not_understood",
];

/// The index of search: derived from the folded tables, made anew by a rebuild, compared by answers.
/// Beside them stand the FTS5 tables, which are made as months pass, see [`INDEX_PREFIX`].
pub const INDEX_TABLES: &[&str] = &[
    "person_found",
    "call_indexed",
    "case_indexed",
    "person_indexed",
    "found_waiting",
    "found_part",
];

/// How the names of the index's FTS5 tables begin.
pub const INDEX_PREFIX: &str = "found_words_";

/// Private to this machine: never entries, never sent, not made anew by a rebuild.
pub const PRIVATE_TABLES: &[&str] = &[
    "machine",
    "mark",
    "unfolded",
    "setting",
    "counter",
    "credential",
    "attempt",
    "draft",
    "seen_comment",
    "told_takeover",
    "pack",
    "pack_refused",
    "erasure_due",
    "refinery_schema_history",
];
