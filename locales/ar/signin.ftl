## تسجيل الدخول

signin-title = تسجيل الدخول
# Variables:
#   $station (String) - name of the station
signin-station = المحطة: { $station }
signin-people = الموظفون على هذا الجهاز
signin-enter = دخول
signin-entering = يجري التحقق…
# Variables:
#   $pin (String) - the PIN of the sample people, in Latin digits
signin-practice-pin = الرقم السري لكل من في القائمة: { $pin }

## رقم سري منسي

signin-forgotten = نسيت رقمي السري
signin-forgotten-ask = اطلب من مدير النظام رقمًا سريًا جديدًا: يعطيك إياه من الإعدادات، ثم تختار رقمك عند أول دخول به.
signin-forgotten-code = وإن كنت مدير النظام ولا مدير غيرك، فاكتب رمز استرداد المحطة واختر رقمًا جديدًا.
signin-forgotten-go = تعيين الرقم الجديد
signin-forgotten-not-one = الرمز صحيح، لكن هذا ليس اسم دخول مدير نظام على هذا الجهاز.
signin-forgotten-done = تغيّر رقمك السري. سجّل دخولك به.
signin-back = رجوع

## رقم سري أعطاه مدير النظام

signin-given-lead = هذا الرقم السري أعطاه لك مدير النظام، وهو لهذه المرة فقط. اختر الآن رقمًا لا يعرفه غيرك.
signin-given-go = حفظه والدخول
