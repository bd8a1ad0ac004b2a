//! How often what happens. Proportions as a centre of the ministry reports them where they are
//! known (94 of 100 calls end as a line in the log, 6 become a case), else what is plausible.
//!
//! A subject, governorate or wilayat that is not named here has the least weight, so that new codes
//! of the lists turn up without a change here.

/// A type of call: its code, how many of a thousand calls, and the median talk in seconds.
pub(super) const TYPES: [(&str, u64, f64); 9] = [
    ("health_ed", 420, 170.0),
    ("inquiry", 330, 110.0),
    ("follow_up", 96, 150.0),
    ("non_service", 80, 14.0),
    ("complaint", 41, 290.0),
    ("compliment", 14, 90.0),
    ("report", 10, 250.0),
    ("humanitarian", 5, 320.0),
    ("suggestion", 4, 180.0),
];

/// Weight of a subject that is not named.
pub(super) const SUBJECT_LEAST: u64 = 6;

/// Weights of subjects within their type.
pub(super) const SUBJECTS: [(&str, &str, u64); 81] = [
    ("health_ed", "vaccination", 140),
    ("health_ed", "infectious", 130),
    ("health_ed", "diabetes", 100),
    ("health_ed", "heart", 80),
    ("health_ed", "mother_child", 140),
    ("health_ed", "nutrition", 80),
    ("health_ed", "mental", 60),
    ("health_ed", "medicine_use", 120),
    ("health_ed", "quit_smoking", 25),
    ("health_ed", "screening", 70),
    ("health_ed", "travel", 45),
    ("health_ed", "first_aid", 35),
    ("health_ed", "elderly", 30),
    ("health_ed", "other", 30),
    ("inquiry", "hours", 220),
    ("inquiry", "booking", 260),
    ("inquiry", "abroad_procedure", 50),
    ("inquiry", "report_request", 110),
    ("inquiry", "fees", 100),
    ("inquiry", "licensing", 60),
    ("inquiry", "contact", 150),
    ("inquiry", "other", 50),
    ("complaint", "appt_delay", 140),
    ("complaint", "med_shortage", 130),
    ("complaint", "wait_clinic", 80),
    ("complaint", "wait_ed", 80),
    ("complaint", "conduct", 80),
    ("complaint", "unreachable", 70),
    ("complaint", "surgery_delay", 50),
    ("complaint", "results_delay", 50),
    ("complaint", "eservice", 50),
    ("complaint", "appt_changed", 40),
    ("complaint", "med_report", 40),
    ("complaint", "transfer_delay", 30),
    ("complaint", "service_na", 30),
    ("complaint", "billing", 30),
    ("complaint", "no_bed", 25),
    ("complaint", "records", 20),
    ("complaint", "maint", 20),
    ("complaint", "explain", 15),
    ("complaint", "clean", 15),
    ("complaint", "parking", 15),
    ("report", "food", 160),
    ("report", "infect", 120),
    ("report", "smoking", 100),
    ("report", "animal_bite", 90),
    ("report", "adr", 80),
    ("report", "water_vector", 80),
    ("report", "unlicensed", 70),
    ("report", "fac_violation", 70),
    ("report", "pt_danger", 60),
    ("report", "outage", 40),
    ("report", "pt_abroad", 30),
    ("report", "med_waste", 30),
    ("report", "fake_med", 30),
    ("report", "rumour", 30),
    ("report", "cluster", 20),
    ("report", "abuse", 20),
    ("report", "self_harm", 20),
    ("report", "other", 30),
    ("suggestion", "digital", 250),
    ("suggestion", "procedure", 250),
    ("suggestion", "facilities", 200),
    ("suggestion", "new_service", 120),
    ("suggestion", "awareness", 80),
    ("suggestion", "training", 50),
    ("suggestion", "other", 50),
    ("humanitarian", "treatment_cost", 280),
    ("humanitarian", "devices", 200),
    ("humanitarian", "medicines", 140),
    ("humanitarian", "transport", 120),
    ("humanitarian", "home_care", 80),
    ("humanitarian", "lodging", 60),
    ("humanitarian", "dialysis", 50),
    ("humanitarian", "psychosocial", 40),
    ("humanitarian", "food_aid", 40),
    ("humanitarian", "facility_project", 30),
    ("non_service", "wrong_number", 320),
    ("non_service", "silent", 360),
    ("non_service", "nuisance", 120),
    ("non_service", "out_of_scope", 180),
];

/// Weight of a governorate or wilayat that is not named.
pub(super) const PLACE_LEAST: u64 = 10;

/// Weights of governorates, by where people live.
pub(super) const GOVERNORATES: [(&str, u64); 9] = [
    ("OM-MA", 400),
    ("OM-BS", 160),
    ("OM-DA", 100),
    ("OM-BJ", 90),
    ("OM-ZU", 80),
    ("OM-SJ", 60),
    ("OM-SS", 50),
    ("OM-ZA", 40),
    ("OM-BU", 25),
];

/// Weights of wilayats within their governorate.
pub(super) const WILAYATS: [(&str, u64); 10] = [
    ("al_seeb", 60),
    ("bausher", 50),
    ("muttrah", 30),
    ("al_amerat", 30),
    ("salalah", 120),
    ("sohar", 40),
    ("nizwa", 30),
    ("barka", 40),
    ("ibri", 50),
    ("sur", 40),
];

/// The governorate whose hospitals take patients of the whole country.
pub(super) const REFERRAL_GOVERNORATE: &str = "OM-MA";

/// Other ways than a call that comes in, of a thousand calls that are no wrong numbers.
pub(super) const OTHER_CHANNELS: [(&str, u64); 5] = [
    ("phone_out", 20),
    ("walk_in", 12),
    ("email", 7),
    ("x_direct", 5),
    ("section", 3),
];

/// Those of them that need an open counter.
pub(super) const AT_THE_COUNTER: [&str; 2] = ["walk_in", "section"];

/// Outcomes that the agent chooses by hand, of a thousand calls of a type; else it is left empty,
/// and the rule of the type says it.
pub(super) const OUTCOMES: [(&str, &str, u64); 11] = [
    ("health_ed", "info_sent", 40),
    ("health_ed", "call_back", 15),
    ("health_ed", "transferred", 10),
    ("health_ed", "to_emergency", 8),
    ("inquiry", "info_sent", 70),
    ("inquiry", "transferred", 50),
    ("inquiry", "call_back", 30),
    ("follow_up", "added_to_case", 600),
    ("follow_up", "call_back", 70),
    ("follow_up", "transferred", 30),
    ("complaint", "transferred", 10),
];
