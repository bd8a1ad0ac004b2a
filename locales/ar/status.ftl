## شريط الحالة. لا تُستعمل «متصل» هنا: المتصل هو صاحب المكالمة.

status-bar = شريط الحالة
status-link-not-set = لم يُحدد خادم مركزي، والبيانات محفوظة على هذا الجهاز
status-link-connected = الاتصال بالخادم المركزي قائم
status-link-sending = يجري الإرسال إلى الخادم المركزي
status-link-unreachable = تعذر الوصول إلى الخادم المركزي، وتتكرر المحاولة تلقائيًا
status-link-refused = الخادم المركزي يرفض هذا الجهاز
status-waiting-none = لا قيود بانتظار الإرسال
# Variables:
#   $count (Number) - entries that the central server has not acknowledged yet, at least one
status-waiting =
    { $count ->
        [zero] لا قيود بانتظار الإرسال
        [one] قيد واحد بانتظار الإرسال
        [two] قيدان بانتظار الإرسال
        [few] { $count } قيود بانتظار الإرسال
        [many] { $count } قيدًا بانتظار الإرسال
       *[other] { $count } قيد بانتظار الإرسال
    }
# Variables:
#   $ago (String) - how long ago the oldest waiting entry was made, in words
status-oldest = أقدمها: { $ago }
status-progress = ما أُرسل من القيود المنتظرة
status-sync-now = إرسال الآن
status-syncing = يجري الإرسال…
# Variables:
#   $time (String) - time of day at which the duty began
status-duty-since = بدأت فترة العمل { $time }
# Variables:
#   $length (String) - how long the pauses of this duty were, in minutes and seconds
status-paused = توقف { $length }
status-calls-none = لا مكالمات بعد
# Variables:
#   $count (Number) - calls logged in this duty, at least one
status-calls =
    { $count ->
        [zero] لا مكالمات
        [one] مكالمة واحدة
        [two] مكالمتان
        [few] { $count } مكالمات
        [many] { $count } مكالمة
       *[other] { $count } مكالمة
    }
# Variables:
#   $count (Number) - drafts that are open, at least one
status-drafts =
    { $count ->
        [zero] لا مسودات
        [one] مسودة واحدة
        [two] مسودتان
        [few] { $count } مسودات
        [many] { $count } مسودة
       *[other] { $count } مسودة
    }

## القيود المعلّقة

# Variables:
#   $count (Number) - entries that the central server could not accept, at least one
status-held =
    { $count ->
        [zero] لا قيود معلّقة
        [one] قيد معلّق واحد
        [two] قيدان معلّقان
        [few] { $count } قيود معلّقة
        [many] { $count } قيدًا معلّقًا
       *[other] { $count } قيد معلّق
    }
status-held-title = القيود المعلّقة
status-held-none = لا توجد قيود معلّقة.
status-held-lead = لم يقبل الخادم المركزي هذه القيود بعد. وهي محفوظة على هذا الجهاز، ولا تمنع إرسال ما بعدها.
status-held-offer = إعادة إرسالها جميعًا
# Variables:
#   $count (Number) - entries that were offered, at least one
status-held-offered =
    { $count ->
        [zero] لا قيود لإعادة إرسالها.
        [one] جارٍ إرسال قيد واحد مرة أخرى.
        [two] جارٍ إرسال قيدين مرة أخرى.
        [few] جارٍ إرسال { $count } قيود مرة أخرى.
        [many] جارٍ إرسال { $count } قيدًا مرة أخرى.
       *[other] جارٍ إرسال { $count } قيد مرة أخرى.
    }
status-held-show = عرض
status-held-made = وقت القيد
status-held-reason = السبب
status-held-entry = القيد
status-held-too-long = القيد أطول من الحد المسموح في الخادم المركزي
status-held-other-id = معرّف القيد لا يطابق محتواه
status-held-unreadable = تعذرت قراءة القيد في الخادم المركزي
status-held-withheld = تكرر تعذر إرسال محتواه، فأُرسلت بصمته وحدها
# Variables:
#   $reason (String) - the central server’s code for a reason this version does not know
status-held-other = سبب آخر ({ $reason })

## أنواع القيود

status-kind-call-logged = تسجيل تواصل
status-kind-call-amended = تصحيح تواصل
status-kind-call-voided = إبطال تواصل
status-kind-call-restored = إعادة تواصل إلى السجل
status-kind-call-commented = ملاحظة على تواصل
status-kind-call-returned = إعادة تواصل للتصحيح
status-kind-call-return-corrected = تصحيح تواصل مُعاد
status-kind-call-return-withdrawn = سحب إعادة تواصل للتصحيح
status-kind-case-opened = فتح معاملة
status-kind-case-moved = تغيير حالة معاملة
status-kind-case-amended = تعديل معاملة
status-kind-user-added = إضافة موظف
status-kind-user-changed = تعديل بيانات موظف
status-kind-duty-opened = بدء فترة عمل
status-kind-duty-closed = انتهاء فترة عمل
status-kind-duty-paused = توقف عن الاستقبال
status-kind-duty-resumed = عودة إلى الاستقبال
status-kind-takeover-made = استلام مسودة
status-kind-shift-signed = توقيع مناوبة
status-kind-shift-handed-over = تسليم مناوبة
status-kind-shift-handover-confirmed = تأكيد استلام مناوبة
status-kind-machine-code-renewed = رمز استرداد جديد
status-kind-machine-passphrase-changed = تغيير عبارة مرور المحطة
status-kind-machine-keyring-added = الفتح من حلقة مفاتيح النظام
status-kind-machine-keyring-removed = إيقاف الفتح من حلقة مفاتيح النظام
status-kind-machine-key-file-added = الفتح بملف مفتاح
status-kind-machine-key-file-removed = إيقاف الفتح بملف مفتاح
status-kind-machine-lock-set = ضبط مدة القفل
status-kind-user-secret-changed = تغيير رقم سري
status-kind-user-secret-given = رقم سري جديد من مدير النظام
status-kind-user-secret-recovered = رقم سري جديد برمز الاسترداد
# Variables:
#   $kind (String) - code of a kind this version does not know
status-kind-other = قيد من نوع آخر ({ $kind })
status-backup-old = لا نسخة احتياطية حديثة
status-room-low = القرص ممتلئ أو يكاد، وقد يتعذر حفظ المكالمات. اطلب إخلاء مساحة فيه الآن
