## استيراد الجداول

importing-title = استيراد من جدول
importing-lead = تُقرأ هنا سجلات المكالمات القديمة وإجابات الاستبانات الورقية من ملف XLSX أو CSV. لا يُسجَّل شيء قبل أن تراجع نتيجة الفحص وتؤكد الاستيراد.
importing-holds = محتوى الجدول
importing-holds-calls = مكالمات وسائر التواصل
importing-holds-surveys = إجابات استبانات
importing-path = مسار الملف
# Variables:
#   $path (String) - an example of a path
importing-path-hint = اكتب المسار كاملًا، مثل { $path }
importing-open = فتح الملف
importing-another = ملف آخر
importing-format-xlsx = مصنف XLSX
importing-format-csv = نص CSV
importing-sheet = الورقة
importing-encoding = ترميز النص
# Variables:
#   $encoding (String) - name of the encoding
importing-encoding-assumed = لا يذكر الملف ترميزه، فافتُرض { $encoding }. إن لم تظهر الكلمات صحيحة في الأمثلة أدناه فاختر ترميزًا آخر.
importing-header-row = صف العناوين
# Variables:
#   $number (String) - number of the row
#   $text (String) - how the row begins
importing-header-row-choice = الصف { $number }: { $text }
importing-rows-none = لا توجد صفوف تحت صف العناوين.
# Variables:
#   $count (Number) - rows below the header, at least one
importing-rows =
    { $count ->
        [zero] لا توجد صفوف تحت صف العناوين.
        [one] صف واحد تحت صف العناوين.
        [two] صفان تحت صف العناوين.
        [few] { $count } صفوف تحت صف العناوين.
        [many] { $count } صفًا تحت صف العناوين.
       *[other] { $count } صف تحت صف العناوين.
    }
importing-remembered = اختيرت معاني الأعمدة كما في آخر جدول بالعناوين نفسها.
importing-columns = الأعمدة ومعانيها
importing-column = العمود
importing-samples = أمثلة مما فيه
importing-field = معناه
# Variables:
#   $column (String) - letters and header of the column
importing-field-of = معنى العمود { $column }
importing-field-none = لا يُستورد
importing-no-samples = فارغ
importing-defaults = عندما لا يذكر الجدول
importing-default-channel = قناة التواصل
importing-default-mode = طريقة الاستبيان
importing-default-language = اللغة
importing-default-type = النوع
importing-default-time = الوقت
importing-default-time-hint = اتركه فارغًا ليُعدَّ الصف الذي بلا وقت خاطئًا.
importing-needs-day = اختر العمود الذي فيه التاريخ.
importing-needs-overall = اختر عمود درجة الرضا.
importing-needs-type = اختر عمود النوع أو الموضوع، أو حدد نوعًا واحدًا لجميع الصفوف.
importing-field-twice = اختير معنى واحد لعمودين.
importing-counts-under = تُحتسب الإجابة ضمن نوع المعاملة أو المكالمة التي يذكرها صفها ومحافظتها، فإن لم يذكر أيًّا منهما فضمن النوع والمحافظة في الصف نفسه. وتُؤخذ من الولاية أو المؤسسة محافظتها وحدها.
importing-check = فحص دون تسجيل
importing-opening = جارٍ قراءة الملف…
importing-checking = جارٍ فحص الصفوف…
importing-running = جارٍ الاستيراد…
importing-undoing = جارٍ التراجع عن الاستيراد…
importing-progress = التقدم
# Variables:
#   $done (String) - rows done
#   $of (String) - all rows
importing-progress-of = { $done } من { $of }
importing-stop = إيقاف

## نتيجة الفحص

