## Shift review

shift-log = Log of the shift
shift-choose = Shift
# Variables:
#   $shift (String) - name and date of the shift
shift-running = { $shift } (running)
shift-none = No shifts yet
shift-filters = Filter the log
shift-all = All
shift-type = Type
shift-text = Search text and numbers
shift-clear-filters = Clear filters
shift-empty = Nothing was logged in this shift.
shift-nothing-found = Nothing matches the filters.
# Variables:
#   $count (Number) - rows that answer the filters
shift-found =
    { $count ->
        [0] Nothing matches the filters.
        [one] 1 result matches the filters.
       *[other] { $count } results match the filters.
    }
# Variables:
#   $shown (Number) - rows on the screen
#   $total (Number) - rows that answer the filters
shift-shown = { $shown } of { $total } shown

## Figures

shift-figures = Figures of the whole shift
shift-figure-received = Calls received
shift-figure-outgoing = Calls made
shift-figure-messages = Messages
shift-figure-visits = Visits
shift-figure-letters = Letters
shift-figure-types-of-all = By type, all channels:
shift-figure-cases = Cases opened
shift-figure-urgent = Urgent
shift-figure-median-none = Median length (no end known)
# Variables:
#   $count (Number) - calls whose end is known, at least one
shift-figure-median =
    { $count ->
        [one] Median length (of 1 call)
       *[other] Median length (of { $count } calls)
    }

## The table

shift-calls = Logged in the shift
shift-column-time = Time
shift-column-subject = Type and subject
shift-column-length = Length
shift-column-note = Note
shift-column-marks = Marks
# Variables:
#   $count (Number) - comments on the call, at least one
shift-comments =
    { $count ->
        [one] 1 comment
       *[other] { $count } comments
    }

## The call that is open

shift-details = Details
shift-comment = Comment for the agent
shift-comment-hint = The agent sees it on opening what they logged.
shift-comment-send = Add comment
shift-comment-said = The comment was added.

## Printing

shift-print = Print
# Variables:
#   $shift (String) - name of the shift
#   $date (String) - its day
shift-print-title = Log of the { $shift } shift – { $date }
# Variables:
#   $station (String) - name of the station
shift-print-station = Station: { $station }
# Variables:
#   $from (String) - planned start, time of day
#   $to (String) - planned end, time of day
shift-print-hours = { $from } to { $to }
# Variables:
#   $time (String) - date and time of printing
shift-print-printed = Printed { $time }
shift-print-only = Only:
# Variables:
#   $count (Number) - rows on the paper
shift-print-cut =
    { $count ->
        [one] Only the latest row is here; the shift has more.
       *[other] Only the latest { $count } rows are here; the shift has more.
    }

## Pauses of the shift

# Variables:
#   $count (Number) - pauses that fell into the shift, at least one
shift-pauses =
    { $count ->
        [one] 1 pause in this shift
       *[other] { $count } pauses in this shift
    }
# Variables:
#   $count (Number) - pauses longer than usual, at least one
shift-pauses-long =
    { $count ->
        [one] 1 longer than usual
       *[other] { $count } longer than usual
    }
shift-pauses-title = Pauses of the shift
shift-pause-who = Who
shift-pause-reason = Reason
shift-pause-from = From
shift-pause-until = Until
shift-pause-length = Length
shift-pause-goes-on = still going on
# Variables:
#   $minutes (Number) - how long such a pause usually is
shift-pause-long =
    { $minutes ->
        [one] usual: 1 minute
       *[other] usual: { $minutes } minutes
    }
