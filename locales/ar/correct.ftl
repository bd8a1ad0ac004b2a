## تصحيح مكالمة مسجلة

correct-action = تصحيح
correct-title = تصحيح مكالمة مسجلة
# Variables:
#   $agent (String) - name of whoever logged the call
#   $when (String) - date and time at which it began
correct-whose = مكالمة { $agent } في { $when }
# Variables:
#   $when (String) - date and time at which it began
correct-whose-own = مكالمتك في { $when }
correct-lead = يُسجَّل التصحيح قيدًا جديدًا ويبقى الأصل في سجل القيود. لا تُفتح به معاملة ولا تُغلق.
correct-promise = يُضاف هذا الالتزام إلى ما سبق الالتزام به. أما الالتزام القائم فيُعدَّل من متابعات المعاملة.
correct-no-link = لا تُضاف مكالمة مسجلة إلى معاملة بالتصحيح.
correct-one-save = للتصحيح طريقة حفظ واحدة.
correct-save = حفظ التصحيح
correct-opened = فُتح تصحيح المكالمة على المكتب.
correct-discarded = استُبعد التصحيح، والمكالمة كما كانت.
correct-tag = تصحيح
correct-times = وقت المكالمة
correct-day = يوم المكالمة
correct-start = بدايتها
correct-end = نهايتها
correct-end-hint = اتركها فارغة إن لم تُعرف
# Variables:
#   $count (Number) - fields that were changed, at least one
correct-saved =
    { $count ->
        [zero] لم يتغير شيء.
        [one] صُحّح حقل واحد من المكالمة.
        [two] صُحّح حقلان من المكالمة.
        [few] صُحّحت { $count } حقول من المكالمة.
        [many] صُحّح { $count } حقلًا من المكالمة.
       *[other] صُحّح { $count } حقل من المكالمة.
    }
correct-saved-nothing = لم يتغير في المكالمة شيء.
correct-saved-title = حُفظ التصحيح
correct-saved-rest = ما كتبته بعد ضغط الحفظ لم يدخل فيه، وهو في تصحيح مستقل.
correct-taken-back = أُعيدت الحقول إلى ما كانت عليه.
# Variables:
#   $count (Number) - fields that somebody changed again since, at least one
correct-stayed =
    { $count ->
        [zero] أُعيدت الحقول إلى ما كانت عليه.
        [one] أُعيدت الحقول إلى ما كانت عليه، إلا حقلًا عُدّل بعدك فبقي.
        [two] أُعيدت الحقول إلى ما كانت عليه، إلا حقلين عُدّلا بعدك فبقيا.
        [few] أُعيدت الحقول إلى ما كانت عليه، إلا { $count } حقول عُدّلت بعدك فبقيت.
        [many] أُعيدت الحقول إلى ما كانت عليه، إلا { $count } حقلًا عُدّل بعدك فبقي.
       *[other] أُعيدت الحقول إلى ما كانت عليه، إلا { $count } حقل عُدّل بعدك فبقي.
    }

## عدّل غيرك الحقل نفسه

correct-differs-title = عدّل غيرك الحقل نفسه بعد أن فتحت التصحيح
correct-differs-lead = لم يُحفظ شيء بعد. اختر لكل حقل ما يبقى، ثم احفظ.
# Variables:
#   $name (String) - who changed it
#   $when (String) - date and time
correct-differs-by = عدّله { $name } في { $when }
correct-differs-theirs = يبقى المسجل
correct-differs-mine = يُكتب ما كتبتُه
correct-empty-value = (فارغ)

## إبطال المكالمة وإعادتها

correct-void = إبطال المكالمة
correct-void-why = لماذا تُبطل المكالمة؟
correct-voided-said = أُبطلت المكالمة وخرجت من السجل والأرقام.
correct-voided = مُبطلة
# Variables:
#   $name (String) - who did it
#   $when (String) - date and time
#   $reason (String) - label of the reason
correct-voided-by = أبطلها { $name } في { $when }. السبب: { $reason }.
correct-restore = إعادة إلى السجل
correct-restored-said = أُعيدت المكالمة إلى السجل.
# Variables:
#   $count (Number) - voided calls of the shift, at least one
correct-voided-show =
    { $count ->
        [zero] لا مكالمات مُبطلة
        [one] مكالمة مُبطلة واحدة
        [two] مكالمتان مُبطلتان
        [few] { $count } مكالمات مُبطلة
        [many] { $count } مكالمة مُبطلة
       *[other] { $count } مكالمة مُبطلة
    }

## تاريخ المكالمة

correct-history = ما جرى على المكالمة
correct-step-logged = سجّلها
correct-step-corrected = صحّحها
correct-step-voided = أبطلها
correct-step-restored = أعادها إلى السجل
# Variables:
#   $count (Number) - older steps that are not shown, at least one
correct-history-left-out =
    { $count ->
        [zero] لا خطوات أقدم.
        [one] وقبلها خطوة واحدة لا تُعرض هنا.
        [two] وقبلها خطوتان لا تُعرضان هنا.
        [few] وقبلها { $count } خطوات لا تُعرض هنا.
        [many] وقبلها { $count } خطوة لا تُعرض هنا.
       *[other] وقبلها { $count } خطوة لا تُعرض هنا.
    }
correct-change-old = كان
correct-change-new = صار

## أسماء الحقول التي لا اسم لها في النموذج

correct-field-subject = النوع والموضوع
correct-field-started = بداية المكالمة
correct-field-ended = نهاية المكالمة
correct-field-patient-chosen = المريض المختار
correct-field-caller-chosen = المتصل المختار
correct-field-channel = القناة
correct-field-card = بطاقة تثقيفية
correct-field-other = تفاصيل أخرى
# Variables:
#   $field (String) - name of the field
#   $number (Number) - place of the issue among those of the call, from 2 on
correct-field-of-issue = { $field } (الموضوع رقم { $number })
