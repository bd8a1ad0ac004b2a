## تقييم جودة المكالمة

quality-score = تقييم الجودة
quality-score-again = تقييم مرة أخرى
quality-title = تقييم الجودة
quality-form = النموذج
# Variables:
#   $version (Number) - version of the form
quality-version = الإصدار { $version }
# Variables:
#   $share (String) - how much the section weighs of the whole, e.g. 25%
quality-weight = وزنه { $share }
quality-yes = نعم
quality-no = لا
quality-na = لا ينطبق
quality-auto-fail = بنود الرسوب
quality-auto-fail-hint = واحد منها يجعل النتيجة صفرًا، ولا تلزم عندئذ بقية البنود.
quality-text = كلمة للموظف
quality-text-hint = يراها الموظف مع النتيجة، وله أن يرد مرة واحدة.
quality-result = النتيجة
# Variables:
#   $count (Number) - items without an answer
quality-unanswered =
    { $count ->
        [zero] لا بند ينطبق بعد
        [one] بقي بند واحد
        [two] بقي بندان
        [few] بقيت { $count } بنود
        [many] بقي { $count } بندًا
       *[other] بقي { $count } بند
    }
quality-save = حفظ التقييم
quality-saved = حُفظ التقييم.
quality-not-own = لا يقيّم أحد عمله.
quality-no-form = لا يوجد نموذج تقييم معتمد.
quality-form-changed = تغيّر النموذج في هذه الأثناء. افتحه من جديد.
quality-nothing-applies = لا تقييم من غير بند واحد ينطبق على الأقل.

## تقييمات المكالمة

quality-scores = تقييمات الجودة
quality-failed = رسوب
quality-withdrawn = سُحب ولا يُحتسب
quality-older = يُحتسب تقييم أحدث منه
quality-back = سحب التقييم
quality-back-said = سُحب التقييم.
quality-answers = تفصيل البنود
# Variables:
#   $points (Number) - points given
#   $most (Number) - the most points
quality-points = { $points } من { $most }
quality-reply = ردّك
quality-reply-hint = لك رد واحد، ويراه من يراجع المناوبات.
quality-reply-send = إرسال الرد
quality-reply-said = أُرسل ردّك.
quality-replied = رد الموظف

## في سطح العمل والسجل

quality-desk = قُيّم من عملك
quality-desk-open = افتحه لتقرأ التقييم وترد عليه
quality-mark-replied = ورد رد
quality-seen = قرأته

## المؤشرات

quality-figure = تقييم الجودة
# Variables:
#   $count (Number) - calls that were scored, at least one
#   $failed (Number) - calls among them that failed
quality-figure-beside =
    { $count ->
        [zero] لا تواصل مقيَّم
        [one] تواصل واحد مقيَّم، والرسوب: { $failed }
        [two] تواصلان مقيَّمان، والرسوب: { $failed }
        [few] { $count } حالات تواصل مقيَّمة، والرسوب: { $failed }
        [many] { $count } حالة تواصل مقيَّمة، والرسوب: { $failed }
       *[other] { $count } حالة تواصل مقيَّمة، والرسوب: { $failed }
    }
quality-figure-definition = متوسط تقييمات ما بدأ خلال الفترة، ويُحتسب الأحدث إذا قُيّم أكثر من مرة. ويُحتسب الرسوب صفرًا، ولا يدخل ما لم يُقيَّم.
