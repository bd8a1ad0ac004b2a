## The caller card

caller-title = Card of the number
# Variables:
#   $digits (Number) - the fewest digits that a card is shown for
caller-empty =
    { $digits ->
        [one] The card appears from the first digit of the phone number.
       *[other] The card appears once { $digits } digits of the phone number are typed.
    }
caller-new-number = Nothing is recorded for this number.
caller-show = Show the card
caller-hide = Hide the card
# Variables:
#   $count (Number) - people that are registered with the number, at least one
caller-people-count =
    { $count ->
        [one] 1 person on this number
       *[other] { $count } people on this number
    }
# Variables:
#   $count (Number) - people that are not shown, at least one
caller-people-others =
    { $count ->
        [one] and 1 more; type the caller's name to see them
       *[other] and { $count } more; type the caller's name to see who bears it
    }
# Variables:
#   $count (Number) - open cases of the caller, at least one
caller-cases-count =
    { $count ->
        [one] 1 open case
       *[other] { $count } open cases
    }
# Variables:
#   $count (Number) - promises that are owed to the caller, at least one
caller-promises-count =
    { $count ->
        [one] 1 promise owed
       *[other] { $count } promises owed
    }
# Variables:
#   $count (Number) - contacts that were made before
caller-calls-count =
    { $count ->
        [0] No earlier contacts
        [one] 1 contact
       *[other] { $count } contacts
    }
# Variables:
#   $date (String) - day and month
caller-last-call = last on { $date }
# Variables:
#   $reason (String) - label of the reason
#   $until (String) - the day until which that counts
caller-flag = This number is known for nuisance calls ({ $reason }) until { $until }. It may still be an emergency: listen.

## People

caller-which-person = Which person is it?
caller-nobody = Nobody is registered with this number.
# Variables:
#   $name (String) - the person's name
caller-chosen-said = { $name } is chosen.
caller-unchosen-said = Nobody is chosen any more.
caller-likely = Perhaps known by this name
# Variables:
#   $percent (String) - how like the names are, with its sign
caller-likeness = Name { $percent } alike
# Variables:
#   $name (String) - the person's name
#   $percent (String) - how like the names are, with its sign
caller-likely-choice = { $name }, { $percent } alike
caller-other-numbers = Other numbers:
# Variables:
#   $relation (String) - label of the relation
#   $name (String) - the other person's name
caller-relation-of = { $relation } of { $name }
# Variables:
#   $relation (String) - label of the relation
#   $name (String) - the other person's name
caller-relation-is = { $name } is their { $relation }
caller-merge = Merge another record of this person
caller-which-merge = Which record is of the same person?
# Variables:
#   $name (String) - name of the record that was merged
caller-merged-said = The record of { $name } was merged.

## Cases and promises

caller-open = Promises and open cases
caller-which-case = Add to which case? Choose it again to take it back.
caller-no-cases = There are no open cases to add to.
# Variables:
#   $reference (String) - reference number of the case
caller-linked-said = Saving will add this to case { $reference }.
caller-unlinked-said = This will not be added to a case.
caller-linked = Will be added to case
caller-unlink = Take back
caller-case-linked = Will be added to
caller-case-own = Your case
# Variables:
#   $name (String) - name of whoever has the case
caller-case-owner = with { $name }
caller-case-unowned = with nobody yet
# Variables:
#   $date (String) - day and month
caller-case-due = Due { $date }
# Variables:
#   $date (String) - day and month
caller-case-overdue = Overdue since { $date }
# Variables:
#   $date (String) - day and month on which it was written
caller-told-at = What may be told, written { $date }
caller-promise = An answer was promised
# Variables:
#   $date (String) - day and month
#   $time (String) - hours and minutes
caller-promise-due = by { $date } { $time }
caller-promise-open = Write down what came of it
caller-overdue = Overdue
# Variables:
#   $count (Number) - open cases that this person may not see, at least one
caller-restricted =
    { $count ->
        [one] There is a case of restricted access. Ask the supervisor.
       *[other] There are { $count } cases of restricted access. Ask the supervisor.
    }

## What was before

caller-calls = Last contacts
caller-call-restricted = Restricted access

## The same problem

# Variables:
#   $count (Number) - contacts about the same subject within seven days, at least one
caller-same =
    { $count ->
        [one] The same subject came in once within 7 days, from this number or about this facility
       *[other] The same subject came in { $count } times within 7 days, from this number or about this facility
    }
caller-same-newest = Newest case
caller-same-link = Add to a case
