## Shift review

shift-log = Log of the shift
shift-choose = Shift
# Variables:
#   $shift (String) - name and date of the shift
shift-running = { $shift } (running)
shift-none = No shifts yet
shift-filters = Filter the log
shift-all = All
shift-type = Type
shift-text = Search text and numbers
shift-channel = Channel
shift-length = Length
shift-length-short = Under 20 seconds
shift-length-up-to-3 = 20 seconds to 3 minutes
shift-length-up-to-10 = 3 to 10 minutes
shift-length-longer = 10 minutes and more
shift-length-unknown = No known end
shift-flag = Mark
shift-flag-urgent = Urgent
shift-flag-dropped = Line dropped
shift-flag-late = Entered late
shift-flag-case = With a case
shift-flag-returned = Returned for correction
shift-flag-commented = With a comment
shift-flag-scored = Scored
shift-flag-unscored = Not scored
shift-flag-held = Held
shift-clear-filters = Clear filters
shift-empty = Nothing was logged in this shift.
shift-nothing-found = Nothing matches the filters.
# Variables:
#   $count (Number) - rows that answer the filters
shift-found =
    { $count ->
        [0] Nothing matches the filters.
        [one] 1 result matches the filters.
       *[other] { $count } results match the filters.
    }
# Variables:
#   $shown (Number) - rows on the screen
#   $total (Number) - rows that answer the filters
shift-shown = { $shown } of { $total } shown

## Figures

shift-figures = Figures of the whole shift
shift-figure-received = Calls received
shift-figure-outgoing = Calls made
shift-figure-messages = Messages
shift-figure-visits = Visits
shift-figure-letters = Letters
shift-figure-types-of-all = By type, all channels:
shift-figure-cases = Cases opened
shift-figure-urgent = Urgent
shift-figure-median-none = Median length (no end known)
# Variables:
#   $count (Number) - calls whose end is known, at least one
shift-figure-median =
    { $count ->
        [one] Median length (of 1 call)
       *[other] Median length (of { $count } calls)
    }

## The table

shift-calls = Logged in the shift
shift-column-time = Time
shift-column-subject = Type and subject
shift-column-length = Length
shift-column-note = Note
shift-column-marks = Marks
# Variables:
#   $count (Number) - comments on the call, at least one
shift-comments =
    { $count ->
        [one] 1 comment
       *[other] { $count } comments
    }

## The call that is open

shift-details = Details
shift-comment = Comment for the agent
shift-comment-hint = The agent sees it on opening what they logged.
shift-comment-send = Add comment
shift-comment-said = The comment was added.

## Printing

shift-print = Print
shift-export = Export…
# Variables:
#   $shift (String) - name of the shift
#   $date (String) - its day
shift-print-title = Log of the { $shift } shift – { $date }
# Variables:
#   $station (String) - name of the station
shift-print-station = Station: { $station }
# Variables:
#   $from (String) - planned start, time of day
#   $to (String) - planned end, time of day
shift-print-hours = { $from } to { $to }
# Variables:
#   $time (String) - date and time of printing
shift-print-printed = Printed { $time }
shift-print-only = Only:
shift-print-signatures = Signatures
shift-print-unsigned = Not signed
shift-print-hand-overs = Hand-overs
# Variables:
#   $count (Number) - rows on the paper
shift-print-cut =
    { $count ->
        [one] Only the latest row is here; the shift has more.
       *[other] Only the latest { $count } rows are here; the shift has more.
    }

## Pauses of the shift

# Variables:
#   $count (Number) - pauses that fell into the shift, at least one
shift-pauses =
    { $count ->
        [one] 1 pause in this shift
       *[other] { $count } pauses in this shift
    }
# Variables:
#   $count (Number) - pauses longer than usual, at least one
shift-pauses-long =
    { $count ->
        [one] 1 longer than usual
       *[other] { $count } longer than usual
    }
shift-pauses-title = Pauses of the shift
shift-pause-who = Who
shift-pause-reason = Reason
shift-pause-from = From
shift-pause-until = Until
shift-pause-length = Length
shift-pause-goes-on = still going on
# Variables:
#   $minutes (Number) - how long such a pause usually is
shift-pause-long =
    { $minutes ->
        [one] usual: 1 minute
       *[other] usual: { $minutes } minutes
    }

## What is looked at, and signing

