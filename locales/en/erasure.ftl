## Erasing what is recorded about a person

erasure-begin = Erase this person’s data…
erasure-title = Erase a person’s data
erasure-looking = Looking for everything that is recorded about this person…
erasure-lead = Names, numbers and everything that was said or written are erased for good: here, at the site’s other machines and at the central server. What remains is that there was a contact, when, and what it was about, so that counts and times in the figures stay as they are.
erasure-takes = What is erased
erasure-takes-nothing = Nothing that could be erased.
# Variables:
#   $count (Number) - records of the person
erasure-persons =
    { $count ->
        [one] the record of the person
       *[other] { $count } records that were merged into this person
    }
# Variables:
#   $count (Number) - calls and messages
erasure-calls =
    { $count ->
        [one] 1 contact
       *[other] { $count } contacts
    }
# Variables:
#   $count (Number) - cases
erasure-cases =
    { $count ->
        [one] 1 case
       *[other] { $count } cases
    }
# Variables:
#   $count (Number) - follow-ups
erasure-follow-ups =
    { $count ->
        [one] 1 follow-up
       *[other] { $count } follow-ups
    }
# Variables:
#   $count (Number) - surveys
erasure-surveys =
    { $count ->
        [one] 1 survey
       *[other] { $count } surveys
    }
# Variables:
#   $count (Number) - questions without a card
erasure-questions =
    { $count ->
        [one] 1 question without a card
       *[other] { $count } questions without a card
    }
# Variables:
#   $count (Number) - flags on numbers
erasure-flags =
    { $count ->
        [one] 1 flag on a number
       *[other] { $count } flags on numbers
    }
# Variables:
#   $count (Number) - drafts at this machine
erasure-drafts =
    { $count ->
        [one] 1 draft at this machine
       *[other] { $count } drafts at this machine
    }
erasure-leaves = What stays
erasure-held = under legal hold: it stays with its contacts
erasure-open = not closed yet
erasure-shared = others called about it too: it stays, without this person’s contacts
# Variables:
#   $count (Number) - contacts that stay with those cases
erasure-calls-left =
    { $count ->
        [one] 1 contact stays with its case.
       *[other] { $count } contacts stay with their cases.
    }
erasure-person-left = The record of the person stays, since such a case needs it. Erase again once it has ended.
# Variables:
#   $count (Number) - contacts that may be anybody's
erasure-calls-of-nobody =
    { $count ->
        [one] 1 contact from a number that others use too, in which nobody was chosen, stays: it may be anybody’s.
       *[other] { $count } contacts from numbers that others use too, in which nobody was chosen, stay: they may be anybody’s.
    }
erasure-not-whole = More records are merged into this person than can be looked at. Undo wrong merges first.
erasure-close-first = Close the open cases first, or leave them out.
erasure-except-open = Leave open cases out; they stay with their contacts
erasure-request = File number of the request
erasure-request-hint = Optional. Digits and the short sign of the file; no names.
erasure-secret-hint = Your own PIN or password, so that nobody else does this in your name. It cannot be undone.
erasure-erase = Erase for good
erasure-erasing = Erasing, and clearing the files of this machine…
erasure-done-said = The data were erased.

## The certificate

erasure-certificate = Certificate of erasure
erasure-certificate-lead = It says that personal data were erased, and not what they were.
erasure-certificate-at = When
erasure-certificate-by = By whom
erasure-certificate-why = Why
erasure-by-age = older than it may be kept
erasure-certificate-request = Request
erasure-certificate-where = At which machine
erasure-certificate-what = How much
erasure-certificate-act = Act
erasure-certificate-place = Place in the journal
erasure-certificate-hash = Hash there
erasure-certificate-swept = Nothing of it lies in the files of this machine any more. Older backups hold it until they are replaced; it is erased again before one of them is restored.
erasure-certificate-not-swept = It is erased. What is left of it in the file of this machine is cleared as soon as nobody works. Older backups hold it until they are replaced; it is erased again before one of them is restored.
erasure-print = Print

## Where words were

# Variables:
#   $when (String) - when it was erased
erasure-erased-on = Erased on { $when }
erasure-log = Erasures
erasure-log-hint = What was erased at the machines of this site, because a person asked for it or because it was older than it may be kept: when, by whom and how much.
erasure-log-empty = Nothing has been erased.
erasure-log-show = Certificate

## The person’s own data

erasure-own-data = Data of this person as a file…
erasure-own-data-about = Everything that is recorded about this person, for that person: their record, contacts, cases, follow-ups and surveys. The file holds personal data; give it to nobody else.
