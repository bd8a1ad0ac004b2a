## البدء الأول

start-first-title = تجهيز هذا الجهاز
start-first-lead = خطوة واحدة تُنفَّذ مرة واحدة: تسمية المحطة، وعبارة مرور تحمي بياناتها، وأول شخص يدخل إليها.
start-first-station-legend = المحطة
start-first-station = اسم المحطة
start-first-station-hint = كما يعرفها الموظفون، مثل: مركز الاتصال – المكتب 3
start-first-passphrase = عبارة مرور المحطة
start-first-passphrase-hint = 12 حرفًا على الأقل. تُطلب بعد تشغيل الجهاز لفتح البيانات المشفّرة.
start-first-passphrase-again = عبارة المرور مرة أخرى
start-first-person-legend = أول شخص
start-first-make = تجهيز المحطة
start-first-making = يجري التجهيز…
start-practice = التجربة ببيانات تدريبية

## رمز الاسترداد

start-recovery-title = رمز الاسترداد
start-recovery-lead = إذا نُسيت عبارة المرور فهذا الرمز وحده يفتح البيانات. يظهر الآن مرة واحدة ولا يُحفظ في الجهاز. اكتبه أو اطبعه، واحفظه في مكان آمن بعيد عن الجهاز.
start-recovery-name = رمز الاسترداد، في مجموعات من خمسة
start-recovery-copy = نسخ الرمز
start-recovery-copied = نُسخ الرمز.
start-recovery-copy-failed = تعذر النسخ. اكتب الرمز أو اطبعه.
start-recovery-print = طباعة
# Variables:
#   $station (String) - name of the station
start-recovery-print-note = رمز استرداد محطة { $station }. يُحفظ في مكان آمن، ولا يُعطى لمن لا تجوز له قراءة بيانات المحطة.
start-recovery-written = كتبت الرمز أو طبعته، وحفظته في مكان آمن
start-recovery-remind = أكّد أولًا أنك حفظت الرمز، فلن يظهر مرة أخرى.
start-recovery-go-on = متابعة إلى تسجيل الدخول

## بيانات مقفلة

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
start-refused-do-damaged = لا تنسخ الملفات ولا تحذفها. أبلغ مسؤول النظام ليستعيد آخر نسخة احتياطية سليمة.
start-refused-do-in-use = أغلق النسخة الأخرى من البرنامج، ثم أعد المحاولة.
start-refused-do-keyed-wrongly = تأكد من أن ملف المفاتيح والبيانات من المحطة نفسها. إذا نُقل أحدهما دون الآخر فأعدهما معًا، ثم أعد المحاولة.
start-refused-do-read-only = امنح المستخدم صلاحية الكتابة في مجلد البيانات، أو أزل عنه وضع القراءة فقط، ثم أعد المحاولة.
start-refused-do-slots-missing = أعد ملف المفاتيح إلى مجلد البيانات من النسخة الاحتياطية، ثم أعد المحاولة.
start-refused-do-disk-full = أخلِ مساحة على القرص، ثم أعد المحاولة.
start-refused-do-other = أعد المحاولة. إذا تكرر ذلك فأبلغ مسؤول النظام بالنص الظاهر أعلاه.
