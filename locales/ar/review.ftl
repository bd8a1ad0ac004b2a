## قائمة الاختلافات: ما سُجّل في جهازين في وقت واحد ويحتاج إلى قرار

review-title = ما يحتاج إلى مراجعة
review-lead = أمور لم يحسمها البرنامج، كتعديلين على جهازين لا اتصال بينهما. تسري إحدى القيمتين حتى تتخذ قرارك، ويُسجَّل القرار قيدًا جديدًا يصل إلى جميع الأجهزة.
review-none = لا شيء يحتاج إلى مراجعة.
# Variables:
#   $count (Number) - questions that wait, at least one
review-waiting =
    { $count ->
        [zero] لا شيء يحتاج إلى مراجعة
        [one] أمر واحد يحتاج إلى مراجعة
        [two] أمران يحتاجان إلى مراجعة
        [few] { $count } أمور تحتاج إلى مراجعة
        [many] { $count } أمرًا يحتاج إلى مراجعة
       *[other] { $count } أمر يحتاج إلى مراجعة
    }
review-open = عرضها
# Variables:
#   $shown (String) - how many are shown
#   $total (String) - how many there are
review-shown = المعروض { $shown } من { $total }
# Variables:
#   $what (String) - type and subject
#   $when (String) - date and time at which it began
review-about-call = تواصل: { $what }، { $when }
# Variables:
#   $what (String) - type and subject
review-about-case = معاملة: { $what }
# Variables:
#   $what (String) - label of its kind
review-about-follow-up = متابعة: { $what }
# Variables:
#   $name (String) - name
review-about-person = بيانات شخص: { $name }
# Variables:
#   $name (String) - name
review-about-user = حساب موظف: { $name }
# Variables:
#   $number (String) - telephone number
review-about-flag = تنبيه على الرقم { $number }
review-about-other = قيد آخر
review-conflict = غيّر شخصان الحقل نفسه دون أن يعلم أحدهما بالآخر.
# Variables:
#   $from (String) - status where the case stood
#   $to (String) - status where it was to go
review-unlawful = نُقلت المعاملة في جهازين في وقت واحد، فلم يُطبَّق الانتقال من «{ $from }» إلى «{ $to }».
review-closed-without = أُغلقت المعاملة دون استكمال ما يلزم لإغلاقها.
review-backwards = سُجّل لهذه الخطوة وقت أسبق من وقت الخطوة التي قبلها، فاعتُمد الوقت المتأخر.
review-unreadable = ورد ما تعذرت قراءته، فلم يُطبَّق.
review-stands = كتب القيمة السارية:
review-gave-way = كتب القيمة الأخرى:
# Variables:
#   $name (String) - who wrote it
#   $role (String) - label of the role they acted in
#   $when (String) - date and time
review-by = { $name } ({ $role })، { $when }
review-value-stands = السارية
review-value-other = الأخرى
review-keep = الإبقاء على القيمة السارية
review-take-other = اعتماد هذه القيمة
review-third = كتابة قيمة أخرى
review-third-label = القيمة الصحيحة
review-third-send = اعتماد ما كتبته
review-set-aside = تم الاطلاع، إزالة من القائمة
review-show = عرض
review-decided-said = سُجّل القرار.
review-taken-back-said = أُلغي القرار، وعاد ما يخصه إلى القائمة.

## حقول المعاملات والمتابعات والأشخاص

review-field-consent = الموافقة على حفظ البيانات
review-field-name-ar = الاسم بالعربية
review-field-name-latin = الاسم بالحروف اللاتينية
review-field-sensitive = حساسة
review-field-legal-hold = محجوزة لإجراء قانوني
review-field-moved = وقت الانتقال
review-field-escalation = مستوى التصعيد
review-field-done = تمت في
review-field-cancelled = أُلغيت
review-field-owner = الموظف المسؤول
review-field-until = حتى
review-field-reason = السبب
review-field-lifted = رُفع التنبيه
review-field-active = يُسمح بالدخول
review-field-login = اسم الدخول
review-field-birth-year = سنة الميلاد
review-field-sex = الجنس
