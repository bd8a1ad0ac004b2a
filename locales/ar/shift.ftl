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
shift-channel = القناة
shift-length = المدة
shift-length-short = أقل من 20 ثانية
shift-length-up-to-3 = من 20 ثانية إلى 3 دقائق
shift-length-up-to-10 = من 3 إلى 10 دقائق
shift-length-longer = 10 دقائق فأكثر
shift-length-unknown = بلا نهاية معروفة
shift-flag = العلامة
shift-flag-urgent = عاجل
shift-flag-dropped = انقطع الخط
shift-flag-late = سُجّل متأخرًا
shift-flag-case = له معاملة
shift-flag-returned = أُعيد للتصحيح
shift-flag-commented = عليه ملاحظة
shift-flag-scored = مقيَّم
shift-flag-unscored = غير مقيَّم
shift-flag-held = فيه قيد معلّق
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
shift-export = تصدير…
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
shift-print-signatures = التوقيعات
shift-print-unsigned = غير موقّعة
shift-print-hand-overs = التسليم والاستلام
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

## ما يُنظر فيه وتوقيع المناوبة

shift-part-stands-out = يحتاج نظرك
shift-part-samples = العيّنة
shift-part-rest = بقية السجل
shift-why-corrected = صُحِّح بعد إعادته
shift-why-returned = أُعيد للتصحيح
shift-why-urgent-without-action = عاجل بلا إجراء
shift-why-promise-missed = التزام فات موعده
shift-why-reopened = معاملة أُعيد فتحها
shift-why-no-facility = بلا مؤسسة
shift-why-no-end = بلا نهاية معروفة
shift-why-short = أقل من 20 ثانية
shift-why-sample = عيّنة
# Variables:
#   $count (Number) - how many calls of each agent are samples
shift-samples-rule =
    { $count ->
        [zero] لا عيّنة بحسب القاعدة المعتمدة
        [one] واحد من كل موظف
        [two] اثنان من كل موظف
        [few] { $count } من كل موظف
        [many] { $count } من كل موظف
       *[other] { $count } من كل موظف
    }
# Variables:
#   $count (Number) - how many calls of each agent were samples when it was signed
shift-samples-signed =
    { $count ->
        [zero] بلا عيّنة
        [one] العيّنة: واحد من كل موظف
        [two] العيّنة: اثنان من كل موظف
        [few] العيّنة: { $count } من كل موظف
        [many] العيّنة: { $count } من كل موظف
       *[other] العيّنة: { $count } من كل موظف
    }
shift-return = إعادة للتصحيح
shift-returned-said = أُعيد إلى الموظف للتصحيح.
shift-return-back-said = سُحبت الإعادة.
shift-signature = توقيع المناوبة
shift-signed = وقّعها
shift-unsigned = لم توقَّع هذه المناوبة بعد.
shift-unsigned-running = المناوبة جارية، وتوقَّع بعد انتهائها.
shift-sign = توقيع المناوبة
shift-sign-again = توقيع مرة أخرى
# Variables:
#   $count (Number) - signatures under the shift, two or more
shift-signatures =
    { $count ->
        [zero] لا توقيعات
        [one] توقيع واحد
        [two] توقيعان
        [few] { $count } توقيعات
        [many] { $count } توقيعًا
       *[other] { $count } توقيع
    }
shift-after-signature = بعد التوقيع
# Variables:
#   $count (Number) - contacts that came or changed after the signature, at least one
shift-after-count =
    { $count ->
        [zero] لا جديد بعد التوقيع
        [one] تواصل واحد وصل أو تغيّر بعد التوقيع
        [two] تواصلان وصلا أو تغيّرا بعد التوقيع
        [few] { $count } حالات تواصل وصلت أو تغيّرت بعد التوقيع
        [many] { $count } حالة تواصل وصلت أو تغيّرت بعد التوقيع
       *[other] { $count } حالة تواصل وصلت أو تغيّرت بعد التوقيع
    }
# Variables:
#   $count (Number) - contacts that were signed and are in another shift or nowhere since, at least one
shift-gone-count =
    { $count ->
        [zero] لم يخرج شيء من المناوبة بعد التوقيع
        [one] تواصل واحد شمله التوقيع لم يعد ضمن هذه المناوبة
        [two] تواصلان شملهما التوقيع لم يعودا ضمن هذه المناوبة
        [few] { $count } حالات تواصل شملها التوقيع لم تعد ضمن هذه المناوبة
        [many] { $count } حالة تواصل شملها التوقيع لم تعد ضمن هذه المناوبة
       *[other] { $count } حالة تواصل شملها التوقيع لم تعد ضمن هذه المناوبة
    }
