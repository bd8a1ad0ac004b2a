## محو ما هو مسجَّل عن شخص

erasure-begin = محو بيانات هذا الشخص…
erasure-title = محو بيانات شخص
erasure-looking = يجري البحث عن كل ما هو مسجَّل عن هذا الشخص…
erasure-lead = تُمحى الأسماء والأرقام وكل ما قيل أو كُتب محوًا نهائيًا: هنا، وفي الأجهزة الأخرى في هذا الموقع، وفي الخادم المركزي. ويبقى أن تواصلًا جرى، ومتى كان، وموضوعه، حتى تبقى الأعداد والأوقات في المؤشرات كما هي.
erasure-takes = ما سيُمحى
erasure-takes-nothing = لا شيء يمكن محوه.
# Variables:
#   $count (Number) - records of the person
erasure-persons =
    { $count ->
        [zero] لا سجلات
        [one] سجل الشخص
        [two] سجلّان دُمجا في هذا الشخص
        [few] { $count } سجلات دُمجت في هذا الشخص
        [many] { $count } سجلًا دُمجت في هذا الشخص
       *[other] { $count } سجل دُمجت في هذا الشخص
    }
# Variables:
#   $count (Number) - calls and messages
erasure-calls =
    { $count ->
        [zero] لا تواصلات
        [one] تواصل واحد
        [two] تواصلان
        [few] { $count } تواصلات
        [many] { $count } تواصلًا
       *[other] { $count } تواصل
    }
# Variables:
#   $count (Number) - cases
erasure-cases =
    { $count ->
        [zero] لا معاملات
        [one] معاملة واحدة
        [two] معاملتان
        [few] { $count } معاملات
        [many] { $count } معاملة
       *[other] { $count } معاملة
    }
# Variables:
#   $count (Number) - follow-ups
erasure-follow-ups =
    { $count ->
        [zero] لا متابعات
        [one] متابعة واحدة
        [two] متابعتان
        [few] { $count } متابعات
        [many] { $count } متابعة
       *[other] { $count } متابعة
    }
# Variables:
#   $count (Number) - surveys
erasure-surveys =
    { $count ->
        [zero] لا استبيانات
        [one] استبيان واحد
        [two] استبيانان
        [few] { $count } استبيانات
        [many] { $count } استبيانًا
       *[other] { $count } استبيان
    }
# Variables:
#   $count (Number) - questions without a card
erasure-questions =
    { $count ->
        [zero] لا أسئلة بلا بطاقة
        [one] سؤال واحد بلا بطاقة
        [two] سؤالان بلا بطاقة
        [few] { $count } أسئلة بلا بطاقة
        [many] { $count } سؤالًا بلا بطاقة
       *[other] { $count } سؤال بلا بطاقة
    }
# Variables:
#   $count (Number) - flags on numbers
erasure-flags =
    { $count ->
        [zero] لا علامات على أرقام
        [one] علامة واحدة على رقم
        [two] علامتان على أرقام
        [few] { $count } علامات على أرقام
        [many] { $count } علامة على أرقام
       *[other] { $count } علامة على أرقام
    }
# Variables:
#   $count (Number) - drafts at this machine
erasure-drafts =
    { $count ->
        [zero] لا مسودات في هذا الجهاز
        [one] مسودة واحدة في هذا الجهاز
        [two] مسودتان في هذا الجهاز
        [few] { $count } مسودات في هذا الجهاز
        [many] { $count } مسودة في هذا الجهاز
       *[other] { $count } مسودة في هذا الجهاز
    }
erasure-leaves = ما سيبقى
erasure-held = محجوزة قانونيًا: تبقى مع تواصلاتها
erasure-open = لم تُغلق بعد
erasure-shared = تواصل بشأنها آخرون أيضًا: تبقى دون تواصلات هذا الشخص
# Variables:
#   $count (Number) - contacts that stay with those cases
erasure-calls-left =
    { $count ->
        [zero] لا يبقى تواصل مع معاملته.
        [one] يبقى تواصل واحد مع معاملته.
        [two] يبقى تواصلان مع معاملتيهما.
        [few] تبقى { $count } تواصلات مع معاملاتها.
        [many] يبقى { $count } تواصلًا مع معاملاتها.
       *[other] يبقى { $count } تواصل مع معاملاتها.
    }
