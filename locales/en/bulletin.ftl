## A bulletin of figures as it is written into a file

bulletin-title = Bulletin of the call centre's figures
bulletin-title-daily = Daily bulletin of the call centre's figures
bulletin-title-weekly = Weekly bulletin of the call centre's figures
bulletin-title-monthly = Monthly bulletin of the call centre's figures
bulletin-title-quarterly = Quarterly bulletin of the call centre's figures
bulletin-title-year-to-last-week = Bulletin of the call centre's figures from the start of the year
# Variables:
#   $time (String) - day and time
#   $station (String) - name of the station
# The name last: written in the other direction it turns nothing that follows it.
bulletin-made = Made on { $time } at { $station }
# Variables:
#   $time (String) - day and time
bulletin-not-over = The period is not over: it is counted up to { $time }.
bulletin-page = Page
bulletin-page-of = of

bulletin-headlines = Headline figures
bulletin-column-figure = Figure
bulletin-column-value = Value
bulletin-column-counted = Counted from
bulletin-median = median
bulletin-p90 = nine of ten within
bulletin-saved-later = Saved on a later day
bulletin-satisfaction-from = 95% interval from
bulletin-satisfaction-to = 95% interval to
bulletin-response = Response rate

bulletin-by-facility = By facility
bulletin-column-facility = Facility
bulletin-no-facility = Not said, or in words
bulletin-by-beneficiary = By beneficiary
bulletin-column-beneficiary = Beneficiary
bulletin-no-beneficiary = Not known
bulletin-column-cases = Cases
bulletin-definition-facilities = Everything that was logged, by the facility chosen from the list in the subject it counts under.
bulletin-definition-beneficiaries = Everything that was logged, by what the caller chosen in it is, as their record says now.

## Lists of calls as they are written into a file

bulletin-calls = Calls
bulletin-shift-log = Shift’s log
bulletin-column-started = Began
bulletin-column-ended = Ended
bulletin-column-length = Length
bulletin-column-type = Type
bulletin-column-subject = Subject
bulletin-column-outcome = Outcome
bulletin-column-urgent = Urgent
bulletin-column-agent = Agent
bulletin-column-behalf = On behalf of
bulletin-column-number = Number or handle
bulletin-column-case = Case
bulletin-column-note = Beginning of the note
bulletin-column-marks = Marks

## A person's own data as they are written into a file

bulletin-person-title = Personal data on record
bulletin-person-lead = Everything that is recorded about this person. Cases in which others called too are left out.
bulletin-person-record = Record of the person
bulletin-person-name-ar = Name in Arabic
bulletin-person-name-latin = Name in Latin letters
bulletin-person-numbers = Numbers
bulletin-person-sex = Sex
bulletin-person-born = Year of birth
bulletin-person-nationality = Nationality
bulletin-person-document = Identity document
bulletin-person-document-number = Its number
bulletin-person-governorate = Governorate
bulletin-person-wilayat = Wilayat
bulletin-person-language = Language
bulletin-person-caller = Caller
bulletin-person-patient = Patient
bulletin-person-place = Place
bulletin-person-said = What was said
bulletin-person-answered = What was answered
bulletin-person-received = Received
bulletin-person-status = Status
bulletin-person-title-of-case = Title
bulletin-person-summary = Summary
bulletin-person-finding = Finding
bulletin-person-action = Action taken
bulletin-person-told = What may be told
bulletin-person-follow-ups = Follow-ups
bulletin-person-kind = Kind
bulletin-person-due = Due
bulletin-person-done = Done
bulletin-person-promised = What was promised
bulletin-person-attempts = Attempts
bulletin-person-surveys = Surveys
bulletin-person-day = Day
bulletin-person-mark = Satisfaction, 1 to 5
