## ما يظهر عند تعذر أمر ما: ما حدث، ثم ما العمل

errors-invalid = في أحد الحقول قيمة غير مقبولة. راجع الحقول وأعد المحاولة.
errors-signed-out = انتهت جلستك على هذا الجهاز. سجّل الدخول للمتابعة، ومسوداتك محفوظة.
errors-locked = الجهاز مقفل. أدخل رقمك السري للمتابعة.
errors-not-allowed = صلاحياتك لا تسمح بهذا. اطلبه من المشرف أو مدير النظام.
errors-not-owner = هذا للموظف المسؤول عن المعاملة أو للمشرف فقط.
errors-not-viewed = هذه معاملة حساسة لم تُفتح بعد. افتحها من صفحتها واذكر السبب.
errors-unlawful-move = لا تنتقل المعاملة إلى هذه الحالة من حالتها الآن. ربما نقلها شخص آخر قبلك؛ وهي معروضة كما هي الآن.
errors-follow-up-over = انتهت هذه المتابعة من قبل، وربما أنهاها شخص آخر.
errors-not-found = لم يُعثر على المطلوب. ربما تغيّر منذ فتح هذه الشاشة.
# Variables:
#   $left (Number) - tries left before a wait, at least one
errors-wrong-secret =
    { $left ->
        [zero] اسم الدخول أو الرقم السري غير صحيح.
        [one] اسم الدخول أو الرقم السري غير صحيح. بقيت محاولة واحدة قبل الانتظار.
        [two] اسم الدخول أو الرقم السري غير صحيح. بقيت محاولتان قبل الانتظار.
        [few] اسم الدخول أو الرقم السري غير صحيح. بقيت { $left } محاولات قبل الانتظار.
        [many] اسم الدخول أو الرقم السري غير صحيح. بقيت { $left } محاولة قبل الانتظار.
       *[other] اسم الدخول أو الرقم السري غير صحيح. بقيت { $left } محاولة قبل الانتظار.
    }
errors-wrong-secret-last = اسم الدخول أو الرقم السري غير صحيح.
errors-must-change = هذا الرقم السري لهذه المرة فقط. اختر رقمك أولًا.
# Variables:
#   $left (Number) - tries left before a wait, at least one
errors-wrong-code =
    { $left ->
        [zero] ليس هذا رمز استرداد هذه المحطة.
        [one] ليس هذا رمز استرداد هذه المحطة. بقيت محاولة واحدة قبل الانتظار.
        [two] ليس هذا رمز استرداد هذه المحطة. بقيت محاولتان قبل الانتظار.
        [few] ليس هذا رمز استرداد هذه المحطة. بقيت { $left } محاولات قبل الانتظار.
        [many] ليس هذا رمز استرداد هذه المحطة. بقيت { $left } محاولة قبل الانتظار.
       *[other] ليس هذا رمز استرداد هذه المحطة. بقيت { $left } محاولة قبل الانتظار.
    }
errors-wrong-code-last = ليس هذا رمز استرداد هذه المحطة.
errors-last-administrator = لن يبقى على هذا الجهاز مدير نظام. أضف مديرًا آخر أولًا.
# Variables:
#   $seconds (Number) - seconds until the next try
errors-too-many-tries =
    { $seconds ->
        [zero] تكررت المحاولات الخاطئة. يمكنك المحاولة الآن.
        [one] تكررت المحاولات الخاطئة. يمكنك المحاولة بعد ثانية واحدة.
        [two] تكررت المحاولات الخاطئة. يمكنك المحاولة بعد ثانيتين.
        [few] تكررت المحاولات الخاطئة. يمكنك المحاولة بعد { $seconds } ثوانٍ.
        [many] تكررت المحاولات الخاطئة. يمكنك المحاولة بعد { $seconds } ثانية.
       *[other] تكررت المحاولات الخاطئة. يمكنك المحاولة بعد { $seconds } ثانية.
    }
# Variables:
#   $minutes (Number) - minutes until the next try, at least two
errors-too-many-tries-minutes =
    { $minutes ->
        [zero] تكررت المحاولات الخاطئة. يمكنك المحاولة الآن.
        [one] تكررت المحاولات الخاطئة. يمكنك المحاولة بعد دقيقة واحدة.
        [two] تكررت المحاولات الخاطئة. يمكنك المحاولة بعد دقيقتين.
        [few] تكررت المحاولات الخاطئة. يمكنك المحاولة بعد { $minutes } دقائق.
        [many] تكررت المحاولات الخاطئة. يمكنك المحاولة بعد { $minutes } دقيقة.
       *[other] تكررت المحاولات الخاطئة. يمكنك المحاولة بعد { $minutes } دقيقة.
    }
