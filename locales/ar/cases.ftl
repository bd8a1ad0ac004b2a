## القائمة

cases-list = قائمة المعاملات
cases-filters = اختيار المعاملات
cases-filter = المعاملات المعروضة
cases-filter-mine = معاملاتي
cases-filter-open = كل المفتوحة
cases-filter-overdue = المتأخرة
cases-filter-waiting = قيد الانتظار
cases-filter-closed = المغلقة
cases-filter-all = الكل
cases-type = النوع
cases-status = الحالة
cases-any = الكل
cases-order = الترتيب
cases-order-newest = الأحدث أولًا
cases-order-due = الأقرب موعدًا أولًا
cases-urgent-only = العاجلة فقط
cases-clear = إلغاء التصفية
cases-empty-mine = لا توجد لديك معاملات مفتوحة. تصلك مع ما تسجله، أو حين تتسلم معاملة.
cases-empty = لا توجد معاملات هنا.
cases-nothing-found = لا توجد معاملات تطابق التصفية.
# Variables:
#   $count (Number) - cases that answer the question
cases-found =
    { $count ->
        [zero] لا توجد معاملات.
        [one] معاملة واحدة
        [two] معاملتان
        [few] { $count } معاملات
        [many] { $count } معاملة
       *[other] { $count } معاملة
    }
# Variables:
#   $shown (Number) - rows on the screen
#   $total (Number) - rows that answer the question
cases-shown = المعروض { $shown } من { $total }
# معاملات كثيرة لا تُعدّ إلى آخرها.
# Variables:
#   $count (Number) - cases that were counted
cases-found-at-least =
    { $count ->
        [zero] معاملات كثيرة
        [one] معاملة واحدة أو أكثر
        [two] معاملتان أو أكثر
        [few] { $count } معاملات أو أكثر
        [many] { $count } معاملة أو أكثر
       *[other] { $count } معاملة أو أكثر
    }
# Variables:
#   $shown (Number) - rows on the screen
#   $total (Number) - rows that were counted
cases-shown-at-least = المعروض { $shown } من { $total } أو أكثر
cases-column-reference = رقم المعاملة
cases-column-subject = النوع والموضوع

## الموعد

cases-due = موعد الإنجاز
cases-due-none = لم يُحدد موعد
# Variables:
#   $date (String) - weekday, day and month
cases-due-was = كان { $date }
# Variables:
#   $time (String) - time of day
cases-due-today = اليوم { $time }
# Variables:
#   $date (String) - weekday, day and month
cases-due-on = { $date }
cases-overdue-today = متأخرة منذ اليوم
# Variables:
#   $count (Number) - days that have passed since, at least one
cases-overdue =
    { $count ->
        [zero] متأخرة منذ اليوم
        [one] متأخرة يومًا
        [two] متأخرة يومين
        [few] متأخرة { $count } أيام
        [many] متأخرة { $count } يومًا
       *[other] متأخرة { $count } يوم
    }

## المعاملة

cases-page = المعاملة
cases-copy = نسخ الرقم
cases-copied = نُسخ الرقم.
cases-copy-failed = تعذر نسخ الرقم. حدّده واضغط Ctrl+C.
cases-sensitive = حساسة
cases-owner = الموظف المسؤول
cases-owner-none = لم يتسلمها أحد بعد
cases-caller = مقدّم المعاملة
cases-title = العنوان
cases-summary = الملخص
cases-priority = الأولوية
cases-severity = درجة الضرر
cases-facility = المؤسسة الصحية
cases-refer-to = تُحال إلى
cases-finding = نتيجة التحقق
cases-action = الإجراء المتخذ
cases-informed = الإبلاغ بالنتيجة
cases-informed-how = طريقة الإبلاغ
cases-informed-at = وقت الإبلاغ
cases-closing-outcome = كيف انتهت
cases-save = حفظ
# Variables:
#   $from (String) - label of the status where it stood
#   $to (String) - label of the status where it was to go
cases-finding-unlawful = نقل شخصان هذه المعاملة في وقت واحد، فلم يُطبَّق الانتقال من «{ $from }» إلى «{ $to }». تأكد من أن حالتها صحيحة.
cases-finding-closed-without = أُغلقت هذه المعاملة دون استكمال ما يلزم لإغلاقها. راجع ما ينقصها.
cases-finding-conflict = غيّر شخصان الحقل نفسه في وقت واحد، فبقيت إحدى القيمتين. تأكد من أنها الصحيحة.
cases-finding-other = في هذه المعاملة ما تعذرت قراءته أو تطبيقه. أبلغ المشرف.

## ما يقال للمتصل

cases-tell = ما يقال لمن يسأل
cases-tell-none = لم يُكتب شيء بعد. قل لمن يسأل إن المعاملة قيد المتابعة، واذكر موعد إنجازها.
cases-tell-write = كتابة
cases-tell-change = تغيير
cases-tell-title = جملة واحدة لمن يسأل
cases-tell-hint = يقرؤها أي موظف على من يسأل. أفرغ الحقل لسحبها.
cases-told-said = حُفظ ما يقال لمن يسأل.

## ما يمكن عمله

