## مكالمة يعلنها برنامج الهاتف

desktop-pop = مكالمة واردة
# Variables:
#   $number (String) - the caller’s number
desktop-pop-number = مكالمة واردة من { $number }
desktop-pop-withheld = مكالمة واردة، ورقم المتصل محجوب
desktop-pop-unreadable = أعلن برنامج آخر عن مكالمة واردة، وتعذرت قراءة رقمها
# Variables:
#   $time (String) - time of day
desktop-pop-since = منذ { $time }
desktop-pop-take = تسجيل المكالمة
# Variables:
#   $number (String) - the caller’s number
desktop-pop-take-other = تسجيل مكالمة { $number }
desktop-pop-take-withheld = تسجيل المكالمة المحجوب رقمها
desktop-pop-end = إخفاء
# Variables:
#   $count (Number) - further calls that wait, at least one
desktop-pop-more =
    { $count ->
        [zero] وغيرها:
        [one] ومكالمة أخرى:
        [two] ومكالمتان أخريان:
        [few] و{ $count } مكالمات أخرى:
        [many] و{ $count } مكالمة أخرى:
       *[other] و{ $count } مكالمة أخرى:
    }

## إغلاق النافذة

desktop-close-title = إغلاق نداء؟
# Variables:
#   $count (Number) - drafts that are open, at least one
desktop-close-drafts =
    { $count ->
        [zero] لا مسودات مفتوحة.
        [one] ما زالت مسودة واحدة مفتوحة. وهي محفوظة على هذا الجهاز، وستجدها عند تسجيل دخولك.
        [two] ما زالت مسودتان مفتوحتين. وهما محفوظتان على هذا الجهاز، وستجدهما عند تسجيل دخولك.
        [few] ما زالت { $count } مسودات مفتوحة. وهي محفوظة على هذا الجهاز، وستجدها عند تسجيل دخولك.
        [many] ما زالت { $count } مسودة مفتوحة. وهي محفوظة على هذا الجهاز، وستجدها عند تسجيل دخولك.
       *[other] ما زالت { $count } مسودة مفتوحة. وهي محفوظة على هذا الجهاز، وستجدها عند تسجيل دخولك.
    }
desktop-close-not-kept = تعذر حفظ آخر ما كُتب في إحدى المسودات، وسيضيع إن أُغلقت النافذة الآن.
desktop-close-go = إغلاق نداء
desktop-close-stay = البقاء

## لمن يقدّم المساعدة عن بُعد

desktop-diagnostics = نسخ بيانات التشخيص
desktop-diagnostics-lead = لمن يقدّم لك المساعدة: الإصدارات والحالات وآخر ما في السجل التقني، ولا تتضمن بيانات أي شخص.
desktop-diagnostics-copied = نُسخت بيانات التشخيص إلى الحافظة
desktop-diagnostics-by-hand = انسخ النص من هنا
