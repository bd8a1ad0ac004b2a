## كلمات تتكرر في أكثر من شاشة

common-product = نداء
common-language = اللغة
common-close = إغلاق
common-unsaved = لم يُحفظ ما كتبته هنا. اضغط Esc مرة أخرى لتركه.
common-cancel = إلغاء
common-try-again = إعادة المحاولة
common-load-more = عرض المزيد
common-not-chosen = لم يُحدد
common-not-given = لم يُذكر
common-just-now = الآن
common-keys = المفاتيح
common-undo = تراجع
common-undo-offers = ما يمكن التراجع عنه
common-sign-out = تسجيل الخروج
common-signed-out = تم تسجيل الخروج، والمسودات محفوظة على هذا الجهاز.
common-start-failed = تعذر بدء البرنامج

## الشاشات

common-screens = الشاشات
common-screen-desk = تسجيل المكالمات
common-screen-cases = المعاملات
common-screen-shift = مراجعة المناوبة
common-screen-figures = المؤشرات
common-screen-settings = الإعدادات

## المخزن التدريبي

common-practice = بيانات تدريبية
common-practice-lead = كل ما هنا للتدريب فقط، ولا يُحفظ منه شيء في سجل المحطة.
common-practice-leave = إنهاء التدريب

## الأشخاص

common-name-ar = الاسم بالعربية
common-name-en = الاسم بالإنجليزية
common-login = اسم الدخول
common-login-hint = من حرفين إلى 40 حرفًا دون مسافات.
common-secret = الرقم السري أو كلمة المرور
common-secret-hint = ستة أرقام على الأقل، أو كلمة مرور من ثمانية أحرف على الأقل.
common-secret-show = إظهار
common-secret-hide = إخفاء

## المكالمة

common-agent = الموظف
# Variables:
#   $name (String) - the colleague whose call it was
common-on-behalf = نيابةً عن { $name }
common-caller = المتصل
common-anonymous = لم يفصح عن هويته
common-call-time = وقت المكالمة
common-call-lasted = المدة
common-call-ended-by-saving = انتهت بحفظها
common-call-end-unknown = لم يُسجَّل وقت انتهائها
common-case-number = رقم المعاملة
common-comments = ملاحظات المشرف
common-comments-none = لا توجد ملاحظات.
common-returns = الإعادة للتصحيح
common-return-open = بانتظار التصحيح
common-return-corrected = صُحِّح
common-return-withdrawn = سُحبت الإعادة
common-return-back = سحب الإعادة
common-held = قيد معلّق
common-note-empty = لم يُكتب شيء.
common-outcome = النتيجة
common-place = المكان
common-urgent = عاجل

## الحقول

# Variables:
#   $count (Number) - how many more items answer the search than are shown
common-more-found =
    { $count ->
        [zero] لا توجد نتائج أخرى
        [one] توجد نتيجة أخرى، أضف حرفًا لتضييق البحث
        [two] توجد نتيجتان أخريان، أضف حرفًا لتضييق البحث
        [few] توجد { $count } نتائج أخرى، أضف حرفًا لتضييق البحث
        [many] توجد { $count } نتيجة أخرى، أضف حرفًا لتضييق البحث
       *[other] توجد { $count } نتيجة أخرى، أضف حرفًا لتضييق البحث
    }
# Variables:
#   $count (Number) - how many characters were replaced by the sign for an unreadable one
common-characters-replaced =
    { $count ->
        [zero] لا توجد رموز غير مقروءة.
        [one] حلّت العلامة � محل رمز واحد لا يمكن حفظه.
        [two] حلّت العلامة � محل رمزين لا يمكن حفظهما.
        [few] حلّت العلامة � محل { $count } رموز لا يمكن حفظها.
        [many] حلّت العلامة � محل { $count } رمزًا لا يمكن حفظه.
       *[other] حلّت العلامة � محل { $count } رمز لا يمكن حفظه.
    }
