# فتح المعاملات الحساسة للاطلاع عليها.

viewing-title = معاملة حساسة
viewing-lead = محتوى هذه المعاملة محجوب حتى تُفتح. اذكر سبب اطلاعك: يُسجَّل اسمك ووقت الاطلاع وسببه، ويراها كل من يتابع المعاملة. وتبقى مفتوحة لك حتى تسجّل الخروج.
viewing-reason = سبب الاطلاع
viewing-reason-hint = بلا أسماء ولا أرقام هواتف.
viewing-reasons = أسباب معتادة
viewing-why-review = مراجعة المناوبة
viewing-why-caller = صاحب المعاملة على الخط
viewing-why-handling = متابعة معالجة المعاملة
viewing-why-request = طلب رسمي
viewing-open = فتح وتسجيل الاطلاع
viewing-said = فُتحت المعاملة وسُجِّل اطلاعك.
viewing-masked = محجوبة حتى تُفتح مع ذكر السبب
viewing-list = من اطّلع عليها ولماذا
