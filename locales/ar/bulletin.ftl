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