# Variables:
#   $left (Number) - tries left before a wait, at least one
errors-wrong-passphrase =
    { $left ->
        [zero] لا تفتح هذه العبارة بيانات المحطة.
        [one] لا تفتح هذه العبارة بيانات المحطة. بقيت محاولة واحدة قبل الانتظار.
        [two] لا تفتح هذه العبارة بيانات المحطة. بقيت محاولتان قبل الانتظار.
        [few] لا تفتح هذه العبارة بيانات المحطة. بقيت { $left } محاولات قبل الانتظار.
        [many] لا تفتح هذه العبارة بيانات المحطة. بقيت { $left } محاولة قبل الانتظار.
       *[other] لا تفتح هذه العبارة بيانات المحطة. بقيت { $left } محاولة قبل الانتظار.
    }
errors-wrong-passphrase-last = لا تفتح هذه العبارة بيانات المحطة.
errors-store-in-use = البيانات مفتوحة في نسخة أخرى من البرنامج.
errors-store-newer = كُتبت البيانات بإصدار أحدث من هذا البرنامج.
errors-store-damaged = ملف البيانات تالف.
errors-record-damaged = يقع هذا السجل أو هذه القائمة في جزء تالف من ملف البيانات. بقية العمل مستمر، وما كتبته باقٍ أمامك. أبلغ المشرف: تفصيل التلف في «حالة الجهاز» من الإعدادات، وقد يكون السجل في نسخة احتياطية.
errors-store-keyed-wrongly = فُتح القفل، لكن المفتاح ليس مفتاح هذه البيانات.
errors-store-read-only = لا يمكن الكتابة في مجلد البيانات.
errors-store-slots-missing = ملف المفاتيح مفقود أو تعذرت قراءته.
errors-slot-damaged = تلفت خانة هذه الطريقة في ملف المفاتيح، فلا يفتح البيانات بها شيء مهما كُتب. جدّد هذه الطريقة، وإن تعذر ذلك فضع مكان الملف slots.json من أحدث نسخة احتياطية.
errors-backup-slots = تعذر تحديث نسخة احتياطية في مجلد البيانات، فلم يُنفَّذ التغيير: ما كان يفتح البيانات ما زال يفتحها. راجع المجلد backups فيه، ثم أعد المحاولة.
# Variables:
#   $needed_mb (Number) - millions of bytes that the backup takes
#   $free_mb (Number) - millions of bytes that are free
errors-backup-no-room = لا تكفي المساحة للنسخة الاحتياطية: تحتاج إلى { $needed_mb } ميجابايت، والمتاح { $free_mb } ميجابايت. أخلِ مساحة أو اختر مجلدًا آخر. النسخ السابقة باقية.
errors-backup-full = امتلأ القرص قبل اكتمال النسخة الاحتياطية، ولم يبق منها شيء، والنسخ السابقة باقية. أخلِ مساحة ثم أعد المحاولة.
errors-backup-place = مجلد النسخ الاحتياطية غير موجود. أوصل الذاكرة، أو تأكد من الشبكة ومن كتابة المسار كاملًا.
errors-backup-read-only = لا يمكن الكتابة في مجلد النسخ الاحتياطية.
errors-backup-stopped = أُوقفت النسخة الاحتياطية، ولم يبق منها شيء.
errors-backup-busy = هناك نسخة احتياطية أخرى قيد الإعداد. انتظر حتى تنتهي أو أوقفها.
errors-backup-not-sound = لم تُقرأ النسخة الاحتياطية كما كُتبت، فأزيلت. قد يكون القرص أو الذاكرة على وشك التلف: استخدم غيره.
errors-backup-failed = تعذّر إعداد النسخة الاحتياطية. لم يبق منها شيء، والنسخ السابقة باقية.
errors-condition-busy = هناك فحص شامل جارٍ بالفعل. انتظر حتى ينتهي.
errors-erasing-busy = هناك محو جارٍ بالفعل. انتظر حتى ينتهي.
errors-store-gone = ملف بيانات هذه المحطة غير موجود، لكن نسخه الاحتياطية موجودة. ربما نقله أحد أو حذفه.
errors-restore-not-there = هذه النسخة لم تعد موجودة. ابحث من جديد.
errors-restore-not-sound = هذه النسخة تالفة فلم تُستخدم، ولم يتغير شيء. اختر نسخة أخرى.
errors-restore-of-another = هذه النسخة لبيانات محطة أخرى، ولم يتغير شيء. اختر نسخة من هذه المحطة.
errors-restore-unreadable = لا تمكن قراءة شيء من البيانات الحالية. استعد من نسخة احتياطية.
# Variables:
#   $needed_mb (Number) - millions of bytes
#   $free_mb (Number) - millions of bytes
errors-restore-no-room = لا تكفي المساحة: يلزم { $needed_mb } ميجابايت إلى جانب البيانات الحالية، والمتاح { $free_mb } ميجابايت. أخلِ مساحة ثم أعد المحاولة. لم يتغير شيء.
errors-restore-stopped = أُوقفت الاستعادة، ولم يتغير شيء.
errors-disk-full = لا توجد مساحة كافية على القرص. ما كتبته باقٍ أمامك. أخلِ مساحة ثم أعد المحاولة.
errors-store-failed = تعذر الوصول إلى البيانات. ما كتبته باقٍ أمامك. أعد المحاولة.
errors-centre-address = العنوان غير صالح. اكتبه كاملًا مبتدئًا بـ https://
errors-centre-plain-http = هذا العنوان غير مشفّر. استخدم عنوانًا يبدأ بـ https://
errors-centre-unreachable = لا إجابة من هذا العنوان. تأكد من العنوان والشبكة.
errors-centre-not-one = أجاب العنوان، لكنه ليس الخادم المركزي لنداء.
errors-centre-certificate = شهادة الخادم المركزي غير موثوقة. أبلغ مدير النظام.
errors-enrolment-code = رمز التسجيل غير معروف أو مستخدم أو منتهي الصلاحية. اطلب رمزًا جديدًا.
errors-centre-refused = الخادم المركزي يرفض هذا الجهاز. بياناتك محفوظة هنا. أبلغ مدير النظام.
errors-centre-busy = الخادم المركزي مشغول، وتتكرر المحاولة تلقائيًا.
errors-centre-failed = الخادم المركزي متعطل حاليًا، وتتكرر المحاولة تلقائيًا.
errors-centre-other = أجاب خادم مركزي غير الذي سُجّل فيه هذا الجهاز. أبلغ مدير النظام.
errors-centre-upgrade = هذا الإصدار والخادم المركزي لا يتفقان، ويلزم تحديث أحدهما. بياناتك محفوظة هنا. أبلغ مدير النظام.
errors-centre-mismatch = لدى الخادم المركزي قيد لهذا الجهاز بمحتوى مختلف. توقف الإرسال، وبياناتك محفوظة هنا. أبلغ مدير النظام.
errors-centre-fork = لدى الخادم المركزي سجل آخر باسم هذا الجهاز، وقد تكون نسخة من قرصه مستخدمة. توقف الإرسال، وبياناتك محفوظة هنا. أبلغ مدير النظام.
errors-centre-too-many-refusals = رفض الخادم المركزي قيودًا كثيرة متتالية، فتوقف الإرسال مؤقتًا. بياناتك محفوظة هنا.
errors-already-enrolled = هذا الجهاز مسجل لدى الخادم المركزي من قبل.
errors-own-contact = أنت من تولّى هذا التواصل أو هذه المعاملة؛ يسأل عن الرضا ويسجله زميل آخر.
errors-survey-answered = سُجلت إجابة من قبل. اسحبها أولًا إن كانت خاطئة.
errors-thread-logged = هذه المحادثة مسجلة في يومها، ولم يُفتح لها سجل ثانٍ. ما كتبته باقٍ، فأضفه إلى سجلها.
errors-call-voided = هذا التواصل مُبطل. أعده إلى السجل أولًا، وما كتبته باقٍ.
errors-case-under-way = بدأ العمل في معاملة هذا التواصل، فيبقى في السجل. ألغِ المعاملة أولًا.
errors-review-changed = تغيّر هذا الاختلاف بعد أن عُرض عليك، فلم يُسجَّل القرار. راجع القائمة كما هي الآن.
errors-shift-changed = وصل إلى هذه المناوبة جديد أثناء مراجعتك، فلم يُسجَّل التوقيع. الجديد معروض الآن؛ راجعه ثم وقّع مرة أخرى.
errors-shift-not-ready = لا يمكن توقيع هذه المناوبة بعد. ما لم يكتمل مبيَّن في القائمة.
errors-courier-folder = لا يمكن استخدام هذا المجلد. تأكد من توصيل وحدة التخزين ومن كتابة مسارها كاملًا.
errors-courier-none = لا يوجد إيصال في هذا المجلد.
errors-courier-not-enrolled = هذا الجهاز غير مسجل لدى خادم مركزي.
errors-courier-no-keys = لم يعرف هذا الجهاز بعد مفاتيح الخادم المركزي. صِله به مرة واحدة أولًا.
errors-courier-not-one = هذا الملف ليس إيصالًا.
errors-courier-other = هذا الإيصال لجهاز آخر أو لخادم مركزي آخر.
errors-courier-doubled = سبقت قراءة هذا الإيصال.
errors-courier-old = هذا إيصال لملف قديم، فلم يُقرأ.
errors-courier-card = يجب أن تكون في هذا المجلد بطاقة صالحة واحدة للخادم المركزي، لا أكثر.
errors-courier-cut = هذا الإيصال غير مكتمل. انسخه مرة أخرى.
errors-courier-tampered = تغيّر هذا الإيصال أو لم يصدر من الخادم المركزي، فلم يُقرأ منه شيء.
errors-import-unreadable = لا يمكن قراءة هذا الملف. تأكد من مساره كاملًا ومن أنه مسموح بقراءته.
errors-import-too-big = الملف أكبر من 64 ميغابايت. قسّمه إلى ملفات أصغر.
errors-import-too-much = محتوى الملف بعد فك ضغطه أكبر مما يُقرأ. قسّمه إلى ملفات أصغر.
errors-import-too-many-rows = في الورقة أكثر من 200,000 صف. قسّمها إلى أوراق أصغر.
errors-import-too-many-columns = في الورقة أكثر من 200 عمود. احذف ما لا يلزم منها.
errors-import-not-a-sheet = هذا الملف ليس جدولًا. احفظه بصيغة XLSX أو CSV.
errors-import-old-or-locked = هذا مصنف بصيغة قديمة أو محمي بكلمة مرور. احفظه بصيغة XLSX دون كلمة مرور.
errors-import-damaged = هذا الملف تالف أو غير مكتمل. انسخه من مصدره مرة أخرى.
errors-import-nothing = لا يوجد شيء في هذا الملف أو هذه الورقة.
errors-import-gone = لم يعد هذا الجدول مفتوحًا كما كان. افتح الملف مرة أخرى.
errors-import-busy = يجري الآن عمل آخر على جدول. انتظر حتى ينتهي.
errors-import-stopped = أُوقف كما طلبت، ولم يتغير شيء.
errors-import-faulty = في الجدول صفوف خاطئة، فلم يُستورد شيء.
errors-import-folder = لا يمكن الكتابة في هذا المجلد. تأكد من كتابة مساره كاملًا.
errors-wrong-stage = هذا غير ممكن الآن. أغلق البرنامج وشغّله من جديد.
errors-not-in-practice = هذا غير متاح في البيانات التدريبية.
errors-internal = حدث خطأ في البرنامج، وكُتب تقرير عنه في سجل الجهاز. أعد المحاولة.
errors-store-last-way = لن يبقى ما يفتح البيانات: لا عبارة مرور ولا رمز استرداد. لم يتغير شيء.

