## صفحة الحالة لمن يدير الخادم المركزي

centre-title = الخادم المركزي لنداء: حالة الأجهزة
centre-other-language = English
# Variables:
#   $time (String) - date and time in Muscat
centre-as-of = حتى { $time } بتوقيت مسقط
centre-summary = ملخص
centre-machines = الأجهزة
centre-machines-none = لم يُسجَّل أي جهاز بعد. يُصدر رمز التسجيل بالأمر centre enrol.
# Variables:
#   $count (Number) - machines that are not shown, at least one
centre-machines-more =
    { $count ->
        [zero] عُرضت الأجهزة كلها
        [one] لم يُعرض جهاز واحد آخر
        [two] لم يُعرض جهازان آخران
        [few] لم تُعرض { $count } أجهزة أخرى
        [many] لم يُعرض { $count } جهازًا آخر
       *[other] لم يُعرض { $count } جهاز آخر
    }

## حالة الجهاز

centre-state-active = اتصل خلال آخر 24 ساعة
centre-state-silent = لم يتصل منذ 24 ساعة أو أكثر
centre-state-never = سُجِّل ولم يتصل بعد
centre-state-revoked = أُلغي تسجيله

## أعمدة الجدول

centre-column-site = الموقع
centre-column-machine = الجهاز
centre-column-state = الحالة
centre-column-seen = آخر اتصال
centre-column-waiting = بانتظار الإرسال
centre-column-held = قيود معلّقة
centre-column-clock = ساعة الجهاز
centre-column-enrolled = تاريخ التسجيل

## ما في الخانات

centre-not-told = لم يُذكر
centre-never-seen = لم يتصل
centre-clock-right = مضبوطة
# Variables:
#   $minutes (Number) - by how many minutes the machine's clock is ahead, at least one
centre-clock-ahead =
    { $minutes ->
        [zero] مضبوطة
        [one] متقدمة دقيقة واحدة
        [two] متقدمة دقيقتين
        [few] متقدمة { $minutes } دقائق
        [many] متقدمة { $minutes } دقيقة
       *[other] متقدمة { $minutes } دقيقة
    }
# Variables:
#   $minutes (Number) - by how many minutes the machine's clock is behind, at least one
centre-clock-behind =
    { $minutes ->
        [zero] مضبوطة
        [one] متأخرة دقيقة واحدة
        [two] متأخرة دقيقتين
        [few] متأخرة { $minutes } دقائق
        [many] متأخرة { $minutes } دقيقة
       *[other] متأخرة { $minutes } دقيقة
    }

## التقارير

centre-reports = التقارير
centre-reports-current = جداول التقارير تشمل كل ما وصل
# Variables:
#   $count (Number) - numbers of the feeds that reports do not know yet, at least one
centre-reports-behind =
    { $count ->
        [zero] جداول التقارير تشمل كل ما وصل
        [one] بقي قيد واحد لم تشمله جداول التقارير بعد
        [two] بقي قيدان لم تشملهما جداول التقارير بعد
        [few] بقيت { $count } قيود لم تشملها جداول التقارير بعد
        [many] بقي { $count } قيدًا لم تشملها جداول التقارير بعد
       *[other] بقي { $count } قيد لم تشملها جداول التقارير بعد
    }
centre-unavailable = قاعدة البيانات لا تستجيب الآن. تُعاد المحاولة تلقائيًا خلال دقيقة.
