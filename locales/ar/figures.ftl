## مؤشرات فترة

figures-period = الفترة
figures-period-today = اليوم
figures-period-yesterday = أمس
figures-period-this-week = هذا الأسبوع حتى اليوم
# Variables:
#   $first (String) - day on which the week begins
#   $last (String) - its last day
figures-period-last-week = الأسبوع الماضي (من { $first } إلى { $last })
figures-period-this-month = هذا الشهر حتى اليوم
figures-period-last-month = الشهر الماضي
figures-period-this-quarter = هذا الربع حتى اليوم
figures-period-last-quarter = الربع الماضي
figures-period-this-year = هذا العام حتى اليوم
figures-period-last-year = العام الماضي
figures-period-year-to-last-week = من بداية العام إلى نهاية الأسبوع الماضي
figures-period-days = من يوم إلى يوم…
figures-period-empty = لم يكتمل أي أسبوع من هذا العام بعد. اختر فترة أخرى.
figures-from = من
figures-to = إلى
figures-show = عرض
figures-definitions = ما يحسبه كل مؤشر
figures-print = طباعة
# Variables:
#   $station (String) - name of the station
figures-print-title = المؤشرات · { $station }
figures-counting = جارٍ حساب المؤشرات…
figures-empty = لم يُسجَّل شيء في هذه الفترة.
figures-goes-on = لم تنتهِ هذه الفترة بعد، وبعض أيامها لم يأتِ.
figures-to-come = لم تبدأ هذه الفترة بعد، ولا شيء فيها لحسابه.
# Variables:
#   $from (String) - first day
#   $to (String) - last day
figures-days = من { $from } إلى { $to }
figures-own = (ما قمتَ به أنت فقط)

## مصدر المؤشرات

figures-this-machine = هذا الجهاز وحده: لم يُربط بالخادم المركزي.
figures-site-nothing-yet = جميع الأجهزة، ولم يصل من الخادم المركزي شيء بعد.
# Variables:
#   $number (String) - the centre's number of the last entry
#   $time (String) - date and time
figures-site = جميع الأجهزة حتى القيد رقم { $number }؛ آخر اتصال بالخادم المركزي { $time }.
# Variables:
#   $count (Number) - machines
figures-silent =
    { $count ->
        [zero] لا أجهزة غاب عنها المستخدمون أكثر من يوم:
        [one] جهاز واحد لم يُسجَّل الدخول إليه منذ أكثر من يوم:
        [two] جهازان لم يُسجَّل الدخول إليهما منذ أكثر من يوم:
        [few] { $count } أجهزة لم يُسجَّل الدخول إليها منذ أكثر من يوم:
        [many] { $count } جهازًا لم يُسجَّل الدخول إليها منذ أكثر من يوم:
       *[other] { $count } جهاز لم يُسجَّل الدخول إليها منذ أكثر من يوم:
    }
figures-silent-unnamed = لم يدخله أحد بعد

## المؤشرات الرئيسة

figures-of-calls = المكالمات
figures-of-cases = المعاملات والالتزامات
figures-previous = الفترة السابقة
figures-year-before = قبل عام
# Variables:
#   $percent (String) - by how much
figures-more-by = بزيادة { $percent }
# Variables:
#   $percent (String) - by how much
figures-less-by = بانخفاض { $percent }
# Variables:
#   $part (Number) - how many
#   $whole (Number) - of how many
figures-of-whole = { $part } من { $whole }
# Variables:
#   $figure (String) - name of the figure
#   $value (String) - its value
figures-rows-of = { $figure }: { $value }، عرض التفاصيل
figures-received = المكالمات الواردة
# Variables:
#   $service (Number) - service calls
#   $nonservice (Number) - non-service calls
figures-received-parts = خدمية: { $service }، غير خدمية: { $nonservice }
figures-logged = كل ما سُجِّل
figures-handling = متوسط زمن المعالجة
# Variables:
#   $median (String) - a length
#   $p90 (String) - a length
#   $count (Number) - calls
figures-handling-beside = الوسيط { $median }، وتسع من كل عشر خلال { $p90 }؛ عدد المكالمات المحسوبة: { $count }
figures-log-delay = تأخر التسجيل، تسع من كل عشر خلال
# Variables:
#   $share (String) - a share
figures-saved-later = { $share } سُجِّلت في يوم لاحق
figures-resolved = الحل من أول تواصل
figures-case-rate = مكالمات فُتحت لها معاملات
figures-backlog = المعاملات المفتوحة في نهاية الفترة
# Variables:
#   $median (String) - working days
#   $p90 (String) - working days
figures-age-beside = العمر بأيام العمل: الوسيط { $median }، وتسع من كل عشر خلال { $p90 }
figures-overdue = المفتوحة المتأخرة عن موعدها
figures-in-time = المغلقة في موعدها
figures-opened-again = ما أعيد فتحه بعد انتهائه
figures-promises = الالتزامات المنجزة في موعدها

