# Opening sensitive cases to read them.

viewing-title = Sensitive case
viewing-lead = What this case says is hidden until it is opened. Say why you look: your name, the time and the reason are recorded, and whoever works on the case sees them. It stays open to you until you sign out.
viewing-reason = Reason
viewing-reason-hint = No names, no phone numbers.
viewing-reasons = Usual reasons
viewing-why-review = Review of the shift
viewing-why-caller = The caller is on the line
viewing-why-handling = Following how it is handled
viewing-why-request = Official request
viewing-open = Open and record
viewing-said = The case is open, and that you look is recorded.
viewing-masked = Hidden until opened with a reason
viewing-list = Who opened it, and why
