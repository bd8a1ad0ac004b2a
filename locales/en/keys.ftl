## What the keys do

keys-title = Keys
keys-scope-everywhere = On all screens
keys-scope-desk = Desk
keys-scope-cases = Cases
keys-scope-answers = In the answer cards
keys-scope-shift = Shift review
keys-scope-figures = Figures
keys-scope-settings = Settings
keys-call-begin = New call, or take the call that rings; the one that runs goes on hold
keys-channel = Choose the channel, or begin a contact by another one, then a digit
keys-draft-next = Next draft
keys-call-ended = The call has ended, or goes on; of a message: answered
keys-call-hold = Put the caller on hold, or take them up again
keys-call-dropped = The line dropped: a call-back is planned; or the line is back
keys-call-back = Call back now the caller whose line dropped
keys-call-save = Save by the rule of the type
keys-call-save-other = Save the other way
keys-call-urgent = Urgent or not
keys-draft-discard = Discard the draft
keys-draft-kept = Is the draft kept?
keys-pop-end = Hide the call that is announced
keys-undo = Undo the last act
keys-lock = Lock the machine or pause, then a digit
keys-type = Choose the type, then the subject
keys-screen-desk = Desk
keys-screen-cases = Cases
keys-screen-shift = Shift review
keys-screen-figures = Figures
keys-screen-settings = Settings
keys-review = What needs a review
keys-import = Import from a sheet
keys-shift-print = Print the shift’s log
keys-shift-export = Export the shift’s log
keys-shift-comment = Comment on the call
keys-shift-return = Return the call for correction
keys-shift-score = Score the quality of the call
keys-shift-sign = Sign the shift
keys-shift-hand-over = Hand the shift over
keys-shift-journal = Check the journal
keys-figures-period = Choose the period
keys-figures-definitions = What each figure counts
keys-figures-bulletin = Bulletin as files, and by schedule
keys-figures-print = Print the figures
keys-pane-next = Next part of the screen
keys-pane-previous = Previous part of the screen
keys-sheet = Show the keys
keys-palette = Search and actions
keys-question-end = Press a number. To leave:
keys-own-lead = The usual keys suit most keyboards. Change what does not suit yours; they stay yours alone, on this machine.
keys-change = Change
# Variables:
#   $action (String) - what the key does
keys-change-of = Change the key of: { $action }
keys-back = Usual
# Variables:
#   $action (String) - what the key does
keys-back-of = Give the usual key back to: { $action }
keys-back-all = Give all usual keys back
keys-given = The keys have changed
keys-press-now = Press the new key
# Variables:
#   $action (String) - what the key does now
keys-taken-by = In use for: { $action }
keys-unfit-letter = Hold Ctrl or Alt with it; a letter alone is for writing.
keys-unfit-altgr = These two together write characters on some keyboards.
keys-unfit-editing = This key is for writing and moving inside fields.
keys-unfit-webview = This key belongs to the system.
# Variables:
#   $type (String) - label of the type
keys-type-of = Type: { $type }
keys-non-service = Non-service call, then the digit of its reason
keys-answers = Answer cards, where you also note that no card answers
keys-answers-language = Read the card in the other language
keys-person-choose = Choose the person among those of the number, or in the patient’s part who is ill, then the digit
keys-case-link = Add to a case of the card, then its digit
keys-case-same = Add to a case about the same subject
keys-part-patient = Patient
keys-part-questions = Questions about the subject
keys-part-affected = People affected
keys-proposal-accept = Take the proposed subject
keys-issue-add = Add another issue
keys-part-care = Issue details: severity, stage, staff
keys-part-place = Place
keys-part-answer = Answer and outcome
keys-part-promise = Promise
keys-part-refer = Refer the case to
keys-part-late = Late entry, or on behalf of somebody
keys-part-contact = Language and identity check
keys-number-flag = Flag the number as a nuisance
