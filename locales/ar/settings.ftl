## الإعدادات

settings-language-title = لغتي
settings-digits = شكل الأرقام
settings-digits-note = أرقام الهواتف والمعاملات تبقى 0123456789 في كل الأحوال.

## المحطة

settings-station-title = هذا الجهاز
settings-station-name = اسم المحطة
settings-station-person = المستخدم الحالي
settings-station-duty = بداية فترة العمل
settings-about-title = عن نداء
settings-about-lead = برنامج تسجيل المكالمات ومتابعة المعاملات في مركز اتصال صحي. يعمل دون شبكة، وبياناته مشفرة على هذا الجهاز.
settings-about-version = الإصدار
settings-about-release = نسخة إصدار
settings-about-development = نسخة تطوير لا تُستخدم في المكالمات الحقيقية
settings-about-licence = الترخيص
settings-about-folder = مكان البيانات

## الخادم المركزي

settings-centre-title = الخادم المركزي
settings-centre-state = الحالة
settings-centre-address = عنوان الخادم المركزي
settings-centre-site = الموقع
settings-centre-contact = آخر رد
settings-centre-lead = يعمل البرنامج كاملًا دون خادم مركزي. للربط به اطلب من مسؤوله العنوان ورمز تسجيل يُستخدم مرة واحدة.
settings-centre-code = رمز التسجيل
settings-centre-connect = ربط الجهاز
settings-centre-connecting = يجري الربط…
settings-centre-enrolled = رُبط الجهاز بالخادم المركزي.
settings-centre-pack-cards = البطاقات التثقيفية
settings-centre-pack-cards-none = عينات، فليس على هذا الجهاز بطاقات من الخادم المركزي بعد
settings-centre-pack-lists = القوائم والتقويم
settings-centre-pack-lists-none = قوائم البرنامج نفسه، فليس على هذا الجهاز قوائم من الخادم المركزي بعد
settings-centre-pack-policy = سياسة المؤسسة
settings-centre-pack-policy-none = لم تصل من الخادم المركزي سياسة
# Variables:
#   $version (Number) - its version
settings-centre-pack-policy-unread = تعذرت على هذا الإصدار من البرنامج قراءة سياسة المؤسسة المعمول بها (النسخة { $version })، فلا يسري شيء منها حتى تصل سياسة أحدث. حدّث البرنامج على هذا الجهاز، فإن لم يُفد ذلك فأبلغ من ينشر السياسة.
# Variables:
#   $what (String) - name of what was published, as in settings-centre-pack-cards
settings-centre-pack-of = { $what }:
# Variables:
#   $version (Number) - its version
#   $time (String) - when it was published, date and time
settings-centre-pack-version = النسخة { $version }، نُشرت في { $time }
# Variables:
#   $version (Number) - its version
settings-centre-pack-cards-unread = تعذر على هذا الإصدار من البرنامج قراءة البطاقات التثقيفية المستخدمة (النسخة { $version })، فتُعرض عينات بدلًا منها حتى تصل بطاقات أحدث. حدّث البرنامج على هذا الجهاز، فإن لم يُفد ذلك فأبلغ من ينشر البطاقات.
# Variables:
#   $version (Number) - its version
settings-centre-pack-lists-unread = تعذرت على هذا الإصدار من البرنامج قراءة القوائم المعمول بها (النسخة { $version })، فتُستخدم قوائم البرنامج نفسه بدلًا منها حتى تصل قوائم أحدث. حدّث البرنامج على هذا الجهاز، فإن لم يُفد ذلك فأبلغ من ينشر القوائم.
# Variables:
#   $what (String) - name of what was published, as in settings-centre-pack-cards
#   $version (Number) - its version
settings-centre-pack-refused-other = لم يقبل هذا الجهاز النسخة { $version } من «{ $what }»: أُعدّت لموقع آخر أو صدرت عن خادم مركزي آخر. يبقى المعمول به قبلها كما هو، ويُعاد طلبها تلقائيًا. إن بقيت هذه الرسالة فأبلغ مدير النظام.
# Variables:
#   $what (String) - name of what was published, as in settings-centre-pack-cards
#   $version (Number) - its version
settings-centre-pack-refused-old = لم يقبل هذا الجهاز النسخة { $version } من «{ $what }»: وصلت بدلًا منها نسخة أقدم. يبقى المعمول به قبلها كما هو، ويُعاد طلبها تلقائيًا. إن بقيت هذه الرسالة فأبلغ مدير النظام.
# Variables:
#   $what (String) - name of what was published, as in settings-centre-pack-cards
#   $version (Number) - its version
settings-centre-pack-refused-signature = لم يقبل هذا الجهاز النسخة { $version } من «{ $what }»: توقيعها ليس توقيع الخادم المركزي، أو تغيّرت في الطريق. يبقى المعمول به قبلها كما هو، ويُعاد طلبها تلقائيًا. إن بقيت هذه الرسالة فأبلغ مدير النظام.
# Variables:
#   $what (String) - name of what was published, as in settings-centre-pack-cards
#   $version (Number) - its version
#   $at (String) - number of the line in the file
settings-centre-pack-refused-unreadable = لم يقبل هذا الجهاز النسخة { $version } من «{ $what }»: تعذرت قراءة السطر { $at } بهذا الإصدار من البرنامج. يبقى المعمول به قبلها كما هو. حدّث البرنامج على هذا الجهاز، فإن لم يُفد ذلك فأبلغ من ينشرها.
# Variables:
#   $what (String) - name of what was published, as in settings-centre-pack-cards
#   $version (Number) - its version
#   $at (String) - code of the card, or list and code of the row
#   $field (String) - name of the part of it
settings-centre-pack-refused-field = لم يقبل هذا الجهاز النسخة { $version } من «{ $what }»: لا يقبل هذا الإصدار من البرنامج «{ $field }» في «{ $at }». يبقى المعمول به قبلها كما هو. حدّث البرنامج على هذا الجهاز، فإن لم يُفد ذلك فأبلغ من ينشرها.
# Variables:
#   $what (String) - name of what was published, as in settings-centre-pack-cards
#   $version (Number) - its version
#   $at (String) - what stands there twice: card and version, or list and code
settings-centre-pack-refused-twice = لم يقبل هذا الجهاز النسخة { $version } من «{ $what }»: تكرر فيها «{ $at }». يبقى المعمول به قبلها كما هو. أبلغ من ينشرها.
# Variables:
#   $what (String) - name of what was published, as in settings-centre-pack-cards
#   $version (Number) - its version
#   $at (String) - list and code of the row
#   $field (String) - name of the part of it
settings-centre-pack-refused-fixed = لم يقبل هذا الجهاز النسخة { $version } من «{ $what }»: لا يمكن تغيير «{ $field }» في «{ $at }»، فللبرنامج قواعد خاصة به. يبقى المعمول به قبلها كما هو. حدّث البرنامج على هذا الجهاز، فإن لم يُفد ذلك فأبلغ من ينشرها.
# Variables:
#   $what (String) - name of what was published, as in settings-centre-pack-cards
#   $version (Number) - its version
settings-centre-pack-refused-unknown = لم يقبل هذا الجهاز النسخة { $version } من «{ $what }». يبقى المعمول به قبلها كما هو. أبلغ مدير النظام.
settings-centre-epochs = بداية سلسلة قيود جديدة لهذا الجهاز
settings-centre-epochs-lead = لم يُفقد أي قيد ولم يتكرر. تحققوا من أن كل حالة منها كانت مقصودة: فإن كانت بيانات الجهاز نفسها تعمل على جهازين، فأغلقوا البرنامج على أحدهما وأعيدوا تهيئة ذلك الجهاز.
settings-centre-epoch-restored = استُعيدت بيانات هذا الجهاز، من نسخة احتياطية أو مما أمكنت قراءته من بيانات تالفة.
settings-centre-epoch-behind = بيانات هذا الجهاز نسخة قديمة منها: استُعيدت من نسخة احتياطية، أو تعمل على جهاز آخر أيضًا.
settings-centre-epoch-fork = كان لدى الخادم المركزي قيد آخر في الموضع نفسه: تعمل بيانات هذا الجهاز على جهاز آخر أيضًا.

