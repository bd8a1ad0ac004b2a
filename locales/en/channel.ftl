## Channels other than the telephone that rings

channel-choose = By which channel?
channel-others = Other channels…
channel-new = Contact by another channel
channel-channel = Channel
# Variables:
#   $channel (String) - label of the channel that was chosen
channel-chosen = Channel now: { $channel }
# The head of the form, by the kind of contact.
channel-title-visit = New visit
channel-title-letter = New letter
channel-title-message = New message

## Who wrote, and when

channel-handle = Sender’s name or account
channel-caller-message = Sender
channel-caller-visit = Visitor
channel-caller-letter = Person concerned
channel-link = Link to the message
channel-link-copy = Copy the link
channel-link-copied = The link was copied.
channel-link-not-copied = It could not be copied. Select the link and copy it.
channel-note-message = What the message says
channel-note-visit = What the visitor said
channel-note-letter = What the letter says
channel-letter-reference = Number of the letter
channel-times = When it came in and was answered
# When the log was begun, of what is no call.
channel-log-time = Logged
channel-received = Came in
channel-received-day = Day it came in
channel-received-time = Time it came in
channel-answered = Answered
channel-answered-at = Answered at
channel-answered-day = Day of the answer
channel-answered-time = Time of the answer
channel-not-answered = Not answered yet
channel-answer-now = Answered now
channel-answered-said = Noted as answered now.
channel-open-said = Not answered yet.
channel-typed-said = The time of the answer was typed and stays as it is.
channel-no-length = No length

## The log of a conversation’s day

channel-conversation = The same conversation
# Variables:
#   $time (String) - when the log of the day was begun
#   $who (String) - name of who began it
channel-logged-today = This conversation was logged today at { $time } by { $who }.
# Variables:
#   $day (String) - the day of the log
#   $time (String) - when it was begun
#   $who (String) - name of who began it
channel-logged-then = This conversation was logged on { $day } at { $time } by { $who }.
channel-logged-added = Saving adds what you typed to that log; no second one is opened.
channel-add = Add to its log
# Variables:
#   $time (String) - when the log of the day was begun
channel-add-to = Add to the log of { $time }
channel-added-title = Added to the log of the conversation
# Variables:
#   $time (String) - when the log of the day was begun
channel-added-said = What you typed was added to the log of { $time }.
# Variables:
#   $time (String) - when the log of the day was begun
#   $reference (String) - reference number of the case that the log belongs to
channel-added-case-said = What you typed was added to the log of { $time }, which belongs to case { $reference }.
# Variables:
#   $time (String) - day and time at which it was added
channel-added-at = Added { $time }

## After saving

channel-saved-title = Saved to the log
channel-saved-said = Saved to the log.
# Variables:
#   $reference (String) - reference number of the case that was opened
channel-saved-case-said = Saved to the log, and case { $reference } was opened.
# Variables:
#   $reference (String) - reference number of the case that it was added to
channel-saved-linked-said = Saved to the log and added to case { $reference }.
# Variables:
#   $count (Number) - messages, visits and letters of this duty, at least one
channel-others-count = other: { $count }
