## الإعدادات

settings-language-title = لغتي
settings-digits = شكل الأرقام
settings-digits-note = أرقام الهواتف والمعاملات تبقى 0123456789 في كل الأحوال.

## المحطة

settings-station-title = هذا الجهاز
settings-station-name = اسم المحطة
settings-station-person = المستخدم الحالي
settings-station-duty = بداية فترة العمل
settings-station-folder = مكان البيانات

## الخادم المركزي

settings-centre-title = الخادم المركزي
settings-centre-state = الحالة
settings-centre-address = عنوان الخادم المركزي
settings-centre-site = الموقع
settings-centre-contact = آخر إجابة
settings-centre-lead = يعمل البرنامج كاملًا دون خادم مركزي. للربط به اطلب من مسؤوله العنوان ورمز تسجيل يُستخدم مرة واحدة.
settings-centre-code = رمز التسجيل
settings-centre-connect = ربط الجهاز
settings-centre-connecting = يجري الربط…
settings-centre-enrolled = رُبط الجهاز بالخادم المركزي.

## الأشخاص

settings-people-title = الأشخاص
settings-people-name = الاسم
settings-people-roles = الأدوار
settings-people-add = إضافة شخص
settings-people-save = إضافة
# Variables:
#   $login (String) - login name of the person added
settings-people-added = أُضيف { $login }.
settings-people-known = اسم الدخول هذا لشخص على جهاز آخر في الموقع. إن كان هو الشخص نفسه فيمكنه الدخول من هذا الجهاز بالرقم السري المكتوب أعلاه، وإلا فاكتب اسم دخول آخر.
settings-people-give = السماح له بالدخول هنا
# Variables:
#   $login (String) - login name of the person who was given a secret
settings-people-given = يمكن لـ { $login } الدخول من هذا الجهاز الآن.
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
settings-people-off = موقوف
settings-people-deactivate = إيقاف
# Variables:
#   $login (String) - login name of the person
settings-people-deactivate-of = إيقاف دخول { $login }
settings-people-activate = إعادة
# Variables:
#   $login (String) - login name of the person
settings-people-activate-of = إعادة دخول { $login }
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
settings-code-done = الرمز الجديد هو النافذ، ولم يعد السابق يفتح شيئًا.
