## حالة الجهاز

doctor-title = حالة هذا الجهاز
doctor-lead = ما يمكن قوله عن البيانات ونسخها الاحتياطية والقرص والساعة والخادم المركزي، وما ينبغي فعله عند وجود خلل. وليس فيه شيء يخص أحدًا.
doctor-look = فحص
doctor-look-again = إعادة الفحص
doctor-thoroughly = فحص شامل
doctor-thoroughly-lead = يقرأ الفحص الشامل كل البيانات وأحدث النسخ الاحتياطية. وقد يستغرق دقائق، ويمكنك متابعة عملك أثناءه.
doctor-checking = جارٍ الفحص
# Variables:
#   $area (String) - what is being looked at
#   $share (String) - how much of it is done, in percent
doctor-progress = { $area }: أُنجز { $share }
doctor-stop = إيقاف الفحص
doctor-stopped = أُوقف الفحص، ويبقى ما وُجد قبله.
doctor-all-ok = كل شيء سليم.
doctor-some-notes = كل شيء سليم، وثمة ما يستحق المعرفة.
doctor-some-warnings = ثمة ما يحتاج إلى متابعة.
doctor-some-faults = ثمة خلل.
doctor-quick = كان هذا فحصًا سريعًا. والفحص الشامل يقرأ كل البيانات وأحدث النسخ الاحتياطية.
# Variables:
#   $button (String) - label of the button
doctor-support = لمن يقدّم المساعدة: «{ $button }» في هذه الصفحة ينسخ هذه النتائج أيضًا.
doctor-to-do = المطلوب:
doctor-level-ok = سليم
doctor-level-note = للعلم
doctor-level-warning = تنبيه
doctor-level-fault = خلل
doctor-area-store = البيانات
doctor-area-journal = القيود
doctor-area-slots = ما يفتح البيانات
doctor-area-backups = النسخ الاحتياطية
doctor-area-disk = مساحة القرص
doctor-area-clock = الساعة
doctor-area-centre = الخادم المركزي
doctor-area-policy = سياسة المؤسسة
doctor-area-version = الإصدارات

## البيانات

doctor-store-none = لا توجد بيانات في هذا المجلد بعد.
doctor-store-folder-unreadable = مجلد البيانات غير موجود أو تعذرت قراءته.
doctor-store-folder-unreadable-do = تحقق من وجود القرص ومن أن لهذا الحساب حق قراءة المجلد.
doctor-store-in-use = نداء مفتوح على هذه البيانات، وما لا تعرفه إلا نافذته يظهر فيها.
doctor-store-closed = لم يُنظر في محتوى البيانات، فذلك يحتاج إلى عبارة مرور المحطة.
doctor-store-refused = البيانات لا تُفتح.
doctor-store-refused-do = لا تغيّر شيئًا في المجلد ولا تحذف منه شيئًا. أغلق النسخ الأخرى من البرنامج ثم أعد الفحص، فإن بقيت لا تُفتح فأحدث نسخة احتياطية سليمة تُفتح.
doctor-store-opens = البيانات تُفتح.
# Variables:
#   $found (Number) - version of the data
#   $known (Number) - version that the program brings them to
doctor-store-schema-older = البيانات من الإصدار { $found }، وتُنقل عند التشغيل التالي إلى الإصدار { $known }. ويُعرض ما فيها بعد ذلك.
doctor-store-pages-whole = كل صفحات ملف البيانات كما كُتبت.
doctor-store-pages-damaged = صفحة من ملف البيانات ليست كما كُتبت.
doctor-store-pages-damaged-do = لا تحذف أي نسخة احتياطية. أبلغ مدير النظام ليفحص القرص ويستعيد أحدث نسخة سليمة.
# Variables:
#   $count (Number) - how many
doctor-store-wal-aside = وُضعت جانبًا تغييرات تخص حالة أخرى من البيانات. عدد ملفاتها: { $count }
doctor-store-wal-aside-do = تحقق ممن وضع ملفًا أقدم مكان الأحدث، واحتفظ بما وُضع جانبًا إلى أن يُتأكد من أنه لا ينقص شيء.
# Variables:
#   $count (Number) - how many
doctor-store-slots-aside = في المجلد مفاتيح لبيانات أُخذت منه. عدد ملفاتها: { $count }
# Variables:
#   $count (Number) - how many
doctor-store-half-replaced = بقيت آثار تغيير انقطع، ويزيلها التغيير التالي. عدد ملفاتها: { $count }
doctor-store-half-made = بقيت آثار إعداد انقطع، ويزيلها الإعداد التالي.
# Variables:
#   $count (Number) - how many
doctor-store-being-restored = البيانات قيد الاستعادة، أو انقطعت استعادتها وتُستكمل عند فتح البيانات: لا تحذف منها شيئًا. عددها: { $count }
# Variables:
#   $count (Number) - how many
doctor-store-set-aside = في المجلد بيانات حلّت غيرها محلها، ومعظمها في المجلد backups، وفيها ما كان في البيانات حينها، فأتلفها متى انتهت الحاجة إليها. عددها: { $count }
# Variables:
#   $count (Number) - how many
doctor-store-strange = في المجلد ملفات ليست لنداء. عددها: { $count }
# Variables:
#   $count (Number) - how many
#   $name (String) - name of the first file or folder
doctor-store-open-to-others =
    { $name ->
        [folder] يمكن لحسابات أخرى في هذا الحاسوب أن تطّلع على مجلد البيانات. عدد الملفات والمجلدات: { $count }
       *[other] يمكن لحسابات أخرى في هذا الحاسوب أن تطّلع على ما هنا. عدد الملفات: { $count }، وأولها: { $name }
    }
