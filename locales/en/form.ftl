## Parts of the form that come when they are needed

form-more = More fields
form-part-patient = Patient
form-part-questions = Questions
form-part-affected = People affected
form-part-care = Issue details
form-part-place = Place
form-part-answer = Answer and outcome
form-part-promise = Promise
form-part-refer = Referral
form-part-late = Late entry
form-part-contact = About the contact
form-yes = Yes
form-no = No
form-unknown = Not known
form-date-hint = For example 22/11/2026
form-unlisted-hint = The lists at this machine do not have this field yet. If it keeps the call from being saved, empty it or wait for the lists.
form-questions-none = There are no questions about this subject.

## The patient

form-relation = Relation
form-relation-self = The patient themselves
form-patient-name = Patient’s name
# Variables:
#   $name (String) - name of the person chosen as the patient
form-patient-chosen-said = The patient is { $name }
form-patient-unchosen-said = No patient is chosen any more
form-patient-chosen = A known person, chosen from the list
form-patient-new = Nobody of this name is known. It is kept as typed.
form-patient-nobody = Nobody else is known on this number. Type the patient’s name.
form-which-patient = Who is the patient?
form-patient-birth = Age or year of birth
form-patient-sex = Sex
form-file-number = File number

## People affected

form-affected-ill = Fallen ill
form-affected-hospital = In hospital
form-affected-died = Died
# Variables:
#   $subject (String) - label of the subject that is proposed
form-proposal-accept = Take it as: { $subject }
# Variables:
#   $subject (String) - label of the subject that was proposed
form-proposal-accepted = The subject is now: { $subject }
form-urgent-by-itself = Marked as urgent by itself.
form-urgent-no-more = No longer marked as urgent, by itself.

## Other issues

form-issue-add = Another issue
# Variables:
#   $number (Number) - place of the issue among those of the call, from 2 on
form-issue = Issue { $number }
# Variables:
#   $number (Number) - place of the issue among those of the call, from 2 on
form-issue-subject = Subject of issue { $number }
form-issue-make-primary = Make primary
# Variables:
#   $subject (String) - label of the subject, may be empty
form-issue-make-primary-of = Make primary: { $subject }
# Variables:
#   $subject (String) - label of the subject that is in front now
form-issue-primary-said = The primary issue is now: { $subject }
form-issue-remove = Remove
# Variables:
#   $subject (String) - label of the subject, may be empty
form-issue-remove-of = Remove the issue: { $subject }
form-issue-removed = The issue was removed.
# Variables:
#   $count (Number) - the most issues of a call
form-issues-full =
    { $count ->
        [one] One form holds one issue at most.
       *[other] One form holds { $count } issues at most.
    }
form-severity = Severity
form-stage = Stage of care
form-staff-group = Staff group

## Answer, promise, referral

form-answer = What was answered
form-promise-day = Due
form-promise-no-day = No promise
# Variables:
#   $when (String) - day and time that are proposed
form-promise-proposed = Proposed: { $when }
form-promise-time = Time
form-promise-kind = What will be done
form-promise-words = What was promised
form-promise-leave-out = Leave out
form-promise-left-out = The promise was left out.
# Variables:
#   $when (String) - day and time of the promise
form-promised = Promised by { $when }
# Variables:
#   $when (String) - day and time of the promise
form-promised-said = Promised by { $when }.
form-today = Today
form-tomorrow = Tomorrow
form-yesterday = Yesterday
# Variables:
#   $day (String) - the day in words
form-day-off = { $day } (day off)
form-refer-to = Refer to
form-refer-nothing = No entity of that name. Try another word.
form-refer-linked = This is added to a case; refer that case from its own page.

## Late entry

form-happened-day = Day of the contact
form-happened-now = Now
form-happened-time = It began at
form-on-behalf = On behalf of
form-on-behalf-none = Nobody, it is mine

## About the contact

form-language = Language of the contact
form-verification = Identity checked by
form-external-reference = Another entity’s number for it
form-notice-given = They were told that data are recorded

## A flag on the number

form-flag = Flag the number as a nuisance
form-flag-reason = Reason
form-flag-days = For how long
# Variables:
#   $count (Number) - days for which the number is flagged
form-flag-for =
    { $count ->
        [one] 1 day
       *[other] { $count } days
    }
form-flag-put = Flag it
form-flag-hint = It only warns whoever answers; no call is stopped or hidden.
form-flag-said = The number was flagged.
form-flag-lift = Take off
form-flag-lifted = The flag was taken off the number.
form-flag-no-number = Type the phone number first.

## Long texts

# Variables:
#   $length (Number) - characters typed so far
#   $limit (Number) - the most characters of the field
form-counter = { $length } of { $limit } characters
# Variables:
#   $length (Number) - characters of what was pasted
#   $limit (Number) - the most characters of the field
form-paste-too-long = The text was not pasted: it has { $length } characters and the field holds { $limit } at most. Paste a part of it.
