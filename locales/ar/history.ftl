## القيود كما هي محفوظة

history-title = سجل القيود
history-lead = كل ما سُجّل في هذا الموقع كما هو محفوظ على هذا الجهاز: من فعل ماذا ومتى، وموضعه في السلسلة. ولا تظهر هنا أقوال الأشخاص الذين تواصلوا ولا أسماؤهم ولا أرقامهم.
history-open = عرض القيود
history-back = العودة إلى الإعدادات
history-filter = تحديد المعروض
history-what = النوع
history-what-all = كل الأنواع
# Variables:
#   $group (String) - name of the group
history-group-all = { $group }: الكل
history-actor = من قام به
history-actor-all = الجميع
history-machine = الجهاز
history-machine-all = كل الأجهزة
# Variables:
#   $station (String) - name of the station, or the end of the machine's id
history-machine-here = { $station } (هذا الجهاز)
history-from = من يوم
history-to = إلى يوم
# Variables:
#   $day (String) - a day as it can be typed
history-day-hint = مثل { $day }
history-about = رقم معاملة أو معرّف
history-about-hint = يُعرض تاريخ ما يحمل هذا الرقم أو المعرّف.
history-show = عرض
history-clear = عرض الكل
history-loading = تُقرأ القيود…
history-none = لا قيود تطابق ما حددته.
history-nothing-borne = لا معاملة بهذا الرقم، أو ليس لك الاطلاع عليها.
history-entry-not-found = لم يُعثر على هذا القيد في هذا الجهاز. اعرض القيود من جديد.
history-list = القيود، الأحدث أولًا
history-order = الترتيب بحسب ساعة الجهاز الذي سُجّل فيه القيد.
# Variables:
#   $count (Number) - entries that are shown, at least one
history-shown =
    { $count ->
        [zero] لا قيود
        [one] عُرض قيد واحد
        [two] عُرض قيدان
        [few] عُرضت { $count } قيود
        [many] عُرض { $count } قيدًا
       *[other] عُرض { $count } قيد
    }
history-nobody = غير معروف هنا
history-erased = مُحيت بياناته الشخصية
# Variables:
#   $epoch (String) - beginning of the id of the stretch of the chain
#   $seq (String) - place in it
history-place = الموضع { $seq } في { $epoch }
history-entry-when = متى
history-entry-by = من قام به
history-entry-machine = الجهاز
history-entry-subject = ما يتناوله القيد
history-entry-reference = رقم المعاملة
history-entry-id = معرّف القيد
history-entry-act = معرّف الإجراء
history-entry-place = الموضع في السلسلة
history-entry-number = رقمه لدى الخادم المركزي
history-entry-no-number = لا رقم له بعد
history-entry-state = لدى الخادم المركزي
history-state-waiting = ينتظر الإرسال
history-state-acknowledged = استلمه
history-state-held = قيد معلّق: تعذر عليه قبوله
history-state-replaced = رُبط من جديد بعد استعادة
history-entry-header-digest = بصمة الترويسة
history-entry-facts-digest = بصمة البيانات
history-entry-personal-digest = بصمة ما لا يظهر من أسماء وأقوال
history-entry-prev = بصمة الحلقة السابقة
history-entry-hash = بصمة الحلقة
history-entry-elsewhere = حلقته في سلسلة جهاز آخر، وبصمتها هناك.
history-facts = البيانات: رموز وأوقات ومعرّفات
history-facts-none = لا بيانات فيه سوى ما سبق.
history-facts-more = ومنها ما لم يُعرض لكثرته.
history-facts-kept-back = تخص البيانات أشخاصًا تواصلوا أو معاملاتهم، ولا تظهر إلا لمن يحق له الاطلاع على التواصلات.
history-export = تصدير السلسلة…
history-export-title = تصدير سلسلة القيود
history-export-about = ملف واحد يستطيع كل من حصل عليه أن يتحقق، دون برنامج نداء ودون مفتاح، من أن شيئًا لم يُغيَّر ولم يُحذف. لا أسماء فيه ولا أرقام ولا أقوال، بل بصماتها. وفيه الرموز والأوقات، فلا يُسلَّم إلا لمن يحق له التدقيق.
history-export-empty = لا قيود في الملف.

## مجموعات الأنواع

history-group-viewings = الاطلاع على المعاملات الحساسة
history-group-exports = ما صُدِّر
history-group-erasures = عمليات المحو
history-group-people = الموظفون وأدوارهم
history-group-machine = الجهاز ومفاتيحه
history-group-lists = القوائم
history-group-imports = الاستيراد
history-group-duties = فترات العمل
history-group-shifts = المناوبات
history-group-calls = التواصلات
history-group-cases = المعاملات
history-group-follow-ups = المتابعات
history-group-persons = الأشخاص وأرقامهم
history-group-quality = الجودة والاستبيانات
history-group-decisions = ما حُسم في المراجعة
history-group-others = غير ذلك