## سياسة المؤسسة

errors-set-by-policy = حدّدت سياسة المؤسسة هذا الإعداد، ولا يُغيَّر من هنا. راجع مدير النظام.
errors-policy-unreadable = ملف سياسة المؤسسة موجود وتعذرت قراءته.
errors-policy-owner = ملف سياسة المؤسسة ليس ملكًا لمدير نظام التشغيل (root)، فلا يُعتد به.
errors-policy-writable = ملف سياسة المؤسسة يمكن لغير مالكه الكتابة فيه، فلا يُعتد به.
# Variables:
#   $limit (Number) - longest file, in kibibytes
errors-policy-too-long = ملف سياسة المؤسسة أطول من المسموح ({ $limit } كيلوبايت).
# Variables:
#   $line (Number) - line of the mistake
#   $column (Number) - column of the mistake
errors-policy-syntax = في ملف سياسة المؤسسة خطأ في الكتابة: السطر { $line }، الموضع { $column }.
# Variables:
#   $key (String) - the key as it stands in the file
#   $line (Number) - its line
errors-policy-unknown-key = في ملف سياسة المؤسسة مفتاح غير معروف: { $key }، السطر { $line }.
# Variables:
#   $key (String) - the key
#   $line (Number) - line at which it stands again
errors-policy-twice = تكرر مفتاح في ملف سياسة المؤسسة: { $key }، السطر { $line }.
# Variables:
#   $key (String) - the key
#   $line (Number) - its line
errors-policy-value-lock-min = في ملف سياسة المؤسسة قيمة غير مقبولة: { $key }، السطر { $line }. المطلوب عدد صحيح من 1 إلى 30، ولا يزيد على lockInCallMin.
# Variables:
#   $key (String) - the key
#   $line (Number) - its line
errors-policy-value-lock-in-call-min = في ملف سياسة المؤسسة قيمة غير مقبولة: { $key }، السطر { $line }. المطلوب عدد صحيح من 1 إلى 120، ولا يقل عن lockMin.
# Variables:
#   $key (String) - the key
#   $line (Number) - its line
errors-policy-value-language = في ملف سياسة المؤسسة قيمة غير مقبولة: { $key }، السطر { $line }. المطلوب "ar" أو "en".
# Variables:
#   $key (String) - the key
#   $line (Number) - its line
errors-policy-value-digits = في ملف سياسة المؤسسة قيمة غير مقبولة: { $key }، السطر { $line }. المطلوب "latn" أو "arab".
# Variables:
#   $key (String) - the key
#   $line (Number) - its line
errors-policy-value-centre-address = في ملف سياسة المؤسسة قيمة غير مقبولة: { $key }، السطر { $line }. المطلوب عنوان يبدأ بـ https://
# Variables:
#   $key (String) - the key
#   $line (Number) - its line
errors-policy-value-key-file = في ملف سياسة المؤسسة قيمة غير مقبولة: { $key }، السطر { $line }. المطلوب مسار كامل لملف.
# Variables:
#   $key (String) - the key
#   $line (Number) - its line
errors-policy-value-samples = في ملف سياسة المؤسسة قيمة غير مقبولة: { $key }، السطر { $line }. المطلوب عدد صحيح من 0 إلى 20.
# Variables:
#   $key (String) - the key
#   $line (Number) - its line
errors-policy-value-backup-folder = في ملف سياسة المؤسسة قيمة غير مقبولة: { $key }، السطر { $line }. المطلوب مسار كامل لمجلد.
# Variables:
#   $key (String) - the key
#   $line (Number) - its line
errors-policy-value-backup-daily = في ملف سياسة المؤسسة قيمة غير مقبولة: { $key }، السطر { $line }. المطلوب عدد صحيح من 1 إلى 60.
# Variables:
#   $key (String) - the key
#   $line (Number) - its line
errors-policy-value-backup-weekly = في ملف سياسة المؤسسة قيمة غير مقبولة: { $key }، السطر { $line }. المطلوب عدد صحيح من 0 إلى 60.
# Variables:
#   $key (String) - the key
#   $line (Number) - its line
errors-policy-value-backup-warn-days = في ملف سياسة المؤسسة قيمة غير مقبولة: { $key }، السطر { $line }. المطلوب عدد صحيح من 1 إلى 30.
# Variables:
#   $key (String) - the key
#   $line (Number) - its line
errors-policy-value-keep-months = في ملف سياسة المؤسسة قيمة غير مقبولة: { $key }، السطر { $line }. المطلوب عدد صحيح من الأشهر بين 6 و600، أو كائن فيه عدد لكل رمز نوع، و«*» لما عداها.
# Variables:
#   $key (String) - the key
#   $line (Number) - its line
errors-policy-value-flag = في ملف سياسة المؤسسة قيمة غير مقبولة: { $key }، السطر { $line }. المطلوب true أو false.