doctor-store-open-to-others-do = اسحب حقوق الحسابات الأخرى من المجلد ومن كل ما فيه.

## القيود

# Variables:
#   $seq (Number) - place of the last entry in the chain
doctor-journal-head = سلسلة هذا الجهاز تمتد حتى الموضع { $seq }.
doctor-journal-sent = لا شيء ينتظر الإرسال إلى الخادم المركزي.
# Variables:
#   $count (Number) - how many
#   $since_at (String) - day and time
doctor-journal-waits = قيود تنتظر الإرسال إلى الخادم المركزي. عددها: { $count }، وأقدمها من { $since_at }
# Variables:
#   $count (Number) - how many
#   $since_at (String) - day and time
doctor-journal-waits-long = قيود تنتظر الإرسال إلى الخادم المركزي منذ أكثر من يوم. عددها: { $count }، وأقدمها من { $since_at }
doctor-journal-waits-long-do = انظر ما قيل عن الخادم المركزي. وإن لم يوجد اتصال فيمكن نقلها بوحدة تخزين.
# Variables:
#   $count (Number) - how many
#   $reason (String) - code of the reason
doctor-journal-held = تعذر على الخادم المركزي قبول بعض القيود. عددها: { $count }، والسبب: { $reason }
doctor-journal-held-do = أبلغ القائمين على الخادم المركزي بالسبب، ثم أعد عرض القيود عليه من الإعدادات.
# Variables:
#   $count (Number) - how many
#   $at (String) - day and time
doctor-journal-new-epochs = بدأت سلسلة هذا الجهاز من جديد، كما يحدث بعد استعادة نسخة احتياطية. عدد المرات: { $count }، وآخرها في { $at }
# Variables:
#   $count (Number) - how many
doctor-journal-whole = القيود سليمة كاملة. عددها: { $count }
# Variables:
#   $what (String) - what is wrong there, a sentence
doctor-journal-broken = القيود ليست سليمة كاملة. { $what }
doctor-journal-broken-do = لا تحذف أي نسخة احتياطية، وأبلغ مدير النظام. والأمر nidactl verify يسمّي الموضع.
# Variables:
#   $count (Number) - how many
doctor-journal-left-aside = سجلات تقع في جزء تالف من ملف البيانات، فلا تُعرض كما ينبغي. عددها: { $count }
doctor-journal-left-aside-do = لا تحذف أي نسخة احتياطية. استعد البيانات الحالية أو أحدث نسخة سليمة، ثم ليُفحص القرص. ما سُجّل منذ التلف محفوظ.
# Variables:
#   $seq (Number) - place in the chain
doctor-journal-agrees = نسخة الخادم المركزي مطابقة حتى الموضع { $seq }.
# Variables:
#   $seq (Number) - place in the chain
doctor-journal-differs = لدى الخادم المركزي قيد آخر في الموضع { $seq }.
doctor-journal-differs-do = تحقق من أن هذه البيانات لا تعمل على جهاز آخر أيضًا، ومن أن أحدًا لم يغيّرها.

