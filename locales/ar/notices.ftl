## إشعارات سطح المكتب: عدد فقط، دون اسم أو رقم أو موضوع

notices-call-waiting = مكالمة في الانتظار
# Variables:
#   $count (Number) - the person’s own follow-ups, promises and call-backs that have come due, at least one
notices-due =
    { $count ->
        [zero] لا متابعات مستحقة
        [one] حان موعد متابعة واحدة
        [two] حان موعد متابعتين
        [few] حان موعد { $count } متابعات
        [many] حان موعد { $count } متابعة
       *[other] حان موعد { $count } متابعة
    }

## إعدادها

notices-title = الإشعارات
notices-shown = عرض إشعارات سطح المكتب على هذا الجهاز
notices-note = لا تذكر اسمًا ولا رقمًا: «مكالمة في الانتظار» و«حان موعد متابعتين». ولا تُظهر النافذة أمام غيرها.
notices-saved-on = ستُعرض الإشعارات على هذا الجهاز.
notices-saved-off = لن تُعرض الإشعارات على هذا الجهاز.

## ما حان موعده، داخل النافذة

# Variables:
#   $count (Number) - the person’s own follow-ups that have come due, at least one
notices-status =
    { $count ->
        [zero] لا متابعات مستحقة
        [one] متابعة واحدة حان موعدها
        [two] متابعتان حان موعدهما
        [few] { $count } متابعات حان موعدها
        [many] { $count } متابعة حان موعدها
       *[other] { $count } متابعة حان موعدها
    }
# Variables:
#   $count (Number) - the person’s own follow-ups that come due later, at least one
notices-status-later =
    { $count ->
        [zero] لا متابعات قادمة
        [one] متابعة واحدة قادمة
        [two] متابعتان قادمتان
        [few] { $count } متابعات قادمة
        [many] { $count } متابعة قادمة
       *[other] { $count } متابعة قادمة
    }
notices-list-title = متابعات حان موعدها
# Variables:
#   $count (Number) - follow-ups for whoever comes first that have come due, at least one
notices-status-anyone =
    { $count ->
        [zero] لا شيء لأي موظف متاح
        [one] متابعة واحدة لأي موظف متاح
        [two] متابعتان لأي موظف متاح
        [few] { $count } متابعات لأي موظف متاح
        [many] { $count } متابعة لأي موظف متاح
       *[other] { $count } متابعة لأي موظف متاح
    }
# Variables:
#   $count (Number) - the person’s own follow-ups that come due later, at least one
notices-list-later =
    { $count ->
        [zero] لا متابعات لم يحن موعدها
        [one] متابعة واحدة لم يحن موعدها
        [two] متابعتان لم يحن موعدهما
        [few] { $count } متابعات لم يحن موعدها
        [many] { $count } متابعة لم يحن موعدها
       *[other] { $count } متابعة لم يحن موعدها
    }
# Variables:
#   $shown (String) - how many are shown, those due longest
#   $total (String) - how many are due
notices-list-cut = يُعرض هنا { $shown } من أصل { $total }، الأقدم موعدًا أولًا.
# Variables:
#   $count (Number) - how often it was tried, at least once
notices-list-tried =
    { $count ->
        [zero] بلا محاولات
        [one] محاولة واحدة
        [two] محاولتان
        [few] { $count } محاولات
        [many] { $count } محاولة
       *[other] { $count } محاولة
    }
notices-list-none = لا توجد متابعات حان موعدها.
notices-list-anyone = لأي موظف متاح
