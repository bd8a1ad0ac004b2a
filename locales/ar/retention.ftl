## ما انقضت مدة حفظه

retention-title = مدة حفظ البيانات
retention-lead = تُمحى الأسماء والأرقام وما قيل متى انقضت المدة التي حددتها المؤسسة. ويبقى أن تواصلًا جرى ومتى وفي أي شأن، فتبقى الأعداد والأوقات كما هي. أما من عاود التواصل خلال سبعة أيام فقد يتغير عدّه حول آخر يوم شمله المحو، لأن الرقم الذي مُحي لم يعد معروفًا.
retention-look = عرض المستحق
retention-looking = يجري البحث عما انقضت مدة حفظه…
retention-no-rules = لم تحدد المؤسسة مدة لهذا الجهاز، فلا تنقضي مدة حفظ شيء. تُحدَّد بالمفتاح «keepMonths» في سياسة الجهاز أو سياسة المركز.
retention-table = مدد الحفظ بحسب النوع وما استحق منها
retention-type = النوع
retention-kept = مدة الحفظ
retention-before = يُمحى ما قبل
retention-due = المستحق الآن
retention-for-ever = دائمًا
# Variables:
#   $count (Number) - months
retention-months =
    { $count ->
        [zero] أقل من شهر
        [one] شهر واحد
        [two] شهران
        [few] { $count } أشهر
        [many] { $count } شهرًا
       *[other] { $count } شهر
    }
retention-none = لا شيء
# Variables:
#   $count (Number) - open cases that are old
retention-open =
    { $count ->
        [zero] لا معاملات قديمة مفتوحة.
        [one] معاملة قديمة واحدة ما زالت مفتوحة: تبقى مع تواصلاتها إلى أن تُغلق وتنقضي مدتها.
        [two] معاملتان قديمتان ما زالتا مفتوحتين: تبقيان مع تواصلاتهما إلى أن تُغلقا وتنقضي مدتهما.
        [few] { $count } معاملات قديمة ما زالت مفتوحة: تبقى مع تواصلاتها إلى أن تُغلق وتنقضي مدتها.
        [many] { $count } معاملة قديمة ما زالت مفتوحة: تبقى مع تواصلاتها إلى أن تُغلق وتنقضي مدتها.
       *[other] { $count } معاملة قديمة ما زالت مفتوحة: تبقى مع تواصلاتها إلى أن تُغلق وتنقضي مدتها.
    }
# Variables:
#   $count (Number) - cases under legal hold
retention-held =
    { $count ->
        [zero] لا معاملات محجوزة قانونيًا.
        [one] معاملة واحدة باقية لأنها محجوزة قانونيًا:
        [two] معاملتان باقيتان لأنهما محجوزتان قانونيًا:
        [few] { $count } معاملات باقية لأنها محجوزة قانونيًا:
        [many] { $count } معاملة باقية لأنها محجوزة قانونيًا:
       *[other] { $count } معاملة باقية لأنها محجوزة قانونيًا:
    }
retention-nothing = لم تنقضِ بعدُ مدة حفظ أي سجل.
# Variables:
#   $count (Number) - records that are older than they may be kept, at least one
retention-found =
    { $count ->
        [zero] لم تنقضِ مدة حفظ أي سجل.
        [one] انقضت مدة حفظ سجل واحد.
        [two] انقضت مدة حفظ سجلين.
        [few] انقضت مدة حفظ { $count } سجلات.
        [many] انقضت مدة حفظ { $count } سجلًا.
       *[other] انقضت مدة حفظ { $count } سجل.
    }
# Variables:
#   $count (Number) - records
retention-at-once =
    { $count ->
        [zero] لا سجلات تُمحى.
        [one] يُمحى سجل واحد في المرة، الأقدم أولًا؛ ابدأ من جديد لما بقي.
        [two] يُمحى سجلان في المرة، الأقدم أولًا؛ ابدأ من جديد لما بقي.
        [few] تُمحى { $count } سجلات في المرة، الأقدم أولًا؛ ابدأ من جديد لما بقي.
        [many] يُمحى { $count } سجلًا في المرة، الأقدم أولًا؛ ابدأ من جديد لما بقي.
       *[other] يُمحى { $count } سجل في المرة، الأقدم أولًا؛ ابدأ من جديد لما بقي.
    }
retention-erase = محو المستحق…
retention-erase-title = محو ما انقضت مدة حفظه
retention-erase-lead = يُمحى نهائيًا: هنا وفي أجهزة الموقع الأخرى وفي الخادم المركزي. ويمكن تسجيل المكالمات في أثناء ذلك.
retention-progress = ما أُنجز من المحو
retention-stop = إيقاف
retention-over = انتهى المحو الذي كان جاريًا.
