## بطاقة المتصل

caller-title = بطاقة الرقم
# Variables:
#   $digits (Number) - the fewest digits that a card is shown for
caller-empty =
    { $digits ->
        [zero] اكتب رقم الهاتف لتظهر البطاقة.
        [one] تظهر البطاقة بعد أول رقم من رقم الهاتف.
        [two] تظهر البطاقة بعد كتابة رقمين من رقم الهاتف.
        [few] تظهر البطاقة بعد كتابة { $digits } أرقام من رقم الهاتف.
        [many] تظهر البطاقة بعد كتابة { $digits } رقمًا من رقم الهاتف.
       *[other] تظهر البطاقة بعد كتابة { $digits } رقم من رقم الهاتف.
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
caller-people-others =
    { $count ->
        [zero] لا أحد غيرهم
        [one] وشخص آخر؛ اكتب اسم المتصل ليظهر
        [two] وشخصان آخران؛ اكتب اسم المتصل ليظهر
        [few] و{ $count } أشخاص آخرين؛ اكتب اسم المتصل ليظهر
        [many] و{ $count } شخصًا آخر؛ اكتب اسم المتصل ليظهر
       *[other] و{ $count } شخص آخر؛ اكتب اسم المتصل ليظهر
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
#   $count (Number) - contacts that were made before
caller-calls-count =
    { $count ->
        [zero] لم يسبق التواصل
        [one] تواصل مرة واحدة
        [two] تواصل مرتين
        [few] تواصل { $count } مرات
        [many] تواصل { $count } مرة
       *[other] تواصل { $count } مرة
    }
# Variables:
#   $date (String) - day and month
caller-last-call = آخرها { $date }
# Variables:
#   $reason (String) - label of the reason
#   $until (String) - the day until which that counts
caller-flag = هذا الرقم معروف بمكالمات مزعجة ({ $reason }) حتى { $until }. قد يحمل بلاغًا عاجلًا، فاستمع إليه.

## الأشخاص

caller-which-person = أي شخص هو؟
caller-nobody = لا أحد مسجل بهذا الرقم.
# Variables:
#   $name (String) - the person's name
caller-chosen-said = الاختيار الآن: { $name }.
caller-unchosen-said = لم يعد أحد مختارًا.
caller-likely = قد يكون مسجلًا بهذا الاسم
# Variables:
#   $percent (String) - how like the names are, with its sign
caller-likeness = تشابه الاسم { $percent }
# Variables:
#   $name (String) - the person's name
#   $percent (String) - how like the names are, with its sign
caller-likely-choice = { $name }، تشابه { $percent }
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
caller-which-case = إلى أي معاملة يُضاف التواصل؟ اخترها مرة أخرى للتراجع.
caller-no-cases = لا توجد معاملات مفتوحة ليُضاف إليها التواصل.
# Variables:
#   $reference (String) - reference number of the case
caller-linked-said = يُضاف التواصل عند الحفظ إلى المعاملة { $reference }.
caller-unlinked-said = لن يُضاف التواصل إلى معاملة.
caller-linked = يُضاف إلى المعاملة
caller-unlink = إلغاء الإضافة
caller-case-linked = يُضاف إليها عند الحفظ
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
caller-told-at = ما يقال لمن يسأل، كُتب { $date }
caller-promise = التزام بالرد
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
        [one] توجد معاملة محدودة الاطلاع. راجع المشرف.
        [two] توجد معاملتان محدودتا الاطلاع. راجع المشرف.
        [few] توجد { $count } معاملات محدودة الاطلاع. راجع المشرف.
        [many] توجد { $count } معاملة محدودة الاطلاع. راجع المشرف.
       *[other] توجد { $count } معاملة محدودة الاطلاع. راجع المشرف.
    }

## ما سبق

caller-calls = آخر مرات التواصل
caller-call-restricted = محدود الاطلاع

## المشكلة نفسها

# Variables:
#   $count (Number) - contacts about the same subject within seven days, at least one
caller-same =
    { $count ->
        [zero] لم يرد الموضوع نفسه من قبل.
        [one] ورد الموضوع نفسه مرة واحدة خلال 7 أيام، من هذا الرقم أو عن هذه المؤسسة
        [two] ورد الموضوع نفسه مرتين خلال 7 أيام، من هذا الرقم أو عن هذه المؤسسة
        [few] ورد الموضوع نفسه { $count } مرات خلال 7 أيام، من هذا الرقم أو عن هذه المؤسسة
        [many] ورد الموضوع نفسه { $count } مرة خلال 7 أيام، من هذا الرقم أو عن هذه المؤسسة
       *[other] ورد الموضوع نفسه { $count } مرة خلال 7 أيام، من هذا الرقم أو عن هذه المؤسسة
    }
caller-same-newest = أحدث معاملة
caller-same-link = إضافة إلى معاملة