importing-found = نتيجة الفحص
importing-found-nothing-written = لم يُسجَّل شيء بعد.
importing-count-good = صفوف سليمة
importing-count-faulty = صفوف فيها أخطاء
importing-count-faults = مجموع الأخطاء
importing-count-doubles = يُحتمل أنها مكررة
importing-count-already = سبق استيرادها
# Variables:
#   $count (Number) - rows whose words stay outside, at least one
importing-kept-back =
    { $count ->
        [zero] لا صفوف في موضوعات محدودة الاطلاع.
        [one] صف واحد في موضوع محدود الاطلاع، مثل الاشتباه في إساءة. يُحتسب في المؤشرات، ولا يُستورد ما فيه من اسم أو رقم أو نص، ويبقى ذلك في الجدول.
        [two] صفان في موضوعات محدودة الاطلاع، مثل الاشتباه في إساءة. يُحتسبان في المؤشرات، ولا يُستورد ما فيهما من أسماء أو أرقام أو نصوص، ويبقى ذلك في الجدول.
        [few] { $count } صفوف في موضوعات محدودة الاطلاع، مثل الاشتباه في إساءة. تُحتسب في المؤشرات، ولا يُستورد ما فيها من أسماء أو أرقام أو نصوص، ويبقى ذلك في الجدول.
        [many] { $count } صفًا في موضوعات محدودة الاطلاع، مثل الاشتباه في إساءة. تُحتسب في المؤشرات، ولا يُستورد ما فيها من أسماء أو أرقام أو نصوص، ويبقى ذلك في الجدول.
       *[other] { $count } صف في موضوعات محدودة الاطلاع، مثل الاشتباه في إساءة. تُحتسب في المؤشرات، ولا يُستورد ما فيها من أسماء أو أرقام أو نصوص، ويبقى ذلك في الجدول.
    }
importing-doubles-hint = المكرر المحتمل: مكالمة من الرقم نفسه في الدقيقة نفسها، مسجلة من قبل أو في صف سابق.
importing-doubles-hint-surveys = المكرر المحتمل: إجابة في اليوم نفسه برقم الاستمارة نفسه، أو بالدرجات والتعليق نفسهما إن لم يكن لها رقم، مسجلة من قبل أو في صف سابق.
importing-no-faults = لا أخطاء في الجدول.
importing-faults = الأخطاء صفًا صفًا
importing-fault-row = الصف
importing-fault-column = العمود
importing-fault-value = ما كُتب
importing-fault-what = الخطأ وما يُفعل
# Variables:
#   $label (String) - the nearest label of the list
importing-near = هل المقصود «{ $label }»؟
# Variables:
#   $shown (String) - rows shown
#   $total (String) - all faulty rows
importing-shown = عُرض { $shown } من { $total } من الصفوف
importing-folder = مجلد لملف التصحيح
importing-folder-hint = تُكتب فيه الصفوف الخاطئة وحدها مع سبب كل خطأ، لتصحيحها ثم استيرادها.
importing-write-faulty = كتابة ملف التصحيح
# Variables:
#   $count (Number) - rows in the file, at least one
#   $name (String) - name of the file
importing-written =
    { $count ->
        [zero] كُتب الملف { $name }.
        [one] كُتب الملف { $name }، وفيه صف واحد.
        [two] كُتب الملف { $name }، وفيه صفان.
        [few] كُتب الملف { $name }، وفيه { $count } صفوف.
        [many] كُتب الملف { $name }، وفيه { $count } صفًا.
       *[other] كُتب الملف { $name }، وفيه { $count } صف.
    }
importing-choice = ما الذي يُستورد؟
importing-choice-good = الصفوف السليمة وحدها
importing-choice-all = لا شيء حتى تصح جميع الصفوف
importing-with-doubles = استيراد المكرر المحتمل أيضًا
importing-nothing-new = لا توجد صفوف جديدة للاستيراد.
# Variables:
#   $count (Number) - rows that will come, at least one
importing-run =
    { $count ->
        [zero] لا توجد صفوف جديدة للاستيراد
        [one] استيراد صف واحد
        [two] استيراد صفين
        [few] استيراد { $count } صفوف
        [many] استيراد { $count } صفًا
       *[other] استيراد { $count } صف
    }
importing-back = العودة إلى الأعمدة
# Variables:
#   $at (String) - day and time
#   $count (String) - rows that came
importing-known = سبق استيراد هذه الورقة في { $at }، وعدد الصفوف المستوردة { $count }. لا يُستورد صف مرتين.
# Variables:
#   $at (String) - day and time
#   $count (String) - rows that came
#   $rows (String) - rows that were to come
importing-known-broke-off = توقف استيراد هذه الورقة في { $at } بعد { $count } من أصل { $rows } من الصفوف، وسيُستكمل من حيث توقف.

