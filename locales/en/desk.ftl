## The agent’s desk

desk-call = Form of the contact
desk-call-title = New call
desk-clock = Length of the call
desk-new-call = New call
desk-new-call-said = A new call has begun.
desk-next-draft = Next draft
desk-empty-title = Ready for the next call
desk-empty-lead = The clock runs from the moment a call begins, and what you type is kept as you type it.

## The form

desk-number = Phone number
desk-type = Type
desk-subject = Subject
desk-subject-nothing = No subject of that name. Try another word.
desk-facility = Health facility
desk-facility-nothing = Not in the list; it is kept as you typed it.
desk-note = What the caller said
desk-governorate = Governorate
desk-wilayat = Wilayat
desk-wilayat-first = Choose the governorate first
desk-place = Place in words
# Variables:
#   $outcome (String) - label of the outcome that belongs to the type
desk-outcome-default = Automatic: { $outcome }
desk-outcome-by-rule = Automatic, by the type
desk-urgent-on = Marked as urgent.
desk-urgent-off = No longer marked as urgent.
desk-end = End call
desk-ended = Call has ended
desk-goes-on = The call goes on.

## Saving

desk-save = Save
desk-save-with-case = Save and open a case
desk-save-without-case = Save without a case
desk-saved-title = The call was saved
desk-saved-case-title = The call was saved and a case was opened
desk-owed-title = A call-back was planned for this caller. Was this it?
desk-saved-case-read = Read the number to the caller, who can ask about the case with it.
# Variables:
#   $reference (String) - reference number of the case that was opened
desk-saved-case-said = The call was saved and case { $reference } was opened.
desk-saved-said = The call was saved.
# Variables:
#   $number (String) - the caller's number as it was typed
desk-saved-of = The call from { $number } was saved.
# Variables:
#   $number (String) - the caller's number as it was typed
#   $reference (String) - reference number of the case that was opened
desk-saved-case-of = The call from { $number } was saved and case { $reference } was opened.
# What was typed between the save and its answer is in a draft of its own.
desk-saved-along = The call that dropped was saved with it.
desk-saved-along-left = The call that dropped lacks something and stays among the drafts.
desk-saved-rest = What you typed after saving is not part of it and stands in a draft of its own.
# Variables:
#   $why (String) - the reason, a whole sentence
desk-not-saved = The earlier form was not saved. { $why }
# Variables:
#   $number (String) - the caller's number as it was typed
#   $why (String) - the reason, a whole sentence
desk-not-saved-of = The form of { $number } was not saved. { $why }
# A field that the form does not show keeps a call from being saved.
# Variables:
#   $field (String) - what the field is called
#   $why (String) - what is wrong with it, a whole sentence
desk-problem-at = { $field }: { $why }
desk-open-draft = Open the draft

## Drafts

desk-drafts = Open drafts
desk-drafts-none = No open drafts.
desk-draft-untyped = No type yet
desk-draft-no-number = No number
desk-draft-discarded = The draft was discarded.
desk-discard = Discard
desk-kept = Draft kept
# Variables:
#   $time (String) - when somebody asked whether it is kept
desk-kept-at = All of the draft is kept, { $time }
desk-keeping = Keeping the draft…
desk-not-kept = The draft has not been kept yet.

## Log of the duty

desk-log = My log
desk-log-none = Nothing logged in this duty yet.
desk-log-case = Case
desk-commented = Comments on what you logged earlier
desk-commented-seen = I have read the comments
desk-returned = Returned to you for correction
desk-returned-open = Open it to see what to put right
desk-log-call-title = Logged contact
# Variables:
#   $count (Number) - calls logged in this duty, at least one
desk-log-count =
    { $count ->
        [one] 1 call
       *[other] { $count } calls
    }
# Variables:
#   $count (Number) - comments of supervisors on this call, at least one
desk-log-comments =
    { $count ->
        [one] 1 comment
       *[other] { $count } comments
    }
desk-taken-back = The save was taken back; what you typed is a draft again.
desk-non-service = Non-service call: saved at once
# Variables:
#   $reference (String) - reference number of the case that it is added to
desk-save-to-case = Save and add to case { $reference }
desk-save-to-linked = Save and add to the case
desk-saved-linked-title = The call was saved and added to its case
# Variables:
#   $reference (String) - reference number of the case that the call was added to
desk-saved-linked-said = The call was saved and added to case { $reference }.