## ما يفتح البيانات

doctor-slots-unreadable = ملف المفاتيح مفقود أو تعذرت قراءته، فلا شيء يفتح البيانات.
doctor-slots-unreadable-do = لا تحذف شيئًا، وضع مكانه ملف slots.json من أحدث نسخة احتياطية.
doctor-slots-passphrase = عبارة مرور المحطة تفتح البيانات.
doctor-slots-no-passphrase = لا توجد عبارة مرور للمحطة تفتح البيانات.
doctor-slots-no-passphrase-do = عيّن عبارة مرور في الإعدادات، فرمز الاسترداد وحده ورقة واحدة.
doctor-slots-code = رمز الاسترداد يفتح البيانات.
doctor-slots-no-code = لا يوجد رمز استرداد يفتح البيانات.
doctor-slots-no-code-do = أنشئ رمز استرداد جديدًا من الإعدادات واحفظه على ورق.
# Variables:
#   $count (Number) - how many
#   $at (String) - day and time
doctor-slots-code-tried = كُتبت رموز استرداد خاطئة. عدد المرات: { $count }، وآخرها في { $at }
doctor-slots-code-tried-do = اسأل من فعل ذلك، فإن لم يُعرف فأنشئ رمز استرداد جديدًا.
doctor-slots-code-untested = لم يُجرَّب رمز الاسترداد الذي على الورق قط. جرّبه في الإعدادات تحت «ما يفتح بيانات المحطة» قبل أن يُحتاج إليه.
# Variables:
#   $at (String) - day and time
#   $days (Number) - days since then
doctor-slots-code-tested-long-ago = مضى وقت طويل على آخر تجربة لرمز الاسترداد، وكانت في { $at }. عدد الأيام: { $days }. جرّبه مرة أخرى في الإعدادات تحت «ما يفتح بيانات المحطة».
doctor-slots-keyring = حلقة مفاتيح النظام تفتح البيانات دون أن يكتب أحد شيئًا.
doctor-slots-key-file = ملف مفتاح يفتح البيانات، فمن نسخه مع المجلد فتحها في مكان آخر.
# Variables:
#   $count (Number) - how many
doctor-slots-unknown = طرق من إصدار أحدث تفتح البيانات. عددها: { $count }
doctor-slots-not-by-itself = لم تُفتح البيانات من تلقاء نفسها عند آخر تشغيل.
doctor-slots-not-by-itself-do = صحّح ذلك في الإعدادات تحت «ما يفتح بيانات المحطة»، أو أوقف تلك الطريقة.
# Variables:
#   $count (Number) - how many
doctor-slots-backups-same = النسخ الاحتياطية تُفتح بالطرق نفسها. عددها: { $count }
# Variables:
#   $count (Number) - how many
doctor-slots-backups-behind = نسخ احتياطية تُفتح بما غُيّر أو أُلغي بعدها. عددها: { $count }
doctor-slots-backups-behind-do = انسخ احتياطيًا هناك الآن، فتتبعها الأقدم.
# Variables:
#   $count (Number) - how many
doctor-slots-backups-unreadable = تعذرت قراءة مفاتيح نسخ احتياطية، فلا شيء يفتحها. عددها: { $count }
doctor-slots-backups-unreadable-do = انسخ احتياطيًا الآن، ثم انسخ ملف slots.json منها إلى جانب تلك النسخ أو أتلفها.
# Variables:
#   $count (Number) - how many
doctor-slots-away-behind = نسخ احتياطية في مجلدات استُخدمت سابقًا تُفتح بما أُلغي بعدها. عدد المجلدات: { $count }
doctor-slots-away-behind-do = اختر المجلد مرة أخرى وانسخ فيه، أو أتلف ما فيه.

