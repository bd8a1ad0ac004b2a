## The list

cases-list = List of cases
cases-filters = Choose cases
cases-filter = Which cases
cases-filter-mine = Mine
cases-filter-open = All open
cases-filter-overdue = Overdue
cases-filter-waiting = Waiting
cases-filter-closed = Closed
cases-filter-all = All
cases-type = Type
cases-status = Status
cases-any = Any
cases-order = Order
cases-order-newest = Newest first
cases-order-due = Soonest due first
cases-urgent-only = Urgent only
cases-clear = Clear
cases-empty-mine = You have no open cases. They come with what you log, or when you take one.
cases-empty = There are no such cases.
cases-nothing-found = No cases match.
# Variables:
#   $count (Number) - cases that answer the question
cases-found =
    { $count ->
        [0] No cases match.
        [one] 1 case
       *[other] { $count } cases
    }
# Variables:
#   $shown (Number) - rows on the screen
#   $total (Number) - rows that answer the question
cases-shown = { $shown } of { $total } shown
# So many cases that they are not counted to the end.
# Variables:
#   $count (Number) - cases that were counted
cases-found-at-least = { $count } cases or more
# Variables:
#   $shown (Number) - rows on the screen
#   $total (Number) - rows that were counted
cases-shown-at-least = { $shown } of { $total } or more shown
cases-column-reference = Reference
cases-column-subject = Type and subject

## By when

cases-due = Due
cases-due-none = No date set
# Variables:
#   $date (String) - weekday, day and month
cases-due-was = was { $date }
# Variables:
#   $time (String) - time of day
cases-due-today = today at { $time }
# Variables:
#   $date (String) - weekday, day and month
cases-due-on = { $date }
cases-overdue-today = overdue since today
# Variables:
#   $count (Number) - days that have passed since, at least one
cases-overdue =
    { $count ->
        [one] overdue by 1 day
       *[other] overdue by { $count } days
    }

## One case

cases-page = The case
cases-copy = Copy number
cases-copied = The number was copied.
cases-copy-failed = The number could not be copied. Select it and press Ctrl+C.
cases-sensitive = Sensitive
cases-owner = Owner
cases-owner-none = Nobody has it yet
cases-caller = Raised by
cases-title = Title
cases-summary = Summary
cases-priority = Priority
cases-severity = Severity
cases-facility = Facility
cases-refer-to = To be referred to
cases-finding = Finding
cases-action = Action taken
cases-informed = Informed of the result
cases-informed-how = How they were informed
cases-informed-at = When they were informed
cases-closing-outcome = How it ended
cases-save = Save
# Variables:
#   $from (String) - label of the status where it stood
#   $to (String) - label of the status where it was to go
cases-finding-unlawful = Two people moved this case while apart: a move from “{ $from }” to “{ $to }” was not applied. Look whether it stands where it should.
cases-finding-closed-without = This case was closed without everything that closing asks for. Look what is missing.
cases-finding-conflict = Two people changed the same field while apart, and one value gave way. Look whether the right one stands.
cases-finding-other = Something in this case could not be read or applied. Tell the supervisor.

## What may be told

cases-tell = What may be told
cases-tell-none = Nothing has been written. Say that the case is being dealt with and by when it is due.
cases-tell-write = Write
cases-tell-change = Change
cases-tell-title = One sentence for whoever asks
cases-tell-hint = Any agent may read it out. Leave it empty to take it back.
cases-told-said = What may be told was saved.

## What can be done

cases-ways = What can be done
cases-not-yours = Only its owner or a supervisor moves this case. You can plan a follow-up.
cases-take = Take the case
cases-taken-said = The case is yours now.
cases-give = Give to…
cases-give-title = Give the case to somebody else
cases-give-send = Give
cases-given-said = The case was given away.
cases-amend = Edit
cases-amend-title = Edit the case
cases-amended-said = The changes were saved.
cases-to-in-progress = Start work
cases-to-awaiting-entity = Wait for the entity
cases-to-awaiting-beneficiary = Wait for the beneficiary
cases-to-resolved = Resolve
cases-to-closed = Close the case
cases-to-reopened = Open again
cases-to-cancelled = Cancel the case
cases-to-duplicate = Duplicate
# Variables:
#   $status (String) - label of the status
cases-move-title = Before it becomes “{ $status }”
# Variables:
#   $status (String) - label of the status
cases-move-send = Set to “{ $status }”
# Variables:
#   $status (String) - label of the status
cases-moved-said = The case is now: { $status }.

## Follow-ups

cases-follow-ups = Follow-ups and promises
cases-follow-ups-none = Nothing is planned.
cases-promised = Promise
# Variables:
#   $time (String) - date and time
cases-follow-up-done = Done { $time }
cases-follow-up-cancelled = Will not be done
# Variables:
#   $date (String) - weekday, day and month
cases-follow-up-moved = first due { $date }
cases-plan = Plan a follow-up
cases-plan-title = New follow-up
cases-plan-send = Plan it
cases-plan-kind = What is to be done
cases-plan-due = By when
cases-plan-whose = Who does it
cases-plan-me = Me
cases-plan-anyone = Whoever is free first
cases-plan-promise = What was promised
cases-plan-promise-hint = Leave it empty if nothing was promised.
cases-planned-said = The follow-up was planned.
cases-when-now = Now
cases-when-today = Today
cases-when-time = Time
cases-result = What came of it
cases-done = Done
# Variables:
#   $what (String) - kind of the follow-up
cases-done-of = Done: { $what }
cases-done-title = It was done
cases-done-said = The follow-up is done.
cases-attempt = Tried
# Variables:
#   $what (String) - kind of the follow-up
cases-attempt-of = Tried: { $what }
cases-attempt-title = It was tried
cases-attempt-words = In words
cases-attempt-due = Due afterwards
cases-attempt-due-same = As before
cases-attempt-due-new = A new time
cases-attempt-said = The attempt was written down.
cases-replan = New time
# Variables:
#   $what (String) - kind of the follow-up
cases-replan-of = New time: { $what }
cases-replan-title = Give it a new time
cases-replan-said = The follow-up has a new time.
cases-cancel = Will not be done
# Variables:
#   $what (String) - kind of the follow-up
cases-cancel-of = Will not be done: { $what }
cases-cancel-title = It will not be done
cases-cancel-reason = Reason
cases-cancel-said = The follow-up was called off.

## How it came here

# Variables:
#   $count (Number) - contacts of the case
cases-calls = Contacts ({ $count })
cases-call-open = Show in full
# Variables:
#   $time (String) - date and time of the contact
cases-call-open-of = Show in full: { $time }
cases-timeline = History
# Variables:
#   $to (String) - label of the status
cases-move-opened = Opened: { $to }
# Variables:
#   $from (String) - label of the status before
#   $to (String) - label of the status after
cases-move-from-to = From “{ $from }” to “{ $to }”

## Legal hold

cases-held = Legal hold
cases-hold-begin = Legal hold…
cases-hold-end = End the legal hold…
cases-hold-end-title = End the legal hold
cases-hold-end-lead = From then on this case and its contacts may be erased, when they are older than they may be kept or when a person asks for it. What is erased cannot be brought back.
cases-hold-end-now = End the hold
cases-hold-title = Put under legal hold
cases-hold-lead = Nothing of this case and its contacts is erased until the hold ends: neither when a person asks for it nor when it is old.
cases-hold-file = File number of the hold
cases-hold-file-hint = Digits and the short sign of the file; no names.
cases-hold = Put under hold
cases-held-said = The case is under legal hold.
cases-hold-ended-said = The legal hold has ended.
