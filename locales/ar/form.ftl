## أجزاء النموذج التي تظهر عند الحاجة

form-more = المزيد من الحقول
form-part-patient = المريض
form-part-questions = أسئلة الموضوع
form-part-affected = المصابون
form-part-care = تفاصيل الموضوع
form-part-place = المكان
form-part-answer = الإجابة والنتيجة
form-part-promise = التزام
form-part-refer = إحالة
form-part-late = إدخال متأخر
form-part-contact = عن التواصل
form-yes = نعم
form-no = لا
form-unknown = غير معروف
form-date-hint = مثل 22/11/2026
form-unlisted-hint = هذا الحقل ليس في قوائم هذا الجهاز بعد. إن رُفض الحفظ بسببه فأفرغه، أو انتظر وصول القوائم.
form-questions-none = لا توجد أسئلة لهذا الموضوع.

## المريض

form-relation = صلته بالمريض
form-relation-self = المريض نفسه
form-patient-name = اسم المريض
# Variables:
#   $name (String) - name of the person chosen as the patient
form-patient-chosen-said = المريض { $name }
form-patient-unchosen-said = لم يعد المريض محددًا
form-patient-chosen = شخص معروف، اختير من القائمة
form-patient-new = لا أحد معروف بهذا الاسم. يُحفظ كما كُتب.
form-patient-nobody = لا أحد غيره معروف على هذا الرقم. اكتب اسم المريض.
form-which-patient = من المريض؟
form-patient-birth = العمر أو سنة الميلاد
form-patient-sex = الجنس
form-file-number = رقم الملف الطبي

## المصابون

form-affected-ill = عدد المصابين
form-affected-hospital = منهم في المستشفى
form-affected-died = الوفيات
# Variables:
#   $subject (String) - label of the subject that is proposed
form-proposal-accept = اعتماد الموضوع: { $subject }
# Variables:
#   $subject (String) - label of the subject that was proposed
form-proposal-accepted = سُجّل الموضوع: { $subject }
form-urgent-by-itself = وُضعت علامة «عاجل» تلقائيًا.
form-urgent-no-more = أُزيلت علامة «عاجل» تلقائيًا.

## المواضيع الأخرى

form-issue-add = موضوع آخر
# Variables:
#   $number (Number) - place of the issue among those of the call, from 2 on
form-issue = الموضوع رقم { $number }
# Variables:
#   $number (Number) - place of the issue among those of the call, from 2 on
form-issue-subject = الموضوع رقم { $number }
form-issue-make-primary = اجعله الرئيسي
# Variables:
#   $subject (String) - label of the subject, may be empty
form-issue-make-primary-of = اجعله الرئيسي: { $subject }
# Variables:
#   $subject (String) - label of the subject that is in front now
form-issue-primary-said = الموضوع الرئيسي الآن: { $subject }
form-issue-remove = إزالة
# Variables:
#   $subject (String) - label of the subject, may be empty
form-issue-remove-of = إزالة الموضوع: { $subject }
form-issue-removed = أُزيل الموضوع.
# Variables:
#   $count (Number) - the most issues of a call
form-issues-full =
    { $count ->
        [zero] لا يتسع النموذج لموضوع آخر.
        [one] لا يتسع النموذج لأكثر من موضوع واحد.
        [two] لا يتسع النموذج لأكثر من موضوعين.
        [few] لا يتسع النموذج لأكثر من { $count } مواضيع.
        [many] لا يتسع النموذج لأكثر من { $count } موضوعًا.
       *[other] لا يتسع النموذج لأكثر من { $count } موضوع.
    }
form-severity = درجة الضرر
form-stage = مرحلة الرعاية
form-staff-group = الفئة المعنية

## الإجابة والالتزام والإحالة

form-answer = ما أُجيب به
form-promise-day = الموعد
form-promise-no-day = دون التزام
# Variables:
#   $when (String) - day and time that are proposed
form-promise-proposed = المقترح: { $when }
form-promise-time = الساعة
form-promise-kind = الإجراء
form-promise-words = نص الالتزام
form-promise-leave-out = إلغاء الالتزام
form-promise-left-out = أُلغي الالتزام قبل حفظه.
# Variables:
#   $when (String) - day and time of the promise
form-promised = التزمنا بموعد أقصاه { $when }
# Variables:
#   $when (String) - day and time of the promise
form-promised-said = التزمنا بموعد أقصاه { $when }.
form-today = اليوم
form-tomorrow = غدًا
form-yesterday = أمس
# Variables:
#   $day (String) - the day in words
form-day-off = { $day } (عطلة)
form-refer-to = تُحال إلى
form-refer-nothing = لا توجد جهة بهذا الاسم. جرّب كلمة أخرى.
form-refer-linked = يُضاف التواصل إلى معاملة قائمة، والإحالة من صفحتها.

## الإدخال المتأخر

form-happened-day = يوم التواصل
form-happened-now = الآن
form-happened-time = ساعة بدايته
form-on-behalf = نيابةً عن
form-on-behalf-none = باسمي

## عن التواصل

form-language = لغة التواصل
form-verification = التحقق من الهوية
form-external-reference = الرقم لدى جهة أخرى
form-notice-given = أُبلغ بأن بياناته تُسجَّل

## علامة على الرقم

form-flag = وضع علامة إزعاج على الرقم
form-flag-reason = السبب
form-flag-days = مدة العلامة
# Variables:
#   $count (Number) - days for which the number is flagged
form-flag-for =
    { $count ->
        [zero] بلا مدة
        [one] يوم واحد
        [two] يومان
        [few] { $count } أيام
        [many] { $count } يومًا
       *[other] { $count } يوم
    }
form-flag-put = وضع العلامة
form-flag-hint = تنبّه من يرد فقط، ولا تمنع مكالمة ولا تخفيها.
form-flag-said = وُضعت علامة إزعاج على الرقم.
form-flag-lift = إزالة العلامة
form-flag-lifted = أُزيلت العلامة عن الرقم.
form-flag-no-number = اكتب رقم الهاتف أولًا.

## النصوص الطويلة

# Variables:
#   $length (Number) - characters typed so far
#   $limit (Number) - the most characters of the field
form-counter = { $length } من { $limit } حرف
# Variables:
#   $length (Number) - characters of what was pasted
#   $limit (Number) - the most characters of the field
form-paste-too-long = لم يُلصق النص: عدد أحرفه { $length }، ولا يتسع الحقل لأكثر من { $limit }. الصق جزءًا منه.
