## القوائم في الإعدادات

lists-title = القوائم والخدمات
lists-lead = أنواع المكالمات ومواضيعها والمؤسسات والجهات والتقويم والمدد المستهدفة وبقية القوائم. ما تغيّره هنا يسري على هذا الجهاز وحده، ويصل إلى بقية الأجهزة حين ينشره الخادم المركزي.
lists-lead-practice = أنت في المخزن التدريبي: ما تغيّره هنا ينتهي بانتهاء التدريب.
lists-of-program = المستخدم الآن: قوائم البرنامج نفسه.
# Variables:
#   $version (Number) - version of the lists in use
lists-of-pack = المستخدم الآن: قوائم الخادم المركزي، النسخة { $version }.
lists-own-none = لم يتغير شيء منها على هذا الجهاز.
# Variables:
#   $count (Number) - changes that count at this machine
lists-own =
    { $count ->
        [zero] لم يتغير شيء منها على هذا الجهاز.
        [one] غُيّرت مرة واحدة على هذا الجهاز.
        [two] غُيّرت مرتين على هذا الجهاز.
        [few] غُيّرت { $count } مرات على هذا الجهاز.
        [many] غُيّرت { $count } مرة على هذا الجهاز.
       *[other] غُيّرت { $count } مرة على هذا الجهاز.
    }
lists-open = فتح القوائم
lists-back = العودة إلى الإعدادات
lists-new-service = خدمة جديدة

## قائمة القوائم وسطورها

lists-part-services = الخدمات
lists-part-places = الأماكن والجهات
lists-part-calls = المكالمات
lists-part-persons = الأشخاص
lists-part-cases = المعاملات
lists-part-calendar = التقويم
lists-all = القوائم
# Variables:
#   $count (Number) - rows of the list
lists-rows =
    { $count ->
        [zero] لا عناصر
        [one] عنصر واحد
        [two] عنصران
        [few] { $count } عناصر
        [many] { $count } عنصرًا
       *[other] { $count } عنصر
    }
lists-mark-changed = غُيّر هنا
# Variables:
#   $day (String) - the day, in words
lists-mark-coming = يتغير في { $day }
lists-mark-coming-some = تغيير قادم
lists-mark-retired = موقوف
lists-mark-labels = الأسماء فقط
lists-labels-only = للبرنامج قواعد في رموز هذه القائمة، فلا تتغير فيها إلا الأسماء.
lists-search = بحث في القائمة
lists-show-retired = إظهار الموقوف
lists-found-none = لا يوافق البحثَ شيءٌ في هذه القائمة.
lists-add = إضافة
lists-column-name = الاسم
lists-column-code = الرمز
lists-column-marks = الحال
lists-edit = تعديل
# Variables:
#   $name (String) - label of the row
lists-edit-of = تعديل «{ $name }»
# Variables:
#   $list (String) - name of the list
lists-new-of = إضافة إلى «{ $list }»
lists-code = الرمز
lists-code-hint = أحرف لاتينية صغيرة وأرقام وشرطة سفلية. لا يتغير بعد الحفظ أبدًا.
lists-code-fixed = الرمز لا يتغير: السجلات القديمة تحمله.
lists-fixed = ثابت: كُتبت به سجلات أو للبرنامج قاعدة فيه.
lists-version-fixed = يعدّه البرنامج: إذا تغيّرت الأسئلة أو أوزانها صدر الإصدار التالي، ويبقى كل تقييم سابق على إصداره.
lists-stays = يعتمد عليه البرنامج، فيبقى مستخدمًا.
lists-active = مستخدم: يُعرض للاختيار
lists-active-hint = الموقوف يبقى مقروءًا في السجلات القديمة ولا يُعرض في الجديدة. لا يُحذف رمز أبدًا.
lists-uses-none = لا تحمل هذا الرمز أي مكالمة في السنة الأخيرة.
# Variables:
#   $count (Number) - calls of the last 365 days
lists-uses =
    { $count ->
        [zero] لا تحمل هذا الرمز أي مكالمة في السنة الأخيرة.
        [one] تحمل هذا الرمز مكالمة واحدة في السنة الأخيرة، وتبقى كما هي.
        [two] تحمل هذا الرمز مكالمتان في السنة الأخيرة، وتبقيان كما هما.
        [few] تحمل هذا الرمز { $count } مكالمات في السنة الأخيرة، وتبقى كما هي.
        [many] تحمل هذا الرمز { $count } مكالمة في السنة الأخيرة، وتبقى كما هي.
       *[other] تحمل هذا الرمز { $count } مكالمة في السنة الأخيرة، وتبقى كما هي.
    }
