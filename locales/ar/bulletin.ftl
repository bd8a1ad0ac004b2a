## نشرة المؤشرات كما تُكتب في ملف

bulletin-title = نشرة مؤشرات مركز الاتصال
bulletin-title-daily = النشرة اليومية لمؤشرات مركز الاتصال
bulletin-title-weekly = النشرة الأسبوعية لمؤشرات مركز الاتصال
bulletin-title-monthly = النشرة الشهرية لمؤشرات مركز الاتصال
bulletin-title-quarterly = النشرة الفصلية لمؤشرات مركز الاتصال
bulletin-title-year-to-last-week = نشرة مؤشرات مركز الاتصال من بداية العام
# Variables:
#   $time (String) - day and time
#   $station (String) - name of the station
# The name last: written in the other direction it turns nothing that follows it.
bulletin-made = أُعدّت في { $time } على جهاز { $station }
# Variables:
#   $time (String) - day and time
bulletin-not-over = لم تنتهِ الفترة بعد، والمؤشرات محسوبة حتى { $time }.
bulletin-page = صفحة
bulletin-page-of = من

bulletin-headlines = المؤشرات الرئيسة
bulletin-column-figure = المؤشر
bulletin-column-value = القيمة
bulletin-column-counted = المحسوب منه
bulletin-median = الوسيط
bulletin-p90 = تسع من كل عشر خلال
bulletin-saved-later = سُجِّلت في يوم لاحق
bulletin-satisfaction-from = الحد الأدنى لفترة الثقة 95%
bulletin-satisfaction-to = الحد الأعلى لفترة الثقة 95%
bulletin-response = معدل الاستجابة

bulletin-by-facility = بحسب المؤسسة الصحية
bulletin-column-facility = المؤسسة الصحية
bulletin-no-facility = لم تُذكر أو كُتبت بالاسم
bulletin-by-beneficiary = بحسب المستفيد
bulletin-column-beneficiary = المستفيد
bulletin-no-beneficiary = لم يُعرف
bulletin-column-cases = المعاملات
bulletin-definition-facilities = كل ما سُجِّل، بحسب المؤسسة الصحية المختارة من القائمة في الموضوع الذي يُحسب تحته.
bulletin-definition-beneficiaries = كل ما سُجِّل، بحسب صفة المتصل الذي اختير في المكالمة كما هي في سجله الآن.

## قوائم المكالمات كما تُكتب في ملف

bulletin-calls = المكالمات
bulletin-shift-log = سجل المناوبة
bulletin-column-started = البداية
bulletin-column-ended = النهاية
bulletin-column-length = المدة
bulletin-column-type = النوع
bulletin-column-subject = الموضوع
bulletin-column-outcome = النتيجة
bulletin-column-urgent = عاجلة
bulletin-column-agent = الموظف
bulletin-column-behalf = نيابةً عن
bulletin-column-number = الرقم أو المعرّف
bulletin-column-case = المعاملة
bulletin-column-note = بداية الملاحظة
bulletin-column-marks = ملاحظات المراجعة

## بيانات شخص كما تُكتب في ملف له

bulletin-person-title = البيانات الشخصية المسجَّلة
bulletin-person-lead = كل ما هو مسجَّل عن هذا الشخص، عدا المعاملات التي تواصل بشأنها آخرون أيضًا.
bulletin-person-record = سجل الشخص
bulletin-person-name-ar = الاسم بالعربية
bulletin-person-name-latin = الاسم بالحروف اللاتينية
bulletin-person-numbers = الأرقام
bulletin-person-sex = الجنس
bulletin-person-born = سنة الميلاد
bulletin-person-nationality = الجنسية
bulletin-person-document = وثيقة الهوية
bulletin-person-document-number = رقمها
bulletin-person-governorate = المحافظة
bulletin-person-wilayat = الولاية
bulletin-person-language = اللغة
bulletin-person-caller = المتصل
bulletin-person-patient = المريض
bulletin-person-place = المكان
bulletin-person-said = ما قيل
bulletin-person-answered = ما أُجيب به
bulletin-person-received = الاستلام
bulletin-person-status = الحالة
bulletin-person-title-of-case = العنوان
bulletin-person-summary = الملخص
bulletin-person-finding = النتيجة
bulletin-person-action = الإجراء المتخذ
bulletin-person-told = ما يمكن إبلاغه
bulletin-person-follow-ups = المتابعات
bulletin-person-kind = النوع
bulletin-person-due = الموعد
bulletin-person-done = الإنجاز
bulletin-person-promised = ما وُعد به
bulletin-person-attempts = المحاولات
bulletin-person-surveys = الاستبيانات
bulletin-person-day = اليوم
bulletin-person-mark = الرضا، من 1 إلى 5
