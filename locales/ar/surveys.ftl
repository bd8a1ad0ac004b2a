## ما قيل عن تواصل أو معاملة بعد انتهائهما

surveys-title = الرضا
surveys-record = تسجيل الرضا
surveys-overall = ما مدى الرضا؟
surveys-marks-hint = من 1 (غير راضٍ) إلى 5 (راضٍ جدًا): المفاتيح من 1 إلى 5 للاختيار.
surveys-ease = ما مدى السهولة؟
surveys-solved = هل حُلَّ الموضوع؟
surveys-solved-yes = نعم
surveys-solved-partly = جزئيًا
surveys-solved-no = لا
surveys-refused = سبب عدم الإجابة
surveys-not-refused = توجد إجابة
surveys-mode = طريقة الاستبيان
surveys-language = اللغة
surveys-day = يوم الإجابة
surveys-day-hint = إن تُرك فارغًا فاليوم
surveys-comment = ما قيل
surveys-save = حفظ
surveys-said = حُفظت الإجابة.
surveys-refused-said = حُفظ أنه لم يُجب.
surveys-withdraw = تراجع
surveys-withdrawn-said = سُحبت الإجابة.
surveys-refused-row = لم يُجب
# Variables:
#   $mark (String) - mark from 1 to 5
surveys-overall-of = الرضا { $mark } من 5
# Variables:
#   $mark (String) - mark from 1 to 5
surveys-ease-of = السهولة { $mark } من 5
# Variables:
#   $reference (String) - number of the form, as the sheet has it
surveys-reference = الاستمارة { $reference }