## الأشخاص

settings-people-title = الأشخاص
settings-people-name = الاسم
settings-people-roles = الأدوار
settings-people-languages = اللغات التي يتحدث بها مع المتصلين
# Variables:
#   $languages (String) - what they are called
settings-people-speaks = اللغات: { $languages }
settings-people-add = إضافة شخص
settings-people-save = إضافة
# Variables:
#   $login (String) - login name of the person added
settings-people-added-once = أُضيف { $login }، ويغيّر رقمه السري عند دخوله.
settings-people-known = اسم الدخول هذا لشخص على جهاز آخر في الموقع. إن كان هو الشخص نفسه فيمكنه الدخول من هذا الجهاز بالرقم السري المكتوب أعلاه، وإلا فاكتب اسم دخول آخر.
settings-people-give = السماح له بالدخول هنا
# Variables:
#   $login (String) - login name of the person who was given a secret
settings-people-let-in = يمكن لـ { $login } الدخول من هذا الجهاز الآن، ويغيّر رقمه السري عند دخوله.
settings-people-elsewhere = يدخل من جهاز آخر
settings-people-shared = اسم الدخول هذا لأكثر من شخص
settings-people-change-login = تغيير اسم الدخول
# Variables:
#   $login (String) - the new login name
settings-people-login-changed = أصبح اسم الدخول { $login }.
settings-people-new-secret = رقم سري جديد
# Variables:
#   $login (String) - login name of the person who forgot theirs
settings-people-new-secret-of = رقم سري جديد لـ { $login }
settings-people-new-secret-lead = لمن نسي رقمه. يدخل به مرة واحدة، ثم يختار رقمًا لا يعرفه غيره.
settings-people-new-secret-give = تعيينه
# Variables:
#   $login (String) - login name of the person who got another PIN
settings-people-secret-given = لـ { $login } رقم سري جديد، يغيّره عند دخوله.
settings-people-search = بحث في الأشخاص
settings-people-found-none = لا يوافق البحثَ أحد.
settings-people-edit = الاسم والأدوار
# Variables:
#   $login (String) - login name of the person
settings-people-edit-of = الاسم والأدوار: { $login }
settings-people-edit-save = حفظ
# Variables:
#   $login (String) - login name of the person
settings-people-edited = حُفظ اسم { $login } وأدواره.
settings-people-own-role = لا يسحب أحد دور مدير النظام من نفسه.
settings-people-roles-when = تسري الأدوار الجديدة عند دخول الشخص في المرة القادمة.
settings-people-off = موقوف
settings-people-deactivate = إيقاف
# Variables:
#   $login (String) - login name of the person
settings-people-deactivate-of = إيقاف دخول { $login }
settings-people-activate = إعادة تفعيل
# Variables:
#   $login (String) - login name of the person
settings-people-activate-of = إعادة تفعيل دخول { $login }
# Variables:
#   $login (String) - login name of the person
settings-people-inactive = أُوقف دخول { $login }، وما سجّله باقٍ.
# Variables:
#   $login (String) - login name of the person
settings-people-active = يمكن لـ { $login } الدخول من جديد.

