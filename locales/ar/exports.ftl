## نشرة في مجلد

exports-bulletin = نشرة…
exports-bulletin-title = نشرة المؤشرات
# Variables:
#   $from (String) - first day
#   $to (String) - last day
exports-bulletin-of = نشرة الفترة من { $from } إلى { $to }
# Variables:
#   $day (String) - the day
exports-bulletin-day = نشرة يوم { $day }
exports-formats = صيغة الملف
exports-format-xlsx = جدول إكسل (XLSX)
exports-format-csv = نص مفصول بفواصل (CSV)
exports-format-pdf = صفحات (PDF)
exports-languages = اللغة
exports-language-ar = العربية
exports-language-en = الإنجليزية
exports-folder = مسار المجلد
# Variables:
#   $path (String) - a path
exports-folder-hint = المسار كاملًا، مثل { $path }
exports-write = كتابة الملفات
exports-writing = جارٍ كتابة الملفات…
# Variables:
#   $done (Number) - files or rows that are done
#   $of (Number) - of how many
exports-progress = تمّ { $done } من { $of }
exports-stop = إيقاف
exports-to-come = لم تبدأ هذه الفترة بعد، ولا نشرة لها حتى تبدأ.
exports-nothing-logged = لم يُسجَّل شيء في هذه الفترة، وذُكر ذلك في الملفات.
exports-no-rows = لا مكالمة ينطبق عليها ذلك، فلا سطور في الملف.
exports-choose = اختر واحدة على الأقل.
# Variables:
#   $count (Number) - files
exports-written =
    { $count ->
        [zero] لم يُكتب أي ملف.
        [one] كُتب ملف واحد:
        [two] كُتب ملفان:
        [few] كُتبت { $count } ملفات:
        [many] كُتب { $count } ملفًا:
       *[other] كُتب { $count } ملف:
    }
exports-not-written = لم يُكتب:
exports-recorded = قُيِّد هذا التصدير في سجل الصادر.
exports-rows = تصدير التفاصيل…
exports-rows-title = تصدير المكالمات
# Variables:
#   $title (String) - which figure
exports-rows-of = المكالمات: { $title }

exports-shift-title = تصدير سجل المناوبة
# Variables:
#   $shift (String) - name and day of the shift
exports-shift-of = سجل { $shift }، بكل ما فيه
# Variables:
#   $shift (String) - name and day of the shift
exports-shift-filtered = سجل { $shift }، وفق التصفية الحالية وحدها

## الجدولة

exports-schedule = نشرات تلقائية
exports-schedule-hint = تكتبها نداء من تلقاء نفسها ما دامت مفتوحة، لكل فترة مكتملة مرة واحدة، وتكتب ما فات حين تُفتح.
exports-rhythms = متى
exports-rhythm-daily = كل يوم
exports-rhythm-weekly = كل أسبوع
exports-rhythm-monthly = كل شهر
exports-rhythm-quarterly = كل ثلاثة أشهر
exports-rhythm-year-to-last-week = كل أسبوع، من بداية العام
exports-schedule-save = حفظ الجدولة
exports-schedule-saved = حُفظت الجدولة.
exports-schedule-stopped = أُوقفت النشرات التلقائية.
exports-schedule-reading = جارٍ عرض الجدولة…
exports-schedule-none = لا تُكتب نشرة تلقائيًا.
# Variables:
#   $from (String) - first day
#   $to (String) - last day
exports-schedule-made = آخر ما كُتب: من { $from } إلى { $to }
exports-schedule-not-yet = لم تُكتب بعد
exports-schedule-by = باسم
exports-schedule-problem = لم تُكتب النشرة التلقائية، وستُعاد المحاولة:

## سجل الصادر

exports-log = سجل الصادر
exports-log-hint = ما خرج من نداء في ملفات: من أخرجه ومتى وإلى أين.
exports-log-empty = لم يُصدَّر شيء بعد.
exports-log-what-bulletin = نشرة
exports-log-what-calls = مكالمات
exports-log-what-shift-log = سجل مناوبة
exports-log-what-person-data = بيانات شخص
exports-log-what-chain = سلسلة القيود
exports-log-way-window = من النافذة
exports-log-way-schedule = تلقائيًا
exports-log-way-command-line = من سطر الأوامر
# Variables:
#   $count (Number) - rows
exports-log-rows =
    { $count ->
        [zero] بلا سطور
        [one] سطر واحد
        [two] سطران
        [few] { $count } سطور
        [many] { $count } سطرًا
       *[other] { $count } سطر
    }
exports-log-elsewhere = على جهاز آخر
exports-log-stopped = أُوقف ولم يبق منه شيء
exports-log-failed = لم يكتمل