## النسخ الاحتياطية

# Variables:
#   $at (String) - day and time
#   $days (Number) - days since
doctor-backups-last = آخر نسخة على هذا الجهاز من { $at }. الأيام منذها: { $days }
# Variables:
#   $at (String) - day and time
#   $days (Number) - days since
doctor-backups-old = آخر نسخة على هذا الجهاز قديمة، من { $at }. الأيام منذها: { $days }
doctor-backups-old-do = انسخ احتياطيًا الآن، وتحقق مما يمنع النسخ التلقائي.
doctor-backups-none = لا توجد نسخة احتياطية على هذا الجهاز.
doctor-backups-none-do = انسخ احتياطيًا الآن.
# Variables:
#   $at (String) - day and time
doctor-backups-failed = لم تنجح آخر محاولة نسخ على هذا الجهاز: { $at }
doctor-backups-failed-do = صحّح ذلك، وتُعاد المحاولة تلقائيًا.
doctor-backups-unseen = تعذر الاطلاع على النسخ على هذا الجهاز.
doctor-backups-unseen-do = تحقق من وجود القرص أو وحدة التخزين أو مجلد الشبكة.
# Variables:
#   $at (String) - day and time
#   $count (Number) - how many
doctor-backups-whole = أحدث نسخة على هذا الجهاز سليمة كاملة، من { $at }. القيود فيها: { $count }
# Variables:
#   $at (String) - day and time
#   $what (String) - what is wrong in it, a sentence
doctor-backups-broken = أحدث نسخة على هذا الجهاز ليست سليمة كاملة، وهي من { $at }. { $what }
doctor-backups-broken-do = انسخ مرة أخرى، واحتفظ بالأقدم، واطلب فحص القرص.
# Variables:
#   $at (String) - day and time
#   $days (Number) - days since
doctor-backups-second-last = آخر نسخة في المجلد المختار من { $at }. الأيام منذها: { $days }
# Variables:
#   $at (String) - day and time
#   $days (Number) - days since
doctor-backups-second-old = آخر نسخة في المجلد المختار قديمة، من { $at }. الأيام منذها: { $days }
doctor-backups-second-old-do = انسخ احتياطيًا الآن، وتحقق مما يمنع النسخ التلقائي.
doctor-backups-second-none = لا توجد نسخة احتياطية في المجلد المختار.
doctor-backups-second-none-do = انسخ احتياطيًا الآن.
# Variables:
#   $at (String) - day and time
doctor-backups-second-failed = لم تنجح آخر محاولة نسخ في المجلد المختار: { $at }
doctor-backups-second-failed-do = صحّح ذلك، وتُعاد المحاولة تلقائيًا.
doctor-backups-second-unseen = تعذر الاطلاع على النسخ في المجلد المختار.
doctor-backups-second-unseen-do = تحقق من وجود القرص أو وحدة التخزين أو مجلد الشبكة.
# Variables:
#   $at (String) - day and time
#   $count (Number) - how many
doctor-backups-second-whole = أحدث نسخة في المجلد المختار سليمة كاملة، من { $at }. القيود فيها: { $count }
# Variables:
#   $at (String) - day and time
#   $what (String) - what is wrong in it, a sentence
doctor-backups-second-broken = أحدث نسخة في المجلد المختار ليست سليمة كاملة، وهي من { $at }. { $what }
doctor-backups-second-broken-do = انسخ مرة أخرى، واحتفظ بالأقدم، واطلب فحص القرص.
doctor-backups-second-unset = كل النسخ الاحتياطية على هذا الجهاز، فمن أخذه أخذها معه. ويمكن اختيار مجلد ثانٍ من الإعدادات.
# Variables:
#   $count (Number) - how many
doctor-backups-unfinished = بقيت آثار نسخ انقطع، ويزيلها النسخ التالي. عددها: { $count }
# Variables:
#   $count (Number) - how many
doctor-backups-foreign = توجد هناك نسخ من بيانات أخرى. عددها: { $count }
doctor-backups-not-read = لم تُقرأ النسخ الاحتياطية، فذلك لمن يحق له إنشاؤها.

