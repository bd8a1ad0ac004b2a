## ساعة المكالمة: الانتظار وانقطاع الخط

# The key and the button that put the caller on hold.
clock-hold = انتظار
clock-take-up = متابعة الحديث
clock-drop = انقطع الخط
clock-call-back = معاودة الاتصال الآن
# Variables:
#   $length (String) - for how long, as minutes and seconds
clock-on-hold = على الانتظار منذ { $length }
# Variables:
#   $time (String) - the time of today at which the caller is called back
clock-dropped-plan = انقطع الخط، ومعاودة الاتصال { $time }
# Variables:
#   $day (String) - the day on which the caller is called back
#   $time (String) - the time of that day
clock-dropped-plan-on = انقطع الخط، ومعاودة الاتصال { $day } الساعة { $time }
# Variables:
#   $time (String) - when the caller was called back
clock-dropped-called = انقطع الخط، وجرت معاودة الاتصال { $time }
clock-dropped-no-number = انقطع الخط، ولا رقم لمعاودة الاتصال
clock-dropped-no-plan = انقطع الخط، ولا موعد لمعاودة الاتصال

## ما يُقال عند الضغط

# Variables:
#   $number (String) - the number of the call as it was typed
clock-held-said = مكالمة { $number } على الانتظار.
clock-held-untold-said = المكالمة السابقة على الانتظار.
clock-hold-said = المكالمة على الانتظار.
# Variables:
#   $number (String) - the number of the call as it was typed
clock-taken-up-said = عدت إلى الحديث في مكالمة { $number }.
clock-taken-up-untold-said = عدت إلى الحديث في المكالمة.
# Variables:
#   $count (Number) - how many times can be counted: always many
clock-uncounted-said =
    { $count ->
        [zero] لا يُحتسب الانتظار في هذه المكالمة.
        [one] احتُسب الانتظار في هذه المكالمة مرة واحدة، ولا يُحتسب بعدها.
        [two] احتُسب الانتظار في هذه المكالمة مرتين، ولا يُحتسب بعدهما.
        [few] احتُسب الانتظار في هذه المكالمة { $count } مرات، ولا يُحتسب بعدها.
        [many] احتُسب الانتظار في هذه المكالمة { $count } مرة، ولا يُحتسب بعدها.
       *[other] احتُسب الانتظار في هذه المكالمة { $count } مرة، ولا يُحتسب بعدها.
    }
# Variables:
#   $time (String) - at which time the caller is called back
clock-dropped-planned-said = انقطع الخط، وحُدد موعد لمعاودة الاتصال: { $time }.
clock-dropped-promised-said = انقطع الخط، والالتزام المسجل باقٍ كما هو.
clock-dropped-no-number-said = انقطع الخط، ولا رقم لمعاودة الاتصال. اكتب الرقم إن عرفته.
clock-dropped-unplanned-said = انقطع الخط، وتعذر تحديد موعد لمعاودة الاتصال. حدده بنفسك في الالتزام.
clock-on-again-said = عاد الخط، والمكالمة مستمرة.
clock-none-said = لا مكالمة هاتفية جارية في هذه المسودة.
clock-not-dropped-said = لم ينقطع الخط في هذه المكالمة.
# Variables:
#   $number (String) - the number that is called
clock-calling-back-said = بدأت معاودة الاتصال بالرقم { $number }. حفظها يحفظ المكالمة المنقطعة معها.

## المكالمة المحفوظة

clock-talk = مدة الحديث
clock-holds = الانتظار
# Variables:
#   $count (Number) - how many times, at least one
#   $length (String) - how long in all, as minutes and seconds
clock-holds-in-all =
    { $count ->
        [zero] دون انتظار
        [one] مرة واحدة، { $length }
        [two] مرتان، مجموعهما { $length }
        [few] { $count } مرات، مجموعها { $length }
        [many] { $count } مرة، مجموعها { $length }
       *[other] { $count } مرة، مجموعها { $length }
    }
# Variables:
#   $from (String) - the time at which it began
#   $until (String) - the time at which it ended
#   $length (String) - how long it was, as minutes and seconds
clock-hold-of = من { $from } إلى { $until } ({ $length })
# Variables:
#   $from (String) - the time at which it began
clock-hold-to-the-end = من { $from } حتى نهاية المكالمة
# Variables:
#   $from (String) - the time at which it began
clock-hold-unended = من { $from }، ونهايته غير معروفة
clock-dropped = انقطع الخط
clock-goes-on-from = بدايتها في
clock-goes-on-in = استُكملت في
# Variables:
#   $at (String) - day and time at which the other call began
clock-call-of = مكالمة { $at }
clock-goes-on-from-unsaved = مكالمة انقطعت ولم تُحفظ بعد
