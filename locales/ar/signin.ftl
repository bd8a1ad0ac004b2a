## تسجيل الدخول

signin-title = تسجيل الدخول
# Variables:
#   $station (String) - name of the station
signin-station = محطة { $station }
signin-people = الموظفون على هذا الجهاز
signin-enter = دخول
signin-entering = يجري التحقق…