shift-part-stands-out = Needs a look
shift-part-samples = Sample
shift-part-rest = The rest of the log
shift-why-corrected = Corrected after its return
shift-why-returned = Returned for correction
shift-why-urgent-without-action = Urgent, no action
shift-why-promise-missed = Promise missed
shift-why-reopened = Case reopened
shift-why-no-facility = No facility
shift-why-no-end = No known end
shift-why-short = Under 20 seconds
shift-why-sample = Sample
# Variables:
#   $count (Number) - how many calls of each agent are samples
shift-samples-rule =
    { $count ->
        [0] No samples by the rule in force
        [one] 1 of each agent
       *[other] { $count } of each agent
    }
# Variables:
#   $count (Number) - how many calls of each agent were samples when it was signed
shift-samples-signed =
    { $count ->
        [0] without samples
        [one] 1 sample of each agent
       *[other] { $count } samples of each agent
    }
shift-return = Return for correction
shift-returned-said = It was returned to its agent.
shift-return-back-said = The return was taken back.
shift-signature = Signature of the shift
shift-signed = Signed by
shift-unsigned = This shift has not been signed yet.
shift-unsigned-running = The shift is running; it is signed when it has ended.
shift-sign = Sign the shift
shift-sign-again = Sign again
# Variables:
#   $count (Number) - signatures under the shift, two or more
shift-signatures =
    { $count ->
        [one] 1 signature
       *[other] { $count } signatures
    }
shift-after-signature = After the signature
# Variables:
#   $count (Number) - contacts that came or changed after the signature, at least one
shift-after-count =
    { $count ->
        [one] 1 contact came or changed after the signature
       *[other] { $count } contacts came or changed after the signature
    }
# Variables:
#   $count (Number) - contacts that were signed and are in another shift or nowhere since, at least one
shift-gone-count =
    { $count ->
        [one] 1 contact that was signed has left this shift since
       *[other] { $count } contacts that were signed have left this shift since
    }
shift-sign-title = Sign the shift
# Variables:
#   $count (Number) - contacts that a signature covers
shift-sign-calls =
    { $count ->
        [0] No contacts
        [one] 1 contact
       *[other] { $count } contacts
    }
# Variables:
#   $count (Number) - entries of the journal
shift-entries =
    { $count ->
        [0] no entries
        [one] 1 entry
       *[other] { $count } entries
    }
shift-sign-digest = digest of the entries:
shift-machine-this = This machine
# Variables:
#   $name (String) - six digits that tell the machines of a site apart
shift-machine = Machine { $name }
# Variables:
#   $count (Number) - entries that the central server has yet to take, at least one
shift-machine-waiting =
    { $count ->
        [one] 1 entry has not reached the central server yet
       *[other] { $count } entries have not reached the central server yet
    }
# Variables:
#   $time (String) - date and time of the last entry of the shift from that machine
shift-machine-last = last entry from it: { $time }
# Variables:
#   $count (Number) - contacts of the shift that the signer logged, at least one
shift-sign-own =
    { $count ->
        [one] You logged 1 contact of this shift yourself. If possible, let another supervisor sign it; the signature shows this.
       *[other] You logged { $count } contacts of this shift yourself. If possible, let another supervisor sign it; the signature shows this.
    }
# Variables:
#   $count (Number) - contacts of the shift that the signer had logged, at least one
shift-signed-own =
    { $count ->
        [one] the signer logged 1 of them
       *[other] the signer logged { $count } of them
    }
shift-sign-hint = It is asked for again, since you sign in your name.
shift-signed-said = The shift was signed.
shift-signatures-so-far = Signatures so far
shift-not-yet = Before signing
# Variables:
#   $time (String) - planned end, time of day
shift-not-yet-running = The shift runs until { $time }.
shift-not-yet-draft = Open draft
shift-not-yet-correction = Correction that was not saved
shift-not-yet-returned = Returned and not corrected
shift-to-desk = To the desk
shift-to-call = Open

## Handing a shift over

shift-hand-over = Hand over
shift-hand-over-give = Hand it over now
shift-hand-over-title = Hand the shift over
shift-hand-over-notes = Notes for whoever takes it
shift-hand-over-hint = What the figures above do not say: who is waiting, and what they were told.
shift-handed-over = Handed over by
shift-handed-over-said = The shift was handed over and waits to be taken.
shift-hand-overs-so-far = Handed over before
shift-handover-waits = Waits to be taken
shift-handover-taken = Taken by
shift-handover-taken-said = It was confirmed.
shift-handover-waiting = Shifts that wait to be taken
shift-handover-take = Confirm the hand-over
shift-open-drafts = Open drafts at this machine
shift-open-due = Due by the end of the day
shift-open-promises = Promises among these
shift-open-urgent = Open urgent cases
