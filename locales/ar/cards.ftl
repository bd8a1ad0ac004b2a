## دليل التثقيف: البطاقات والبحث عنها

cards-title = دليل التثقيف
cards-words = كلمات السائل أو موضوع سؤاله
cards-found = البطاقات الأقرب إلى السؤال
cards-card = البطاقة
cards-nothing = لا توجد بطاقة بهذه الكلمات. جرّب كلمة أخرى، أو سجّل السؤال ليُعِدّ المثقفون الصحيون بطاقة له.
cards-empty = تظهر هنا البطاقة التي تختارها.
cards-tell = أجبت بها
cards-none = لا بطاقة للسؤال
cards-none-words = اكتب السؤال أولًا.
cards-none-noted = سُجّل السؤال للمثقفين الصحيين.
cards-other-language = اللغة الأخرى

## البطاقة

# Variables:
#   $version (String) - number of the version
cards-version = النسخة { $version }
cards-sample = عينة لم تعتمدها الوزارة بعد
cards-sample-short = عينة
cards-not-valid = لم تعد سارية
cards-danger = علامات الخطر: اسأل عنها قبل كل شيء
cards-ask-first = اسأل قبل الإجابة
cards-read-out = نص الإجابة
cards-audience = لمن
cards-for-public = عامة الناس
cards-for-parents = الوالدان
cards-for-women = النساء
cards-for-couples = المقبلون على الزواج
cards-for-travellers = المسافرون
cards-for-carers = مقدمو الرعاية
cards-source = المصدر
cards-approver = الاعتماد
cards-valid-until = سارية حتى

## ما قيل للمتصل

cards-told = بطاقات أُجيب بها
# Variables:
#   $title (String) - title of the card
cards-told-said = سُجّل أن الإجابة كانت بالبطاقة: { $title }.
# Variables:
#   $title (String) - title of the card
cards-untell = إزالة البطاقة: { $title }
# Variables:
#   $title (String) - title of the card
cards-untold-said = أُزيلت البطاقة: { $title }.
