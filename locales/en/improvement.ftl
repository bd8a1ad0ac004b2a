## What comes in far more often than it did, and what is recommended because of it

improvement-noticed = More often than usual in the last seven days
# Variables:
#   $times (Number) - how many times the mean
#   $weeks (Number) - how many weeks
#   $fewest (Number) - the fewest contacts
improvement-definition =
    { $times ->
        [one] A subject in a governorate stands here when more than its weekly mean of the { $weeks } weeks before came in over the last seven days, today with them, and at least { $fewest } contacts did. Calls, messages, visits and letters count; outgoing and non-service calls do not.
       *[other] A subject in a governorate stands here when more than { $times } times its weekly mean of the { $weeks } weeks before came in over the last seven days, today with them, and at least { $fewest } contacts did. Calls, messages, visits and letters count; outgoing and non-service calls do not.
    }
# Variables:
#   $weeks (Number) - how many weeks of calls are needed
improvement-too-young =
    { $weeks ->
        [one] This is told once there is a week of calls to compare with.
       *[other] This is told once there are { $weeks } weeks of calls to compare with.
    }
improvement-none = Nothing comes in far more often than it did.
# Variables:
#   $what (String) - type and subject
#   $where (String) - governorate
improvement-matter = { $what } · { $where }
# Variables:
#   $mean (String) - contacts a week
improvement-before = { $mean } a week in the eight weeks before
# Variables:
#   $contacts (Number) - contacts in seven days
#   $mean (String) - contacts a week before
improvement-numbers =
    { $contacts ->
        [zero] no contacts in seven days; { $mean } a week in the eight weeks before
        [one] one contact in seven days; { $mean } a week in the eight weeks before
       *[other] { $contacts } contacts in seven days; { $mean } a week in the eight weeks before
    }
improvement-recommended = Recommended already
improvement-recommend = Recommend…
improvement-recommend-now = Recommend
# Variables:
#   $matter (String) - subject and place
improvement-recommend-about = Recommend: { $matter }
improvement-recommend-title = Recommendation to a body
improvement-entity = Body
improvement-no-entity = No body of this name. The administrator adds bodies to the lists.
improvement-text = Recommendation
improvement-text-hint = What would help, and why. No names of callers.
improvement-made = Recommended.

## The recommendations

improvement-list = Recommendations
improvement-empty = Nothing has been recommended yet. Subjects that come in more often than usual lead to a recommendation.
improvement-waits = Waits for an answer
improvement-done = Done
improvement-not-done = Not done
# Variables:
#   $entity (String) - name of the body
improvement-to = To: { $entity }
improvement-answer = What came of it
# Variables:
#   $matter (String) - subject and place
improvement-answer-about = What came of it: { $matter }
improvement-outcome = The body
improvement-what-was-done = What was done
improvement-why-not = Why it was not done
improvement-answer-send = Write down
improvement-answered = Written down.
improvement-effect = What it did
# Variables:
#   $matter (String) - subject and place
improvement-effect-about = What it did: { $matter }
improvement-effect-before = Before the recommendation
improvement-effect-after = Since it was done
# Variables:
#   $mean (String) - contacts a week
improvement-a-week = { $mean } a week
improvement-effect-not-yet = No full day has passed since.
improvement-withdraw = Take back
# Variables:
#   $matter (String) - subject and place
improvement-withdraw-about = Take back: { $matter }
