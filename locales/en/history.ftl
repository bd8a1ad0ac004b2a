## The journal as it stands

history-title = Journal
history-lead = Everything that was recorded at this site as it lies on this machine: who did what and when, and its place in the chain. No words, names or numbers of the persons who got in touch stand here.
history-open = Show the journal
history-back = Back to the settings
history-filter = What is shown
history-what = Kind
history-what-all = Every kind
# Variables:
#   $group (String) - name of the group
history-group-all = { $group }: all
history-actor = Done by
history-actor-all = Everybody
history-machine = Machine
history-machine-all = Every machine
# Variables:
#   $station (String) - name of the station, or the end of the machine's id
history-machine-here = { $station } (this machine)
history-from = From
history-to = To
# Variables:
#   $day (String) - a day as it can be typed
history-day-hint = Such as { $day }
history-about = Case reference or id
history-about-hint = Shows the history of what bears it.
history-show = Show
history-clear = Show everything
history-loading = Reading the journal…
history-none = No entries match what you chose.
history-nothing-borne = No case bears this reference, or it is not yours to see.
history-entry-not-found = This entry is not on this machine any more. Show the journal anew.
history-list = Entries, the newest first
history-order = In the order of the clocks of the machines at which they were made.
# Variables:
#   $count (Number) - entries that are shown, at least one
history-shown =
    { $count ->
        [one] One entry shown
       *[other] { $count } entries shown
    }
history-nobody = Not known here
history-erased = Personal data erased
# Variables:
#   $epoch (String) - beginning of the id of the stretch of the chain
#   $seq (String) - place in it
history-place = Place { $seq } in { $epoch }
history-entry-when = When
history-entry-by = Done by
history-entry-machine = Machine
history-entry-subject = About
history-entry-reference = Case reference
history-entry-id = Id of the entry
history-entry-act = Id of the act
history-entry-place = Place in the chain
history-entry-number = Number at the central server
history-entry-no-number = None yet
history-entry-state = At the central server
history-state-waiting = Waits to be sent
history-state-acknowledged = Took it
history-state-held = Held entry: it could not be accepted
history-state-replaced = Linked anew in a later stretch
history-entry-header-digest = Digest of the header
history-entry-facts-digest = Digest of the facts
history-entry-personal-digest = Digest of what is not shown: names and words
history-entry-prev = Hash of the link before
history-entry-hash = Hash of the link
history-entry-elsewhere = Its link is in another machine’s chain, and its hash there.
history-facts = Facts: codes, times, ids
history-facts-none = It says nothing more than this.
history-facts-more = There are more than are shown.
history-facts-kept-back = The facts are about persons who got in touch or their cases, and shown to those who may read contacts.
history-export = Export the chain…
history-export-title = Export the chain of the journal
history-export-about = One file with which anybody can check, without Nida and without a key, that nothing was changed or left out. There are no names, numbers or words in it, their digests alone. Codes and times are in it: give it to those who audit.
history-export-empty = There are no entries in the file.

## Groups of kinds

history-group-viewings = Openings of sensitive cases
history-group-exports = Exports
history-group-erasures = Erasures
history-group-people = Staff and roles
history-group-machine = Machine and its keys
history-group-lists = Lists
history-group-imports = Imports
history-group-duties = Duties
history-group-shifts = Shifts
history-group-calls = Contacts
history-group-cases = Cases
history-group-follow-ups = Follow-ups
history-group-persons = Persons and numbers
history-group-quality = Quality and surveys
history-group-decisions = Decisions of the review
history-group-others = Others

## Kinds of entries

history-kind-export-made = Export
history-kind-export-failed = Export that was not finished
history-kind-call-erased = Contact erased
history-kind-case-erased = Case erased
history-kind-person-erased = Person erased
history-kind-follow-up-erased = Follow-up erased
history-kind-survey-erased = Survey erased
history-kind-question-erased = Question erased
history-kind-flag-erased = Flag on a number erased
history-kind-user-added = Person of the staff added
history-kind-user-changed = Person of the staff or their roles changed
history-kind-user-secret-changed = Own PIN or password changed
history-kind-user-secret-given = PIN or password given
history-kind-user-secret-recovered = PIN or password renewed by the recovery code
history-kind-machine-code-renewed = Recovery code renewed
history-kind-machine-passphrase-changed = Station passphrase changed
history-kind-machine-keyring-added = Opening from the keyring allowed
history-kind-machine-keyring-removed = Opening from the keyring taken away
history-kind-machine-key-file-added = Key file made
history-kind-machine-key-file-removed = Key file taken away
history-kind-machine-lock-set = Times of the lock changed
history-kind-lists-changed = Lists changed
history-kind-lists-change-withdrawn = Change of lists taken back
history-kind-import-begun = Import begun
history-kind-import-done = Import done
history-kind-import-undone = Import undone
history-kind-duty-opened = Duty opened
history-kind-duty-closed = Duty closed
history-kind-duty-paused = Pause begun
history-kind-duty-resumed = Pause over
history-kind-shift-signed = Shift signed
history-kind-shift-handed-over = Shift handed over
history-kind-shift-handover-confirmed = Hand-over of a shift confirmed
history-kind-call-logged = Contact logged
history-kind-call-added = Added to the log of a conversation
history-kind-call-amended = Contact corrected
history-kind-call-voided = Contact voided
history-kind-call-restored = Contact brought back
history-kind-call-commented = Comment on a contact
history-kind-call-returned = Contact returned for correction
history-kind-call-return-corrected = Returned contact corrected
history-kind-call-return-withdrawn = Return of a contact taken back
history-kind-case-opened = Case opened
history-kind-case-moved = Case moved
history-kind-case-amended = Case corrected
history-kind-case-call-linked = Contact linked to a case
history-kind-case-viewed = A sensitive case was opened to be read
history-kind-case-told = What a caller may be told was written
history-kind-follow-up-planned = Follow-up planned
history-kind-follow-up-attempted = Follow-up attempted
history-kind-follow-up-replanned = Follow-up replanned
history-kind-follow-up-done = Follow-up done
history-kind-follow-up-cancelled = Follow-up cancelled
history-kind-person-added = Person’s record added
history-kind-person-amended = Person’s record changed
history-kind-merge-made = Two persons said to be one
history-kind-merge-undone = That two persons are one taken back
history-kind-flag-raised = Number flagged
history-kind-flag-lifted = Flag on a number lifted
history-kind-call-scored = Contact scored
history-kind-call-score-replied = Score replied to
history-kind-call-score-withdrawn = Score taken back
history-kind-survey-answered = Survey answered
history-kind-survey-withdrawn = Survey answer taken back
history-kind-takeover-made = Somebody else’s draft taken over
history-kind-question-asked = Question without an answer card
history-kind-improvement-recommended = Improvement recommended
history-kind-improvement-answered = Outcome of a recommendation
history-kind-improvement-withdrawn = Recommendation withdrawn
history-kind-decided = Decided what two machines did apart
history-kind-decision-withdrawn = Decision taken back