## رقمي السري

settings-secret-title = رقمي السري
settings-secret-old = الرقم السري الحالي
settings-secret-new = الرقم السري الجديد
settings-secret-again = الجديد مرة أخرى
settings-secret-change = تغيير الرقم السري
settings-secret-done = تغيّر رقمك السري على هذا الجهاز.

## القفل ورمز الاسترداد

settings-lock-title = حماية هذا الجهاز
settings-lock-min = يُقفل بعد دقائق دون استخدام (1 إلى 30)
settings-lock-in-call-min = يُقفل أثناء المكالمة بعد دقائق (حتى 120)
settings-lock-save = حفظ المدتين
settings-lock-saved = حُفظت المدتان.
settings-code-lead = إذا فُقدت ورقة رمز الاسترداد فأنشئ رمزًا جديدًا؛ عندها لا يفتح الرمز السابق شيئًا.
settings-code-new = رمز استرداد جديد
settings-code-ask = أدخل رقمك السري أولًا، فمن يملك هذا الرمز يفتح بيانات المحطة.
settings-code-show = عرض الرمز
settings-code-shown = يظهر هذا الرمز الآن ولا يُحفظ في الجهاز. يبقى الرمز السابق صالحًا إلى أن تؤكد هذا.
settings-code-confirm = تأكيد الرمز الجديد
settings-code-done = الرمز الجديد هو المعمول به، ولم يعد السابق يفتح شيئًا.

## ما يفتح البيانات، وسياسة المؤسسة