## مساحة القرص

# Variables:
#   $free_mb (Number) - megabytes that are free
doctor-disk-room = المساحة الحرة حيث البيانات: { $free_mb } ميجابايت
# Variables:
#   $free_mb (Number) - megabytes that are free
#   $needed_mb (Number) - megabytes that are needed
doctor-disk-tight = المساحة حيث البيانات قليلة. الحر: { $free_mb } ميجابايت، والمطلوب: { $needed_mb } ميجابايت
doctor-disk-tight-do = وفّر مساحة على القرص، ولا تحذف نسخة احتياطية قد يُحتاج إليها.
# Variables:
#   $free_mb (Number) - megabytes that are free
doctor-disk-second-room = المساحة الحرة في المجلد المختار: { $free_mb } ميجابايت
# Variables:
#   $free_mb (Number) - megabytes that are free
#   $needed_mb (Number) - megabytes that are needed
doctor-disk-second-tight = المساحة في المجلد المختار قليلة. الحر: { $free_mb } ميجابايت، والمطلوب: { $needed_mb } ميجابايت
doctor-disk-second-tight-do = وفّر مساحة على القرص، ولا تحذف نسخة احتياطية قد يُحتاج إليها.
# Variables:
#   $free_mb (Number) - megabytes that are free
doctor-disk-full = تكاد لا تبقى مساحة لحفظ المكالمات. الحر: { $free_mb } ميجابايت
doctor-disk-full-do = وفّر مساحة على القرص فورًا.
doctor-disk-unknown = لا يبيّن نظام الملفات مقدار المساحة الحرة.

## الساعة

doctor-clock-right = ساعة الجهاز توافق ساعة الخادم المركزي.
# Variables:
#   $minutes (Number) - minutes
doctor-clock-ahead = ساعة الجهاز متقدمة على ساعة الخادم المركزي. الدقائق: { $minutes }
doctor-clock-ahead-do = اضبط ساعة النظام، والأفضل بخادم توقيت.
# Variables:
#   $minutes (Number) - minutes
doctor-clock-behind = ساعة الجهاز متأخرة عن ساعة الخادم المركزي. الدقائق: { $minutes }
doctor-clock-behind-do = اضبط ساعة النظام، والأفضل بخادم توقيت.
doctor-clock-unmeasured = لم تُقارن ساعة الجهاز بأي ساعة أخرى.
# Variables:
#   $at (String) - day and time
doctor-clock-before-newest = تُظهر الساعة وقتًا يسبق أحدث قيد لهذا الجهاز، وهو من { $at }.
doctor-clock-before-newest-do = اضبط ساعة النظام.
doctor-clock-zone = المنطقة الزمنية هي منطقة عُمان.
# Variables:
#   $minutes (String) - minutes from universal time, with a sign
doctor-clock-other-zone = النظام مضبوط على منطقة زمنية غير منطقة عُمان. الفرق بالدقائق عن التوقيت العالمي: { $minutes }
doctor-clock-other-zone-do = اضبط المنطقة على Asia/Muscat.

## الخادم المركزي

