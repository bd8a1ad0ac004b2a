## البدء الأول

start-first-title = تجهيز هذا الجهاز
start-first-lead = بضع خطوات تُنفَّذ مرة واحدة. اختر أولًا لغة المحطة؛ ولكل موظف بعد ذلك لغته.
start-next = التالي
start-back = رجوع
# Variables:
#   $step (Number) - number of the step, from 1 on
#   $steps (Number) - how many there are
start-step = الخطوة { $step } من { $steps }
start-station-title = المحطة وعبارة مرورها
start-station-lead = الاسم يعرّف الجهاز في السجلات. وعبارة المرور تحمي بياناته المشفّرة، ولا تُفتح بعد تشغيل الجهاز إلا بها، أو برمز الاسترداد الآتي.
start-first-station = اسم المحطة
start-first-station-hint = كما يعرفها الموظفون، مثل: مركز الاتصال – المكتب 3
start-first-passphrase = عبارة مرور المحطة
start-first-passphrase-hint = 12 حرفًا على الأقل. تُطلب بعد تشغيل الجهاز لفتح البيانات المشفّرة.
start-first-passphrase-again = عبارة المرور مرة أخرى
start-strength-short = قصيرة أو سهلة التخمين.
start-strength-fair = مقبولة. كلمات أكثر تجعلها أقوى.
start-strength-good = جيدة.
start-strength-strong = قوية.
start-person-title = أول شخص
start-person-lead = هو مسؤول هذا الجهاز: يضيف غيره ويمنحهم أدوارهم. وله أن يسجل المكالمات ويراجعها.
start-first-make = تجهيز المحطة
start-first-making = يجري التجهيز…
start-centre-title = الربط بالخادم المركزي
start-centre-lead = يعمل البرنامج كاملًا دون خادم مركزي، ويمكن الربط به في أي وقت من الإعدادات.
start-centre-address = عنوان الخادم المركزي
start-centre-code = رمز التسجيل
start-centre-connect = ربط الآن
start-centre-later = لاحقًا
start-begin-title = الجهاز جاهز
start-begin-lead = ابدأ العمل، أو جرّب أولًا ببيانات تدريبية لا تختلط بسجل المحطة.
start-begin-real = بدء العمل
start-practice = التجربة ببيانات تدريبية

## رمز الاسترداد

start-recovery-title = رمز الاسترداد
start-recovery-lead = إذا نُسيت عبارة المرور فهذا الرمز وحده يفتح البيانات. يظهر الآن ولا يُحفظ في الجهاز. اكتبه أو اطبعه، واحفظه في مكان آمن بعيد عن الجهاز.
start-recovery-name = رمز الاسترداد، في مجموعات من خمسة
start-recovery-copy = نسخ الرمز
start-recovery-copied = نُسخ الرمز.
start-recovery-copy-failed = تعذر النسخ. اكتب الرمز أو اطبعه.
start-recovery-back = اكتب من الورقة المجموعتين التاليتين، ليُعرف أن الرمز محفوظ:
# Variables:
#   $number (Number) - number of the group, 1 to 8
start-recovery-group = المجموعة { $number }
start-recovery-print = طباعة
# Variables:
#   $station (String) - name of the station
start-recovery-print-note = رمز الاسترداد، المحطة: { $station }. يُحفظ في مكان آمن، ولا يُعطى لمن لا تجوز له قراءة بيانات المحطة.

## بيانات مقفلة

start-policy-broken = لم يؤخذ بشيء من الملف، ويعمل البرنامج بإعداداته المعتادة ولا يفتح البيانات من حلقة مفاتيح أو ملف مفتاح. أبلغ مدير النظام.
start-opening-title = يجري فتح بيانات المحطة
start-opening-lead = يفتحها الجهاز بنفسه. إن تعذر ذلك طُلبت عبارة المرور بعد ثوانٍ.
start-closed-title = بيانات المحطة مقفلة
start-closed-lead = أُعيد تشغيل الجهاز. أدخل عبارة مرور المحطة لفتح البيانات.
start-closed-passphrase = عبارة مرور المحطة
start-closed-code = رمز الاسترداد
start-closed-code-hint = لا أثر للمسافات والشرطات ولا لحالة الحروف.
start-closed-open = فتح البيانات
start-closed-opening = يجري الفتح…
start-closed-use-code = نسيت عبارة المرور؟ استخدم رمز الاسترداد
start-closed-use-passphrase = العودة إلى عبارة المرور

## بيانات تعذر فتحها

start-refused-title = تعذر فتح بيانات المحطة
start-refused-happened = ما حدث
start-refused-untouched-title = حال البيانات
start-refused-untouched = لم يُغيَّر شيء في البيانات ولم يُحذف منها شيء.
start-refused-do = ما العمل
start-refused-folder = مكان البيانات
start-refused-looking = يجري الفحص…
# Variables:
#   $time (String) - when it was looked at last, in hours and minutes
start-refused-still = فُحصت البيانات مجددًا الساعة { $time }، ولم يتغير السبب.
start-refused-do-newer = ثبّت على هذا الجهاز إصدار البرنامج الذي كُتبت به البيانات أو أحدث منه، ثم أعد المحاولة.
start-refused-do-damaged = لا تنسخ الملفات ولا تحذفها. استعد آخر نسخة احتياطية سليمة، ويبقى ما كُتب بعدها مما تمكن قراءته. وأبلغ مدير النظام.
start-refused-do-close-other = أغلق النسخة الأخرى من البرنامج، وستتابع هذه النسخة العمل تلقائيًا.
start-refused-do-keyed-wrongly = تأكد من أن ملف المفاتيح والبيانات من المحطة نفسها. إذا نُقل أحدهما دون الآخر فأعدهما معًا ثم أعد المحاولة، أو استعد آخر نسخة احتياطية سليمة.
start-refused-do-read-only = امنح المستخدم صلاحية الكتابة في مجلد البيانات، أو أزل عنه وضع القراءة فقط، ثم أعد المحاولة.
start-refused-do-slots-missing = أعد ملف المفاتيح إلى مجلد البيانات ثم أعد المحاولة، أو استعد آخر نسخة احتياطية سليمة.
start-refused-do-disk-full = أخلِ مساحة على القرص، ثم أعد المحاولة.
start-refused-do-gone = أعد الملف إلى مكانه إن كان لدى أحد، وإلا فاستعد آخر نسخة احتياطية سليمة.
start-refused-do-other = أعد المحاولة. إذا تكرر ذلك فأبلغ مدير النظام بالنص الظاهر أعلاه.
