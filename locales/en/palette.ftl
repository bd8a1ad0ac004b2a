## Search and actions

palette-title = Search and actions
palette-field = A name or word, three digits of a number or a case, or an action
palette-actions = Actions
palette-cases = Cases
palette-people = People
palette-calls = Logged contacts
palette-cards = Answer cards
# Variables:
#   $count (String) - how many were found so far
palette-at-least = { $count } or more
# Variables:
#   $count (Number) - how many more of this kind were found, at least one
palette-more-count =
    { $count ->
        [one] Show 1 more
       *[other] Show { $count } more
    }
palette-more = Show more
palette-searching = Searching…
palette-nothing = Nothing found. Try a shorter word or part of the number.
# Variables:
#   $why (String) - the sentence that says what went wrong
palette-failed = The search failed. { $why }

## What opens from it

palette-call = Logged contact
palette-person = Person
palette-person-numbers = Phone numbers
palette-person-no-numbers = No number is recorded.
palette-person-cases = Open cases
palette-person-no-cases = No open cases.
# Variables:
#   $year (String) - year of birth
palette-person-born = born { $year }
palette-periods = Periods of figures
# Variables:
#   $period (String) - name of a period
palette-period = Figures: { $period }
