## تصحيح تواصل مسجل

correct-action = تصحيح
correct-title = تصحيح تواصل مسجل
# Variables:
#   $agent (String) - name of whoever logged the call
#   $when (String) - date and time at which it began
correct-whose = من تسجيل { $agent } في { $when }
# Variables:
#   $when (String) - date and time at which it began
correct-whose-own = من تسجيلك في { $when }
correct-lead = يُسجَّل التصحيح قيدًا جديدًا ويبقى الأصل في سجل القيود. لا تُفتح به معاملة ولا تُغلق.
correct-promise = يُضاف هذا الالتزام إلى ما سبق الالتزام به. أما الالتزام القائم فيُعدَّل من متابعات المعاملة.
correct-no-link = لا يُضاف تواصل مسجل إلى معاملة بالتصحيح.
correct-one-save = للتصحيح طريقة حفظ واحدة.
correct-save = حفظ التصحيح
correct-opened = فُتح التصحيح في شاشة تسجيل المكالمات.
correct-discarded = استُبعد التصحيح، ولم يتغير ما سُجّل.
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
        [one] صُحّح حقل واحد.
        [two] صُحّح حقلان.
        [few] صُحّحت { $count } حقول.
        [many] صُحّح { $count } حقلًا.
       *[other] صُحّح { $count } حقل.
    }
correct-same-title = لم يتغير شيء
correct-same = بيانات النموذج مطابقة لما هو مسجل، فلم يُكتب قيد جديد.
correct-promise-alone = أُضيف التزام، ولم يتغير غيره.
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
correct-differs-by = تعديل { $name } في { $when }
correct-differs-there = المسجّل
correct-differs-yours = ما كتبته
correct-differs-theirs = يبقى ما سُجّل
correct-differs-mine = يُعتمد ما كتبته
correct-empty-value = (فارغ)

## الإبطال والإعادة

correct-void = إبطال
correct-void-why = ما سبب الإبطال؟
correct-voided-said = تم الإبطال، وخرج التواصل من السجل والأرقام.
correct-voided = مُبطل
# Variables:
#   $name (String) - who did it
#   $when (String) - date and time
#   $reason (String) - label of the reason
correct-voided-by = الإبطال: { $name } في { $when }. السبب: { $reason }.
correct-restore = إعادة إلى السجل
correct-restored-said = أُعيد التواصل إلى السجل.
# Variables:
#   $count (Number) - what was voided in the shift, at least one
correct-voided-show = المُبطل: { $count }

## سجل التغييرات

correct-history = سجل التغييرات
correct-step-logged = التسجيل:
correct-step-corrected = التصحيح:
correct-step-voided = الإبطال:
correct-step-restored = الإعادة إلى السجل:
correct-step-decided = البتّ في الاختلاف:
correct-step-erased = محو البيانات:
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
correct-field-caller-chosen = الشخص المختار
correct-field-channel = القناة
correct-field-card = بطاقة تثقيفية
correct-field-other = تفاصيل أخرى
# Variables:
#   $field (String) - name of the field
#   $number (Number) - place of the issue among those of the call, from 2 on
correct-field-of-issue = { $field } (الموضوع رقم { $number })