erasure-person-left = يبقى سجل الشخص لأن معاملة كهذه تحتاج إليه. أعد المحو بعد انتهائها.
# Variables:
#   $count (Number) - contacts that may be anybody's
erasure-calls-of-nobody =
    { $count ->
        [zero] لا يبقى تواصل من رقم يستعمله آخرون أيضًا.
        [one] يبقى تواصل واحد من رقم يستعمله آخرون أيضًا ولم يُختر فيه أحد: قد يكون لأيٍّ منهم.
        [two] يبقى تواصلان من أرقام يستعملها آخرون أيضًا ولم يُختر فيهما أحد: قد يكونان لأيٍّ منهم.
        [few] تبقى { $count } تواصلات من أرقام يستعملها آخرون أيضًا ولم يُختر فيها أحد: قد تكون لأيٍّ منهم.
        [many] يبقى { $count } تواصلًا من أرقام يستعملها آخرون أيضًا ولم يُختر فيها أحد: قد تكون لأيٍّ منهم.
       *[other] يبقى { $count } تواصل من أرقام يستعملها آخرون أيضًا ولم يُختر فيها أحد: قد تكون لأيٍّ منهم.
    }
erasure-not-whole = السجلات المدموجة في هذا الشخص أكثر مما يمكن فحصه. تراجع عن عمليات الدمج الخاطئة أولًا.
erasure-close-first = أغلق المعاملات المفتوحة أولًا، أو استثنِها.
erasure-except-open = استثناء المعاملات المفتوحة؛ تبقى مع تواصلاتها
erasure-request = رقم ملف الطلب
erasure-request-hint = اختياري. أرقام ورمز الملف المختصر، دون أسماء.
erasure-secret-hint = رمزك أو كلمة مرورك أنت، حتى لا يفعل ذلك أحد باسمك. لا يمكن التراجع عنه.
erasure-erase = محو نهائي
erasure-erasing = يجري المحو وتنظيف ملفات هذا الجهاز…
erasure-done-said = مُحيت البيانات.

## الشهادة

erasure-certificate = شهادة محو
erasure-certificate-lead = تثبت أن بيانات شخصية قد مُحيت، ولا تذكر ما كانت.
erasure-certificate-at = متى
erasure-certificate-by = من قام به
erasure-certificate-why = السبب
erasure-by-age = انقضاء مدة الحفظ
erasure-certificate-request = الطلب
erasure-certificate-where = في أي جهاز
erasure-certificate-what = المقدار
erasure-certificate-act = الإجراء
erasure-certificate-place = الموضع في سجل القيود
erasure-certificate-hash = البصمة عنده
erasure-certificate-swept = لم يعد شيء منها في ملفات هذا الجهاز. وتبقى في النسخ الاحتياطية الأقدم حتى تُستبدل، وتُمحى من جديد قبل استعادة أيٍّ منها.
erasure-certificate-not-swept = مُحيت البيانات. وما بقي منها في ملف هذا الجهاز يُنظَّف حالما لا يعمل عليه أحد. وتبقى في النسخ الاحتياطية الأقدم حتى تُستبدل، وتُمحى من جديد قبل استعادة أيٍّ منها.
erasure-print = طباعة

## موضع الكلمات

# Variables:
#   $when (String) - when it was erased
erasure-erased-on = مُحي في { $when }
erasure-log = عمليات المحو
erasure-log-hint = ما مُحي في أجهزة هذا الموقع بطلب من صاحبه أو لانقضاء مدة حفظه: متى، ومن قام به، ومقداره.
erasure-log-empty = لم يُمحَ شيء.
erasure-log-show = الشهادة

## بيانات الشخص لنفسه

erasure-own-data = بيانات هذا الشخص في ملف…
erasure-own-data-about = كل ما هو مسجَّل عن هذا الشخص، لتسليمه إليه: سجله وتواصلاته ومعاملاته ومتابعاته واستبياناته. في الملف بيانات شخصية، فلا يُسلَّم إلى غيره.
