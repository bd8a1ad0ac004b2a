## Correcting a saved contact

correct-action = Correct
correct-title = Correction of a saved contact
# Variables:
#   $agent (String) - name of whoever logged the call
#   $when (String) - date and time at which it began
correct-whose = Logged by { $agent } on { $when }
# Variables:
#   $when (String) - date and time at which it began
correct-whose-own = Logged by you on { $when }
correct-lead = A correction is a new entry; the original stays in the journal. It opens and closes no case.
correct-promise = This promise is one more beside what was promised before. A promise that stands is changed among the follow-ups of its case.
correct-no-link = A correction does not add a saved contact to a case.
correct-one-save = A correction is saved in one way only.
correct-save = Save the correction
correct-opened = The correction is open on the desk.
correct-discarded = Correction discarded; what was saved is as it was.
correct-tag = Correction
correct-times = Time of the call
correct-day = Day of the call
correct-start = Began at
correct-end = Ended at
correct-end-hint = Leave it empty if it is not known
# Variables:
#   $count (Number) - fields that were changed, at least one
correct-saved =
    { $count ->
        [one] One field corrected.
       *[other] { $count } fields corrected.
    }
correct-same-title = Nothing changed
correct-same = The form says what is recorded, so no new entry was written.
correct-promise-alone = A promise was added; nothing else changed.
correct-saved-title = Correction saved
correct-saved-rest = What you typed after pressing save is not in it; it is in a correction of its own.
correct-taken-back = The fields are again what they were.
# Variables:
#   $count (Number) - fields that somebody changed again since, at least one
correct-stayed =
    { $count ->
        [one] The fields are again what they were, but for one that somebody changed since; it stays.
       *[other] The fields are again what they were, but for { $count } that somebody changed since; they stay.
    }

## Somebody changed the same field

correct-differs-title = Somebody else changed the same field after you opened the correction
correct-differs-lead = Nothing is saved yet. Choose for each field what stays, then save.
# Variables:
#   $name (String) - who changed it
#   $when (String) - date and time
correct-differs-by = Changed by { $name } on { $when }
correct-differs-there = There
correct-differs-yours = Yours
correct-differs-theirs = What is there stays
correct-differs-mine = Mine is written
correct-empty-value = (empty)

## Voiding and bringing back

correct-void = Void
correct-void-why = Why is it voided?
correct-voided-said = Voided; it is out of the log and the figures.
correct-voided = Voided
# Variables:
#   $name (String) - who did it
#   $when (String) - date and time
#   $reason (String) - label of the reason
correct-voided-by = Voided by { $name } on { $when }. Reason: { $reason }.
correct-restore = Bring back into the log
correct-restored-said = Brought back into the log.
# Variables:
#   $count (Number) - what was voided in the shift, at least one
correct-voided-show = Voided: { $count }

## History

correct-history = History
correct-step-logged = Logged by
correct-step-corrected = Corrected by
correct-step-voided = Voided by
correct-step-restored = Brought back by
correct-step-decided = Decided between two values:
correct-step-erased = Words erased by
# Variables:
#   $count (Number) - older steps that are not shown, at least one
correct-history-left-out =
    { $count ->
        [one] One older step is not shown here.
       *[other] { $count } older steps are not shown here.
    }
correct-change-old = Was
correct-change-new = Is

## Names of fields that have none in the form

correct-field-subject = Type and subject
correct-field-started = Began at
correct-field-ended = Ended at
correct-field-patient-chosen = Patient chosen
correct-field-caller-chosen = Person chosen
correct-field-channel = Channel
correct-field-card = Answer card
correct-field-other = Other details
# Variables:
#   $field (String) - name of the field
#   $number (Number) - place of the issue among those of the call, from 2 on
correct-field-of-issue = { $field } (issue { $number })
