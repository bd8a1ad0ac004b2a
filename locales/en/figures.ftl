## Figures of a period

figures-period = Period
figures-period-today = Today
figures-period-yesterday = Yesterday
figures-period-this-week = This week to today
# Variables:
#   $first (String) - day on which the week begins
#   $last (String) - its last day
figures-period-last-week = Last week ({ $first } to { $last })
figures-period-this-month = This month to today
figures-period-last-month = Last month
figures-period-this-quarter = This quarter to today
figures-period-last-quarter = Last quarter
figures-period-this-year = This year to today
figures-period-last-year = Last year
figures-period-year-to-last-week = From the start of the year to the end of last week
figures-period-days = From one day to another…
figures-period-empty = No week of this year is complete yet. Choose another period.
figures-from = From
figures-to = To
figures-show = Show
figures-definitions = What each figure counts
figures-print = Print
# Variables:
#   $station (String) - name of the station
figures-print-title = Figures · { $station }
figures-counting = Counting the figures…
figures-empty = Nothing was logged in this period.
figures-goes-on = The period is not over: its last days are still to come.
figures-to-come = This period is still to come: there is nothing to count yet.
# Variables:
#   $from (String) - first day
#   $to (String) - last day
figures-days = From { $from } to { $to }
figures-own = (only what you did yourself)

## What they were counted from

figures-this-machine = This machine alone: it is not connected to the central server.
figures-site-nothing-yet = All machines, but nothing has come from the central server yet.
# Variables:
#   $number (String) - the centre's number of the last entry
#   $time (String) - date and time
figures-site = All machines, up to entry { $number }; the central server was last reached { $time }.
# Variables:
#   $count (Number) - machines
figures-silent =
    { $count ->
        [one] One machine at which nobody was seen for more than a day:
       *[other] { $count } machines at which nobody was seen for more than a day:
    }
figures-silent-unnamed = nobody yet

## Headlines

figures-of-calls = Calls
figures-of-cases = Cases and promises
figures-previous = Period before
figures-year-before = A year before
# Variables:
#   $percent (String) - by how much
figures-more-by = { $percent } more
# Variables:
#   $percent (String) - by how much
figures-less-by = { $percent } less
# Variables:
#   $part (Number) - how many
#   $whole (Number) - of how many
figures-of-whole = { $part } of { $whole }
# Variables:
#   $figure (String) - name of the figure
#   $value (String) - its value
figures-rows-of = { $figure }: { $value }, show them
figures-received = Calls received
# Variables:
#   $service (Number) - service calls
#   $nonservice (Number) - non-service calls
figures-received-parts = { $service } service, { $nonservice } non-service
figures-logged = Everything logged
figures-handling = Handling time, mean
# Variables:
#   $median (String) - a length
#   $p90 (String) - a length
#   $count (Number) - calls
figures-handling-beside = median { $median }, nine of ten within { $p90 }; calls counted: { $count }
figures-log-delay = Delay of saving, nine of ten within
# Variables:
#   $share (String) - a share
figures-saved-later = { $share } saved on a later day
figures-resolved = Resolved at the first contact
figures-case-rate = Calls that opened a case
figures-backlog = Open cases at the end
# Variables:
#   $median (String) - working days
#   $p90 (String) - working days
figures-age-beside = age in working days: median { $median }, nine of ten within { $p90 }
figures-overdue = Open and overdue at the end
figures-in-time = Closed in time
figures-opened-again = Opened again after the end
figures-promises = Promises kept

figures-per-hour = Calls per hour worked
# Variables:
#   $hours (String) - hours
figures-worked = hours worked: { $hours }
figures-satisfaction = Satisfaction
# Variables:
#   $low (String) - a share
#   $high (String) - a share
figures-interval = between { $low } and { $high }
# Variables:
#   $count (Number) - answers there are
#   $needed (Number) - answers that a rate needs
figures-too-few = too few answers: { $count } of { $needed }
# Variables:
#   $share (String) - a share
figures-response = response rate { $share }

## Over time, and what people said