settings-policy-fixed = حدّدته سياسة المؤسسة.
settings-policy-fixed-centre = حدّدته سياسة المؤسسة لجميع أجهزة الموقع من الخادم المركزي.
# Variables:
#   $address (String) - address that the policy fixes
settings-centre-other = هذا الجهاز مربوط بخادم غير الذي تحدده سياسة المؤسسة: { $address }. أبلغ مدير النظام.
settings-ways-title = ما يفتح بيانات المحطة
settings-ways-passphrase = عبارة مرور المحطة
settings-ways-code = رمز الاسترداد
settings-ways-keyring = حلقة مفاتيح النظام، دون أن يكتب أحد شيئًا
settings-ways-key-file = ملف مفتاح تسميه سياسة المؤسسة، دون أن يكتب أحد شيئًا
settings-ways-unknown = طريقة من إصدار أحدث
# Variables:
#   $at (String) - day and time
settings-ways-tried = آخر تجربة ناجحة: { $at }
settings-ways-untried = بلا تجربة حتى الآن
settings-ways-good = نجحت التجربة: هذه الطريقة تفتح بيانات المحطة.
settings-ways-removed = أُوقفت هذه الطريقة. عبارة المرور ورمز الاسترداد يفتحان كما كانا.
settings-try-go = جرّب
settings-try-passphrase = تجربة عبارة المرور
settings-try-passphrase-lead = اكتب عبارة مرور المحطة كما تُكتب عند التشغيل. لا يتغير شيء بهذه التجربة.
settings-try-passphrase-good = هذه عبارة مرور المحطة، وهي تفتح بياناتها.
settings-try-code = تجربة رمز الاسترداد
settings-try-code-lead = أخرج الورقة من مكانها واكتب الرمز كما هو عليها. لا يتغير شيء بهذه التجربة، ويبقى الرمز صالحًا.
settings-try-code-good = الورقة سليمة: هذا الرمز يفتح بيانات المحطة. أعدها إلى مكانها.
settings-try-code-wrong-do = قارن كل مجموعة بالورقة مرة أخرى. فإن كانت الورقة نفسها هي الخطأ فأنشئ رمزًا جديدًا الآن، ثم أتلف هذه الورقة.
settings-try-code-damaged-do = قد تكون الورقة نفسها صحيحة، لكن رمزها لم يعد يفتح شيئًا. أنشئ رمزًا جديدًا الآن، ثم أتلف هذه الورقة.
settings-try-keyring = تجربة حلقة المفاتيح
settings-try-key-file = تجربة ملف المفتاح
settings-keyring-title = الفتح من حلقة مفاتيح النظام
settings-keyring-lead = يفتح الجهاز بياناته بنفسه بعد تشغيله، ويصل إلى صفحة الدخول دون عبارة المرور.
settings-keyring-means = بعد هذا يستطيع كل من يدخل إلى نظام التشغيل بحساب هذه المحطة أن يفتح بياناتها المشفّرة؛ ويبقى الرقم السري مطلوبًا للدخول إلى البرنامج. وتبقى عبارة المرور ورمز الاسترداد صالحين. أدخل رقمك السري للموافقة.
settings-keyring-none = لا يعرف البرنامج حلقة مفاتيح في هذا النظام.
settings-keyring-add = الفتح من حلقة المفاتيح
settings-keyring-renew = تجديد ما تحفظه الحلقة
settings-keyring-remove = إيقاف الفتح منها
settings-keyring-confirm = موافق، احفظ في الحلقة
settings-keyring-added = يفتح الجهاز بياناته بنفسه من التشغيل القادم.
settings-key-file-title = الفتح بملف مفتاح
settings-key-file-lead = هذه أضعف الطرق: من ينسخ الملف ومجلد البيانات معًا يفتح البيانات في أي مكان. لا يُحفظ الملف مع النسخ الاحتياطية.
settings-key-file-remove = إيقاف الفتح بالملف
settings-passphrase-title = تغيير عبارة مرور المحطة
settings-passphrase-old = عبارة المرور الحالية
settings-passphrase-new = عبارة المرور الجديدة
settings-passphrase-again = عبارة المرور الجديدة مرة أخرى
settings-passphrase-change = تغيير عبارة المرور
settings-passphrase-done = تغيّرت عبارة مرور المحطة، ولم تعد السابقة تفتح شيئًا.

## نقل القيود بوحدة تخزين