## الفتح دون عبارة المرور

errors-keyring-gone = لا تحوي حلقة مفاتيح النظام ما يفتح هذه البيانات: حُذف منها، أو هذه حلقة أخرى. افتح بعبارة المرور، ثم جدّد الفتح منها في الإعدادات.
errors-keyring-locked = حلقة مفاتيح النظام مقفلة. افتحها من نظام التشغيل ثم أعد تشغيل البرنامج، أو افتح بعبارة المرور.
errors-keyring-absent = لا توجد حلقة مفاتيح تعمل في نظام التشغيل. افتح بعبارة المرور، وأبلغ مدير النظام إن تكرر ذلك.
errors-keyring-slow = لم تُجب حلقة مفاتيح النظام في الوقت المحدد. افتح بعبارة المرور.
errors-keyring-failed = تعذر استخدام حلقة مفاتيح النظام. افتح بعبارة المرور، وأبلغ مدير النظام إن تكرر ذلك.
errors-keyring-wrong = ما تحفظه حلقة مفاتيح النظام لا يفتح هذه البيانات، والبيانات سليمة. افتح بعبارة المرور، ثم جدّد الفتح منها في الإعدادات.
errors-key-file-absent = ملف المفتاح الذي تسميه سياسة المؤسسة غير موجود. افتح بعبارة المرور، وأبلغ مدير النظام.
errors-key-file-unreadable = تعذرت قراءة ملف المفتاح بهذا الحساب. افتح بعبارة المرور، وأبلغ مدير النظام.
errors-key-file-owner = ملف المفتاح ليس ملكًا لمدير نظام التشغيل (root)، فلا يُستخدم. افتح بعبارة المرور، وأبلغ مدير النظام.
errors-key-file-open = يمكن لغير مالك ملف المفتاح ومجموعته قراءته، أو لغير مالكه الكتابة فيه، فلا يُستخدم. افتح بعبارة المرور، وأبلغ مدير النظام.
errors-key-file-not-one = الملف الذي تسميه سياسة المؤسسة ليس ملف مفتاح. افتح بعبارة المرور، وأبلغ مدير النظام.
errors-key-file-wrong = ملف المفتاح لا يفتح هذه البيانات، والبيانات سليمة. افتح بعبارة المرور، وأبلغ مدير النظام.
errors-key-file-not-set = لم يُنشأ لهذه البيانات ملف مفتاح بعد. افتح بعبارة المرور؛ ولمدير النظام أن ينشئه بالأمر nidactl key-file.
errors-key-file-there = في هذا المكان ملف من قبل، ولا يُكتب فوقه.
errors-key-file-unwritten = تعذرت كتابة ملف المفتاح في هذا المكان.

