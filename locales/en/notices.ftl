## Notices of the desktop: a number alone, never a name, a phone number or a subject

notices-call-waiting = A call is waiting
# Variables:
#   $count (Number) - the person’s own follow-ups, promises and call-backs that have come due, at least one
notices-due =
    { $count ->
        [one] 1 follow-up is due
       *[other] { $count } follow-ups are due
    }

## Their setting

notices-title = Notices
notices-shown = Show notices of the desktop on this machine
notices-note = They name nobody and no number: “A call is waiting”, “2 follow-ups are due”. They never bring the window to the front.
notices-saved-on = This machine shows notices now.
notices-saved-off = This machine shows no notices now.

## What is due, inside the window

# Variables:
#   $count (Number) - the person’s own follow-ups that have come due, at least one
notices-status =
    { $count ->
        [one] 1 follow-up due
       *[other] { $count } follow-ups due
    }
# Variables:
#   $count (Number) - the person’s own follow-ups that come due later, at least one
notices-status-later =
    { $count ->
        [one] 1 follow-up to come
       *[other] { $count } follow-ups to come
    }
notices-list-title = Follow-ups that are due
# Variables:
#   $count (Number) - follow-ups for whoever comes first that have come due, at least one
notices-status-anyone =
    { $count ->
        [one] 1 due for whoever is free first
       *[other] { $count } due for whoever is free first
    }
# Variables:
#   $count (Number) - the person’s own follow-ups that come due later, at least one
notices-list-later =
    { $count ->
        [one] 1 that is not due yet
       *[other] { $count } that are not due yet
    }
# Variables:
#   $shown (String) - how many are shown, those due longest
#   $total (String) - how many are due
notices-list-cut = Shown: the first { $shown } of { $total }, by when they are due.
# Variables:
#   $count (Number) - how often it was tried, at least once
notices-list-tried =
    { $count ->
        [one] tried once
       *[other] tried { $count } times
    }
notices-list-none = Nothing is due.
notices-list-anyone = For whoever is free first