## بعد الاستيراد

# Variables:
#   $count (Number) - rows with faults and likely doubles, at least one
importing-done-left =
    { $count ->
        [zero] لم يُترك أي صف.
        [one] تُرك صف واحد فيه خطأ أو يُحتمل تكراره.
        [two] تُرك صفان فيهما خطأ أو يُحتمل تكرارهما.
        [few] تُركت { $count } صفوف فيها أخطاء أو يُحتمل تكرارها.
        [many] تُرك { $count } صفًا فيها أخطاء أو يُحتمل تكرارها.
       *[other] تُرك { $count } صف فيها أخطاء أو يُحتمل تكرارها.
    }
importing-done-none = لم يُستورد أي صف جديد.
# Variables:
#   $count (Number) - rows that came, at least one
importing-done =
    { $count ->
        [zero] لم يُستورد أي صف جديد.
        [one] استُورد صف واحد.
        [two] استُورد صفان.
        [few] استُوردت { $count } صفوف.
        [many] استُورد { $count } صفًا.
       *[other] استُورد { $count } صف.
    }
# Variables:
#   $count (Number) - rows that did not come, at least one
importing-done-changed =
    { $count ->
        [zero] استُوردت جميع الصفوف.
        [one] لم يُستورد صف واحد، لأن ما يتعلق به تغيّر بعد الفحص. افحص الجدول من جديد.
        [two] لم يُستورد صفان، لأن ما يتعلقان به تغيّر بعد الفحص. افحص الجدول من جديد.
        [few] لم تُستورد { $count } صفوف، لأن ما تتعلق به تغيّر بعد الفحص. افحص الجدول من جديد.
        [many] لم يُستورد { $count } صفًا، لأن ما تتعلق به تغيّر بعد الفحص. افحص الجدول من جديد.
       *[other] لم يُستورد { $count } صف، لأن ما تتعلق به تغيّر بعد الفحص. افحص الجدول من جديد.
    }
importing-stopped = توقف الاستيراد قبل نهايته. افتح الملف نفسه لاستكماله.
# Variables:
#   $count (Number) - rows that are still in, at least one
importing-undo-stopped =
    { $count ->
        [zero] توقف التراجع، ولم يبق أي صف.
        [one] توقف التراجع وبقي صف واحد. أعد التراجع لاستكماله.
        [two] توقف التراجع وبقي صفان. أعد التراجع لاستكماله.
        [few] توقف التراجع وبقيت { $count } صفوف. أعد التراجع لاستكماله.
        [many] توقف التراجع وبقي { $count } صفًا. أعد التراجع لاستكماله.
       *[other] توقف التراجع وبقي { $count } صف. أعد التراجع لاستكماله.
    }
importing-undone = تم التراجع عن الاستيراد، فلم تعد مكالماته في القوائم والمؤشرات والبحث.
importing-undone-surveys = تم التراجع عن الاستيراد، فلم تعد إجاباته محتسبة في المؤشرات.
# Variables:
#   $count (Number) - calls that were kept, at least one
importing-undone-kept =
    { $count ->
        [zero] تم التراجع عن الاستيراد.
        [one] تم التراجع عن الاستيراد، وبقيت مكالمة واحدة عُمل عليها.
        [two] تم التراجع عن الاستيراد، وبقيت مكالمتان عُمل عليهما.
        [few] تم التراجع عن الاستيراد، وبقيت { $count } مكالمات عُمل عليها.
        [many] تم التراجع عن الاستيراد، وبقيت { $count } مكالمة عُمل عليها.
       *[other] تم التراجع عن الاستيراد، وبقيت { $count } مكالمة عُمل عليها.
    }