## ما يظهر عند الحقل

errors-rule-required = هذا الحقل مطلوب.
# Variables:
#   $limit (Number) - the most characters allowed
errors-rule-too-long =
    { $limit ->
        [zero] النص أطول من المسموح. اختصره.
        [one] الحد الأقصى حرف واحد.
        [two] الحد الأقصى حرفان.
        [few] الحد الأقصى { $limit } أحرف.
        [many] الحد الأقصى { $limit } حرفًا.
       *[other] الحد الأقصى { $limit } حرف.
    }
# Variables:
#   $over (Number) - by how many characters the text is too long
#   $limit (Number) - the most characters allowed
errors-rule-over-limit =
    { $over ->
        [zero] النص في حدود المسموح.
        [one] النص أطول من المسموح بحرف واحد (الحد { $limit }). اختصره، فلن يُقتطع منه شيء.
        [two] النص أطول من المسموح بحرفين (الحد { $limit }). اختصره، فلن يُقتطع منه شيء.
        [few] النص أطول من المسموح بـ { $over } أحرف (الحد { $limit }). اختصره، فلن يُقتطع منه شيء.
        [many] النص أطول من المسموح بـ { $over } حرفًا (الحد { $limit }). اختصره، فلن يُقتطع منه شيء.
       *[other] النص أطول من المسموح بـ { $over } حرف (الحد { $limit }). اختصره، فلن يُقتطع منه شيء.
    }
