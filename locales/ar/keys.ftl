## أسماء ما تفعله المفاتيح

keys-title = المفاتيح
keys-scope-everywhere = في كل الشاشات
keys-scope-desk = تسجيل المكالمات
keys-scope-shift = مراجعة المناوبة
keys-scope-settings = الإعدادات
keys-call-new = مكالمة جديدة، وتبقى الحالية مسودة
keys-draft-next = المسودة التالية
keys-call-ended = انتهت المكالمة، أو عادت
keys-call-save = حفظ بحسب قاعدة النوع
keys-call-save-other = حفظ بعكس قاعدة النوع
keys-call-urgent = عاجل أو غير عاجل
keys-draft-discard = استبعاد المسودة
keys-draft-kept = هل المسودة محفوظة؟
keys-undo = تراجع عن آخر إجراء
keys-type = اختيار نوع المكالمة ثم موضوعها
keys-screen-desk = شاشة تسجيل المكالمات
keys-screen-shift = شاشة مراجعة المناوبة
keys-screen-settings = شاشة الإعدادات
keys-shift-print = طباعة سجل المناوبة
keys-pane-next = القسم التالي من الشاشة
keys-pane-previous = القسم السابق من الشاشة
keys-sheet = عرض المفاتيح
