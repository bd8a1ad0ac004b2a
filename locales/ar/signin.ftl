## تسجيل الدخول

signin-title = تسجيل الدخول
# Variables:
#   $station (String) - name of the station
signin-station = محطة { $station }
signin-people = الموظفون على هذا الجهاز
signin-enter = دخول
signin-entering = يجري التحقق…
# Variables:
#   $pin (String) - the PIN of the sample people, in Latin digits
signin-practice-pin = الرقم السري لكل من في القائمة: { $pin }
