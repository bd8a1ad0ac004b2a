## A call that the softphone announces

desktop-pop = Call announced
# Variables:
#   $number (String) - the caller’s number
desktop-pop-number = Ringing: { $number }
desktop-pop-withheld = Ringing: the caller’s number is not shown
desktop-pop-unreadable = Another program announced a call, but its number could not be read
# Variables:
#   $time (String) - time of day
desktop-pop-since = since { $time }
desktop-pop-take = Take down
# Variables:
#   $number (String) - the caller’s number
desktop-pop-take-other = Take down the call of { $number }
desktop-pop-take-withheld = Take down the call without a number
desktop-pop-end = Hide
# Variables:
#   $count (Number) - further calls that wait, at least one
desktop-pop-more =
    { $count ->
        [one] 1 more:
       *[other] { $count } more:
    }

## Closing the window

desktop-close-title = Close Nida?
# Variables:
#   $count (Number) - drafts that are open, at least one
desktop-close-drafts =
    { $count ->
        [one] 1 draft is still open. It is kept on this machine and opens again when you sign in.
       *[other] { $count } drafts are still open. They are kept on this machine and open again when you sign in.
    }
desktop-close-not-kept = The last words of a draft could not be written to the disk. They are lost if you close now.
desktop-close-go = Close Nida
desktop-close-stay = Stay

## For whoever helps from afar

desktop-diagnostics = Copy diagnostics
desktop-diagnostics-lead = For whoever helps you: versions, states and the end of the log. Nobody’s data are in it.
desktop-diagnostics-copied = The diagnostics are on the clipboard
desktop-diagnostics-by-hand = Copy the text from here
