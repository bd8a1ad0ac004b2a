## What somebody said of a call or a case afterwards

surveys-title = Satisfaction
surveys-record = Record satisfaction
surveys-overall = How satisfied?
surveys-marks-hint = From 1 (not at all) to 5 (very): the keys 1 to 5 choose.
surveys-ease = How easy was it?
surveys-solved = Was it solved?
surveys-solved-yes = Yes
surveys-solved-partly = In part
surveys-solved-no = No
surveys-refused = Why there is no answer
surveys-not-refused = There is an answer
surveys-mode = How it was asked
surveys-language = Language
surveys-day = Day of the answer
surveys-day-hint = Empty: today
surveys-comment = What was said
surveys-save = Save
surveys-said = The answer is saved.
surveys-refused-said = It is saved that there was no answer.
surveys-withdraw = Take back
surveys-withdrawn-said = The answer was taken back.
surveys-refused-row = No answer
# Variables:
#   $mark (String) - mark from 1 to 5
surveys-overall-of = Satisfaction { $mark } of 5
# Variables:
#   $mark (String) - mark from 1 to 5
surveys-ease-of = Ease { $mark } of 5
# Variables:
#   $reference (String) - number of the form, as the sheet has it
surveys-reference = Form { $reference }
