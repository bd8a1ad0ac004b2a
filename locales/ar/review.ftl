## قائمة الاختلافات: ما سُجّل في جهازين في وقت واحد ويحتاج إلى قرار

review-title = اختلافات تنتظر القرار
review-lead = سُجّل كل منها في جهازين لم يكن بينهما اتصال. تبقى قيمة واحدة إلى أن تقرر، وقرارك قيد جديد يصل إلى كل الأجهزة.
review-none = لا اختلافات تنتظر القرار.
# Variables:
#   $count (Number) - questions that wait, at least one
review-waiting =
    { $count ->
        [zero] لا اختلافات تنتظر القرار
        [one] اختلاف واحد ينتظر القرار
        [two] اختلافان ينتظران القرار
        [few] { $count } اختلافات تنتظر القرار
        [many] { $count } اختلافًا ينتظر القرار
       *[other] { $count } اختلاف ينتظر القرار
    }
review-open = عرض الاختلافات
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
review-backwards = سُجّل وقت يسبق ما قبله في الترتيب، فاعتُمد الوقت اللاحق.
review-unreadable = ورد ما تعذرت قراءته، فلم يُطبَّق.
review-stands = القيمة الباقية:
review-gave-way = القيمة التي لم تُعتمد:
# Variables:
#   $name (String) - who wrote it
#   $role (String) - label of the role they acted in
#   $when (String) - date and time
review-by = { $name } ({ $role })، { $when }
review-value-stands = الباقي
review-value-other = الآخر
review-keep = إبقاء القيمة الباقية
review-take-other = اعتماد هذه القيمة
review-third = كتابة قيمة أخرى
review-third-label = القيمة الصحيحة
review-third-send = اعتماد ما كتبته
review-set-aside = اطلعت عليه، يُرفع من القائمة
review-show = عرض
review-decided-said = سُجّل القرار.
review-taken-back-said = أُلغي القرار، وعاد الاختلاف إلى القائمة.

## حقول المعاملات والمتابعات والأشخاص

review-field-consent = الموافقة على حفظ البيانات
review-field-name-ar = الاسم بالعربية
review-field-name-latin = الاسم باللاتينية
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