# Variables:
#   $limit (Number) - the fewest characters allowed
errors-rule-too-short =
    { $limit ->
        [zero] النص أقصر من المطلوب. أكمله.
        [one] المطلوب خانة واحدة على الأقل.
        [two] المطلوب خانتان على الأقل.
        [few] المطلوب { $limit } خانات على الأقل.
        [many] المطلوب { $limit } خانة على الأقل.
       *[other] المطلوب { $limit } خانة على الأقل.
    }
errors-rule-unknown-code = هذا الاختيار ليس في القائمة. اختر منها.
errors-rule-does-not-belong = هذا الاختيار لا يتبع ما اختير معه. اختر غيره.
errors-rule-not-an-id = المعرّف غير صالح.
errors-rule-taken = هذا الاسم مستخدم. اختر اسمًا آخر.
errors-rule-too-weak = يسهل تخمينه. اختر غيره.
errors-rule-end-before-start = النهاية قبل البداية. راجعهما.
errors-rule-not-ahead = فات هذا الموعد. اختر ما بعده.
errors-rule-not-yet = لم يحن هذا الوقت بعد. اختر وقتًا مضى.
errors-rule-needs-case = لا تُحال إلا معاملة: احفظ مع فتح معاملة، أو أفرغ هذا الحقل.
# Variables:
#   $limit (Number) - the most there can be
errors-rule-too-many =
    { $limit ->
        [zero] لا يُقبل أي منها.
        [one] الحد الأقصى واحد.
        [two] الحد الأقصى اثنان.
        [few] الحد الأقصى { $limit }.
        [many] الحد الأقصى { $limit }.
       *[other] الحد الأقصى { $limit }.
    }