doctor-centre-none = لا يوجد خادم مركزي، فكل شيء باقٍ على هذا الجهاز.
doctor-centre-connected = الخادم المركزي يرد على هذا الجهاز.
doctor-centre-token-old = الخادم المركزي يرد. ولم يُسأل هل يعرف هذا الجهاز، فذلك يُجدَّد ونداء مفتوح.
doctor-centre-away = الخادم المركزي لا يرد على هذا الجهاز.
doctor-centre-away-do = تُعاد المحاولة تلقائيًا. وإن طال ذلك فتحقق من الاتصال واسأل القائمين على الخادم المركزي.
doctor-centre-refuses = لا يتابع الخادم المركزي وهذا الجهاز من تلقاء نفسيهما.
doctor-centre-refuses-do = لم يضع شيء. اسأل القائمين على الخادم المركزي.
doctor-centre-not-asked = لم يُسأل الخادم المركزي منذ التشغيل.
# Variables:
#   $at (String) - day and time
doctor-centre-last = كان آخر رد منه في { $at }.

## سياسة المؤسسة

doctor-policy-none = لا تحدد أي سياسة شيئًا هنا.
# Variables:
#   $count (Number) - how many
doctor-policy-in-force = سياسة هذا الجهاز سارية. الإعدادات التي تحددها: { $count }
doctor-policy-of-centre = سياسة الخادم المركزي سارية، وقد صحّ توقيعها.
# Variables:
#   $count (Number) - how many
doctor-policy-records-due = سجلات انقضت مدة حفظها بحسب قواعد المؤسسة. عددها: { $count }. يمحوها المشرف من الإعدادات تحت «مدة حفظ البيانات».
doctor-policy-not-taken = لم تُقبل سياسة هذا الجهاز، فلا يسري شيء منها.
doctor-policy-not-taken-do = صحّح الملف ثم أعد تشغيل نداء.

## الإصدارات

# Variables:
#   $name (String) - version and system
doctor-version-program = نداء { $name }
# Variables:
#   $found (Number) - version
doctor-version-schema = البيانات من الإصدار { $found }.
# Variables:
#   $found (Number) - version
doctor-version-fold = تُبنى السجلات من القيود بالإصدار { $found } من القواعد.
# Variables:
#   $sqlite (String) - version of SQLite
#   $sqlcipher (String) - version of SQLCipher
doctor-version-database = SQLite { $sqlite }، SQLCipher { $sqlcipher }
# Variables:
#   $name (String) - version
doctor-version-webview = محرك العرض { $name }
doctor-version-webview-unknown = إصدار محرك العرض لا تعرفه إلا النافذة.
# Variables:
#   $kind (String) - code of what it holds
#   $version (Number) - version in use
doctor-version-pack =
    { $kind ->
        [cards] بطاقات الإجابة: النسخة { $version }
        [lists] القوائم: النسخة { $version }
        [policy] سياسة الخادم المركزي: النسخة { $version }
       *[other] { $kind }: النسخة { $version }
    }
doctor-version-built-in = بطاقات الإجابة والقوائم هي المرفقة بالبرنامج.
# Variables:
#   $kind (String) - code of what it holds
#   $version (Number) - version that was refused
#   $reason (String) - code of the reason
doctor-version-pack-refused =
    { $kind ->
        [cards] رُفضت النسخة { $version } من بطاقات الإجابة: { $reason }
        [lists] رُفضت النسخة { $version } من القوائم: { $reason }
        [policy] رُفضت النسخة { $version } من السياسة: { $reason }
       *[other] رُفضت النسخة { $version } من { $kind }: { $reason }
    }
doctor-version-pack-refused-do = يبقى المعمول به، وفي الإعدادات ما يُبلَّغ به من ينشرها.
# Variables:
#   $kind (String) - code of what it holds
#   $version (Number) - version in use
doctor-version-pack-unreadable =
    { $kind ->
        [cards] تعذرت على هذا الإصدار من البرنامج قراءة بطاقات الإجابة المعمول بها، النسخة { $version }.
        [lists] تعذرت على هذا الإصدار من البرنامج قراءة القوائم المعمول بها، النسخة { $version }.
        [policy] تعذرت على هذا الإصدار من البرنامج قراءة السياسة المعمول بها، النسخة { $version }.
       *[other] تعذرت على هذا الإصدار من البرنامج قراءة { $kind }، النسخة { $version }.
    }
doctor-version-pack-unreadable-do = حدّث البرنامج على هذا الجهاز.
