## استعادة بيانات المحطة

restoring-title = استعادة البيانات
restoring-lead = تُفحص النسخة أولًا ويُعرض عليك ما فيها. ويبقى ما كُتب بعدها مما تمكن قراءته، ولا يُحذف شيء.
restoring-open = استعادة من نسخة احتياطية…
restoring-from = الاستعادة من
restoring-none = لم يُعثر على نسخة احتياطية على هذا الجهاز.
restoring-present = ما تمكن قراءته من البيانات الحالية
restoring-present-hint = يُستخدم عند عدم وجود نسخة احتياطية. ما لا تمكن قراءته يُترك، وما أُرسل منه يعود من الخادم المركزي.
restoring-folder = البحث في مجلد آخر أيضًا
# Variables:
#   $path (String) - example of a path
restoring-folder-hint = ذاكرة خارجية أو مجلد على الشبكة، مثل { $path }
restoring-folder-look = ابحث فيه
restoring-passphrase-hint = التي تُفتح بها بيانات هذه المحطة
restoring-try = افحصها
restoring-looking = جارٍ الفحص…
restoring-working = تُنسخ النسخة الاحتياطية وتُقرأ الآن…
restoring-leave = رجوع
restoring-found-said = فُحصت النسخة. اقرأ ما فيها.
restoring-made = نسخة يوم
restoring-holds = ما فيها
# Variables:
#   $count (Number) - entries of the journal
restoring-entries =
    { $count ->
        [zero] لا قيود فيها.
        [one] قيد واحد.
        [two] قيدان.
        [few] { $count } قيود.
        [many] { $count } قيدًا.
       *[other] { $count } قيد.
    }
# Variables:
#   $time (String) - day and time
restoring-newest = أحدثها في { $time }.
restoring-since = ما كُتب بعد النسخة
# Variables:
#   $count (Number) - entries of the journal
restoring-since-read =
    { $count ->
        [zero] لا شيء، أو لا شيء مما بقي في البيانات الحالية.
        [one] قيد واحد كان في البيانات الحالية، وسيبقى.
        [two] قيدان كانا في البيانات الحالية، وسيبقيان.
        [few] { $count } قيود كانت في البيانات الحالية، وستبقى.
        [many] { $count } قيدًا كانت في البيانات الحالية، وستبقى.
       *[other] { $count } قيد كانت في البيانات الحالية، وستبقى.
    }
restoring-since-missing = البيانات الحالية مفقودة. ما أُرسل يعود من الخادم المركزي، وما لم يُرسل ضاع.
restoring-since-unreadable = لا تمكن قراءة البيانات الحالية. ما أُرسل يعود من الخادم المركزي، وما لم يُرسل ضاع.
restoring-drafts = المسودات
# Variables:
#   $count (Number) - drafts
restoring-drafts-count =
    { $count ->
        [zero] لا مسودات.
        [one] مسودة واحدة ستبقى.
        [two] مسودتان ستبقيان.
        [few] { $count } مسودات ستبقى.
        [many] { $count } مسودة ستبقى.
       *[other] { $count } مسودة ستبقى.
    }
# Variables:
#   $count (Number) - entries of the journal
restoring-lost =
    { $count ->
        [zero] لم يُفقد شيء.
        [one] قيد واحد في البيانات الحالية لم تعد قراءته ممكنة، ويعود من الخادم المركزي إن كان قد أُرسل.
        [two] قيدان في البيانات الحالية لم تعد قراءتهما ممكنة، ويعود ما أُرسل منهما من الخادم المركزي.
        [few] { $count } قيود في البيانات الحالية لم تعد قراءتها ممكنة، ويعود ما أُرسل منها من الخادم المركزي.
        [many] { $count } قيدًا في البيانات الحالية لم تعد قراءتها ممكنة، ويعود ما أُرسل منها من الخادم المركزي.
       *[other] { $count } قيد في البيانات الحالية لم تعد قراءتها ممكنة، ويعود ما أُرسل منها من الخادم المركزي.
    }
# Variables:
#   $what (String) - what is wrong
restoring-not-whole = سجل النسخة غير مكتمل: { $what }. جرّب نسخة أقدم أيضًا، وأخبر مدير النظام.
restoring-means = إذا تابعت حلّت محل البيانات الحالية، وتبقى ملفات هذه في المجلد backups.
restoring-finish = ضعها مكانها
restoring-choose-another = اختيار أخرى
restoring-done = استُعيدت البيانات. سجّل الدخول.
restoring-close = إغلاق البيانات
restoring-close-means = تُغلق البيانات لذلك ويُسجَّل خروجك، وتبقى المسودات المفتوحة. وستحتاج بعدها إلى عبارة مرور المحطة أو رمز الاسترداد.