errors-rule-not-a-birth = اكتب العمر بالسنوات أو سنة الميلاد.
# Variables:
#   $limit (Number) - the highest number allowed
errors-rule-not-a-number =
    { $limit ->
        [zero] اكتب صفرًا أو اترك الحقل فارغًا.
        [one] اكتب عددًا صحيحًا لا يتجاوز 1.
        [two] اكتب عددًا صحيحًا لا يتجاوز 2.
        [few] اكتب عددًا صحيحًا لا يتجاوز { $limit }.
        [many] اكتب عددًا صحيحًا لا يتجاوز { $limit }.
       *[other] اكتب عددًا صحيحًا لا يتجاوز { $limit }.
    }
errors-rule-not-a-day = هذا ليس تاريخًا صحيحًا. اكتب اليوم والشهر والسنة، مثل 22/11/2026.
errors-rule-not-a-time = هذا ليس وقتًا صحيحًا. اكتبه مثل 14:30.
errors-rule-not-a-link = هذا ليس رابطًا كاملًا. انسخه كاملًا مبتدئًا بـ https://
errors-rule-answered-before = وقت الرد قبل وقت الورود. راجع الوقتين.
# Variables:
#   $limit (Number) - characters that still fit, may be none
errors-rule-log-full =
    { $limit ->
        [zero] امتلأ سجل هذه المحادثة اليوم. لم يُقطع مما كتبته شيء.
        [one] لا يتسع سجل المحادثة اليوم إلا لحرف واحد بعد. اختصر، ولم يُقطع شيء.
        [two] لا يتسع سجل المحادثة اليوم إلا لحرفين بعد. اختصر، ولم يُقطع شيء.
        [few] لا يتسع سجل المحادثة اليوم إلا لـ { $limit } أحرف بعد. اختصر، ولم يُقطع شيء.
        [many] لا يتسع سجل المحادثة اليوم إلا لـ { $limit } حرفًا بعد. اختصر، ولم يُقطع شيء.
       *[other] لا يتسع سجل المحادثة اليوم إلا لـ { $limit } حرف بعد. اختصر، ولم يُقطع شيء.
    }
# Variables:
#   $limit (Number) - the most days ago
errors-rule-too-long-ago =
    { $limit ->
        [zero] لا يُقبل وقت مضى.
        [one] لا يُقبل ما مضى عليه أكثر من يوم.
        [two] لا يُقبل ما مضى عليه أكثر من يومين.
        [few] لا يُقبل ما مضى عليه أكثر من { $limit } أيام.
        [many] لا يُقبل ما مضى عليه أكثر من { $limit } يومًا.
       *[other] لا يُقبل ما مضى عليه أكثر من { $limit } يوم.
    }
# Variables:
#   $limit (Number) - the most days ahead
errors-rule-too-far-ahead =
    { $limit ->
        [zero] لا يُقبل موعد لاحق.
        [one] لا يُقبل موعد بعد أكثر من يوم.
        [two] لا يُقبل موعد بعد أكثر من يومين.
        [few] لا يُقبل موعد بعد أكثر من { $limit } أيام.
        [many] لا يُقبل موعد بعد أكثر من { $limit } يومًا.
       *[other] لا يُقبل موعد بعد أكثر من { $limit } يوم.
    }
errors-rule-bad-characters = في النص رموز لا يمكن حفظها. احذفها.
errors-rule-not-valid = لم تعد معتمدة. ابحث عن النسخة السارية.
errors-rule-mismatch = ما كُتب غير مطابق. أعد كتابته.
errors-rule-wrong-one = ليس هذا هو الحالي. أعد كتابته.
errors-rule-pick-from-list = اختر من القائمة، أو أفرغ الحقل.
errors-rule-name-needed = اكتب أحد الاسمين على الأقل.
errors-rule-no-spaces = اكتبه دون مسافات.
errors-rule-same-person = السجلان للشخص نفسه، ولا يُدمج الشخص مع نفسه.
errors-rule-same-as-before = لم يتغير عما كان. اختر غيره.
errors-rule-period-too-long = لا تزيد الفترة على عشرين عامًا. قدّم آخر يوم فيها أو أخّر أول يوم.
# Variables:
#   $limit (Number) - the least that is possible
errors-rule-out-of-bounds = القيمة خارج الحدود الممكنة، وأقلها { $limit }.
errors-export-folder = لا يمكن الكتابة في هذا المجلد. تأكد من وجوده ومن كتابة مساره كاملًا.
errors-export-too-many = عدد السطور أكبر مما يتسع له جدول إكسل. اختر CSV أو فترة أقصر.
errors-export-failed = تعذّر إعداد الملف. لم يُكتب شيء.
errors-export-stopped = أُوقف التصدير، ولم يبق منه شيء في المجلد.
errors-export-busy = هناك تصدير آخر قيد الكتابة. انتظر حتى ينتهي أو أوقفه.
errors-export-nobody = لم يعد لمن أعدّ الجدولة حق التصدير. احفظها باسمك لتستمر.

