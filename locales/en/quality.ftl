## Scoring a call

quality-score = Score the quality
quality-score-again = Score again
quality-title = Quality score
quality-form = Form
# Variables:
#   $version (Number) - version of the form
quality-version = version { $version }
# Variables:
#   $share (String) - how much the section weighs of the whole, e.g. 25%
quality-weight = weighs { $share }
quality-yes = Yes
quality-no = No
quality-na = Not applicable
quality-auto-fail = Auto-fail
quality-auto-fail-hint = One of these makes the score zero, and the rest needs no answer.
quality-text = Word to the agent
quality-text-hint = The agent sees it with the score, and may reply once.
quality-result = Score
# Variables:
#   $count (Number) - items without an answer
quality-unanswered =
    { $count ->
        [0] Nothing applies yet
        [one] 1 item to answer
       *[other] { $count } items to answer
    }
quality-save = Save the score
quality-saved = The score was saved.
quality-not-own = You do not score your own work.
quality-no-form = There is no quality form in use.
quality-form-changed = The form has changed meanwhile. Please open it again.
quality-nothing-applies = Something must apply to score a call.

## Scores of a call

quality-scores = Quality scores
quality-failed = Failed
quality-withdrawn = Taken back, counts no more
quality-older = A newer score counts
quality-back = Take the score back
quality-back-said = The score was taken back.
quality-answers = How it was answered
# Variables:
#   $points (Number) - points given
#   $most (Number) - the most points
quality-points = { $points } of { $most }
quality-reply = Your reply
quality-reply-hint = You can reply once. Whoever reviews shifts sees it.
quality-reply-send = Send the reply
quality-reply-said = Your reply was sent.
quality-replied = Agent’s reply

## On the desk and in the grid

quality-desk = Scored calls
quality-desk-open = Open it to read the score and reply
quality-mark-replied = Replied
quality-seen = I have read it

## Figures

quality-figure = Quality score
# Variables:
#   $count (Number) - calls that were scored, at least one
#   $failed (Number) - calls among them that failed
quality-figure-beside =
    { $count ->
        [one] 1 call scored, { $failed } failed
       *[other] { $count } calls scored, { $failed } failed
    }
quality-figure-definition = The mean of the scores of calls that began in the period; of a call scored more than once the newest counts. A failed one counts as zero. Calls that were not scored are left aside.
