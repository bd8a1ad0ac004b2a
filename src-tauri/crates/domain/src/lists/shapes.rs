//! The form of every list, see [`super::shape`].

use super::shape::{Field, FieldKind, Part, Shape};
use crate::policy::{PolicyKey, SAMPLES_MAX};
use crate::quality::{POINTS_MAX, WEIGHT_MAX};

const AR: Field = needed("ar", FieldKind::Arabic);
const EN: Field = needed("en", FieldKind::English);
const LABELS: &[Field] = &[AR, EN];
const CASE_RULES: &[&str] = &["always", "ask", "never"];

pub(super) const ALL: &[Shape] = &[
    Shape {
        fields: &[
            AR,
            EN,
            free("digit", FieldKind::Number(9)),
            needed("case", FieldKind::OneOf(CASE_RULES)),
            free("default_outcome", FieldKind::CodeOf("outcomes")),
            needed(
                "minimum",
                FieldKind::SomeOf(&["type", "sub_category", "facility", "place", "note"]),
            ),
        ],
        ..plain("types", Part::Services)
    },
    Shape {
        fields: &[AR, EN, needed("group", FieldKind::CodeOf("types"))],
        ..plain("sub_category_groups", Part::Services)
    },
    Shape {
        beside: "type",
        fields: &[
            needed("type", FieldKind::CodeOf("types")),
            AR,
            EN,
            free("group", FieldKind::CodeOf("sub_category_groups")),
            free("urgent", FieldKind::YesNo),
            free("case", FieldKind::OneOf(CASE_RULES)),
            free("synonyms", FieldKind::Words),
        ],
        ..plain("sub_categories", Part::Services)
    },
    Shape {
        fields: &[
            needed("type", FieldKind::CodeOf("types")),
            needed("sub_category", FieldKind::CodeOf("sub_categories")),
            AR,
            EN,
            for_good("answer", FieldKind::OneOf(&["yes_no", "text", "number"])),
            free("max", FieldKind::Number(u32::MAX)),
            free("red_flag/ar", FieldKind::Arabic),
            free("red_flag/en", FieldKind::English),
        ],
        ..plain("questions", Part::Services)
    },
    Shape {
        fields: &[
            needed("type", FieldKind::CodeOf("types")),
            free("sub_categories", FieldKind::CodesOf("sub_categories")),
            AR,
            EN,
            for_good(
                "kind",
                FieldKind::OneOf(&["text", "number", "date", "codes"]),
            ),
            free("min", FieldKind::Number(u32::MAX)),
            free("max", FieldKind::Number(u32::MAX)),
            free("options", FieldKind::Options),
        ],
        ..plain("custom_fields", Part::Services)
    },
    Shape {
        whole: true,
        fields: &[
            needed("type", FieldKind::CodeOf("types")),
            needed("sub_categories", FieldKind::CodesOf("sub_categories")),
            needed("affected_min", FieldKind::Number(u32::MAX)),
            needed("propose/sub_category", FieldKind::CodeOf("sub_categories")),
            free("propose/urgent", FieldKind::YesNo),
            AR,
            EN,
        ],
        ..plain("proposals", Part::Services)
    },
    Shape {
        whole: true,
        fields: &[
            free("type", FieldKind::CodeOf("types")),
            free("sub_categories", FieldKind::CodesOf("sub_categories")),
            free("urgent", FieldKind::YesNo),
            free("priority", FieldKind::CodeOf("priorities")),
            free("acknowledge", FieldKind::Span),
            free("first_action", FieldKind::Span),
            free("entity_answer", FieldKind::Span),
            free("resolve", FieldKind::Span),
        ],
        ..plain("targets", Part::Services)
    },
    plain("governorates", Part::Places),
    grouped("wilayats", Part::Places, OF_GOVERNORATE),
    grouped("facilities", Part::Places, OF_GOVERNORATE),
    grouped("entities", Part::Places, OF_KIND),
    Shape {
        fields: &[
            AR,
            EN,
            for_good(
                "kind",
                FieldKind::OneOf(&["phone", "message", "visit", "letter"]),
            ),
            Field {
                for_good: true,
                ..free("out", FieldKind::YesNo)
            },
            free("sender/ar", FieldKind::Arabic),
            free("sender/en", FieldKind::English),
            free("link", FieldKind::YesNo),
            free("thread", FieldKind::OneOf(&["sender", "link"])),
        ],
        ..plain("channels", Part::Calls)
    },
    plain("outcomes", Part::Calls),
    plain("severities", Part::Calls),
    plain("stages_of_care", Part::Calls),
    plain("staff_groups", Part::Calls),
    plain("void_reasons", Part::Calls),
    grouped(
        "survey_modes",
        Part::Calls,
        &[
            AR,
            EN,
            needed("group", FieldKind::OneOf(&["asked", "given"])),
        ],
    ),
    Shape {
        fields: &[
            AR,
            EN,
            free("version", FieldKind::Version),
            needed("sections", FieldKind::Rows(QUALITY_SECTION)),
            free("auto_fail", FieldKind::Rows(LABELS)),
        ],
        ..plain("quality_forms", Part::Calls)
    },
    Shape {
        whole: true,
        code: "",
        fields: &[Field {
            policy: Some(PolicyKey::SamplesPerAgent),
            ..needed("per_agent", FieldKind::Number(SAMPLES_MAX))
        }],
        ..plain("sampling", Part::Calls)
    },
    plain("take_over_reasons", Part::Calls),
    plain("flag_reasons", Part::Calls),
    plain("beneficiaries", Part::Persons),
    plain("relations", Part::Persons),
    plain("sexes", Part::Persons),
    plain("identity_documents", Part::Persons),
    plain("verification_levels", Part::Persons),
    plain("languages", Part::Persons),
    plain("contact_ways", Part::Persons),
    plain("contact_times", Part::Persons),
    plain("person_flags", Part::Persons),
    plain("roles", Part::Persons),
    grouped(
        "case_statuses",
        Part::Cases,
        &[
            AR,
            EN,
            needed(
                "group",
                FieldKind::OneOf(&["open", "waiting", "resolved", "closed"]),
            ),
        ],
    ),
    plain("priorities", Part::Cases),
    grouped(
        "findings",
        Part::Cases,
        &[AR, EN, needed("group", FieldKind::CodeOf("types"))],
    ),
    plain("actions_taken", Part::Cases),
    plain("closing_outcomes", Part::Cases),
    plain("escalation_levels", Part::Cases),
    grouped(
        "referral_states",
        Part::Cases,
        &[
            AR,
            EN,
            needed("group", FieldKind::OneOf(&["open", "closed"])),
        ],
    ),
    grouped(
        "return_reasons",
        Part::Cases,
        &[
            AR,
            EN,
            needed("group", FieldKind::OneOf(&["referral", "call"])),
        ],
    ),
    grouped(
        "refusal_reasons",
        Part::Cases,
        &[
            AR,
            EN,
            needed("group", FieldKind::OneOf(&["request", "survey"])),
        ],
    ),
    plain("follow_up_kinds", Part::Cases),
    grouped(
        "follow_up_results",
        Part::Cases,
        &[
            AR,
            EN,
            needed("group", FieldKind::OneOf(&["done", "again"])),
        ],
    ),
    plain("cancel_reasons", Part::Cases),
    plain("informed_ways", Part::Cases),
    Shape {
        file: "calendar",
        whole: true,
        code: "",
        fields: &[
            needed("working_days", FieldKind::Weekdays),
            needed("week_starts", FieldKind::Weekday),
            needed("opens", FieldKind::Time),
            needed("closes", FieldKind::Time),
        ],
        ..plain("week", Part::Calendar)
    },
    Shape {
        file: "calendar",
        whole: true,
        fields: &[
            AR,
            EN,
            needed("from", FieldKind::Day),
            needed("to", FieldKind::Day),
            needed("opens", FieldKind::Time),
            needed("closes", FieldKind::Time),
            STATE,
            SOURCE,
        ],
        ..plain("periods", Part::Calendar)
    },
    Shape {
        whole: true,
        code: "occasion",
        beside: "from",
        fields: &[
            AR,
            EN,
            needed("from", FieldKind::Day),
            needed("to", FieldKind::Day),
            STATE,
            SOURCE,
        ],
        ..plain("holidays", Part::Calendar)
    },
    Shape {
        fields: &[AR, EN, needed("starts", FieldKind::Time)],
        ..plain("shifts", Part::Calendar)
    },
    grouped(
        "pause_reasons",
        Part::Calendar,
        &[
            AR,
            EN,
            needed("group", FieldKind::OneOf(&["break", "work"])),
        ],
    ),
];

