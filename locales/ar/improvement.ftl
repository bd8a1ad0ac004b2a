## ما يتكرر أكثر من المعتاد، وما يوصى به بسببه

improvement-noticed = ما تكرر أكثر من المعتاد في الأيام السبعة الماضية
# Variables:
#   $times (Number) - how many times the mean
#   $weeks (Number) - how many weeks
#   $fewest (Number) - the fewest contacts
improvement-definition =
    { $times ->
        [zero] يظهر هنا كل موضوع في محافظة ورد في الأيام السبعة الماضية، ومنها اليوم، بعدد لا يقل عن { $fewest }، مقارنةً بالأسابيع السابقة وعددها { $weeks }. تُحسب المكالمات الواردة والرسائل والزيارات والرسائل الرسمية، ولا تُحسب المكالمات الصادرة وغير الخدمية.
        [one] يظهر هنا كل موضوع في محافظة تجاوز عدد ما ورد فيه خلال الأيام السبعة الماضية، ومنها اليوم، متوسطه الأسبوعي في الأسابيع السابقة وعددها { $weeks }، على ألا يقل عن { $fewest }. تُحسب المكالمات الواردة والرسائل والزيارات والرسائل الرسمية، ولا تُحسب المكالمات الصادرة وغير الخدمية.
        [two] يظهر هنا كل موضوع في محافظة تجاوز عدد ما ورد فيه خلال الأيام السبعة الماضية، ومنها اليوم، ضعف متوسطه الأسبوعي في الأسابيع السابقة وعددها { $weeks }، على ألا يقل عن { $fewest }. تُحسب المكالمات الواردة والرسائل والزيارات والرسائل الرسمية، ولا تُحسب المكالمات الصادرة وغير الخدمية.
        [few] يظهر هنا كل موضوع في محافظة تجاوز عدد ما ورد فيه خلال الأيام السبعة الماضية، ومنها اليوم، { $times } أضعاف متوسطه الأسبوعي في الأسابيع السابقة وعددها { $weeks }، على ألا يقل عن { $fewest }. تُحسب المكالمات الواردة والرسائل والزيارات والرسائل الرسمية، ولا تُحسب المكالمات الصادرة وغير الخدمية.
        [many] يظهر هنا كل موضوع في محافظة تجاوز عدد ما ورد فيه خلال الأيام السبعة الماضية، ومنها اليوم، { $times } ضعفًا من متوسطه الأسبوعي في الأسابيع السابقة وعددها { $weeks }، على ألا يقل عن { $fewest }. تُحسب المكالمات الواردة والرسائل والزيارات والرسائل الرسمية، ولا تُحسب المكالمات الصادرة وغير الخدمية.
       *[other] يظهر هنا كل موضوع في محافظة تجاوز عدد ما ورد فيه خلال الأيام السبعة الماضية، ومنها اليوم، { $times } ضعف من متوسطه الأسبوعي في الأسابيع السابقة وعددها { $weeks }، على ألا يقل عن { $fewest }. تُحسب المكالمات الواردة والرسائل والزيارات والرسائل الرسمية، ولا تُحسب المكالمات الصادرة وغير الخدمية.
    }
# Variables:
#   $weeks (Number) - how many weeks of calls are needed
improvement-too-young =
    { $weeks ->
        [zero] يظهر ذلك متى توفرت مكالمات للمقارنة بها.
        [one] يظهر ذلك متى توفرت مكالمات أسبوع للمقارنة بها.
        [two] يظهر ذلك متى توفرت مكالمات أسبوعين للمقارنة بها.
        [few] يظهر ذلك متى توفرت مكالمات { $weeks } أسابيع للمقارنة بها.
        [many] يظهر ذلك متى توفرت مكالمات { $weeks } أسبوعًا للمقارنة بها.
       *[other] يظهر ذلك متى توفرت مكالمات { $weeks } أسبوع للمقارنة بها.
    }
improvement-none = لا موضوع تكرر أكثر من المعتاد.
# Variables:
#   $what (String) - type and subject
#   $where (String) - governorate
improvement-matter = { $what } · { $where }
# Variables:
#   $mean (String) - contacts a week
improvement-before = المتوسط الأسبوعي في الأسابيع الثمانية السابقة: { $mean }
# Variables:
#   $contacts (Number) - contacts in seven days
#   $mean (String) - contacts a week before
improvement-numbers =
    { $contacts ->
        [zero] لم يرد شيء في سبعة أيام؛ المتوسط الأسبوعي في الأسابيع الثمانية السابقة: { $mean }
        [one] تواصل واحد في سبعة أيام؛ المتوسط الأسبوعي في الأسابيع الثمانية السابقة: { $mean }
        [two] تواصلان في سبعة أيام؛ المتوسط الأسبوعي في الأسابيع الثمانية السابقة: { $mean }
        [few] عدد مرات التواصل في سبعة أيام { $contacts }؛ المتوسط الأسبوعي في الأسابيع الثمانية السابقة: { $mean }
        [many] عدد مرات التواصل في سبعة أيام { $contacts }؛ المتوسط الأسبوعي في الأسابيع الثمانية السابقة: { $mean }
       *[other] عدد مرات التواصل في سبعة أيام { $contacts }؛ المتوسط الأسبوعي في الأسابيع الثمانية السابقة: { $mean }
    }
improvement-recommended = صدرت توصية بشأنه
improvement-recommend = إصدار توصية…
improvement-recommend-now = إصدار التوصية
# Variables:
#   $matter (String) - subject and place
improvement-recommend-about = إصدار توصية: { $matter }
improvement-recommend-title = توصية إلى جهة
improvement-entity = الجهة
improvement-no-entity = لا جهة بهذا الاسم. يضيف المسؤول الجهات إلى القوائم.
improvement-text = نص التوصية
improvement-text-hint = ما المطلوب تحسينه ولماذا، من غير أسماء المتصلين.
improvement-made = صدرت التوصية.

## التوصيات

improvement-list = التوصيات
improvement-empty = لم تصدر توصيات بعد. تصدر التوصية من موضوع تكرر أكثر من المعتاد.
improvement-waits = بانتظار رد الجهة
improvement-done = نُفِّذت
improvement-not-done = لم تُنفَّذ
# Variables:
#   $entity (String) - name of the body
improvement-to = إلى: { $entity }
improvement-answer = تدوين رد الجهة
# Variables:
#   $matter (String) - subject and place
improvement-answer-about = تدوين رد الجهة: { $matter }
improvement-outcome = نتيجة التوصية
improvement-what-was-done = ما تم تنفيذه
improvement-why-not = سبب عدم التنفيذ
improvement-answer-send = تدوين
improvement-answered = تم التدوين.
improvement-effect = أثر التوصية
# Variables:
#   $matter (String) - subject and place
improvement-effect-about = أثر التوصية: { $matter }
improvement-effect-before = قبل التوصية
improvement-effect-after = بعد تنفيذها
# Variables:
#   $mean (String) - contacts a week
improvement-a-week = { $mean } في الأسبوع
improvement-effect-not-yet = لم يمضِ يوم كامل بعد التنفيذ.
improvement-withdraw = سحب التوصية
# Variables:
#   $matter (String) - subject and place
improvement-withdraw-about = سحب التوصية: { $matter }
