//! What a column can mean, and the words by which its header is known.

use super::batch::RowKind;

/// What a column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The day, with the time or without.
    Day,
    /// The time of day.
    Time,
    /// How it came.
    Channel,
    /// The type.
    Type,
    /// The subject.
    SubCategory,
    /// The caller's number.
    Number,
    /// The caller's name.
    CallerName,
    /// Who wrote a message.
    Handle,
    /// The language spoken.
    Language,
    /// The governorate.
    Governorate,
    /// The wilayat.
    Wilayat,
    /// The facility, by code, label or in words.
    Facility,
    /// The place in words.
    Place,
    /// The patient's name.
    PatientName,
    /// Number of the patient's file.
    FileNumber,
    /// The caller's relation to the patient.
    Relation,
    /// How it ended.
    Outcome,
    /// Whether it was urgent.
    Urgent,
    /// What the caller said.
    Note,
    /// What was answered.
    Answer,
    /// Who took it.
    Agent,
    /// Its number in somebody else's books, or on the paper.
    Reference,
    /// How a survey was asked.
    Mode,
    /// Overall satisfaction, 1–5.
    Overall,
    /// Ease, 1–5.
    Ease,
    /// Whether the matter was solved.
    Solved,
    /// Why nothing was said.
    Refused,
    /// What a survey's answer says in words.
    Comment,
    /// Number of the case that a survey's answer is about.
    About,
}

