## بطاقة المتصل

caller-title = بطاقة المتصل
# Variables:
#   $digits (Number) - the fewest digits that a card is shown for
caller-empty =
    { $digits ->
        [zero] اكتب رقم المتصل لتظهر بطاقته.
        [one] تظهر البطاقة بعد أول رقم من رقم المتصل.
        [two] تظهر البطاقة بعد كتابة رقمين من رقم المتصل.
        [few] تظهر البطاقة بعد كتابة { $digits } أرقام من رقم المتصل.
        [many] تظهر البطاقة بعد كتابة { $digits } رقمًا من رقم المتصل.
       *[other] تظهر البطاقة بعد كتابة { $digits } رقم من رقم المتصل.
    }
caller-new-number = لا شيء مسجل لهذا الرقم.
caller-show = عرض البطاقة
caller-hide = إخفاء البطاقة
# Variables:
#   $count (Number) - people that are registered with the number, at least one
caller-people-count =
    { $count ->
        [zero] لا أحد مسجل بهذا الرقم
        [one] الرقم مسجل لشخص واحد
        [two] الرقم مسجل لشخصين
        [few] الرقم مسجل لـ { $count } أشخاص
        [many] الرقم مسجل لـ { $count } شخصًا
       *[other] الرقم مسجل لـ { $count } شخص
    }
# Variables:
#   $count (Number) - people that are not shown, at least one
caller-people-more =
    { $count ->
        [zero] لا أحد غيرهم
        [one] وشخص آخر غير ظاهر
        [two] وشخصان آخران غير ظاهرين
        [few] و{ $count } أشخاص غير ظاهرين
        [many] و{ $count } شخصًا غير ظاهرين
       *[other] و{ $count } شخص غير ظاهرين
    }
# Variables:
#   $count (Number) - open cases of the caller, at least one
caller-cases-count =
    { $count ->
        [zero] لا معاملات مفتوحة
        [one] معاملة مفتوحة
        [two] معاملتان مفتوحتان
        [few] { $count } معاملات مفتوحة
        [many] { $count } معاملة مفتوحة
       *[other] { $count } معاملة مفتوحة
    }
# Variables:
#   $count (Number) - promises that are owed to the caller, at least one
caller-promises-count =
    { $count ->
        [zero] لا التزامات
        [one] التزام واحد
        [two] التزامان
        [few] { $count } التزامات
        [many] { $count } التزامًا
       *[other] { $count } التزام
    }
# Variables:
#   $count (Number) - calls that were made before
caller-calls-count =
    { $count ->
        [zero] لا مكالمات سابقة
        [one] مكالمة واحدة
        [two] مكالمتان
        [few] { $count } مكالمات
        [many] { $count } مكالمة
       *[other] { $count } مكالمة
    }
# Variables:
#   $date (String) - day and month
caller-last-call = آخرها { $date }
# Variables:
#   $reason (String) - label of the reason
#   $until (String) - the day until which that counts
caller-flag = هذا الرقم معروف بمكالمات مزعجة ({ $reason }) حتى { $until }. قد يحمل بلاغًا عاجلًا، فاستمع إليه.

## الأشخاص

caller-which-person = من المتصل؟
caller-nobody = لا أحد مسجل بهذا الرقم.
# Variables:
#   $name (String) - the person's name
caller-chosen-said = المتصل هو { $name }.
caller-unchosen-said = لم يعد أحد مختارًا.
caller-likely = قد يكون مسجلًا برقم آخر
# Variables:
#   $percent (String) - how like the names are, with its sign
caller-likeness = تشابه الاسم { $percent }
# Variables:
#   $name (String) - the person's name
#   $percent (String) - how like the names are, with its sign
caller-likely-choice = { $name }، برقم آخر، تشابه { $percent }
caller-other-numbers = أرقامه الأخرى:
# Variables:
#   $relation (String) - label of the relation
#   $name (String) - the other person's name
caller-relation-of = صلته بـ { $name }: { $relation }
# Variables:
#   $relation (String) - label of the relation
#   $name (String) - the other person's name
caller-relation-is = صلة { $name } به: { $relation }
caller-merge = دمج سجل آخر لهذا الشخص
caller-which-merge = أي السجلات للشخص نفسه؟
# Variables:
#   $name (String) - name of the record that was merged
caller-merged-said = دُمج سجل { $name }.

## المعاملات والالتزامات

caller-open = التزامات ومعاملات مفتوحة
caller-which-case = إضافة المكالمة إلى أي معاملة؟ اخترها مرة أخرى للتراجع.
caller-no-cases = لا معاملات مفتوحة لهذا المتصل.
# Variables:
#   $reference (String) - reference number of the case
caller-linked-said = تُضاف المكالمة عند الحفظ إلى المعاملة { $reference }.
caller-unlinked-said = لن تُضاف المكالمة إلى معاملة.
caller-linked = تُضاف إلى المعاملة
caller-unlink = إلغاء الإضافة
caller-case-linked = تُضاف إليها المكالمة
caller-case-own = معاملتك
# Variables:
#   $name (String) - name of whoever has the case
caller-case-owner = لدى { $name }
caller-case-unowned = لم تُسند بعد
# Variables:
#   $date (String) - day and month
caller-case-due = موعدها { $date }
# Variables:
#   $date (String) - day and month
caller-case-overdue = تجاوزت موعدها { $date }
# Variables:
#   $date (String) - day and month on which it was written
caller-told-at = ما يقال للمتصل، كُتب { $date }
caller-promise = التزام بالرد على المتصل
# Variables:
#   $date (String) - day and month
#   $time (String) - hours and minutes
caller-promise-due = موعده { $date } { $time }
caller-promise-open = تسجيل ما تم
caller-overdue = فات موعده
# Variables:
#   $count (Number) - open cases that this person may not see, at least one
caller-restricted =
    { $count ->
        [zero] لا معاملات محدودة الاطلاع.
        [one] للمتصل معاملة محدودة الاطلاع. راجع المشرف.
        [two] للمتصل معاملتان محدودتا الاطلاع. راجع المشرف.
        [few] للمتصل { $count } معاملات محدودة الاطلاع. راجع المشرف.
        [many] للمتصل { $count } معاملة محدودة الاطلاع. راجع المشرف.
       *[other] للمتصل { $count } معاملة محدودة الاطلاع. راجع المشرف.
    }

## ما سبق

caller-calls = آخر المكالمات
caller-call-restricted = مكالمة محدودة الاطلاع

## المشكلة نفسها

# Variables:
#   $count (Number) - calls about the same subject within seven days, at least one
caller-same =
    { $count ->
        [zero] لا مكالمات أخرى عن الموضوع نفسه.
        [one] مكالمة واحدة عن الموضوع نفسه خلال 7 أيام، من المتصل أو عن المؤسسة
        [two] مكالمتان عن الموضوع نفسه خلال 7 أيام، من المتصل أو عن المؤسسة
        [few] { $count } مكالمات عن الموضوع نفسه خلال 7 أيام، من المتصل أو عن المؤسسة
        [many] { $count } مكالمة عن الموضوع نفسه خلال 7 أيام، من المتصل أو عن المؤسسة
       *[other] { $count } مكالمة عن الموضوع نفسه خلال 7 أيام، من المتصل أو عن المؤسسة
    }
caller-same-newest = أحدث معاملة
caller-same-link = ضمّ إلى معاملة
