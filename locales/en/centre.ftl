## The status page for whoever runs the central server

centre-title = Nida central server: machines
centre-other-language = العربية
# Variables:
#   $time (String) - date and time in Muscat
centre-as-of = As of { $time }, Muscat time
centre-summary = Summary
centre-machines = Machines
centre-machines-none = No machine has been enrolled yet. The command centre enrol issues a code.
# Variables:
#   $count (Number) - machines that are not shown, at least one
centre-machines-more =
    { $count ->
        [one] One more machine is not shown
       *[other] { $count } more machines are not shown
    }

## How a machine is

centre-state-active = Connected in the last 24 hours
centre-state-silent = Not connected for 24 hours or more
centre-state-never = Enrolled, not connected yet
centre-state-revoked = Enrolment revoked

## Columns

centre-column-site = Site
centre-column-machine = Machine
centre-column-state = State
centre-column-seen = Last connection
centre-column-waiting = Waiting to be sent
centre-column-held = Held entries
centre-column-clock = Its clock
centre-column-enrolled = Enrolled

## What stands in the cells

centre-not-told = Not told
centre-never-seen = Never
centre-clock-right = Right
# Variables:
#   $minutes (Number) - by how many minutes the machine's clock is ahead, at least one
centre-clock-ahead =
    { $minutes ->
        [one] One minute ahead
       *[other] { $minutes } minutes ahead
    }
# Variables:
#   $minutes (Number) - by how many minutes the machine's clock is behind, at least one
centre-clock-behind =
    { $minutes ->
        [one] One minute behind
       *[other] { $minutes } minutes behind
    }

## Reports

centre-reports = Reports
centre-reports-current = The reporting tables know everything that has come
# Variables:
#   $count (Number) - numbers of the feeds that reports do not know yet, at least one
centre-reports-behind =
    { $count ->
        [one] One entry is not in the reporting tables yet
       *[other] { $count } entries are not in the reporting tables yet
    }
centre-unavailable = The database does not answer just now. This page tries again within a minute.