impl Field {
    /// Fields of a call, in the order in which they are offered.
    pub const OF_CALLS: &'static [Self] = &[
        Self::Day,
        Self::Time,
        Self::Type,
        Self::SubCategory,
        Self::Channel,
        Self::Number,
        Self::CallerName,
        Self::Handle,
        Self::PatientName,
        Self::FileNumber,
        Self::Relation,
        Self::Governorate,
        Self::Wilayat,
        Self::Facility,
        Self::Place,
        Self::Language,
        Self::Urgent,
        Self::Outcome,
        Self::Note,
        Self::Answer,
        Self::Agent,
        Self::Reference,
    ];

    /// Fields of an answer to a survey.
    pub const OF_SURVEYS: &'static [Self] = &[
        Self::Day,
        Self::Overall,
        Self::Ease,
        Self::Solved,
        Self::Comment,
        Self::Refused,
        Self::Mode,
        Self::About,
        Self::Number,
        Self::Type,
        Self::Governorate,
        Self::Wilayat,
        Self::Facility,
        Self::Language,
        Self::Reference,
    ];

    /// The fields of a kind of row.
    #[must_use]
    pub const fn of(kind: RowKind) -> &'static [Self] {
        match kind {
            RowKind::Calls => Self::OF_CALLS,
            RowKind::Surveys => Self::OF_SURVEYS,
        }
    }

    /// Its code in mappings and on the screen.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Time => "time",
            Self::Channel => "channel",
            Self::Type => "type",
            Self::SubCategory => "sub_category",
            Self::Number => "number",
            Self::CallerName => "caller_name",
            Self::Handle => "handle",
            Self::Language => "language",
            Self::Governorate => "governorate",
            Self::Wilayat => "wilayat",
            Self::Facility => "facility",
            Self::Place => "place",
            Self::PatientName => "patient_name",
            Self::FileNumber => "file_number",
            Self::Relation => "relation",
            Self::Outcome => "outcome",
            Self::Urgent => "urgent",
            Self::Note => "note",
            Self::Answer => "answer",
            Self::Agent => "agent",
            Self::Reference => "reference",
            Self::Mode => "mode",
            Self::Overall => "overall",
            Self::Ease => "ease",
            Self::Solved => "solved",
            Self::Refused => "refused",
            Self::Comment => "comment",
            Self::About => "about",
        }
    }

    /// The field of a code, among those of a kind of row.
    #[must_use]
    pub fn from_code(kind: RowKind, code: &str) -> Option<Self> {
        Self::of(kind)
            .iter()
            .copied()
            .find(|field| field.code() == code)
    }

    /// Words of headers, in both languages: a header that is one of them means the field; one that holds one of them
    /// may. What says nothing but "number" is the caller's in a log of calls, and that of the paper among surveys.
    pub(super) const fn words(self, kind: RowKind) -> &'static [&'static str] {
        match self {
            Self::Day => &[
                "التاريخ",
                "تاريخ",
                "تاريخ المكالمة",
                "تاريخ التواصل",
                "تاريخ البلاغ",
                "تاريخ الاستلام",
                "تاريخ الاستبانة",
                "تاريخ التعبئة",
                "تاريخ الإجابة",
                "اليوم والتاريخ",
                "التاريخ والوقت",
                "date",
                "day",
                "call date",
                "date and time",
                "date/time",
                "datetime",
                "received on",
                "survey date",
                "date of answer",
            ],
            Self::Time => &[
                "الوقت",
                "وقت",
                "وقت المكالمة",
                "الساعة",
                "وقت الاتصال",
                "time",
                "call time",
                "hour",
            ],
            Self::Channel => &[
                "القناة",
                "قناة التواصل",
                "طريقة التواصل",
                "وسيلة التواصل",
                "وسيلة الاتصال",
                "channel",
                "contact method",
            ],
            Self::Type => &[
                "النوع",
                "نوع المكالمة",
                "نوع التواصل",
                "نوع الطلب",
                "نوع البلاغ",
                "التصنيف",
                "التصنيف الرئيسي",
                "نوع الخدمة",
                "type",
                "call type",
                "service type",
                "main category",
            ],
            Self::SubCategory => &[
                "الموضوع",
                "التصنيف الفرعي",
                "موضوع المكالمة",
                "الفئة الفرعية",
                "subject",
                "sub category",
                "subcategory",
                "sub-category",
                "topic",
            ],
            Self::Number => match kind {
                RowKind::Calls => &[
                    "رقم المتصل",
                    "رقم الهاتف",
                    "الهاتف",
                    "رقم التواصل",
                    "الجوال",
                    "النقال",
                    "رقم النقال",
                    "الرقم",
                    "phone",
                    "phone number",
                    "mobile",
                    "caller number",
                    "gsm",
                    "tel",
                    "telephone",
                    "number",
                ],
                RowKind::Surveys => &[
                    "رقم المتصل",
                    "رقم الهاتف",
                    "الهاتف",
                    "الجوال",
                    "النقال",
                    "رقم النقال",
                    "phone",
                    "phone number",
                    "mobile",
                    "caller number",
                    "gsm",
                    "telephone",
                ],
            },
            Self::CallerName => &[
                "الاسم",
                "اسم المتصل",
                "المتصل",
                "اسم مقدم الطلب",
                "اسم المبلغ",
                "caller",
                "caller name",
                "name",
                "name of caller",
            ],
            Self::Handle => &[
                "الحساب",
                "اسم الحساب",
                "البريد الإلكتروني",
                "account",
                "handle",
                "e-mail",
                "email",
            ],
            Self::Language => &["اللغة", "لغة المكالمة", "language"],
            Self::Governorate => &["المحافظة", "محافظة", "governorate", "region"],
            Self::Wilayat => &["الولاية", "ولاية", "wilayat", "wilaya"],
            Self::Facility => &[
                "المؤسسة",
                "المؤسسة الصحية",
                "المستشفى",
                "المركز الصحي",
                "اسم المؤسسة",
                "المنشأة",
                "facility",
                "health facility",
                "hospital",
                "institution",
            ],
            Self::Place => &[
                "المكان",
                "الموقع",
                "العنوان",
                "place",
                "location",
                "address",
            ],
            Self::PatientName => &["اسم المريض", "المريض", "patient", "patient name"],
            Self::FileNumber => &[
                "رقم الملف",
                "رقم الملف الطبي",
                "file number",
                "mrn",
                "file no",
            ],
            Self::Relation => &[
                "الصلة",
                "صلة القرابة",
                "صلة المتصل بالمريض",
                "relation",
                "relationship",
            ],
            Self::Outcome => &[
                "النتيجة",
                "الإجراء",
                "الإجراء المتخذ",
                "نتيجة المكالمة",
                "outcome",
                "result",
            ],
            Self::Urgent => &["عاجل", "عاجلة", "مستعجل", "الأولوية", "urgent"],
            Self::Note => &[
                "الملاحظات",
                "ملاحظات",
                "التفاصيل",
                "تفاصيل المكالمة",
                "الوصف",
                "ملخص المكالمة",
                "نص الشكوى",
                "note",
                "notes",
                "details",
                "description",
                "summary",
            ],
            Self::Answer => &[
                "الرد",
                "الإجابة",
                "ما تم الرد به",
                "answer",
                "reply",
                "response",
            ],
            Self::Agent => &[
                "الموظف",
                "اسم الموظف",
                "متلقي المكالمة",
                "مستلم المكالمة",
                "المستلم",
                "agent",
                "employee",
                "taken by",
                "received by",
                "operator",
            ],
            Self::Reference => match kind {
                RowKind::Calls => &[
                    "المرجع",
                    "رقم المرجع",
                    "رقم المعاملة",
                    "رقم البلاغ",
                    "reference",
                    "ref",
                    "reference number",
                    "ticket",
                ],
                RowKind::Surveys => &[
                    "الرقم",
                    "رقم الاستبانة",
                    "رقم الاستبيان",
                    "رقم الاستمارة",
                    "رقم النموذج",
                    "الرقم التسلسلي",
                    "المرجع",
                    "رقم المرجع",
                    "number",
                    "form number",
                    "form no",
                    "survey number",
                    "serial number",
                    "reference",
                    "ref",
                    "reference number",
                ],
            },
            Self::Mode => &[
                "الطريقة",
                "طريقة الاستبانة",
                "طريقة الاستبيان",
                "وسيلة الاستبانة",
                "mode",
                "method",
                "how asked",
            ],
            Self::Overall => &[
                "الرضا",
                "الرضا العام",
                "مدى الرضا",
                "مستوى الرضا",
                "درجة الرضا",
                "التقييم",
                "التقييم العام",
                "overall",
                "satisfaction",
                "overall satisfaction",
                "rating",
            ],
            Self::Ease => &[
                "السهولة",
                "مدى السهولة",
                "سهولة الوصول",
                "سهولة الحصول على الخدمة",
                "ease",
                "ease of access",
            ],
            Self::Solved => &[
                "حُلّت",
                "هل حُلّ الموضوع",
                "هل حُلّت المشكلة",
                "حل الموضوع",
                "حل المشكلة",
                "solved",
                "resolved",
                "was it solved",
            ],
            Self::Refused => &[
                "سبب عدم الإجابة",
                "سبب الرفض",
                "refused",
                "reason for no answer",
                "why no answer",
            ],
            Self::Comment => &[
                "التعليق",
                "تعليق",
                "الملاحظات",
                "ملاحظات",
                "المقترحات",
                "comment",
                "comments",
                "remarks",
                "notes",
            ],
            Self::About => &[
                "رقم المعاملة",
                "المعاملة",
                "مرجع المعاملة",
                "case",
                "case number",
                "case no",
                "case reference",
            ],
        }
    }
}