## القوائم

# Variables:
#   $code (String) - code of the row
#   $field (String) - name of the field
errors-list-field = سطر في القوائم لا يوافق قاعدته: «{ $field }» في { $code }.
# Variables:
#   $code (String) - code of the row
errors-list-twice = هذا الرمز موجود في قائمته: { $code }. لم يتغير شيء.
# Variables:
#   $code (String) - code of the row
errors-list-fixed = لا يتغير هذا: كُتبت به سجلات أو للبرنامج قاعدة فيه ({ $code }). لم يتغير شيء.
errors-list-unreadable = في القوائم ما لا يقرؤه هذا الإصدار من البرنامج. حدّث البرنامج على هذا الجهاز.
# Variables:
#   $code (String) - code of the row
#   $day (String) - the later day
errors-list-coming = لهذا السطر ({ $code }) تغيير قادم في { $day }، فلو غُيّر قبله لضاع في ذلك اليوم. اسحب ذلك التغيير أولًا، أو اختر ذلك اليوم أو ما بعده.
errors-rule-list-label-ar = اكتبه بالعربية، في 200 حرف على الأكثر ودون مسافات زائدة.
errors-rule-list-label-en = اكتبه بالإنجليزية دون أحرف عربية، في 200 حرف على الأكثر.
errors-rule-list-code = أحرف لاتينية صغيرة وأرقام وشرطات سفلية مفردة، وأولها حرف.
errors-rule-list-digit = رقم من 0 إلى 9 ليس لنوع آخر، أو لا رقم.
errors-rule-list-group = اختر المجموعة التي ينتمي إليها.
errors-rule-list-minimum = اختر النوع على الأقل، ولا يُطلب الموضوع إلا إن كان للنوع موضوع مستخدم.
errors-rule-list-span = عدد من أيام العمل (250 على الأكثر) أو الدقائق (10080 على الأكثر)، ولا بد من مدة واحدة على الأقل.
errors-rule-list-kind = هذا النوع يحتاج إلى حد أعلى أو خيارين على الأقل.
errors-rule-list-days = أيام لا تسبق نهايتُها بدايتَها ولا تلتقي بغيرها.
errors-rule-list-sender = للرسائل بأنواعها وحدها اسم مرسل، ولا بد لها منه.
errors-rule-list-thread = للرسائل وحدها، وبما له اسم مرسل أو رابط.
errors-rule-list-red-flag = للأسئلة التي تُجاب بنعم أو لا وحدها، وقبل بقية أسئلة الموضوع، وباللغتين.
errors-rule-list-propose = موضوع آخر من النوع نفسه.
errors-rule-list-few = مواضيع من هذا النوع؛ للموضوع خمسة أسئلة وثمانية حقول على الأكثر.
errors-rule-list-time = وقت مثل 07:30، والنهاية بعد البداية، ولا تبدأ مناوبتان معًا.
errors-rule-list-rule = هذه القيمة لا توافق قاعدة القائمة.
errors-rule-list-fixed = ثابت لا يتغير: كُتبت به سجلات أو للبرنامج قاعدة فيه.
errors-rule-list-twice = موجود في هذه القائمة. اختر غيره.
errors-rule-list-rows = قسم واحد على الأقل، وبند واحد في كل قسم؛ وأقصاها 12 قسمًا، و20 بندًا في القسم، و20 بند رسوب.
errors-rule-list-weight = عدد صحيح من 1 إلى 100.
errors-rule-list-points = للنقاط وحدها حد أعلى: من 1 إلى 10؛ وسؤال «نعم أو لا» يُترك بلا حد.
errors-rule-list-samples = عدد صحيح من 0 إلى 20.
