## The lock, and not receiving calls

lock-button = Lock
lock-ask = Leaving the desk
lock-now = Only lock
lock-other = Another person
lock-said = Locked. Drafts are kept.
lock-soon-said = Nobody has used this machine for a while; it locks in twenty seconds. Any key keeps it open.
# Variables:
#   $seconds (Number) - seconds until the machine locks, 0 to 20
lock-soon =
    { $seconds ->
        [0] The machine locks now.
        [one] The machine locks in one second. Any key keeps it open.
       *[other] The machine locks in { $seconds } seconds. Any key keeps it open.
    }

## The locked machine

lock-title = This machine is locked
lock-lead = Your PIN opens it where you were. Somebody else may sign in instead; your drafts stay yours.
lock-open = Open
# Variables:
#   $time (String) - when it was locked, in hours and minutes
lock-since = locked since { $time }
lock-pause-length = Length of the pause so far
# Variables:
#   $minutes (Number) - how long such a pause usually is
lock-pause-long =
    { $minutes ->
        [one] longer than the usual minute
       *[other] longer than the usual { $minutes } minutes
    }
