## The lists among the settings

lists-title = Lists and services
lists-lead = Types of call with their subjects, facilities, entities, the calendar, targets and every other list. What you change here holds at this machine alone; other machines have it once the central server publishes it.
lists-lead-practice = You are practising: what you change here ends with it.
lists-of-program = In use now: the lists of Nida itself.
# Variables:
#   $version (Number) - version of the lists in use
lists-of-pack = In use now: the lists of the central server, version { $version }.
lists-own-none = Nothing of them was changed at this machine.
# Variables:
#   $count (Number) - changes that count at this machine
lists-own =
    { $count ->
        [one] Changed once at this machine.
       *[other] Changed { $count } times at this machine.
    }
lists-open = Open the lists
lists-back = Back to the settings
lists-new-service = New service

## The lists and their rows

lists-part-services = Services
lists-part-places = Places and bodies
lists-part-calls = Calls
lists-part-persons = Persons
lists-part-cases = Cases
lists-part-calendar = Calendar
lists-all = Lists
# Variables:
#   $count (Number) - rows of the list
lists-rows =
    { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }
lists-mark-changed = Changed here
# Variables:
#   $day (String) - the day, in words
lists-mark-coming = Changes on { $day }
lists-mark-coming-some = Change to come
lists-mark-retired = Retired
lists-mark-labels = Labels only
lists-labels-only = Nida has rules about the codes of this list, so only their labels can be changed.
lists-search = Search in this list
lists-show-retired = Show retired
lists-found-none = Nothing in this list answers the search.
lists-add = Add
lists-column-name = Name
lists-column-code = Code
lists-column-marks = State
lists-edit = Edit
# Variables:
#   $name (String) - label of the row
lists-edit-of = Edit “{ $name }”
# Variables:
#   $list (String) - name of the list
lists-new-of = Add to “{ $list }”
lists-code = Code
lists-code-hint = Small Latin letters, digits and underscores. It never changes once it is saved.
lists-code-fixed = A code never changes: old records bear it.
lists-fixed = Fixed: records were written by it, or Nida has a rule about it.
lists-version-fixed = Nida counts it: where what is asked or weighed changes, it is the next version, and every score of before stays with its own.
lists-stays = Nida relies on it, so it stays in use.
lists-active = In use: offered to choose
lists-active-hint = What is retired stays readable in old records and is offered in no new one. No code is ever deleted.
lists-uses-none = No call of the last year bears this code.
# Variables:
#   $count (Number) - calls of the last 365 days
lists-uses =
    { $count ->
        [one] One call of the last year bears this code, and stays as it is.
       *[other] { $count } calls of the last year bear this code, and stay as they are.
    }
# Variables:
#   $count (Number) - calls that were counted before counting ended
lists-uses-many = At least { $count } calls of the last year bear this code, and stay as they are.
lists-from = In use from
lists-from-hint = Today or a day to come, as day/month/year.
lists-save = Save
lists-remove = Take this row out
lists-saved = Saved, and in use now.
# Variables:
#   $day (String) - the day, in words
lists-saved-coming = Saved. It is in use from { $day } on.
lists-optional = None
lists-preview = As it will be seen
lists-preview-ar = In Arabic
lists-preview-en = In English
lists-words-hint = One word or phrase a line.
lists-span-unit = Unit
lists-span-days = working days
lists-span-minutes = minutes
# Variables:
#   $count (Number) - working days
lists-span-of-days =
    { $count ->
        [0] the day of receipt
        [one] one working day
       *[other] { $count } working days
    }
# Variables:
#   $count (Number) - minutes, day and night
lists-span-of-minutes =
    { $count ->
        [one] one minute
       *[other] { $count } minutes
    }
lists-option-add = Add a choice
# Variables:
#   $number (Number) - its place
lists-option-ar = Choice { $number } in Arabic
# Variables:
#   $number (Number) - its place
lists-option-en = Choice { $number } in English
# Variables:
#   $number (Number) - its place
lists-option-retire = Retire choice { $number }
# Variables:
#   $number (Number) - its place
lists-option-use = Use choice { $number } again
# Variables:
#   $list (String) - name of the list
#   $code (String) - code of the row
#   $problem (String) - what is wrong with it
lists-problem-of = “{ $list }”, code { $code }: { $problem }

## What was changed

