//! Words of dates: months, days of the week, marks of a calendar, morning and afternoon. All folded.

/// Names of Gregorian months, those of the Gulf and of the Levant, whole and short.
const MONTHS: [&[&str]; 12] = [
    &["يناير", "كانون الثاني", "january", "jan"],
    &["فبراير", "شباط", "february", "feb"],
    &["مارس", "اذار", "march", "mar"],
    &["ابريل", "نيسان", "april", "apr"],
    &["مايو", "ايار", "may"],
    &["يونيو", "حزيران", "june", "jun"],
    &["يوليو", "تموز", "july", "jul"],
    &["اغسطس", "اب", "august", "aug"],
    &["سبتمبر", "ايلول", "september", "sep", "sept"],
    &["اكتوبر", "تشرين الاول", "october", "oct"],
    &["نوفمبر", "تشرين الثاني", "november", "nov"],
    &["ديسمبر", "كانون الاول", "december", "dec"],
];

/// Names of Hijri months.
const HIJRI_MONTHS: [&[&str]; 12] = [
    &["محرم", "المحرم", "muharram"],
    &["صفر", "safar"],
    &["ربيع الاول"],
    &["ربيع الاخر", "ربيع الثاني"],
    &["جمادي الاولي", "جمادي الاول"],
    &["جمادي الاخره", "جمادي الثانيه", "جمادي الاخر"],
    &["رجب", "rajab"],
    &["شعبان", "shaban"],
    &["رمضان", "ramadan"],
    &["شوال", "shawwal"],
    &["ذو القعده", "ذي القعده"],
    &["ذو الحجه", "ذي الحجه"],
];

const WEEKDAYS: &[&str] = &[
    "الاحد",
    "الاثنين",
    "الثلاثا",
    "الاربعا",
    "الخميس",
    "الجمعه",
    "السبت",
    "sunday",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sun",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
];

/// Half of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    /// Before noon.
    Morning,
    /// From noon.
    Afternoon,
}

/// A calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Era {
    /// Gregorian.
    Common,
    /// Hijri.
    Hijri,
}

/// The month of a name, 1–12, and the calendar that it is of.
pub(super) fn month(folded: &str) -> Option<(u32, Era)> {
    let among = |months: &[&[&str]]| {
        let at = months.iter().position(|names| names.contains(&folded))?;
        u32::try_from(at + 1).ok()
    };
    among(&MONTHS)
        .map(|month| (month, Era::Common))
        .or_else(|| among(&HIJRI_MONTHS).map(|month| (month, Era::Hijri)))
}

/// Whether this is the name of a day of the week.
pub(super) fn is_weekday(folded: &str) -> bool {
    WEEKDAYS.contains(&folded)
}

/// The calendar that a mark beside a date names.
pub(super) fn era(folded: &str) -> Option<Era> {
    match folded {
        "ه" | "هجري" | "هجريه" | "ah" | "h" => Some(Era::Hijri),
        "م" | "ميلادي" | "ميلاديه" | "ad" | "ce" => Some(Era::Common),
        _ => None,
    }
}

/// The half of the day that a mark beside a time names. Noon and night are none: at eleven nobody knows which they mean.
pub(super) fn half(folded: &str) -> Option<Half> {
    match folded {
        "ص" | "صباحا" | "am" => Some(Half::Morning),
        "م" | "مسا" | "عصرا" | "pm" => Some(Half::Afternoon),
        _ => None,
    }
}