# Variables:
#   $count (Number) - calls that were counted before counting ended
lists-uses-many = تحمل هذا الرمز { $count } مكالمة على الأقل في السنة الأخيرة، وتبقى كما هي.
lists-from = يسري من
lists-from-hint = اليوم أو يوم قادم، بصيغة يوم/شهر/سنة.
lists-save = حفظ
lists-remove = حذف هذا السطر
lists-saved = حُفظ التغيير ويسري الآن.
# Variables:
#   $day (String) - the day, in words
lists-saved-coming = حُفظ التغيير ويسري من { $day }.
lists-optional = لا شيء
lists-preview = كما سيظهر
lists-preview-ar = بالعربية
lists-preview-en = بالإنجليزية
lists-words-hint = كلمة أو عبارة في كل سطر.
lists-span-unit = الوحدة
lists-span-days = يوم عمل
lists-span-minutes = دقيقة
# Variables:
#   $count (Number) - working days
lists-span-of-days =
    { $count ->
        [zero] في يوم الاستلام نفسه
        [one] يوم عمل واحد
        [two] يوما عمل
        [few] { $count } أيام عمل
        [many] { $count } يوم عمل
       *[other] { $count } يوم عمل
    }
# Variables:
#   $count (Number) - minutes, day and night
lists-span-of-minutes =
    { $count ->
        [zero] { $count } دقيقة
        [one] دقيقة واحدة
        [two] دقيقتان
        [few] { $count } دقائق
        [many] { $count } دقيقة
       *[other] { $count } دقيقة
    }
lists-option-add = إضافة خيار
# Variables:
#   $number (Number) - its place
lists-option-ar = الخيار { $number } بالعربية
# Variables:
#   $number (Number) - its place
lists-option-en = الخيار { $number } بالإنجليزية
# Variables:
#   $number (Number) - its place
lists-option-retire = إيقاف الخيار { $number }
# Variables:
#   $number (Number) - its place
lists-option-use = إعادة الخيار { $number }
# Variables:
#   $list (String) - name of the list
#   $code (String) - code of the row
#   $problem (String) - what is wrong with it
lists-problem-of = «{ $list }»، الرمز { $code }: { $problem }

## ما تغيّر

lists-changes = ما تغيّر
lists-changes-none = لم يُغيَّر شيء من القوائم بعد.
# Variables:
#   $name (String) - who made it
#   $time (String) - when
lists-change-by = { $name }، { $time }
# Variables:
#   $day (String) - the day, in words
lists-change-from = يسري من { $day }
lists-state-in-use = سارٍ
lists-state-coming = قادم
lists-state-gave-way = حلت محله قوائم الخادم المركزي
lists-state-withdrawn = سُحب
lists-state-elsewhere = على جهاز آخر
lists-row-gone = حُذف
lists-row-retired = أُوقف
lists-withdraw = سحب التغيير
# Variables:
#   $name (String) - label or code of its first row
lists-withdraw-of = سحب التغيير: «{ $name }»
lists-withdrawn = سُحب التغيير.
lists-gave-way-title = ليس في قوائم الخادم المركزي
lists-gave-way-lead = غُيّر هذا على هذا الجهاز قبل وصول القوائم الأخيرة، وهي لا تتضمنه. أعده إن كان ما زال مطلوبًا، أو اسحبه.
lists-remake = إعادة التغيير
# Variables:
#   $name (String) - label or code of its first row
lists-remake-of = إعادة التغيير: «{ $name }»
lists-remade = أُعيد التغيير.

## الملف للخادم المركزي

lists-file-title = ملف القوائم للخادم المركزي
lists-file-lead = يُكتب في المجلد ملف بكل ما هو معمول به هنا. سلّمه إلى مسؤول الخادم المركزي لينشره موقّعًا، فيصل إلى كل أجهزة الموقع ويحل محل تغييرات هذا الجهاز.
lists-file-folder = المجلد
# Variables:
#   $path (String) - an example
lists-file-folder-hint = المسار الكامل، مثل { $path }
lists-file-write = كتابة الملف
# Variables:
#   $name (String) - name of the file
#   $count (Number) - rows that it names
lists-file-written =
    { $count ->
        [zero] كُتب الملف { $name }، وليس فيه سطر.
        [one] كُتب الملف { $name }، وفيه سطر واحد.
        [two] كُتب الملف { $name }، وفيه سطران.
        [few] كُتب الملف { $name }، وفيه { $count } أسطر.
        [many] كُتب الملف { $name }، وفيه { $count } سطرًا.
       *[other] كُتب الملف { $name }، وفيه { $count } سطر.
    }
# Variables:
#   $name (String) - name of the file
lists-file-next = عند الخادم المركزي: centre pack publish { $name } --kind lists --site مع اسم الموقع.
lists-file-unconfirmed = لم يؤكد المجلد حفظ الملف. تأكد من وجوده قبل نزع الذاكرة.

## أسماء القوائم

