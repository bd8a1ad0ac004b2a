## What the keys do

keys-title = Keys
keys-scope-everywhere = On all screens
keys-scope-desk = Desk
keys-scope-shift = Shift review
keys-scope-settings = Settings
keys-call-new = New call; the current one stays a draft
keys-draft-next = Next draft
keys-call-ended = The call has ended, or goes on
keys-call-save = Save by the rule of the type
keys-call-save-other = Save the other way
keys-call-urgent = Urgent or not
keys-draft-discard = Discard the draft
keys-draft-kept = Is the draft kept?
keys-undo = Undo the last act
keys-type = Choose the type, then the subject
keys-screen-desk = Desk
keys-screen-shift = Shift review
keys-screen-settings = Settings
keys-shift-print = Print the shift’s log
keys-pane-next = Next part of the screen
keys-pane-previous = Previous part of the screen
keys-sheet = Show the keys