settings-courier-title = موقع بلا اتصال: النقل بوحدة تخزين
settings-courier-lead = تُكتب القيود التي تنتظر الإرسال في ملف مشفّر لا يفتحه إلا الخادم المركزي. انقله إليه، ثم أعِد إيصاله إلى هذا الجهاز. لا تُعد القيود مرسلة قبل وصول الإيصال.
settings-courier-folder = مسار وحدة التخزين
# Variables:
#   $path (String) - a folder as an example
settings-courier-folder-hint = مثل { $path }
settings-courier-write = كتابة ملف
settings-courier-take = قراءة الإيصالات
settings-courier-progress = التقدم
# Variables:
#   $name (String) - name of the file
settings-courier-written-none = كُتب الملف { $name }، وليس فيه قيود جديدة.
# Variables:
#   $count (Number) - entries in the file, at least one
#   $name (String) - name of the file
settings-courier-written =
    { $count ->
        [zero] كُتب الملف { $name }، وليس فيه قيود جديدة.
        [one] كُتب الملف { $name }، وفيه قيد واحد.
        [two] كُتب الملف { $name }، وفيه قيدان.
        [few] كُتب الملف { $name }، وفيه { $count } قيود.
        [many] كُتب الملف { $name }، وفيه { $count } قيدًا.
       *[other] كُتب الملف { $name }، وفيه { $count } قيد.
    }
# Variables:
#   $count (Number) - entries that did not fit, at least one
settings-courier-left =
    { $count ->
        [zero] لم يبق شيء لملف آخر.
        [one] بقي قيد واحد لملف آخر.
        [two] بقي قيدان لملف آخر.
        [few] بقيت { $count } قيود لملف آخر.
        [many] بقي { $count } قيدًا لملف آخر.
       *[other] بقي { $count } قيد لملف آخر.
    }
settings-courier-unconfirmed = لم تؤكد وحدة التخزين حفظ الملف بعد: أخرجها إخراجًا آمنًا قبل نزعها، ثم تأكد من وجود الملف عليها.
settings-courier-acknowledged-none = لم يؤكد الإيصال استلام قيود جديدة.
# Variables:
#   $count (Number) - entries that the centre has, at least one
settings-courier-acknowledged =
    { $count ->
        [zero] لم يؤكد الإيصال استلام قيود جديدة.
        [one] أكد الخادم المركزي استلام قيد واحد.
        [two] أكد الخادم المركزي استلام قيدين.
        [few] أكد الخادم المركزي استلام { $count } قيود.
        [many] أكد الخادم المركزي استلام { $count } قيدًا.
       *[other] أكد الخادم المركزي استلام { $count } قيد.
    }
# Variables:
#   $count (Number) - entries of the site's numbering that came, at least one
settings-courier-arrived =
    { $count ->
        [zero] لم يصل شيء من الموقع.
        [one] وصل قيد واحد من قيود الموقع.
        [two] وصل قيدان من قيود الموقع.
        [few] وصلت { $count } قيود من قيود الموقع.
        [many] وصل { $count } قيدًا من قيود الموقع.
       *[other] وصل { $count } قيد من قيود الموقع.
    }
# Variables:
#   $count (Number) - packs of the centre (answer cards and the like) that came and are in use, at least one
settings-courier-packs =
    { $count ->
        [zero] لم تصل مع الإيصال مواد منشورة جديدة.
        [one] وصلت مع الإيصال مجموعة واحدة مما نشره الخادم المركزي، كالبطاقات التثقيفية، وبدأ العمل بها.
        [two] وصلت مع الإيصال مجموعتان مما نشره الخادم المركزي، كالبطاقات التثقيفية، وبدأ العمل بهما.
        [few] وصلت مع الإيصال { $count } مجموعات مما نشره الخادم المركزي، كالبطاقات التثقيفية، وبدأ العمل بها.
        [many] وصلت مع الإيصال { $count } مجموعة مما نشره الخادم المركزي، كالبطاقات التثقيفية، وبدأ العمل بها.
       *[other] وصلت مع الإيصال { $count } مجموعة مما نشره الخادم المركزي، كالبطاقات التثقيفية، وبدأ العمل بها.
    }
