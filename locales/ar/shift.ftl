## مراجعة المناوبة

shift-log = سجل المناوبة
shift-choose = المناوبة
# Variables:
#   $shift (String) - name and date of the shift
shift-running = { $shift } (الجارية)
shift-none = لا توجد مناوبات بعد
shift-filters = تصفية سجل المناوبة
shift-all = الكل
shift-type = النوع
shift-text = بحث في النص والأرقام
shift-clear-filters = إلغاء التصفية
shift-empty = لم يُسجَّل شيء في هذه المناوبة.
shift-nothing-found = لا نتائج تطابق التصفية.
# Variables:
#   $count (Number) - rows that answer the filters
shift-found =
    { $count ->
        [zero] لا نتائج تطابق التصفية.
        [one] نتيجة واحدة تطابق التصفية.
        [two] نتيجتان تطابقان التصفية.
        [few] { $count } نتائج تطابق التصفية.
        [many] { $count } نتيجة تطابق التصفية.
       *[other] { $count } نتيجة تطابق التصفية.
    }
# Variables:
#   $shown (Number) - rows on the screen
#   $total (Number) - rows that answer the filters
shift-shown = المعروض { $shown } من { $total }

## الأرقام

shift-figures = أرقام المناوبة كلها
shift-figure-received = المكالمات الواردة
shift-figure-outgoing = المكالمات الصادرة
shift-figure-messages = الرسائل
shift-figure-visits = الزيارات
shift-figure-letters = الرسائل الرسمية
shift-figure-types-of-all = بحسب النوع، لجميع القنوات:
shift-figure-cases = المعاملات التي فُتحت
shift-figure-urgent = العاجل
shift-figure-median-none = وسيط مدة المكالمة (لا نهاية معروفة)
# Variables:
#   $count (Number) - calls whose end is known, at least one
shift-figure-median =
    { $count ->
        [zero] وسيط مدة المكالمة
        [one] وسيط مدة المكالمة (من مكالمة واحدة)
        [two] وسيط مدة المكالمة (من مكالمتين)
        [few] وسيط مدة المكالمة (من { $count } مكالمات)
        [many] وسيط مدة المكالمة (من { $count } مكالمة)
       *[other] وسيط مدة المكالمة (من { $count } مكالمة)
    }

## الجدول

shift-calls = ما سُجّل في المناوبة
shift-column-time = الوقت
shift-column-subject = النوع والموضوع
shift-column-length = المدة
shift-column-note = الإفادة
shift-column-marks = علامات
# Variables:
#   $count (Number) - comments on the call, at least one
shift-comments =
    { $count ->
        [zero] لا ملاحظات
        [one] ملاحظة
        [two] ملاحظتان
        [few] { $count } ملاحظات
        [many] { $count } ملاحظة
       *[other] { $count } ملاحظة
    }

## المكالمة المفتوحة

shift-details = التفاصيل
shift-comment = ملاحظة للموظف
shift-comment-hint = يراها الموظف حين يفتح ما سجّله.
shift-comment-send = إضافة الملاحظة
shift-comment-said = أُضيفت الملاحظة.

## الطباعة

shift-print = طباعة
# Variables:
#   $shift (String) - name of the shift
#   $date (String) - its day
shift-print-title = سجل مناوبة { $shift } – { $date }
# Variables:
#   $station (String) - name of the station
shift-print-station = المحطة: { $station }
# Variables:
#   $from (String) - planned start, time of day
#   $to (String) - planned end, time of day
shift-print-hours = من { $from } إلى { $to }
# Variables:
#   $time (String) - date and time of printing
shift-print-printed = طُبع في { $time }
shift-print-only = يقتصر على:
# Variables:
#   $count (Number) - rows on the paper
shift-print-cut =
    { $count ->
        [zero] لا شيء مطبوع هنا.
        [one] هنا أحدث سطر فقط، وفي سجل المناوبة غيره.
        [two] هنا أحدث سطرين فقط، وفي سجل المناوبة غيرهما.
        [few] هنا أحدث { $count } أسطر فقط، وفي سجل المناوبة غيرها.
        [many] هنا أحدث { $count } سطرًا فقط، وفي سجل المناوبة غيرها.
       *[other] هنا أحدث { $count } سطر فقط، وفي سجل المناوبة غيرها.
    }

## توقفات المناوبة

# Variables:
#   $count (Number) - pauses that fell into the shift, at least one
shift-pauses =
    { $count ->
        [zero] لا توقفات في المناوبة
        [one] توقف واحد في المناوبة
        [two] توقفان في المناوبة
        [few] { $count } توقفات في المناوبة
        [many] { $count } توقفًا في المناوبة
       *[other] { $count } توقف في المناوبة
    }
# Variables:
#   $count (Number) - pauses longer than usual, at least one
shift-pauses-long =
    { $count ->
        [zero] لا شيء منها أطول من المعتاد
        [one] واحد منها أطول من المعتاد
        [two] اثنان منها أطول من المعتاد
        [few] { $count } منها أطول من المعتاد
        [many] { $count } منها أطول من المعتاد
       *[other] { $count } منها أطول من المعتاد
    }
shift-pauses-title = توقفات المناوبة
shift-pause-who = الموظف
shift-pause-reason = السبب
shift-pause-from = من الساعة
shift-pause-until = إلى الساعة
shift-pause-length = المدة
shift-pause-goes-on = ما زال مستمرًا
# Variables:
#   $minutes (Number) - how long such a pause usually is
shift-pause-long =
    { $minutes ->
        [zero] أطول من المعتاد
        [one] المعتاد دقيقة واحدة
        [two] المعتاد دقيقتان
        [few] المعتاد { $minutes } دقائق
        [many] المعتاد { $minutes } دقيقة
       *[other] المعتاد { $minutes } دقيقة
    }
