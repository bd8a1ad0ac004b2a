## القفل والتوقف عن الاستقبال

lock-button = قفل
lock-ask = مغادرة الجهاز
lock-now = قفل فقط
lock-other = دخول شخص آخر
lock-said = قُفل الجهاز. المسودات محفوظة.
lock-soon-said = لم يُستخدم الجهاز منذ مدة، ويُقفل بعد عشرين ثانية. أي مفتاح يبقيه مفتوحًا.
# Variables:
#   $seconds (Number) - seconds until the machine locks, 0 to 20
lock-soon =
    { $seconds ->
        [zero] يُقفل الجهاز الآن.
        [one] يُقفل الجهاز بعد ثانية واحدة. أي مفتاح يبقيه مفتوحًا.
        [two] يُقفل الجهاز بعد ثانيتين. أي مفتاح يبقيه مفتوحًا.
        [few] يُقفل الجهاز بعد { $seconds } ثوانٍ. أي مفتاح يبقيه مفتوحًا.
        [many] يُقفل الجهاز بعد { $seconds } ثانية. أي مفتاح يبقيه مفتوحًا.
       *[other] يُقفل الجهاز بعد { $seconds } ثانية. أي مفتاح يبقيه مفتوحًا.
    }

## الجهاز المقفل

lock-title = الجهاز مقفل
lock-lead = يفتحه رقمك السري على ما كنت فيه. ولغيرك أن يسجل دخوله، وتبقى مسوداتك لك.
lock-open = فتح
# Variables:
#   $time (String) - when it was locked, in hours and minutes
lock-since = مقفل منذ { $time }
lock-pause-length = مدة التوقف حتى الآن
# Variables:
#   $minutes (Number) - how long such a pause usually is
lock-pause-long =
    { $minutes ->
        [zero] تجاوز المدة المعتادة
        [one] تجاوز المدة المعتادة، وهي دقيقة واحدة
        [two] تجاوز المدة المعتادة، وهي دقيقتان
        [few] تجاوز المدة المعتادة، وهي { $minutes } دقائق
        [many] تجاوز المدة المعتادة، وهي { $minutes } دقيقة
       *[other] تجاوز المدة المعتادة، وهي { $minutes } دقيقة
    }
