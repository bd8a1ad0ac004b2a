## What is older than it may be kept

retention-title = How long data are kept
retention-lead = Names, numbers and what was said are erased once they are older than the organisation’s rules allow. That there was a contact, when and about what stays, and counts and times with it. Who got in touch again within seven days may be counted otherwise around the last day that was erased, since a number that went is no longer known.
retention-look = See what is due
retention-looking = Looking for what is older than it may be kept…
retention-no-rules = The organisation has set no time for this machine, so nothing is ever too old. The rule is “keepMonths” in the policy of the machine or of the centre.
retention-table = How long each type is kept and what of it is due
retention-type = Type
retention-kept = Kept for
retention-before = Erased if older than
retention-due = Due now
retention-for-ever = always
# Variables:
#   $count (Number) - months
retention-months =
    { $count ->
        [one] 1 month
       *[other] { $count } months
    }
retention-none = nothing
# Variables:
#   $count (Number) - open cases that are old
retention-open =
    { $count ->
        [one] 1 old case is still open: it stays, with its contacts, until some time after it is closed.
       *[other] { $count } old cases are still open: they stay, with their contacts, until some time after they are closed.
    }
# Variables:
#   $count (Number) - cases under legal hold
retention-held =
    { $count ->
        [one] 1 case stays under legal hold:
       *[other] { $count } cases stay under legal hold:
    }
retention-nothing = Nothing is older than it may be kept.
# Variables:
#   $count (Number) - records that are older than they may be kept, at least one
retention-found =
    { $count ->
        [one] 1 record is older than it may be kept.
       *[other] { $count } records are older than they may be kept.
    }
# Variables:
#   $count (Number) - records
retention-at-once =
    { $count ->
        [one] 1 record is erased at once, the oldest first; begin again for the rest.
       *[other] { $count } records are erased at once, the oldest first; begin again for the rest.
    }
retention-erase = Erase what is due…
retention-erase-title = Erase what is older than it may be kept
retention-erase-lead = It is erased for good: here, at the site’s other machines and at the central server. Calls can be logged meanwhile.
retention-progress = How far the erasure is
retention-stop = Stop
retention-over = The erasure that was under way has ended.
