## The clock of a call: hold, and a line that dropped

# The key and the button that put the caller on hold.
clock-hold = Hold
clock-take-up = Take up again
clock-drop = Line dropped
clock-call-back = Call back now
# Variables:
#   $length (String) - for how long, as minutes and seconds
clock-on-hold = On hold for { $length }
# Variables:
#   $time (String) - the time of today at which the caller is called back
clock-dropped-plan = Line dropped – call back at { $time }
# Variables:
#   $day (String) - the day on which the caller is called back
#   $time (String) - the time of that day
clock-dropped-plan-on = Line dropped – call back on { $day } at { $time }
# Variables:
#   $time (String) - when the caller was called back
clock-dropped-called = Line dropped – called back at { $time }
clock-dropped-no-number = Line dropped – no number to call back
clock-dropped-no-plan = Line dropped – no call-back planned

## What is said when a key is pressed

# Variables:
#   $number (String) - the number of the call as it was typed
clock-held-said = The call from { $number } is on hold.
clock-held-untold-said = The call before is on hold.
clock-hold-said = The call is on hold.
# Variables:
#   $number (String) - the number of the call as it was typed
clock-taken-up-said = The call from { $number } is taken up again.
clock-taken-up-untold-said = The call is taken up again.
# Variables:
#   $count (Number) - how many times can be counted: always many
clock-uncounted-said =
    { $count ->
        [one] This call has been on hold once; no more is counted.
       *[other] This call has been on hold { $count } times; no more is counted.
    }
# Variables:
#   $time (String) - at which time the caller is called back
clock-dropped-planned-said = The line dropped. A call-back is planned for { $time }.
clock-dropped-promised-said = The line dropped. What was promised stands as it was.
clock-dropped-no-number-said = The line dropped, and there is no number to call back. Type it if you know it.
clock-dropped-unplanned-said = The line dropped, and no time for a call-back could be found. Set one under Promise.
clock-on-again-said = The line is back; the call goes on.
clock-none-said = No telephone call is running in this draft.
clock-not-dropped-said = The line of this call did not drop.
# Variables:
#   $number (String) - the number that is called
clock-calling-back-said = Calling back { $number }. Saving this call saves the one that dropped with it.

## The saved call

clock-talk = Time spoken
clock-holds = On hold
# Variables:
#   $count (Number) - how many times, at least one
#   $length (String) - how long in all, as minutes and seconds
clock-holds-in-all =
    { $count ->
        [one] Once, { $length }
       *[other] { $count } times, { $length } in all
    }
# Variables:
#   $from (String) - the time at which it began
#   $until (String) - the time at which it ended
#   $length (String) - how long it was, as minutes and seconds
clock-hold-of = { $from } to { $until } ({ $length })
# Variables:
#   $from (String) - the time at which it began
clock-hold-to-the-end = { $from } to the end of the call
# Variables:
#   $from (String) - the time at which it began
clock-hold-unended = from { $from }, end not known
clock-dropped = Line dropped
clock-goes-on-from = Continues
clock-goes-on-in = Continued in
# Variables:
#   $at (String) - day and time at which the other call began
clock-call-of = Call of { $at }
clock-goes-on-from-unsaved = A call that dropped and is not saved yet