lists-changes = What was changed
lists-changes-none = Nothing of the lists was changed yet.
# Variables:
#   $name (String) - who made it
#   $time (String) - when
lists-change-by = { $name }, { $time }
# Variables:
#   $day (String) - the day, in words
lists-change-from = In use from { $day }
lists-state-in-use = In use
lists-state-coming = To come
lists-state-gave-way = Gave way to the central server’s lists
lists-state-withdrawn = Taken back
lists-state-elsewhere = At another machine
lists-row-gone = Taken out
lists-row-retired = Retired
lists-withdraw = Take it back
# Variables:
#   $name (String) - label or code of its first row
lists-withdraw-of = Take it back: the change of “{ $name }”
lists-withdrawn = The change was taken back.
lists-gave-way-title = Not in the central server’s lists
lists-gave-way-lead = This was changed at this machine before the newest lists came, and they do not have it. Make it again if it is still wanted, or take it back.
lists-remake = Make it again
# Variables:
#   $name (String) - label or code of its first row
lists-remake-of = Make it again: the change of “{ $name }”
lists-remade = The change was made again.

## The file for the central server

lists-file-title = File of the lists for the central server
lists-file-lead = A file with all that is in use here is written into the folder. Give it to whoever looks after the central server: they publish it signed, it reaches every machine of the site, and takes the place of what was changed here.
lists-file-folder = Folder
# Variables:
#   $path (String) - an example
lists-file-folder-hint = The whole path, such as { $path }
lists-file-write = Write the file
# Variables:
#   $name (String) - name of the file
#   $count (Number) - rows that it names
lists-file-written =
    { $count ->
        [one] The file { $name } was written, with one row.
       *[other] The file { $name } was written, with { $count } rows.
    }
# Variables:
#   $name (String) - name of the file
lists-file-next = At the central server: centre pack publish { $name } --kind lists --site with the name of the site.
lists-file-unconfirmed = The folder did not confirm the file. Look whether it is there before you pull the stick out.

## Names of the lists

lists-name-types = Types of call
lists-name-sub-category-groups = Groups of subjects
lists-name-sub-categories = Subjects
lists-name-questions = Guided questions
lists-name-custom-fields = Own fields
lists-name-proposals = What numbers affected propose
lists-name-targets = Targets
lists-name-governorates = Governorates
lists-name-wilayats = Wilayats
lists-name-facilities = Facilities
lists-name-entities = Entities
lists-name-channels = Channels
lists-name-outcomes = Outcomes of a call
lists-name-severities = Severities
lists-name-stages-of-care = Stages of care
lists-name-staff-groups = Staff groups
lists-name-void-reasons = Reasons to take a call out
lists-name-take-over-reasons = Reasons to take a draft over
lists-name-flag-reasons = Reasons to flag a number
lists-name-beneficiaries = Kinds of beneficiary
lists-name-relations = Relations to the patient
lists-name-sexes = Sexes
lists-name-identity-documents = Identity documents
lists-name-verification-levels = Verification levels
lists-name-languages = Languages
lists-name-contact-ways = Preferred ways of contact
lists-name-contact-times = Preferred times of contact
lists-name-person-flags = What is to be known of a person
lists-name-roles = Roles
lists-name-case-statuses = Statuses of a case
lists-name-priorities = Priorities
lists-name-findings = Findings
lists-name-actions-taken = Actions taken
lists-name-closing-outcomes = Closing outcomes
lists-name-escalation-levels = Escalation levels
lists-name-referral-states = States of a referral
lists-name-return-reasons = Reasons to return
lists-name-refusal-reasons = Reasons to decline
lists-name-follow-up-kinds = Kinds of follow-up
lists-name-follow-up-results = Results of a follow-up
lists-name-cancel-reasons = Reasons to cancel a follow-up
lists-name-survey-modes = Ways of asking how satisfied a caller was
lists-name-quality-forms = Quality forms
lists-name-sampling = Samples to look at
lists-name-informed-ways = Ways of informing a caller
lists-name-week = Working days and hours
lists-name-periods = Periods with other hours
lists-name-holidays = Official holidays
lists-name-shifts = Shifts
lists-name-pause-reasons = Reasons for not receiving

## Fields of a row