lists-name-types = أنواع المكالمات
lists-name-sub-category-groups = مجموعات المواضيع
lists-name-sub-categories = المواضيع
lists-name-questions = الأسئلة الموجِّهة
lists-name-custom-fields = الحقول الإضافية
lists-name-proposals = ما تقترحه أعداد المتأثرين
lists-name-targets = المدد المستهدفة
lists-name-governorates = المحافظات
lists-name-wilayats = الولايات
lists-name-facilities = المؤسسات الصحية
lists-name-entities = الجهات
lists-name-channels = قنوات التواصل
lists-name-outcomes = نتائج المكالمة
lists-name-severities = درجات الضرر
lists-name-stages-of-care = مراحل الرعاية
lists-name-staff-groups = فئات العاملين
lists-name-void-reasons = أسباب إخراج مكالمة من السجل
lists-name-take-over-reasons = أسباب استلام مسودة
lists-name-flag-reasons = أسباب التنبيه على رقم
lists-name-beneficiaries = فئات المستفيدين
lists-name-relations = صلة المتصل بالمريض
lists-name-sexes = الجنس
lists-name-identity-documents = وثائق الهوية
lists-name-verification-levels = مستويات التحقق من الهوية
lists-name-languages = لغات المكالمة
lists-name-contact-ways = طرق التواصل المفضلة
lists-name-contact-times = أوقات التواصل المفضلة
lists-name-person-flags = تنبيهات عن الأشخاص
lists-name-roles = الأدوار
lists-name-case-statuses = حالات المعاملة
lists-name-priorities = الأولويات
lists-name-findings = نتائج التحقق
lists-name-actions-taken = الإجراءات المتخذة
lists-name-closing-outcomes = نتائج الإغلاق
lists-name-escalation-levels = مستويات التصعيد
lists-name-referral-states = حالات الإحالة
lists-name-return-reasons = أسباب الإعادة
lists-name-refusal-reasons = أسباب الاعتذار
lists-name-follow-up-kinds = أنواع المتابعة
lists-name-follow-up-results = نتائج المتابعة
lists-name-cancel-reasons = أسباب إلغاء متابعة
lists-name-survey-modes = طرق استبيان الرضا
lists-name-quality-forms = نماذج تقييم الجودة
lists-name-sampling = عينات المراجعة
lists-name-informed-ways = طرق إبلاغ المتصل
lists-name-week = أيام العمل وساعاته
lists-name-periods = فترات بساعات أخرى
lists-name-holidays = الإجازات الرسمية
lists-name-shifts = المناوبات
lists-name-pause-reasons = أسباب التوقف عن الاستقبال

## حقول السطر

lists-field-ar = الاسم بالعربية
lists-field-en = الاسم بالإنجليزية
lists-field-digit = رقم المفتاح (0 إلى 9)
lists-field-case = هل تُفتح معاملة
lists-field-default-outcome = النتيجة حين لا تُختار
lists-field-minimum = ما يجب ملؤه
lists-field-group = المجموعة
lists-field-type = نوع المكالمة
lists-field-sub-category = الموضوع
lists-field-sub-categories = المواضيع (الكل إن لم يُختر شيء)
lists-field-urgent = عاجل
lists-field-synonyms = كلمات أخرى يُعثر عليه بها
lists-field-answer = نوع الإجابة
lists-field-min = الحد الأدنى
lists-field-max = الحد الأعلى
lists-field-red-flag-ar = ما يقال عند الخطر، بالعربية
lists-field-red-flag-en = ما يقال عند الخطر، بالإنجليزية
lists-field-kind = النوع
lists-field-options = الخيارات
lists-field-affected-min = من كم متأثر
lists-field-propose-sub-category = الموضوع المقترح
lists-field-propose-urgent = يُقترح عاجلًا
lists-field-priority = الأولوية
lists-field-acknowledge = إشعار المتصل خلال
lists-field-first-action = أول إجراء خلال
lists-field-entity-answer = رد الجهة خلال
lists-field-resolve = الإنجاز خلال
lists-field-out = صادرة منا
lists-field-sender-ar = اسم المرسل بالعربية
lists-field-sender-en = اسم المرسل بالإنجليزية
lists-field-link = لها رابط
lists-field-thread = ما يجمع المحادثة
lists-field-starts = تبدأ الساعة
lists-field-working-days = أيام العمل
lists-field-week-starts = أول أيام الأسبوع في المؤشرات
lists-field-opens = بداية الدوام
lists-field-closes = نهاية الدوام
lists-field-from = من يوم
lists-field-to = إلى يوم
lists-field-state = درجة التأكد
lists-field-source = المصدر
lists-field-version = الإصدار
lists-field-sections = الأقسام
lists-field-auto-fail = بنود الرسوب
lists-field-weight = الوزن (1 إلى 100)
lists-field-items = البنود
lists-field-may-not-apply = يمكن أن لا ينطبق
lists-field-per-agent = عدد مكالمات كل موظف التي يراجعها المشرف في كل مناوبة (0 إلى 20)

