## دليل التثقيف: البطاقات والبحث عنها

cards-title = دليل التثقيف
cards-words = كلمات المتصل أو موضوع سؤاله
cards-found = البطاقات الأقرب إلى السؤال
cards-card = البطاقة
cards-nothing = لا توجد بطاقة بهذه الكلمات. جرّب كلمة أخرى، أو سجّل السؤال ليُعِدّ المثقفون بطاقة له.
cards-empty = تظهر هنا البطاقة التي تختارها.
cards-tell = قرأتها للمتصل
cards-none = لا بطاقة للسؤال
cards-none-words = اكتب أولًا ما يسأل عنه المتصل.
cards-none-noted = سُجّل السؤال للمثقفين الصحيين.
cards-other-language = اللغة الأخرى

## البطاقة

# Variables:
#   $version (String) - رقم النسخة
cards-version = النسخة { $version }
cards-sample = عينة لم تعتمدها الوزارة بعد
cards-sample-short = عينة
cards-not-valid = لم تعد سارية
cards-danger = علامات الخطر: اسأل عنها قبل كل شيء
cards-ask-first = اسأل قبل الإجابة
cards-read-out = اقرأ للمتصل
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

cards-told = بطاقات قُرئت للمتصل
# Variables:
#   $title (String) - عنوان البطاقة
cards-told-said = أُثبتت قراءة البطاقة: { $title }.
# Variables:
#   $title (String) - عنوان البطاقة
cards-untell = رفع البطاقة عن المكالمة: { $title }
# Variables:
#   $title (String) - عنوان البطاقة
cards-untold-said = رُفعت البطاقة عن المكالمة: { $title }.