# Variables:
#   $count (Number) - packs of the centre that came and were not taken, at least one
settings-courier-packs-refused =
    { $count ->
        [zero] قُبل كل ما وصل من المواد المنشورة.
        [one] لم تُقبل مجموعة واحدة مما نشره الخادم المركزي، والسبب مبيّن أعلاه.
        [two] لم تُقبل مجموعتان مما نشره الخادم المركزي، والسبب مبيّن أعلاه.
        [few] لم تُقبل { $count } مجموعات مما نشره الخادم المركزي، والأسباب مبيّنة أعلاه.
        [many] لم تُقبل { $count } مجموعة مما نشره الخادم المركزي، والأسباب مبيّنة أعلاه.
       *[other] لم تُقبل { $count } مجموعة مما نشره الخادم المركزي، والأسباب مبيّنة أعلاه.
    }
# Variables:
#   $count (Number) - entries that the centre could not take, at least one
settings-courier-held =
    { $count ->
        [zero] لم يُعلَّق شيء.
        [one] عُلّق قيد واحد.
        [two] عُلّق قيدان.
        [few] عُلّقت { $count } قيود.
        [many] عُلّق { $count } قيدًا.
       *[other] عُلّق { $count } قيد.
    }

# Variables:
#   $minutes (Number) - by how many minutes the machine's clock is ahead of the centre's, at least one
settings-centre-clock-ahead =
    { $minutes ->
        [zero] ساعة هذا الجهاز مضبوطة.
        [one] ساعة هذا الجهاز متقدمة دقيقة واحدة على ساعة الخادم المركزي. صحّح وقت الجهاز، فأوقات القيود تؤخذ منه.
        [two] ساعة هذا الجهاز متقدمة دقيقتين على ساعة الخادم المركزي. صحّح وقت الجهاز، فأوقات القيود تؤخذ منه.
        [few] ساعة هذا الجهاز متقدمة { $minutes } دقائق على ساعة الخادم المركزي. صحّح وقت الجهاز، فأوقات القيود تؤخذ منه.
        [many] ساعة هذا الجهاز متقدمة { $minutes } دقيقة على ساعة الخادم المركزي. صحّح وقت الجهاز، فأوقات القيود تؤخذ منه.
       *[other] ساعة هذا الجهاز متقدمة { $minutes } دقيقة على ساعة الخادم المركزي. صحّح وقت الجهاز، فأوقات القيود تؤخذ منه.
    }
# Variables:
#   $minutes (Number) - by how many minutes the machine's clock is behind the centre's, at least one
settings-centre-clock-behind =
    { $minutes ->
        [zero] ساعة هذا الجهاز مضبوطة.
        [one] ساعة هذا الجهاز متأخرة دقيقة واحدة عن ساعة الخادم المركزي. صحّح وقت الجهاز، فأوقات القيود تؤخذ منه.
        [two] ساعة هذا الجهاز متأخرة دقيقتين عن ساعة الخادم المركزي. صحّح وقت الجهاز، فأوقات القيود تؤخذ منه.
        [few] ساعة هذا الجهاز متأخرة { $minutes } دقائق عن ساعة الخادم المركزي. صحّح وقت الجهاز، فأوقات القيود تؤخذ منه.
        [many] ساعة هذا الجهاز متأخرة { $minutes } دقيقة عن ساعة الخادم المركزي. صحّح وقت الجهاز، فأوقات القيود تؤخذ منه.
       *[other] ساعة هذا الجهاز متأخرة { $minutes } دقيقة عن ساعة الخادم المركزي. صحّح وقت الجهاز، فأوقات القيود تؤخذ منه.
    }
settings-courier-again = تسجيل هذا الجهاز من جديد بلا اتصال، إن كان تسجيله قد أُلغي
settings-courier-enrol-title = موقع بلا اتصال: التسجيل بوحدة تخزين
settings-courier-enrol-lead = انسخ بطاقة الخادم المركزي إلى وحدة التخزين، وقارن بصمتها بما يظهر عند القائمين عليه، ثم اكتب رمز التسجيل. يعود الرد على وحدة التخزين نفسها.
settings-courier-card = قراءة بطاقة الخادم المركزي
settings-courier-answer = قراءة الرد
settings-courier-answer-none = ليس في هذا المجلد رد يكتمل به تسجيل هذا الجهاز.
# Variables:
#   $address (String) - address of the centre
settings-courier-compare = بطاقة الخادم المركزي { $address }. لا تتابع إلا إذا تطابقت هذه البصمة مع بصمته:
settings-courier-request = كتابة طلب التسجيل
# Variables:
#   $name (String) - name of the file
settings-courier-requested = كُتب طلب التسجيل { $name }. انقله إلى الخادم المركزي ثم اقرأ رده هنا.