figures-per-hour = المكالمات في ساعة العمل
# Variables:
#   $hours (String) - hours
figures-worked = ساعات العمل: { $hours }
figures-satisfaction = الرضا
# Variables:
#   $low (String) - a share
#   $high (String) - a share
figures-interval = بين { $low } و{ $high }
# Variables:
#   $count (Number) - answers there are
#   $needed (Number) - answers that a rate needs
figures-too-few = الإجابات لا تكفي: { $count } من { $needed }
# Variables:
#   $share (String) - a share
figures-response = نسبة الاستجابة { $share }

## مع الزمن، وما قيل

figures-over-time = مع الزمن
figures-chart-open = المعاملات المفتوحة
# Variables:
#   $count (Number) - calls
#   $days (String) - a day, or from one day to another
figures-chart-received-said = أكثر المكالمات الواردة: { $count }، { $days }.
# Variables:
#   $first (Number) - cases
#   $last (Number) - cases
figures-chart-open-said = المفتوحة في البداية: { $first }، وفي النهاية: { $last }.
figures-column-day = اليوم
figures-column-week = الأسبوع
figures-column-month = الشهر
figures-column-year = العام
figures-column-interval = المدى باحتمال 95%
figures-answers = الإجابات
figures-satisfaction-by = الرضا بحسب النوع والمحافظة
figures-satisfaction-by-type = الرضا بحسب النوع
figures-satisfaction-by-governorate = الرضا بحسب المحافظة
figures-column-of-type = النوع
figures-no-type = لم يُذكر

## الجداول

figures-column-count = العدد
figures-column-share = النسبة
figures-column-bar = التمثيل
figures-column-group = التواصل
figures-column-channel = القناة
figures-column-type = النوع والموضوع
figures-column-governorate = المحافظة
figures-column-age = أيام العمل
figures-by-group = المكالمات الواردة وما يُحسب على حدة
figures-by-channel = بحسب القناة
figures-by-type = بحسب النوع والموضوع
figures-by-governorate = بحسب المحافظة
figures-no-governorate = لم تُذكر
figures-group-service = مكالمات واردة خدمية
figures-group-non-service = مكالمات واردة غير خدمية
figures-group-test = مكالمات تجريبية
figures-group-outgoing = مكالمات صادرة
figures-group-message = رسائل
figures-group-visit = زيارات
figures-group-letter = رسائل رسمية
figures-balance = ميزان المعاملات
figures-balance-opening = مفتوحة في البداية
figures-balance-new = جديدة
figures-balance-reopened = أعيد فتحها
figures-balance-closed = انتهت
figures-balance-closing = مفتوحة في النهاية
figures-ages = أعمار المعاملات المفتوحة
figures-age-2 = من 0 إلى 2
figures-age-5 = من 3 إلى 5
figures-age-10 = من 6 إلى 10
figures-age-20 = من 11 إلى 20
figures-age-more = أكثر من 20

## ما وراء المؤشر

figures-back = العودة إلى المؤشرات
figures-no-rows = لا يوجد هنا ما يمكنك الاطلاع عليه.
figures-restricted = تتبع معاملة حساسة
# Variables:
#   $shown (Number) - rows on the screen
#   $total (Number) - all rows
figures-shown = المعروض { $shown } من { $total }

## ما يحسبه كل مؤشر