figures-over-time = Over time
figures-chart-open = Open cases
# Variables:
#   $count (Number) - calls
#   $days (String) - a day, or from one day to another
figures-chart-received-said = Most calls received: { $count }, { $days }.
# Variables:
#   $first (Number) - cases
#   $last (Number) - cases
figures-chart-open-said = Open at the beginning: { $first }, at the end: { $last }.
figures-column-day = Day
figures-column-week = Week
figures-column-month = Month
figures-column-year = Year
figures-column-interval = 95% interval
figures-answers = Answers
figures-satisfaction-by = Satisfaction by type and governorate
figures-satisfaction-by-type = Satisfaction by type
figures-satisfaction-by-governorate = Satisfaction by governorate
figures-column-of-type = Type
figures-no-type = Not said

## Tables

figures-column-count = Number
figures-column-share = Share
figures-column-bar = Bar
figures-column-group = Contact
figures-column-channel = Channel
figures-column-type = Type and subject
figures-column-governorate = Governorate
figures-column-age = Working days
figures-by-group = Received, and apart from it
figures-by-channel = By channel
figures-by-type = By type and subject
figures-by-governorate = By governorate
figures-no-governorate = Not said
figures-group-service = Service calls received
figures-group-non-service = Non-service calls received
figures-group-test = Test calls
figures-group-outgoing = Outgoing calls
figures-group-message = Messages
figures-group-visit = Visits
figures-group-letter = Official letters
figures-balance = Balance of the cases
figures-balance-opening = open at the beginning
figures-balance-new = new
figures-balance-reopened = opened again
figures-balance-closed = ended
figures-balance-closing = open at the end
figures-ages = Age of the open cases
figures-age-2 = 0 to 2
figures-age-5 = 3 to 5
figures-age-10 = 6 to 10
figures-age-20 = 11 to 20
figures-age-more = more than 20

## Rows behind a figure

figures-back = Back to the figures
figures-no-rows = There is nothing here that you may see.
figures-restricted = Belongs to a sensitive case
# Variables:
#   $shown (Number) - rows on the screen
#   $total (Number) - all rows
figures-shown = { $shown } of { $total } shown

## What each figure counts

figures-definition-received = Inbound phone calls without test calls, service and non-service together. Messages, visits, letters and outgoing calls are counted apart.
figures-definition-logged = Everything saved for these days: calls in and out, messages, visits and letters, test calls with them; calls taken out of the log are left aside.
figures-definition-handling = From the beginning of a received service call to its saving: the talk and the work after it. Calls without a known end and late entries are left out.
figures-definition-log-delay = From the end of a received service call to its saving, late entries with it, where the end is known.
figures-definition-resolved = Received service calls that ended in the call and in no case, after which the same person did not come in with the same subject within seven days, of all received service calls whose person or number is known. The last seven days can still change.
figures-definition-case-rate = Received service calls that opened a case, of all received service calls.
figures-definition-backlog = Cases neither closed, cancelled nor duplicates when the period ended. Their age counts in working days since they were received.
figures-definition-overdue = Of these cases, those past their due.
figures-definition-in-time = Cases closed by their due, of those closed in the period that have one. Cancelled cases and duplicates are left aside. The number leads to those closed late.
figures-definition-opened-again = Cases that ended in the period and were opened again within thirty days, of all that ended in it.
figures-definition-promises = Promises done by their date, of those whose date came in the period. Cancelled ones are left aside.
figures-definition-per-hour = Received service calls by hours worked: time signed in without breaks, of each person once. Training, meetings and faults are no breaks. A duty counts for sixteen hours at most. Calls typed up later without an end, as those of old sheets, are left out.
figures-definition-satisfaction = Answers of 4 or 5 out of 5, of all answers on the days of the period. An answer about a call that was taken out does not count. The interval holds the rate of everybody with a likelihood of 95%. The response rate leaves out sheets and links, where nobody knows who did not answer.
figures-definition-over-time = Calls received in each part of the period, and cases open at its end. The first and the last part end where the period does.
figures-definition-balance = Open at the beginning, with the new ones and those opened again, less those ended, is what is open at the end.
figures-definition-ages = Working days since the case was received, up to the end of the period.
figures-definition-groups = Each contact once, on the day on which it began. All of them together are everything that was logged.
figures-definition-types = Everything that was logged, by its type and by the subject it counts under.
figures-definition-governorates = Everything that was logged, by the governorate named in it.

## What has no data yet

figures-not-yet = Not told here yet
figures-not-yet-service-level = Service level and calls given up: no import from the telephone exchange.
figures-not-yet-referrals = Answers of entities: referrals are not recorded yet.