cases-ways = ما يمكن عمله
cases-not-yours = لا يغيّر حالة هذه المعاملة إلا الموظف المسؤول عنها أو المشرف، ويمكنك إضافة متابعة.
cases-take = تسلّم المعاملة
cases-taken-said = أصبحت المعاملة لديك.
cases-give = تسليم إلى…
cases-give-title = تسليم المعاملة إلى موظف آخر
cases-give-send = تسليم
cases-given-said = سُلّمت المعاملة.
cases-amend = تعديل
cases-amend-title = تعديل المعاملة
cases-amended-said = حُفظت التعديلات.
cases-to-in-progress = بدء المعالجة
cases-to-awaiting-entity = انتظار رد الجهة
cases-to-awaiting-beneficiary = انتظار المستفيد
cases-to-resolved = إنجاز
cases-to-closed = إغلاق المعاملة
cases-to-reopened = إعادة الفتح
cases-to-cancelled = إلغاء المعاملة
cases-to-duplicate = معاملة مكررة
# Variables:
#   $status (String) - label of the status
cases-move-title = قبل أن تصبح «{ $status }»
# Variables:
#   $status (String) - label of the status
cases-move-send = تغيير الحالة إلى «{ $status }»
# Variables:
#   $status (String) - label of the status
cases-moved-said = حالة المعاملة الآن: { $status }.

## المتابعات

cases-follow-ups = المتابعات والالتزامات
cases-follow-ups-none = لا توجد متابعات.
cases-promised = التزام
# Variables:
#   $time (String) - date and time
cases-follow-up-done = تمت في { $time }
cases-follow-up-cancelled = لن تُنفَّذ
# Variables:
#   $date (String) - weekday, day and month
cases-follow-up-moved = موعدها الأول { $date }
cases-plan = إضافة متابعة
cases-plan-title = متابعة جديدة
cases-plan-send = إضافة
cases-plan-kind = المطلوب
cases-plan-due = الموعد
cases-plan-whose = من ينفذها
cases-plan-me = أنا
cases-plan-anyone = أي موظف متاح
cases-plan-promise = ما التزمنا به
cases-plan-promise-hint = اتركه فارغًا إن لم نلتزم بشيء.
cases-planned-said = أُضيفت المتابعة.
cases-when-now = الآن
cases-when-today = اليوم
cases-when-time = الساعة
cases-result = ما تم
cases-done = تمت
# Variables:
#   $what (String) - kind of the follow-up
cases-done-of = تمت: { $what }
cases-done-title = تمت المتابعة
cases-done-said = سُجّل أن المتابعة تمت.
cases-attempt = محاولة
# Variables:
#   $what (String) - kind of the follow-up
cases-attempt-of = محاولة: { $what }
cases-attempt-title = تسجيل محاولة
cases-attempt-words = تفاصيل
cases-attempt-due = الموعد بعدها
cases-attempt-due-same = كما هو
cases-attempt-due-new = موعد جديد
cases-attempt-said = سُجّلت المحاولة.
cases-replan = موعد جديد
# Variables:
#   $what (String) - kind of the follow-up
cases-replan-of = موعد جديد: { $what }
cases-replan-title = تحديد موعد جديد
cases-replan-said = حُدد للمتابعة موعد جديد.
cases-cancel = لن تُنفَّذ
# Variables:
#   $what (String) - kind of the follow-up
cases-cancel-of = لن تُنفَّذ: { $what }
cases-cancel-title = صرف النظر عن المتابعة
cases-cancel-reason = السبب
cases-cancel-said = صُرف النظر عن المتابعة.

## كيف وصلت إلى هنا

# Variables:
#   $count (Number) - contacts of the case
cases-calls = مرات التواصل ({ $count })
cases-call-open = عرض كامل
# Variables:
#   $time (String) - date and time of the contact
cases-call-open-of = عرض كامل: { $time }
cases-timeline = سير المعاملة
# Variables:
#   $to (String) - label of the status
cases-move-opened = فُتحت: { $to }
# Variables:
#   $from (String) - label of the status before
#   $to (String) - label of the status after
cases-move-from-to = من «{ $from }» إلى «{ $to }»

## الحجز القانوني

cases-held = محجوزة قانونيًا
cases-hold-begin = حجز قانوني…
cases-hold-end = إنهاء الحجز القانوني…
cases-hold-end-title = إنهاء الحجز القانوني
cases-hold-end-lead = بعد إنهاء الحجز يجوز أن تُمحى هذه المعاملة والتواصلات المرتبطة بها، بانقضاء مدة الحفظ أو بطلب من صاحبها. وما مُحي لا يُستعاد.
cases-hold-end-now = إنهاء الحجز
cases-hold-title = حجز المعاملة لإجراء قانوني
cases-hold-lead = لا يُمحى شيء من هذه المعاملة ولا من التواصلات المرتبطة بها حتى ينتهي الحجز: لا بطلب من صاحبها ولا بانقضاء مدة الحفظ.
cases-hold-file = رقم ملف الحجز
cases-hold-file-hint = أرقام ورمز الملف المختصر، دون أسماء.
cases-hold = حجز المعاملة
cases-held-said = أصبحت المعاملة محجوزة قانونيًا.
cases-hold-ended-said = انتهى الحجز القانوني.
