## مسودات الآخرين

drafts-others = مسودات زملاء
drafts-take = استلام
# Variables:
#   $title (String) - the type of the draft
drafts-take-title = استلام مسودة: { $title }
drafts-take-lead = تصبح المسودة لك بكل ما كُتب فيها. يُسجَّل الاستلام وسببه، ويُبلَّغ به صاحبها عند دخوله.
drafts-take-reason = سبب الاستلام
drafts-take-confirm = استلام ومتابعة
drafts-taken-said = استُلمت المسودة وفُتحت.

## ما استلمه الآخرون

drafts-taken = استُلمت من مسوداتك
drafts-taken-read = اطّلعت