const QUALITY_SECTION: &[Field] = &[
    AR,
    EN,
    needed("weight", FieldKind::Number(WEIGHT_MAX)),
    needed("items", FieldKind::Rows(QUALITY_ITEM)),
];
const QUALITY_ITEM: &[Field] = &[
    AR,
    EN,
    needed("answer", FieldKind::OneOf(&["yes_no", "points"])),
    free("max", FieldKind::Number(POINTS_MAX)),
    free("may_not_apply", FieldKind::YesUnlessSaid),
];
const OF_GOVERNORATE: &[Field] = &[AR, EN, needed("group", FieldKind::CodeOf("governorates"))];
const OF_KIND: &[Field] = &[
    AR,
    EN,
    needed(
        "group",
        FieldKind::OneOf(&["internal", "external", "partner"]),
    ),
];
const STATE: Field = needed("state", FieldKind::OneOf(&["observed", "expected"]));
const SOURCE: Field = needed("source", FieldKind::Line);

const fn free(name: &'static str, kind: FieldKind) -> Field {
    Field {
        name,
        kind,
        needed: false,
        for_good: false,
        policy: None,
    }
}

const fn needed(name: &'static str, kind: FieldKind) -> Field {
    Field {
        needed: true,
        ..free(name, kind)
    }
}

const fn for_good(name: &'static str, kind: FieldKind) -> Field {
    Field {
        for_good: true,
        ..needed(name, kind)
    }
}

const fn plain(list: &'static str, part: Part) -> Shape {
    grouped(list, part, LABELS)
}

const fn grouped(list: &'static str, part: Part, fields: &'static [Field]) -> Shape {
    Shape {
        list,
        file: list,
        part,
        whole: false,
        code: "code",
        beside: "",
        fields,
    }
}