lists-field-ar = Label in Arabic
lists-field-en = Label in English
lists-field-digit = Digit of its key (0 to 9)
lists-field-case = Whether a case is opened
lists-field-default-outcome = Outcome where none is chosen
lists-field-minimum = What must be filled
lists-field-group = Group
lists-field-type = Type of call
lists-field-sub-category = Subject
lists-field-sub-categories = Subjects (all where none is chosen)
lists-field-urgent = Urgent
lists-field-synonyms = Further words that find it
lists-field-answer = Kind of answer
lists-field-min = Least
lists-field-max = Most
lists-field-red-flag-ar = What to say in danger, in Arabic
lists-field-red-flag-en = What to say in danger, in English
lists-field-kind = Kind
lists-field-options = Choices
lists-field-affected-min = From how many affected
lists-field-propose-sub-category = Subject that is proposed
lists-field-propose-urgent = Proposed as urgent
lists-field-priority = Priority
lists-field-acknowledge = Acknowledge within
lists-field-first-action = First action within
lists-field-entity-answer = Answer of the entity within
lists-field-resolve = Resolve within
lists-field-out = Begun by us
lists-field-sender-ar = What its writer is called, in Arabic
lists-field-sender-en = What its writer is called, in English
lists-field-link = Has a link
lists-field-thread = What holds a conversation together
lists-field-starts = Starts at
lists-field-working-days = Working days
lists-field-week-starts = First day of a week of the figures
lists-field-opens = Opens at
lists-field-closes = Closes at
lists-field-from = From
lists-field-to = To
lists-field-state = How certain
lists-field-source = Source
lists-field-version = Version
lists-field-sections = Sections
lists-field-auto-fail = Auto-fail
lists-field-weight = Weight (1 to 100)
lists-field-items = Items
lists-field-may-not-apply = May not apply
lists-field-per-agent = Calls of each agent that a supervisor looks at in every shift (0 to 20)

## What is chosen in fields

lists-choice-as-type = As its type says
lists-choice-always = Always
lists-choice-ask = The agent decides
lists-choice-never = Never
lists-choice-field-type = Type
lists-choice-field-sub-category = Subject
lists-choice-field-facility = Facility
lists-choice-field-place = Place
lists-choice-field-note = Note
lists-choice-yes-no = Yes or no
lists-choice-text = Text
lists-choice-number = Number
lists-choice-points = Points
lists-choice-date = Date
lists-choice-codes = A choice
lists-choice-internal = Internal
lists-choice-external = External
lists-choice-partner = Partner
lists-choice-open = Open
lists-choice-waiting = Waiting
lists-choice-resolved = Resolved
lists-choice-closed = Closed
lists-choice-referral = Referral
lists-choice-call = Call
lists-choice-request = Request
lists-choice-survey = Survey
lists-choice-asked = Asked by a person: who did not answer is known
lists-choice-given = Handed over: who did not answer is not known
lists-choice-done = Done
lists-choice-again = To be tried again
lists-choice-break = Break
lists-choice-work = Work
lists-choice-phone = Phone
lists-choice-message = Message
lists-choice-visit = Visit
lists-choice-letter = Letter
lists-choice-sender = Sender
lists-choice-link = Link
lists-choice-observed = Announced
lists-choice-expected = Expected

## Days of the week

lists-day-sunday = Sunday
lists-day-monday = Monday
lists-day-tuesday = Tuesday
lists-day-wednesday = Wednesday
lists-day-thursday = Thursday
lists-day-friday = Friday
lists-day-saturday = Saturday

## A new service

# Variables:
#   $step (Number) - which step
#   $of (Number) - how many there are
#   $name (String) - what it is about
lists-service-step = Step { $step } of { $of }: { $name }
lists-service-type = The type
lists-service-subjects = Subjects
lists-service-fields = Own fields
lists-service-target = Targets
lists-service-look = Look it over
lists-service-next = Next
lists-service-previous = Previous
lists-service-make = Make the service
# Variables:
#   $name (String) - its label
lists-service-made = The service “{ $name }” was made.
lists-service-no-digit = Every digit is taken, so this type is chosen among the types or by its subject. Retire a type if its digit is needed.
# Variables:
#   $number (Number) - its place
lists-service-subject = Subject { $number }
lists-service-subject-add = Add a subject
lists-service-subjects-lead = At least one subject. Its code comes from the English label and never changes after that.
# Variables:
#   $number (Number) - its place
lists-service-field = Field { $number }
lists-service-field-add = Add a field
lists-service-fields-lead = What is asked in each call of this type. This step can be left empty.
lists-service-target-lead = From these the due times of its cases are counted, in working days or in minutes round the clock.
lists-service-take-out = Take out
# Variables:
#   $name (String) - what it is called in the form
lists-service-take-out-of = Take out “{ $name }”

## Rows within a row

# Variables:
#   $number (Number) - its place
lists-inner-section = Section { $number }
# Variables:
#   $number (Number) - its place
lists-inner-item = Item { $number }
# Variables:
#   $number (Number) - its place
lists-inner-fail = Auto-fail { $number }
# Variables:
#   $number (String) - what it is and its place
#   $name (String) - its label
lists-inner-title = { $number }: { $name }
lists-inner-section-add = Add a section
lists-inner-item-add = Add an item
lists-inner-fail-add = Add an auto-fail item
lists-inner-up = Move up
# Variables:
#   $name (String) - what it is called in the form
lists-inner-up-of = Move up: { $name }

lists-service-look-lead = All of it is saved at once. Then calls are logged with it at this machine; others have it by the file of the lists.
lists-service-none = None
