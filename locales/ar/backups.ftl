## النسخ الاحتياطية

backups-title = النسخ الاحتياطية
backups-lead = ينسخ نداء بياناته مشفّرةً مرة كل يوم أثناء عملك، ثم يقرأ النسخة ليتأكد من سلامتها. وما يفتح البيانات يفتح نسخها.
backups-kept = ما يُحتفظ به
# Variables:
#   $count (Number) - backups
backups-kept-daily =
    { $count ->
        [zero] لا يُحتفظ بنسخ يومية.
        [one] يُحتفظ بأحدث نسخة يومية.
        [two] يُحتفظ بأحدث نسختين يوميتين.
        [few] يُحتفظ بأحدث { $count } نسخ يومية.
        [many] يُحتفظ بأحدث { $count } نسخة يومية.
       *[other] يُحتفظ بأحدث { $count } نسخة يومية.
    }
# Variables:
#   $count (Number) - weeks
backups-kept-weekly =
    { $count ->
        [zero] ولا يُحتفظ بشيء من الأسابيع السابقة.
        [one] وبنسخة من الأسبوع السابق لها.
        [two] وبنسخة من كل من الأسبوعين السابقين لها.
        [few] وبنسخة من كل من { $count } أسابيع سابقة لها.
        [many] وبنسخة من كل من { $count } أسبوعًا سابقًا لها.
       *[other] وبنسخة من كل من { $count } أسبوع سابق لها.
    }
# Variables:
#   $count (Number) - days
backups-old-after =
    { $count ->
        [zero] وتُعد الأخيرة قديمة في يومها إذا سُجلت بعدها مكالمات.
        [one] وتُعد الأخيرة قديمة بعد يوم إذا سُجلت بعدها مكالمات.
        [two] وتُعد الأخيرة قديمة بعد يومين إذا سُجلت بعدها مكالمات.
        [few] وتُعد الأخيرة قديمة بعد { $count } أيام إذا سُجلت بعدها مكالمات.
        [many] وتُعد الأخيرة قديمة بعد { $count } يومًا إذا سُجلت بعدها مكالمات.
       *[other] وتُعد الأخيرة قديمة بعد { $count } يوم إذا سُجلت بعدها مكالمات.
    }
backups-place-own = على هذا الجهاز
backups-place-chosen = في المجلد المختار
backups-make = نسخ احتياطي الآن
backups-make-own = نسخ احتياطي الآن على هذا الجهاز
backups-make-chosen = نسخ احتياطي الآن في المجلد المختار
backups-none = لا توجد نسخة سليمة هنا بعد.
# Variables:
#   $time (String) - day and time
#   $ago (String) - how long ago that was
backups-last = آخر نسخة سليمة: { $time } ({ $ago })
backups-old = هذه النسخة قديمة، وسُجلت بعدها مكالمات. انسخ الآن، وتحقق مما يمنع النسخ التلقائي.
# Variables:
#   $time (String) - day and time
backups-failed-at = آخر محاولة: { $time }، وتُعاد تلقائيًا.
backups-ways-behind = ما زالت النسخ هنا تُفتح بما أُلغي بعدها، ويُصحَّح ذلك مع النسخة التالية هنا.
# Variables:
#   $count (Number) - folders
backups-behind-elsewhere =
    { $count ->
        [zero] لا مجلدات سابقة
        [one] ما زالت النسخ في مجلد استُخدم سابقًا تُفتح بما أُلغي بعدها. اختر ذلك المجلد مرة أخرى أو أتلف النسخ.
        [two] ما زالت النسخ في مجلدين استُخدما سابقًا تُفتح بما أُلغي بعدها. اخترهما مرة أخرى أو أتلف النسخ.
        [few] ما زالت النسخ في { $count } مجلدات استُخدمت سابقًا تُفتح بما أُلغي بعدها. اخترها مرة أخرى أو أتلف النسخ.
        [many] ما زالت النسخ في { $count } مجلدًا استُخدم سابقًا تُفتح بما أُلغي بعدها. اخترها مرة أخرى أو أتلف النسخ.
       *[other] ما زالت النسخ في { $count } مجلد استُخدم سابقًا تُفتح بما أُلغي بعدها. اخترها مرة أخرى أو أتلف النسخ.
    }
backups-reason-daily = يومية
backups-reason-asked = عند الطلب
backups-reason-migration = قبل إصدار جديد
# Variables:
#   $mb (String) - millions of bytes
backups-size = { $mb } ميجابايت
backups-foreign = لبيانات أخرى
backups-check = إعادة القراءة
# Variables:
#   $time (String) - day and time
backups-check-of = إعادة القراءة: { $time }
backups-working = تُكتب نسخة احتياطية أو تُقرأ…
# Variables:
#   $share (String) - how much of it is done
backups-progress = تمّ { $share }
backups-stop = إيقاف
# Variables:
#   $count (Number) - entries of the journal that it holds
backups-made =
    { $count ->
        [zero] كُتبت النسخة وقُرئت سليمة، ولا قيود فيها.
        [one] كُتبت النسخة وقُرئت سليمة، وفيها قيد واحد.
        [two] كُتبت النسخة وقُرئت سليمة، وفيها قيدان.
        [few] كُتبت النسخة وقُرئت سليمة، وفيها { $count } قيود.
        [many] كُتبت النسخة وقُرئت سليمة، وفيها { $count } قيدًا.
       *[other] كُتبت النسخة وقُرئت سليمة، وفيها { $count } قيد.
    }
# Variables:
#   $count (Number) - entries of the journal that it holds
backups-whole =
    { $count ->
        [zero] النسخة سليمة، ولا قيود فيها.
        [one] النسخة سليمة، وفيها قيد واحد.
        [two] النسخة سليمة، وفيها قيدان.
        [few] النسخة سليمة، وفيها { $count } قيود.
        [many] النسخة سليمة، وفيها { $count } قيدًا.
       *[other] النسخة سليمة، وفيها { $count } قيد.
    }
# Variables:
#   $what (String) - what is wrong
backups-not-whole = هذه النسخة غير سليمة: { $what } أعدّ نسخة أخرى، وفي مجلد آخر إن تكرر ذلك.
backups-folder = مجلد ثانٍ على ذاكرة خارجية أو في الشبكة
# Variables:
#   $path (String) - an example
backups-folder-hint = المسار كاملًا، مثل { $path }. ولكل جهاز فيه مجلده.
backups-folder-choose = استخدام هذا المجلد
backups-folder-chosen = تُكتب النسخ في هذا المجلد أيضًا من الآن.
backups-folder-leave = الاستغناء عن المجلد الثاني
backups-folder-left = تبقى النسخ على هذا الجهاز من الآن. وما في المجلد بقي فيه.
