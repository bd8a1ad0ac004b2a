## Words used on more than one screen

common-product = Nida
common-language = Language
common-close = Close
common-unsaved = What was typed here has not been saved. Press Esc again to leave it.
common-cancel = Cancel
common-try-again = Try again
common-load-more = Show more
common-not-chosen = Not chosen
common-not-given = Not given
common-just-now = now
common-keys = Keys
common-undo = Undo
common-undo-offers = What can be undone
common-sign-out = Sign out
common-signed-out = Signed out. Drafts are kept on this machine.
common-start-failed = Nida could not start

## Screens

common-screens = Screens
common-screen-desk = Desk
common-screen-cases = Cases
common-screen-shift = Shift review
common-screen-figures = Figures
common-screen-settings = Settings

## Practice store

common-practice = Practice data
common-practice-lead = Everything here is for practice. None of it goes into the station’s log.
common-practice-leave = End practice

## People

common-name-ar = Name in Arabic
common-name-en = Name in English
common-login = Login name
common-login-hint = 2 to 40 characters, no spaces.
common-secret = PIN or password
common-secret-hint = At least six digits, or a password of at least eight characters.
common-secret-show = Show
common-secret-hide = Hide

## A call

common-agent = Agent
# Variables:
#   $name (String) - the colleague whose call it was
common-on-behalf = on behalf of { $name }
common-caller = Caller
common-anonymous = Would not say who they are
common-call-time = Time of the call
common-call-lasted = lasted
common-call-ended-by-saving = ended with its saving
common-call-end-unknown = end not recorded
common-case-number = Case number
common-comments = Supervisor’s comments
common-comments-none = No comments.
common-returns = Returned for correction
common-return-open = Waits for correction
common-return-corrected = Corrected
common-return-withdrawn = The return was taken back
common-return-back = Take the return back
common-held = Held entry
common-note-empty = Nothing was written down.
common-outcome = Outcome
common-place = Place
common-urgent = Urgent

## Fields

# Variables:
#   $count (Number) - how many more items answer the search than are shown
common-more-found =
    { $count ->
        [one] One more match; type more to narrow it down
       *[other] { $count } more matches; type more to narrow them down
    }
# Variables:
#   $count (Number) - how many characters were replaced by the sign for an unreadable one
common-characters-replaced =
    { $count ->
        [one] One character that cannot be kept was replaced by �.
       *[other] { $count } characters that cannot be kept were replaced by �.
    }