importing-batches = عمليات الاستيراد السابقة
importing-batches-none = لم يُستورد شيء بعد.
importing-batch-at = متى
importing-batch-by = من
importing-batch-holds = المحتوى
importing-batch-rows = الصفوف
importing-batch-standing = الباقي منها
importing-batch-state = الحالة
importing-state-done = مكتمل
importing-state-broke-off = لم يكتمل
importing-state-undone = تم التراجع عنه
importing-undo = تراجع
# Variables:
#   $at (String) - day and time
importing-undo-of = التراجع عن استيراد { $at }
importing-undo-title = التراجع عن استيراد
# Variables:
#   $count (Number) - calls that stand, at least one
importing-undo-lead =
    { $count ->
        [zero] لا توجد مكالمات قائمة من هذا الاستيراد.
        [one] ستخرج مكالمة واحدة من القوائم والمؤشرات والبحث، ويبقى أثرها في سجل القيود وحده.
        [two] ستخرج مكالمتان من القوائم والمؤشرات والبحث، ويبقى أثرهما في سجل القيود وحده.
        [few] ستخرج { $count } مكالمات من القوائم والمؤشرات والبحث، ويبقى أثرها في سجل القيود وحده.
        [many] ستخرج { $count } مكالمة من القوائم والمؤشرات والبحث، ويبقى أثرها في سجل القيود وحده.
       *[other] ستخرج { $count } مكالمة من القوائم والمؤشرات والبحث، ويبقى أثرها في سجل القيود وحده.
    }
# Variables:
#   $count (Number) - answers that stand, at least one
importing-undo-lead-surveys =
    { $count ->
        [zero] لا توجد إجابات قائمة من هذا الاستيراد.
        [one] ستخرج إجابة واحدة من المؤشرات، ويبقى أثرها في سجل القيود وحده.
        [two] ستخرج إجابتان من المؤشرات، ويبقى أثرهما في سجل القيود وحده.
        [few] ستخرج { $count } إجابات من المؤشرات، ويبقى أثرها في سجل القيود وحده.
        [many] ستخرج { $count } إجابة من المؤشرات، ويبقى أثرها في سجل القيود وحده.
       *[other] ستخرج { $count } إجابة من المؤشرات، ويبقى أثرها في سجل القيود وحده.
    }
importing-undo-none = لم يبق شيء من هذا الاستيراد.
# Variables:
#   $count (Number) - calls that somebody has worked on, at least one
importing-worked-on =
    { $count ->
        [zero] لم يُعمل على شيء منها.
        [one] عُمل على مكالمة واحدة منها بعد استيرادها (تصحيح أو ملاحظة أو معاملة):
        [two] عُمل على مكالمتين منها بعد استيرادها (تصحيح أو ملاحظة أو معاملة):
        [few] عُمل على { $count } مكالمات منها بعد استيرادها (تصحيح أو ملاحظة أو معاملة):
        [many] عُمل على { $count } مكالمة منها بعد استيرادها (تصحيح أو ملاحظة أو معاملة):
       *[other] عُمل على { $count } مكالمة منها بعد استيرادها (تصحيح أو ملاحظة أو معاملة):
    }
importing-keep-worked-on = إبقاء هذه المكالمات
importing-undo-confirm = تأكيد التراجع
# Variables:
#   $name (String) - name as the sheet has it
importing-taken-by = استلمها في الجدول المستورد: { $name }
importing-imported = مستوردة من جدول

## معاني الأعمدة

importing-field-day = التاريخ (مع الوقت أو دونه)
importing-field-time = الوقت
importing-field-type = النوع
importing-field-sub-category = الموضوع
importing-field-channel = قناة التواصل
importing-field-number = رقم المتصل
importing-field-caller-name = اسم المتصل
importing-field-handle = حساب المرسل أو بريده
importing-field-patient-name = اسم المريض
importing-field-file-number = رقم الملف الطبي
importing-field-relation = صلة المتصل بالمريض
importing-field-governorate = المحافظة
importing-field-wilayat = الولاية
importing-field-facility = المؤسسة الصحية
importing-field-place = المكان
importing-field-language = اللغة
importing-field-urgent = عاجل: نعم أو لا
importing-field-outcome = النتيجة
importing-field-note = ما قاله المتصل
importing-field-answer = ما أُجيب به
importing-field-agent = من استلم المكالمة
importing-field-reference = رقم مرجعي خارجي أو رقم الاستمارة
importing-field-mode = طريقة الاستبيان
importing-field-overall = مدى الرضا من 1 إلى 5
importing-field-ease = مدى السهولة من 1 إلى 5
importing-field-solved = هل حُلَّ الموضوع: نعم أو جزئيًا أو لا
importing-field-refused = سبب عدم الإجابة
importing-field-comment = ما قيل
importing-field-about = رقم المعاملة