## أنواع القيود

history-kind-export-made = تصدير
history-kind-export-failed = تصدير لم يكتمل
history-kind-call-erased = محو بيانات تواصل
history-kind-case-erased = محو بيانات معاملة
history-kind-person-erased = محو بيانات شخص
history-kind-follow-up-erased = محو بيانات متابعة
history-kind-survey-erased = محو بيانات استبيان
history-kind-question-erased = محو سؤال لم توجد له إجابة
history-kind-flag-erased = محو علامة إزعاج عن رقم
history-kind-user-added = إضافة موظف
history-kind-user-changed = تغيير بيانات موظف أو أدواره
history-kind-user-secret-changed = غيّر الموظف رقمه السري
history-kind-user-secret-given = أُعطي الموظف رقمًا سريًّا
history-kind-user-secret-recovered = رقم سري جديد برمز الاسترداد
history-kind-machine-code-renewed = تجديد رمز الاسترداد
history-kind-machine-passphrase-changed = تغيير عبارة المرور
history-kind-machine-keyring-added = السماح بالفتح من حلقة مفاتيح النظام
history-kind-machine-keyring-removed = منع الفتح من حلقة مفاتيح النظام
history-kind-machine-key-file-added = إنشاء ملف مفتاح
history-kind-machine-key-file-removed = إلغاء ملف المفتاح
history-kind-machine-lock-set = تغيير مدة القفل
history-kind-lists-changed = تغيير في القوائم
history-kind-lists-change-withdrawn = التراجع عن تغيير في القوائم
history-kind-import-begun = بدء استيراد
history-kind-import-done = انتهاء استيراد
history-kind-import-undone = التراجع عن استيراد
history-kind-duty-opened = بدء فترة عمل
history-kind-duty-closed = انتهاء فترة عمل
history-kind-duty-paused = بدء توقف
history-kind-duty-resumed = انتهاء توقف
history-kind-shift-signed = توقيع مناوبة
history-kind-shift-handed-over = تسليم مناوبة
history-kind-shift-handover-confirmed = تأكيد استلام مناوبة
history-kind-call-logged = تسجيل تواصل
history-kind-call-added = إضافة إلى سجل محادثة
history-kind-call-amended = تصحيح تواصل
history-kind-call-voided = إبطال تواصل
history-kind-call-restored = إعادة تواصل إلى السجل
history-kind-call-commented = ملاحظة على تواصل
history-kind-call-returned = إعادة تواصل للتصحيح
history-kind-call-return-corrected = تصحيح تواصل مُعاد
history-kind-call-return-withdrawn = سحب إعادة تواصل للتصحيح
history-kind-case-opened = فتح معاملة
history-kind-case-moved = تغيير حالة معاملة
history-kind-case-amended = تصحيح معاملة
history-kind-case-call-linked = ربط تواصل بمعاملة
history-kind-case-viewed = فتح معاملة حساسة للاطلاع عليها
history-kind-case-told = كتابة ما يقال لمن يسأل عن معاملة
history-kind-follow-up-planned = إضافة متابعة
history-kind-follow-up-attempted = محاولة متابعة
history-kind-follow-up-replanned = موعد جديد لمتابعة
history-kind-follow-up-done = إتمام متابعة
history-kind-follow-up-cancelled = صرف النظر عن متابعة
history-kind-person-added = إضافة شخص
history-kind-person-amended = تعديل بيانات شخص
history-kind-merge-made = دمج سجلين لشخص واحد
history-kind-merge-undone = التراجع عن دمج سجلين
history-kind-flag-raised = وضع علامة إزعاج على رقم
history-kind-flag-lifted = إزالة علامة إزعاج عن رقم
history-kind-call-scored = تقييم جودة تواصل
history-kind-call-score-replied = رد على تقييم
history-kind-call-score-withdrawn = التراجع عن تقييم
history-kind-survey-answered = إجابة استبيان
history-kind-survey-withdrawn = سحب إجابة استبيان
history-kind-takeover-made = استلام مسودة من موظف آخر
history-kind-question-asked = سؤال لا توجد له إجابة
history-kind-improvement-recommended = توصية بتحسين
history-kind-improvement-answered = نتيجة توصية
history-kind-improvement-withdrawn = سحب توصية
history-kind-decided = حسم ما اختلف بين جهازين
history-kind-decision-withdrawn = التراجع عن حسم