## ما يُختار في الحقول

lists-choice-as-type = حسب نوعه
lists-choice-always = دائمًا
lists-choice-ask = حسب اختيار الموظف
lists-choice-never = لا تُفتح
lists-choice-field-type = النوع
lists-choice-field-sub-category = الموضوع
lists-choice-field-facility = المؤسسة
lists-choice-field-place = المكان
lists-choice-field-note = الملاحظة
lists-choice-yes-no = نعم أو لا
lists-choice-text = نص
lists-choice-number = عدد
lists-choice-points = نقاط
lists-choice-date = تاريخ
lists-choice-codes = اختيار من قائمة
lists-choice-internal = داخل الوزارة
lists-choice-external = خارجها
lists-choice-partner = شريك
lists-choice-open = مفتوحة
lists-choice-waiting = بانتظار
lists-choice-resolved = منجزة
lists-choice-closed = مغلقة
lists-choice-referral = إحالة
lists-choice-call = مكالمة
lists-choice-request = طلب دعم
lists-choice-survey = استبيان
lists-choice-asked = يسأله موظف، فيُعرف من لم يُجب
lists-choice-given = يُعطى له، فلا يُعرف من لم يُجب
lists-choice-done = انتهت
lists-choice-again = تُعاد
lists-choice-break = استراحة
lists-choice-work = عمل
lists-choice-phone = هاتف
lists-choice-message = رسالة
lists-choice-visit = حضور
lists-choice-letter = رسالة رسمية
lists-choice-sender = المرسل
lists-choice-link = الرابط
lists-choice-observed = معلنة
lists-choice-expected = متوقعة

## أيام الأسبوع

lists-day-sunday = الأحد
lists-day-monday = الاثنين
lists-day-tuesday = الثلاثاء
lists-day-wednesday = الأربعاء
lists-day-thursday = الخميس
lists-day-friday = الجمعة
lists-day-saturday = السبت

## خدمة جديدة

# Variables:
#   $step (Number) - which step
#   $of (Number) - how many there are
#   $name (String) - what it is about
lists-service-step = الخطوة { $step } من { $of }: { $name }
lists-service-type = نوع المكالمة
lists-service-subjects = المواضيع
lists-service-fields = الحقول الإضافية
lists-service-target = المدد المستهدفة
lists-service-look = المراجعة
lists-service-next = التالي
lists-service-previous = السابق
lists-service-make = إنشاء الخدمة
# Variables:
#   $name (String) - its label
lists-service-made = أُنشئت الخدمة «{ $name }».
lists-service-no-digit = كل الأرقام مستخدمة، فيُختار هذا النوع من قائمة الأنواع أو بموضوعه. أوقف نوعًا لتحرير رقمه إن لزم.
# Variables:
#   $number (Number) - its place
lists-service-subject = الموضوع { $number }
lists-service-subject-add = إضافة موضوع
lists-service-subjects-lead = موضوع واحد على الأقل. يُكتب الرمز من الاسم الإنجليزي ولا يتغير بعد ذلك.
# Variables:
#   $number (Number) - its place
lists-service-field = الحقل { $number }
lists-service-field-add = إضافة حقل
lists-service-fields-lead = ما يُسأل عنه في كل مكالمة من هذا النوع. يمكن ترك هذه الخطوة فارغة.
lists-service-target-lead = المدد التي تُحسب منها مواعيد معاملات هذا النوع، بأيام العمل أو بالدقائق على مدار الساعة.
lists-service-take-out = حذف
# Variables:
#   $name (String) - what it is called in the form
lists-service-take-out-of = حذف «{ $name }»

## سطور داخل السطر

# Variables:
#   $number (Number) - its place
lists-inner-section = القسم { $number }
# Variables:
#   $number (Number) - its place
lists-inner-item = البند { $number }
# Variables:
#   $number (Number) - its place
lists-inner-fail = بند الرسوب { $number }
# Variables:
#   $number (String) - what it is and its place
#   $name (String) - its label
lists-inner-title = { $number }: { $name }
lists-inner-section-add = إضافة قسم
lists-inner-item-add = إضافة بند
lists-inner-fail-add = إضافة بند رسوب
lists-inner-up = إلى أعلى
# Variables:
#   $name (String) - what it is called in the form
lists-inner-up-of = إلى أعلى: { $name }

lists-service-look-lead = تُحفظ الخدمة كلها معًا. بعدها تُسجَّل بها المكالمات على هذا الجهاز، وتصل إلى غيره بملف القوائم.
lists-service-none = لا شيء
