## The review list: what was entered at two machines at once and needs a decision

review-title = To be reviewed
review-lead = What Nida could not settle by itself, such as two changes at machines that had no connection. One of the values stands until you decide; your decision is a new entry that reaches every machine.
review-none = Nothing needs a review.
# Variables:
#   $count (Number) - questions that wait, at least one
review-waiting =
    { $count ->
        [one] One thing needs a review
       *[other] { $count } things need a review
    }
review-open = Show them
# Variables:
#   $shown (String) - how many are shown
#   $total (String) - how many there are
review-shown = { $shown } of { $total } shown
# Variables:
#   $what (String) - type and subject
#   $when (String) - date and time at which it began
review-about-call = Contact: { $what }, { $when }
# Variables:
#   $what (String) - type and subject
review-about-case = Case: { $what }
# Variables:
#   $what (String) - label of its kind
review-about-follow-up = Follow-up: { $what }
# Variables:
#   $name (String) - name
review-about-person = Person: { $name }
# Variables:
#   $name (String) - name
review-about-user = Account of { $name }
# Variables:
#   $number (String) - telephone number
review-about-flag = Warning on the number { $number }
review-about-other = Another entry
review-conflict = Two people changed the same field without knowing of each other.
# Variables:
#   $from (String) - status where the case stood
#   $to (String) - status where it was to go
review-unlawful = The case was moved at two machines at once; the move from “{ $from }” to “{ $to }” was not applied.
review-closed-without = The case was closed without everything that closing asks for.
review-backwards = The time entered for this step lies before that of the step before it; the later one counts.
review-unreadable = Something came in that could not be read, and was not applied.
review-stands = Value that stands written by:
review-gave-way = Other value written by:
# Variables:
#   $name (String) - who wrote it
#   $role (String) - label of the role they acted in
#   $when (String) - date and time
review-by = { $name } ({ $role }), { $when }
review-value-stands = Stands
review-value-other = Other
review-keep = Keep the value that stands
review-take-other = Take this value
review-third = Write another value
review-third-label = The right value
review-third-send = Take what I wrote
review-set-aside = Seen, take it off the list
review-show = Show
review-decided-said = The decision was recorded.
review-taken-back-said = The decision was taken back; it is on the list again.

## Fields of cases, follow-ups and people

review-field-consent = Consent to keeping data
review-field-name-ar = Name in Arabic
review-field-name-latin = Name in Latin letters
review-field-sensitive = Sensitive
review-field-legal-hold = Legal hold
review-field-moved = Time of the move
review-field-escalation = Escalation level
review-field-done = Done at
review-field-cancelled = Cancelled
review-field-owner = Responsible
review-field-until = Until
review-field-reason = Reason
review-field-lifted = Warning lifted
review-field-active = May sign in
review-field-login = Login
review-field-birth-year = Year of birth
review-field-sex = Sex
