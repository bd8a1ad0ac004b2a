## فحص القيود

journal-check = فحص القيود
journal-title = فحص القيود
journal-lead = يُقرأ كل قيد على هذا الجهاز ويُطابق ببصمته، وكل حلقة بما قبلها، وآخرها بما لدى الخادم المركزي.
journal-begin = بدء الفحص
journal-again = إعادة الفحص
journal-running = الفحص جارٍ…
# Variables:
#   $done (String) - entries and links that were checked
#   $total (String) - of how many
journal-progress = فُحص { $done } من { $total }
journal-whole = القيود سليمة كاملة.
journal-not-whole = القيود غير سليمة.
# Variables:
#   $count (Number) - entries whose bytes were checked
journal-entries =
    { $count ->
        [zero] لا قيود
        [one] فُحص قيد واحد
        [two] فُحص قيدان
        [few] فُحصت { $count } قيود
        [many] فُحص { $count } قيدًا
       *[other] فُحص { $count } قيد
    }
# Variables:
#   $count (Number) - links of this machine's chain
journal-links =
    { $count ->
        [zero] لا حلقات في سلسلة هذا الجهاز
        [one] حلقة واحدة في سلسلة هذا الجهاز
        [two] حلقتان في سلسلة هذا الجهاز
        [few] { $count } حلقات في سلسلة هذا الجهاز
        [many] { $count } حلقة في سلسلة هذا الجهاز
       *[other] { $count } حلقة في سلسلة هذا الجهاز
    }
journal-what-to-do = واصل العمل كالمعتاد، فلا شيء يُحذف. أبلغ مدير النظام: الحالة السليمة في آخر نسخة احتياطية ولدى الخادم المركزي.
journal-first-place = أول موضع غير سليم:
journal-fault-page = صفحة من ملف البيانات ليست كما كُتبت.
journal-fault-header = ترويسة قيد تغيّرت.
journal-fault-facts = وقائع قيد تغيّرت.
journal-fault-personal = كلمات قيد تغيّرت.
journal-fault-columns = ما كُتب بجانب قيد لا يطابق ما فيه.
journal-fault-gap = حلقة ناقصة في السلسلة.
journal-fault-follows = حلقة لا تتبع ما قبلها.
journal-fault-hash = حلقة لا تطابق قيدها.
journal-fault-unlinked = قيد لهذا الجهاز بلا حلقة.
journal-fault-unnumbered = قيد تسلّمه الخادم المركزي بلا رقم.
# Variables:
#   $id (String) - id of the entry
journal-entry = القيد { $id }
# Variables:
#   $seq (String) - place in the chain
journal-place = الموضع { $seq } في سلسلة هذا الجهاز
journal-centre-not-set = هذا الجهاز غير مرتبط بخادم مركزي، فلا نسخة ثانية يُقارن بها.
journal-centre-not-asked = لم يرد الخادم المركزي منذ تشغيل البرنامج، فلم تُقارن نسخته.
# Variables:
#   $seq (String) - last place that the centre has
#   $time (String) - when it said so
journal-centre-agrees = نسخة الخادم المركزي مطابقة حتى الموضع { $seq }، كما في { $time }.
# Variables:
#   $time (String) - when it said so
journal-centre-nothing = ليس لدى الخادم المركزي شيء من سلسلة هذا الجهاز الحالية بعد، كما في { $time }.
# Variables:
#   $seq (String) - the place
#   $time (String) - when it said so
journal-centre-differs = لدى الخادم المركزي قيد آخر في الموضع { $seq }، كما في { $time }. أبلغ مدير النظام.
# Variables:
#   $count (Number) - entries that the central server has yet to take, at least one
journal-centre-waiting =
    { $count ->
        [zero] كلها لديه.
        [one] قيد واحد لم يصل إليه بعد.
        [two] قيدان لم يصلا إليه بعد.
        [few] { $count } قيود لم تصل إليه بعد.
        [many] { $count } قيدًا لم تصل إليه بعد.
       *[other] { $count } قيد لم تصل إليه بعد.
    }
