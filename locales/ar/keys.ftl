## أسماء ما تفعله المفاتيح

keys-title = المفاتيح
keys-scope-everywhere = في كل الشاشات
keys-scope-desk = تسجيل المكالمات
keys-scope-cases = المعاملات
keys-scope-answers = في دليل التثقيف
keys-scope-shift = مراجعة المناوبة
keys-scope-figures = المؤشرات
keys-scope-settings = الإعدادات
keys-call-begin = مكالمة جديدة، أو تسجيل المكالمة الواردة؛ وتوضع الجارية على الانتظار
keys-channel = اختيار القناة، أو بدء تواصل بقناة أخرى، ثم رقم
keys-draft-next = المسودة التالية
keys-call-ended = انتهت المكالمة أو استمرت؛ وللرسالة: تم الرد
keys-call-hold = وضع المتصل على الانتظار، أو متابعة الحديث معه
keys-call-dropped = انقطع الخط: يُحدد موعد لمعاودة الاتصال؛ أو عاد الخط
keys-call-back = معاودة الاتصال الآن بمن انقطع خطه
keys-call-save = حفظ بحسب قاعدة النوع
keys-call-save-other = حفظ بعكس قاعدة النوع
keys-call-urgent = عاجل أو غير عاجل
keys-draft-discard = استبعاد المسودة
keys-draft-kept = هل المسودة محفوظة؟
keys-pop-end = إخفاء المكالمة الواردة
keys-undo = تراجع عن آخر إجراء
keys-lock = قفل الجهاز أو التوقف عن الاستقبال، ثم رقم
keys-type = اختيار النوع ثم الموضوع
keys-screen-desk = شاشة تسجيل المكالمات
keys-screen-cases = شاشة المعاملات
keys-screen-shift = شاشة مراجعة المناوبة
keys-screen-figures = شاشة المؤشرات
keys-screen-settings = شاشة الإعدادات
keys-review = ما يحتاج إلى مراجعة
keys-import = استيراد من جدول
keys-shift-print = طباعة سجل المناوبة
keys-shift-export = تصدير سجل المناوبة
keys-shift-comment = كتابة ملاحظة على المكالمة
keys-shift-return = إعادة المكالمة للتصحيح
keys-shift-score = تقييم جودة المكالمة
keys-shift-sign = توقيع المناوبة
keys-shift-hand-over = تسليم المناوبة
keys-shift-journal = فحص القيود
keys-figures-period = اختيار الفترة
keys-figures-definitions = ما يحسبه كل مؤشر
keys-figures-bulletin = إعداد نشرة في ملفات، ونشرات تلقائية
keys-figures-print = طباعة المؤشرات
keys-pane-next = القسم التالي من الشاشة
keys-pane-previous = القسم السابق من الشاشة
keys-sheet = عرض المفاتيح
keys-palette = البحث والإجراءات
keys-question-end = اضغط رقم ما تريد. للإلغاء:
keys-own-lead = المفاتيح المعتادة تناسب أغلب لوحات المفاتيح. غيّر منها ما لا يناسب جهازك؛ وتبقى لك وحدك على هذا الجهاز.
keys-change = تغيير
# Variables:
#   $action (String) - what the key does
keys-change-of = تغيير مفتاح: { $action }
keys-back = المعتاد
# Variables:
#   $action (String) - what the key does
keys-back-of = إعادة المفتاح المعتاد: { $action }
keys-back-all = إعادة كل المفاتيح المعتادة
keys-given = تغيّرت المفاتيح
keys-press-now = اضغط المفتاح الجديد
# Variables:
#   $action (String) - what the key does now
keys-taken-by = مستعمل في: { $action }
keys-unfit-letter = اضغط معه Ctrl أو Alt، فالحرف وحده للكتابة.
keys-unfit-altgr = هذان المفتاحان معًا للكتابة في بعض اللوحات.
keys-unfit-editing = هذا المفتاح للكتابة والتنقل داخل الحقول.
keys-unfit-webview = هذا المفتاح محجوز للنظام.
# Variables:
#   $type (String) - label of the type
keys-type-of = النوع: { $type }
keys-non-service = مكالمة غير خدمية، ثم رقم سببها
keys-answers = دليل التثقيف، وفيه تسجيل عدم وجود بطاقة للسؤال
keys-answers-language = قراءة البطاقة باللغة الأخرى
keys-person-choose = اختيار الشخص ممن سُجل لهم الرقم (وفي بيانات المريض: اختيار المريض)، ثم رقمه
keys-case-link = إضافة إلى معاملة في البطاقة، ثم رقمها
keys-case-same = إضافة إلى معاملة عن الموضوع نفسه
keys-part-patient = بيانات المريض
keys-part-questions = أسئلة الموضوع
keys-part-affected = المصابون
keys-proposal-accept = قبول الموضوع المقترح
keys-issue-add = إضافة موضوع آخر
keys-part-care = تفاصيل الموضوع: الضرر والمرحلة والفئة
keys-part-place = المكان
keys-part-answer = الإجابة والنتيجة
keys-part-promise = التزام بموعد
keys-part-refer = الجهة التي تُحال إليها المعاملة
keys-part-late = إدخال متأخر أو نيابةً عن زميل
keys-part-contact = اللغة والتحقق من الهوية
keys-number-flag = وضع علامة إزعاج على الرقم