figures-definition-received = المكالمات الهاتفية الواردة، خدمية وغير خدمية، من دون المكالمات التجريبية. وتُحسب الرسائل والزيارات والرسائل الرسمية والمكالمات الصادرة كلٌّ على حدة.
figures-definition-logged = كل ما حُفظ لهذه الأيام: المكالمات الواردة والصادرة والرسائل والزيارات والرسائل الرسمية، ومعها التجريبية؛ ولا يدخل فيه ما أُلغي من السجل.
figures-definition-handling = من بداية المكالمة الخدمية الواردة إلى حفظها: الحديث والعمل الذي يليه. ولا تدخل المكالمات التي لا تُعرف نهايتها ولا ما سُجِّل متأخرًا.
figures-definition-log-delay = من نهاية المكالمة الخدمية الواردة إلى حفظها، ومعها ما سُجِّل متأخرًا، حيث تُعرف النهاية.
figures-definition-resolved = المكالمات الخدمية الواردة التي انتهت في المكالمة نفسها دون معاملة ولم يعد صاحبها بالموضوع نفسه خلال سبعة أيام، من جميع المكالمات الخدمية الواردة التي يُعرف صاحبها أو رقمه. وقد يتغير رقم آخر سبعة أيام.
figures-definition-case-rate = المكالمات الخدمية الواردة التي فُتحت لها معاملة، من جميع المكالمات الخدمية الواردة.
figures-definition-backlog = المعاملات التي لم تُغلق ولم تُلغَ وليست مكررة عند نهاية الفترة. ويُحسب عمرها بأيام العمل منذ استلامها.
figures-definition-overdue = من هذه المعاملات، ما تجاوز موعده.
figures-definition-in-time = المعاملات المغلقة في موعدها، من المغلقة خلال الفترة ولها موعد. ولا تدخل الملغاة والمكررة. والرقم يقود إلى ما أُغلق متأخرًا.
figures-definition-opened-again = المعاملات التي انتهت خلال الفترة وأعيد فتحها خلال ثلاثين يومًا، من جميع ما انتهى فيها.
figures-definition-promises = الالتزامات المنجزة في موعدها، من التي حلّ موعدها خلال الفترة. ولا تدخل الملغاة.
figures-definition-per-hour = المكالمات الخدمية الواردة مقسومة على ساعات العمل: زمن تسجيل الدخول من دون الاستراحات، ولكل موظف مرة واحدة. والتدريب والاجتماعات والأعطال ليست استراحات. ولا تُحسب فترة العمل لأكثر من ست عشرة ساعة. ولا تدخل المكالمات المدخلة لاحقًا بلا وقت انتهاء، مثل المستوردة من جداول سابقة.
figures-definition-satisfaction = الإجابات بدرجة 4 أو 5 من 5، من جميع الإجابات في أيام الفترة. ولا تُحسب إجابة عن تواصل مُبطل. ونسبة الجميع تقع بين الحدين باحتمال 95%. ولا تدخل في نسبة الاستجابة الاستبانات الورقية والروابط، إذ لا يُعرف من لم يُجب.
figures-definition-over-time = المكالمات الواردة في كل جزء من الفترة، والمعاملات المفتوحة في نهايته. وينتهي الجزء الأول والأخير حيث تنتهي الفترة.
figures-definition-balance = المفتوحة في البداية، مضافًا إليها الجديدة وما أعيد فتحه، مطروحًا منها ما انتهى، هي المفتوحة في النهاية.
figures-definition-ages = أيام العمل منذ استلام المعاملة حتى نهاية الفترة.
figures-definition-groups = كل تواصل مرة واحدة، في اليوم الذي بدأ فيه. ومجموعها كل ما سُجِّل.
figures-definition-types = كل ما سُجِّل، بحسب نوعه والموضوع الذي يُحسب تحته.
figures-definition-governorates = كل ما سُجِّل، بحسب المحافظة المذكورة فيه.

## ما لا بيانات له بعد

figures-not-yet = مؤشرات غير متاحة بعد
figures-not-yet-service-level = مستوى الخدمة والمكالمات المتروكة: لا تُستورد بيانات المقسم الهاتفي.
figures-not-yet-referrals = ردود الجهات: لا تُسجَّل الإحالات بعد.