shift-sign-title = توقيع المناوبة
# Variables:
#   $count (Number) - contacts that a signature covers
shift-sign-calls =
    { $count ->
        [zero] لا تواصل
        [one] تواصل واحد
        [two] تواصلان
        [few] { $count } حالات تواصل
        [many] { $count } حالة تواصل
       *[other] { $count } حالة تواصل
    }
# Variables:
#   $count (Number) - entries of the journal
shift-entries =
    { $count ->
        [zero] لا قيود
        [one] قيد واحد
        [two] قيدان
        [few] { $count } قيود
        [many] { $count } قيدًا
       *[other] { $count } قيد
    }
shift-sign-digest = بصمة القيود:
shift-machine-this = هذا الجهاز
# Variables:
#   $name (String) - six digits that tell the machines of a site apart
shift-machine = الجهاز { $name }
# Variables:
#   $count (Number) - entries that the central server has yet to take, at least one
shift-machine-waiting =
    { $count ->
        [zero] كلها لدى الخادم المركزي
        [one] قيد واحد لم يصل إلى الخادم المركزي بعد
        [two] قيدان لم يصلا إلى الخادم المركزي بعد
        [few] { $count } قيود لم تصل إلى الخادم المركزي بعد
        [many] { $count } قيدًا لم تصل إلى الخادم المركزي بعد
       *[other] { $count } قيد لم تصل إلى الخادم المركزي بعد
    }
# Variables:
#   $time (String) - date and time of the last entry of the shift from that machine
shift-machine-last = آخر قيد وصل منه: { $time }
# Variables:
#   $count (Number) - contacts of the shift that the signer logged, at least one
shift-sign-own =
    { $count ->
        [zero] لم تسجّل شيئًا في هذه المناوبة.
        [one] سجّلت بنفسك تواصلًا واحدًا في هذه المناوبة. الأولى أن يوقّعها مشرف آخر إن أمكن؛ ويظهر ذلك مع التوقيع.
        [two] سجّلت بنفسك تواصلين في هذه المناوبة. الأولى أن يوقّعها مشرف آخر إن أمكن؛ ويظهر ذلك مع التوقيع.
        [few] ما سجّلته بنفسك في هذه المناوبة: { $count }. الأولى أن يوقّعها مشرف آخر إن أمكن؛ ويظهر ذلك مع التوقيع.
        [many] ما سجّلته بنفسك في هذه المناوبة: { $count }. الأولى أن يوقّعها مشرف آخر إن أمكن؛ ويظهر ذلك مع التوقيع.
       *[other] ما سجّلته بنفسك في هذه المناوبة: { $count }. الأولى أن يوقّعها مشرف آخر إن أمكن؛ ويظهر ذلك مع التوقيع.
    }
# Variables:
#   $count (Number) - contacts of the shift that the signer had logged, at least one
shift-signed-own =
    { $count ->
        [zero] لم يسجّل الموقّع شيئًا منها
        [one] سجّل الموقّع واحدًا منها
        [two] سجّل الموقّع اثنين منها
        [few] سجّل الموقّع { $count } منها
        [many] سجّل الموقّع { $count } منها
       *[other] سجّل الموقّع { $count } منها
    }
shift-sign-hint = يُطلب مرة أخرى لأن التوقيع باسمك.
shift-signed-said = وُقّعت المناوبة.
shift-signatures-so-far = التوقيعات حتى الآن
shift-not-yet = قبل التوقيع
# Variables:
#   $time (String) - planned end, time of day
shift-not-yet-running = المناوبة جارية حتى الساعة { $time }.
shift-not-yet-draft = مسودة مفتوحة
shift-not-yet-correction = تصحيح لم يُحفظ
shift-not-yet-returned = أُعيد للتصحيح ولم يُصحَّح
shift-to-desk = إلى تسجيل المكالمات
shift-to-call = فتح

## تسليم المناوبة

shift-hand-over = تسليم المناوبة
shift-hand-over-give = سلّمها الآن
shift-hand-over-title = تسليم المناوبة لمن يليك
shift-hand-over-notes = ملاحظات لمن يتسلّم
shift-hand-over-hint = ما لا تقوله الأرقام أعلاه: من ينتظر، وماذا قيل له.
shift-handed-over = سلّمها
shift-handed-over-said = سُلّمت المناوبة، وتنتظر من يؤكد استلامها.
shift-hand-overs-so-far = ما سُلّم من قبل
shift-handover-waits = بانتظار تأكيد الاستلام
shift-handover-taken = تسلّمها
shift-handover-taken-said = أُكّد الاستلام.
shift-handover-waiting = مناوبات تنتظر من يتسلّمها
shift-handover-take = تأكيد الاستلام
shift-open-drafts = مسودات مفتوحة على هذا الجهاز
shift-open-due = مهام مستحقة حتى نهاية اليوم
shift-open-promises = منها التزامات
shift-open-urgent = معاملات عاجلة مفتوحة
