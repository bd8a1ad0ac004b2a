## مكتب الموظف

desk-call = نموذج التواصل
desk-call-title = مكالمة جديدة
desk-clock = مدة المكالمة
desk-new-call = مكالمة جديدة
desk-new-call-said = بدأت مكالمة جديدة.
desk-next-draft = المسودة التالية
desk-empty-title = جاهز للمكالمة التالية
desk-empty-lead = عند بدء المكالمة يبدأ احتساب مدتها، ويُحفظ كل ما تكتبه أولًا بأول.

## النموذج

desk-number = رقم الهاتف
desk-type = النوع
desk-subject = الموضوع
desk-subject-nothing = لا يوجد موضوع بهذا الاسم. جرّب كلمة أخرى.
desk-facility = المؤسسة الصحية
desk-facility-nothing = ليست في القائمة، وستُحفظ كما كتبتها.
desk-note = إفادة المتصل
desk-governorate = المحافظة
desk-wilayat = الولاية
desk-wilayat-first = اختر المحافظة قبلها
desk-place = وصف المكان
# Variables:
#   $outcome (String) - label of the outcome that belongs to the type
desk-outcome-default = تلقائيًا: { $outcome }
desk-outcome-by-rule = تلقائيًا بحسب النوع
desk-urgent-on = وُضعت علامة «عاجل».
desk-urgent-off = أُزيلت علامة «عاجل».
desk-end = إنهاء المكالمة
desk-ended = انتهت المكالمة
desk-goes-on = المكالمة مستمرة.

## الحفظ

desk-save = حفظ
desk-save-with-case = حفظ وفتح معاملة
desk-save-without-case = حفظ دون معاملة
desk-saved-title = حُفظت المكالمة
desk-saved-case-title = حُفظت المكالمة وفُتحت المعاملة رقم
desk-owed-title = كانت معاودة الاتصال بهذا المتصل مقررة، فهل تمت بهذه المكالمة؟
desk-saved-case-read = اقرأ الرقم على المتصل، فبه يسأل عن معاملته.
# Variables:
#   $reference (String) - reference number of the case that was opened
desk-saved-case-said = حُفظت المكالمة وفُتحت المعاملة رقم { $reference }.
desk-saved-said = حُفظت المكالمة.
# Variables:
#   $number (String) - the caller's number as it was typed
desk-saved-of = حُفظت مكالمة { $number }.
# Variables:
#   $number (String) - the caller's number as it was typed
#   $reference (String) - reference number of the case that was opened
desk-saved-case-of = حُفظت مكالمة { $number } وفُتحت المعاملة رقم { $reference }.
# What was typed between the save and its answer is in a draft of its own.
desk-saved-along = حُفظت معها المكالمة التي انقطعت.
desk-saved-along-left = المكالمة التي انقطعت ينقصها شيء، فبقيت بين المسودات.
desk-saved-rest = ما كتبته بعد ضغط الحفظ لم يُحفظ معه، وهو في مسودة مستقلة.
# Variables:
#   $why (String) - the reason, a whole sentence
desk-not-saved = لم يُحفظ النموذج السابق: { $why }
# Variables:
#   $number (String) - the caller's number as it was typed
#   $why (String) - the reason, a whole sentence
desk-not-saved-of = لم يُحفظ نموذج الرقم { $number }: { $why }
# A field that the form does not show keeps a call from being saved.
# Variables:
#   $field (String) - what the field is called
#   $why (String) - what is wrong with it, a whole sentence
desk-problem-at = { $field }: { $why }
desk-open-draft = فتح المسودة

## المسودات

desk-drafts = مسودات مفتوحة
desk-drafts-none = لا توجد مسودات مفتوحة.
desk-draft-untyped = غير مصنفة
desk-draft-no-number = دون رقم
desk-draft-discarded = استُبعدت المسودة.
desk-discard = استبعاد
desk-kept = المسودة محفوظة
# Variables:
#   $time (String) - when somebody asked whether it is kept
desk-kept-at = حُفظت المسودة كاملة، الساعة { $time }
desk-keeping = يجري حفظ المسودة…
desk-not-kept = لم تُحفظ المسودة بعد.

## سجل فترة العمل

desk-log = سجل فترتي
desk-log-none = لم يُسجَّل شيء في هذه الفترة بعد.
desk-log-case = معاملة
desk-commented = ملاحظات من المشرف على ما سجّلته سابقًا
desk-commented-seen = اطّلعت على الملاحظات
desk-returned = أُعيد إليك للتصحيح
desk-returned-open = افتحه لترى المطلوب وتصححه
desk-log-call-title = تواصل مسجل
# Variables:
#   $count (Number) - calls logged in this duty, at least one
desk-log-count =
    { $count ->
        [zero] لا مكالمات
        [one] مكالمة واحدة
        [two] مكالمتان
        [few] { $count } مكالمات
        [many] { $count } مكالمة
       *[other] { $count } مكالمة
    }
# Variables:
#   $count (Number) - comments of supervisors on this call, at least one
desk-log-comments =
    { $count ->
        [zero] لا ملاحظات
        [one] ملاحظة من المشرف
        [two] ملاحظتان من المشرف
        [few] { $count } ملاحظات من المشرف
        [many] { $count } ملاحظة من المشرف
       *[other] { $count } ملاحظة من المشرف
    }
desk-taken-back = أُلغي الحفظ، وعاد ما كتبته مسودة.
desk-non-service = مكالمة غير خدمية: تُحفظ فورًا
# Variables:
#   $reference (String) - reference number of the case that it is added to
desk-save-to-case = حفظ وإضافة إلى المعاملة { $reference }
desk-save-to-linked = حفظ وإضافة إلى المعاملة
desk-saved-linked-title = حُفظت المكالمة وأُضيفت إلى معاملتها
# Variables:
#   $reference (String) - reference number of the case that the call was added to
desk-saved-linked-said = حُفظت المكالمة وأُضيفت إلى المعاملة رقم { $reference }.