## الأخطاء

importing-what-missing = لا يوجد شيء. اكتب القيمة.
importing-what-not-a-day = ليس تاريخًا. اكتب اليوم ثم الشهر ثم السنة، مثل 25/3/2024.
importing-what-no-such-day = لا يوجد هذا اليوم في التقويم. يُكتب اليوم قبل الشهر.
importing-what-short-year = السنة من رقمين. اكتبها بأربعة أرقام.
importing-what-other-calendar = السنة من تقويم والعلامة من تقويم آخر. صحح أحدهما.
importing-what-not-a-time = ليس وقتًا. اكتبه مثل 14:05 أو 2:05 م.
importing-what-ahead = لم يحن هذا الوقت بعد.
importing-what-too-long-ago = قبل عام 1990. صحح السنة.
importing-what-unknown = ليس في القائمة. اكتب رمزًا أو اسمًا من القائمة.
importing-what-several = يحتمل أكثر من خيار في القائمة. اذكر النوع في عموده.
importing-what-does-not-belong = لا يتبع ما ذُكر في العمود الآخر. صحح أحدهما.
importing-what-not-yes-no = ليس نعم ولا لا. اكتب أحدهما.
importing-what-cut-number = اختصر برنامج الجداول هذا الرقم فضاعت خاناته. اكتبه كاملًا كنص.
importing-what-not-a-phone = ليس رقم هاتف. اكتب أرقامه، أو اترك الخلية فارغة.
importing-what-not-on-scale = ليست درجة. اكتب رقمًا صحيحًا من 1 إلى 5، أو الكلمة الدالة عليه مثل «راضٍ جدًا» أو «سهل جدًا».
importing-what-not-an-answer = ليس نعم ولا جزئيًا ولا لا. اكتب أحدها.
importing-what-not-a-reference = ليس رقم معاملة. اكتبه كما أُعطي للمتصل، أما الأرقام الأخرى فمكانها عمود الرقم المرجعي الخارجي.
importing-what-check-digit = في رقم المعاملة خانة خاطئة. صححها.
importing-what-no-such-case = لا توجد هنا معاملة بهذا الرقم. صححه أو اترك الخلية فارغة.
importing-what-no-such-call = لم يتصل أحد من هذا الرقم حتى ذلك اليوم. صححه أو اترك الخلية فارغة.
importing-what-several-matters = يحتمل هذا الرقم أكثر من مكالمة أو معاملة. اكتب رقم المعاملة أو اترك الخلية فارغة.
importing-what-own-contact = أنت من تولّى هذا التواصل أو هذه المعاملة. ليستورد هذا الصف زميل آخر.
importing-what-answered = سُجلت إجابة عن هذا من قبل أو في صف سابق. احذف الصف، أو اسحب الإجابة الأخرى أولًا.
importing-what-answered-before = اليوم قبل المكالمة أو المعاملة التي يذكرها الصف. صحح اليوم أو الرقم.
importing-what-too-long = أطول مما يتسع له الحقل. اختصره.
importing-what-control = فيه رموز لا يمكن حفظها. احذفها.
importing-what-undecodable = فيه رموز تالفة من ترميز آخر. اكتب القيمة من جديد.
importing-what-no-result = معادلة بلا نتيجة محفوظة. اكتب القيمة بدلًا منها.
importing-what-formula-error = معادلة انتهت بخطأ. اكتب القيمة بدلًا منها.
importing-what-more-cells = في الصف خلايا أكثر من أعمدة الجدول، فربما انزاحت القيم. صحح مواضعها.
importing-reason = سبب رفض الصف
# Variables:
#   $column (String) - header or letters of the column
#   $what (String) - what is wrong and what to do
importing-reason-cell = { $column }: { $what }
# Variables:
#   $column (String) - header or letters of the column
#   $what (String) - what is wrong and what to do
#   $near (String) - the nearest label of the list
importing-reason-cell-near = { $column }: { $what } هل المقصود «{ $near }»؟
# Variables:
#   $row (String) - number of the row
#   $reasons (String) - what is wrong with it
importing-reason-row = الصف { $row } في الجدول السابق. { $reasons }
