## قنوات التواصل غير الهاتف الوارد

channel-choose = عبر أي قناة كان التواصل؟
channel-others = قنوات أخرى…
channel-new = تواصل بقناة أخرى
channel-channel = القناة
# Variables:
#   $channel (String) - label of the channel that was chosen
channel-chosen = القناة الآن: { $channel }
# The head of the form, by the kind of contact.
channel-title-visit = زيارة جديدة
channel-title-letter = رسالة رسمية جديدة
channel-title-message = رسالة جديدة

## من كتب ومتى

channel-handle = اسم المرسل أو حسابه
channel-caller-message = المرسل
channel-caller-visit = المراجع
channel-caller-letter = صاحب الشأن
channel-link = رابط الرسالة
channel-link-copy = نسخ الرابط
channel-link-copied = نُسخ الرابط.
channel-link-not-copied = تعذر النسخ. حدّد الرابط وانسخه.
channel-note-message = مضمون الرسالة
channel-note-visit = إفادة المراجع
channel-note-letter = مضمون الرسالة الرسمية
channel-letter-reference = رقم الرسالة الرسمية
channel-times = وقت الورود والرد
# When the log was begun, of what is no call.
channel-log-time = وقت التسجيل
channel-received = وقت الورود
channel-received-day = يوم الورود
channel-received-time = ساعة الورود
channel-answered = تم الرد
channel-answered-at = وقت الرد
channel-answered-day = يوم الرد
channel-answered-time = ساعة الرد
channel-not-answered = لم يتم الرد بعد
channel-answer-now = تم الرد الآن
channel-answered-said = سُجّل الرد الآن.
channel-open-said = لم يتم الرد بعد.
channel-typed-said = وقت الرد مكتوب، ويبقى كما هو.
channel-no-length = دون مدة

## سجل اليوم للمحادثة

channel-conversation = المحادثة نفسها
# Variables:
#   $time (String) - when the log of the day was begun
#   $who (String) - name of who began it
channel-logged-today = سُجّلت هذه المحادثة اليوم الساعة { $time } بواسطة { $who }.
# Variables:
#   $day (String) - the day of the log
#   $time (String) - when it was begun
#   $who (String) - name of who began it
channel-logged-then = سُجّلت هذه المحادثة { $day } الساعة { $time } بواسطة { $who }.
channel-logged-added = عند الحفظ يُضاف ما كتبته إلى سجلها، ولا يُفتح سجل ثانٍ.
channel-add = إضافة إلى سجلها
# Variables:
#   $time (String) - when the log of the day was begun
channel-add-to = إضافة إلى سجل الساعة { $time }
channel-added-title = أُضيفت إلى سجل المحادثة
# Variables:
#   $time (String) - when the log of the day was begun
channel-added-said = أُضيف ما كتبته إلى سجل المحادثة من الساعة { $time }.
# Variables:
#   $time (String) - when the log of the day was begun
#   $reference (String) - reference number of the case that the log belongs to
channel-added-case-said = أُضيف ما كتبته إلى سجل المحادثة من الساعة { $time }، وهو ضمن المعاملة رقم { $reference }.
# Variables:
#   $time (String) - day and time at which it was added
channel-added-at = أُضيف { $time }

## بعد الحفظ

channel-saved-title = حُفظ في السجل
channel-saved-said = حُفظ في السجل.
# Variables:
#   $reference (String) - reference number of the case that was opened
channel-saved-case-said = حُفظ في السجل وفُتحت المعاملة رقم { $reference }.
# Variables:
#   $reference (String) - reference number of the case that it was added to
channel-saved-linked-said = حُفظ في السجل وأُضيف إلى المعاملة رقم { $reference }.
# Variables:
#   $count (Number) - messages, visits and letters of this duty, at least one
channel-others-count = غيرها: { $count }
