## البحث والإجراءات

palette-title = البحث والإجراءات
palette-field = اسم أو كلمة، أو ثلاثة أرقام من رقم هاتف أو معاملة، أو إجراء
palette-actions = إجراءات
palette-cases = معاملات
palette-people = أشخاص
palette-calls = ما سُجّل
palette-cards = البطاقات التثقيفية
# Variables:
#   $count (String) - how many were found so far
palette-at-least = { $count } أو أكثر
# Variables:
#   $count (Number) - how many more of this kind were found, at least one
palette-more-count =
    { $count ->
        [zero] لا نتائج أخرى
        [one] عرض نتيجة أخرى
        [two] عرض نتيجتين أخريين
        [few] عرض { $count } نتائج أخرى
        [many] عرض { $count } نتيجة أخرى
       *[other] عرض { $count } نتيجة أخرى
    }
palette-more = عرض المزيد
palette-searching = جارٍ البحث…
palette-nothing = لا نتائج. جرّب كلمة أقصر أو جزءًا من الرقم.
# Variables:
#   $why (String) - the sentence that says what went wrong
palette-failed = تعذر البحث. { $why }

## ما يُفتح منه

palette-call = تواصل مسجل
palette-person = شخص
palette-person-numbers = أرقام الهاتف
palette-person-no-numbers = لا رقم مسجل له.
palette-person-cases = معاملات مفتوحة
palette-person-no-cases = لا معاملات مفتوحة له.
# Variables:
#   $year (String) - year of birth
palette-person-born = من مواليد { $year }
palette-periods = فترات المؤشرات
# Variables:
#   $period (String) - name of a period
palette-period = المؤشرات: { $period }
