## Bringing sheets in

importing-title = Import from a sheet
importing-lead = Old call records and answers to paper surveys are read here from an XLSX or CSV file. Nothing is recorded until you have seen what the check found and confirmed.
importing-holds = What the sheet holds
importing-holds-calls = Calls and other contacts
importing-holds-surveys = Answers to surveys
importing-path = Path of the file
# Variables:
#   $path (String) - an example of a path
importing-path-hint = Write the whole path, such as { $path }
importing-open = Open the file
importing-another = Another file
importing-format-xlsx = XLSX workbook
importing-format-csv = CSV text
importing-sheet = Sheet
importing-encoding = Encoding of the text
# Variables:
#   $encoding (String) - name of the encoding
importing-encoding-assumed = The file does not say its encoding; { $encoding } was assumed. If the words in the samples below look wrong, choose another one.
importing-header-row = Header row
# Variables:
#   $number (String) - number of the row
#   $text (String) - how the row begins
importing-header-row-choice = Row { $number }: { $text }
importing-rows-none = There are no rows below the header.
# Variables:
#   $count (Number) - rows below the header, at least one
importing-rows =
    { $count ->
        [one] One row below the header.
       *[other] { $count } rows below the header.
    }
importing-remembered = The columns were chosen as for the last sheet with this header.
importing-columns = Columns and what they mean
importing-column = Column
importing-samples = Samples
importing-field = Means
# Variables:
#   $column (String) - letters and header of the column
importing-field-of = What column { $column } means
importing-field-none = Not imported
importing-no-samples = Empty
importing-defaults = Where the sheet says nothing
importing-default-channel = Channel
importing-default-mode = How it was asked
importing-default-language = Language
importing-default-type = Type
importing-default-time = Time
importing-default-time-hint = Leave it empty to have a row without a time count as faulty.
importing-needs-day = Choose the column that holds the date.
importing-needs-overall = Choose the column of the satisfaction mark.
importing-needs-type = Choose the column of the type or the subject, or one type for all rows.
importing-field-twice = Two columns were given the same meaning.
importing-counts-under = An answer counts under the type and governorate of the case or call that its row names; where it names none, under those of its row. Of a wilayat or a facility the governorate alone is taken.
importing-check = Check without recording
importing-opening = Reading the file…
importing-checking = Checking the rows…
importing-running = Importing…
importing-undoing = Undoing the import…
importing-progress = Progress
# Variables:
#   $done (String) - rows done
#   $of (String) - all rows
importing-progress-of = { $done } of { $of }
importing-stop = Stop

## What the check found

importing-found = What the check found
importing-found-nothing-written = Nothing has been recorded yet.
importing-count-good = Good rows
importing-count-faulty = Faulty rows
importing-count-faults = Faults in all
importing-count-doubles = Likely doubles
importing-count-already = Imported before
# Variables:
#   $count (Number) - rows whose words stay outside, at least one
importing-kept-back =
    { $count ->
        [one] 1 row is about what only few may read, such as suspected abuse. It is counted and comes in without name, number or words; those stay in the sheet.
       *[other] { $count } rows are about what only few may read, such as suspected abuse. They are counted and come in without name, number or words; those stay in the sheet.
    }
importing-doubles-hint = A likely double: a call from the same number in the same minute, recorded before or in an earlier row.
importing-doubles-hint-surveys = A likely double: an answer of the same day with the same form number or, where there is none, the same marks and words, recorded before or in an earlier row.
importing-no-faults = There are no faults in the sheet.
importing-faults = Faults, row by row
importing-fault-row = Row
importing-fault-column = Column
importing-fault-value = What stands there
importing-fault-what = What is wrong, and what to do
# Variables:
#   $label (String) - the nearest label of the list
importing-near = Is “{ $label }” meant?
# Variables:
#   $shown (String) - rows shown
#   $total (String) - all faulty rows
importing-shown = { $shown } of { $total } rows shown
importing-folder = Folder for the file to correct
importing-folder-hint = The faulty rows alone are written there, each with its reasons, to be corrected and imported.
importing-write-faulty = Write the file to correct
# Variables:
#   $count (Number) - rows in the file, at least one
#   $name (String) - name of the file
importing-written =
    { $count ->
        [one] The file { $name } was written with one row.
       *[other] The file { $name } was written with { $count } rows.
    }
importing-choice = What is imported?
importing-choice-good = The good rows alone
importing-choice-all = Nothing until all rows are right
importing-with-doubles = Import the likely doubles too
importing-nothing-new = There are no new rows to import.
# Variables:
#   $count (Number) - rows that will come, at least one
importing-run =
    { $count ->
        [one] Import one row
       *[other] Import { $count } rows
    }
importing-back = Back to the columns
# Variables:
#   $at (String) - day and time
#   $count (String) - rows that came
importing-known = This sheet was imported on { $at } before, { $count } rows. No row is imported twice.
# Variables:
#   $at (String) - day and time
#   $count (String) - rows that came
#   $rows (String) - rows that were to come
importing-known-broke-off = Importing this sheet broke off on { $at } after { $count } of { $rows } rows; it goes on from there.

## After it

# Variables:
#   $count (Number) - rows with faults and likely doubles, at least one
importing-done-left =
    { $count ->
        [one] One row with faults or likely double was left out.
       *[other] { $count } rows with faults or likely double were left out.
    }
importing-done-none = No new row came in.
# Variables:
#   $count (Number) - rows that came, at least one
importing-done =
    { $count ->
        [one] One row came in.
       *[other] { $count } rows came in.
    }
# Variables:
#   $count (Number) - rows that did not come, at least one
importing-done-changed =
    { $count ->
        [one] One row did not come in: what it is about has changed since the check. Check the sheet again.
       *[other] { $count } rows did not come in: what they are about has changed since the check. Check the sheet again.
    }
importing-stopped = The import was stopped before its end. Open the same file to go on.
# Variables:
#   $count (Number) - rows that are still in, at least one
importing-undo-stopped =
    { $count ->
        [one] The undoing was stopped; 1 row is still in. Undo it again to go on.
       *[other] The undoing was stopped; { $count } rows are still in. Undo it again to go on.
    }
importing-undone = The import was undone; its calls are out of lists, figures and search.
importing-undone-surveys = The import was undone; its answers count in no figure any more.
# Variables:
#   $count (Number) - calls that were kept, at least one
importing-undone-kept =
    { $count ->
        [one] The import was undone; one call that somebody has worked on was kept.
       *[other] The import was undone; { $count } calls that somebody has worked on were kept.
    }
importing-batches = Earlier imports
importing-batches-none = Nothing has been imported yet.
importing-batch-at = When
importing-batch-by = By
importing-batch-holds = What
importing-batch-rows = Rows
importing-batch-standing = Standing now
importing-batch-state = State
importing-state-done = Complete
importing-state-broke-off = Not complete
importing-state-undone = Undone
importing-undo = Undo
# Variables:
#   $at (String) - day and time
importing-undo-of = Undo the import of { $at }
importing-undo-title = Undoing an import
# Variables:
#   $count (Number) - calls that stand, at least one
importing-undo-lead =
    { $count ->
        [one] One call leaves lists, figures and search, and stays in the journal alone.
       *[other] { $count } calls leave lists, figures and search, and stay in the journal alone.
    }
# Variables:
#   $count (Number) - answers that stand, at least one
importing-undo-lead-surveys =
    { $count ->
        [one] One answer leaves the figures, and stays in the journal alone.
       *[other] { $count } answers leave the figures, and stay in the journal alone.
    }
importing-undo-none = Nothing of this import stands any more.
# Variables:
#   $count (Number) - calls that somebody has worked on, at least one
importing-worked-on =
    { $count ->
        [one] Somebody has worked on one of them since (corrected, commented, put into a case):
       *[other] Somebody has worked on { $count } of them since (corrected, commented, put into a case):
    }
importing-keep-worked-on = Keep those
importing-undo-confirm = Undo the import
# Variables:
#   $name (String) - name as the sheet has it
importing-taken-by = Taken, by the imported sheet, by { $name }
importing-imported = Imported from a sheet

## What columns mean

importing-field-day = Date, with the time or without
importing-field-time = Time
importing-field-type = Type
importing-field-sub-category = Subject
importing-field-channel = Channel
importing-field-number = Caller’s number
importing-field-caller-name = Caller’s name
importing-field-handle = Sender’s account or address
importing-field-patient-name = Patient’s name
importing-field-file-number = File number
importing-field-relation = Relation to the patient
importing-field-governorate = Governorate
importing-field-wilayat = Wilayat
importing-field-facility = Facility
importing-field-place = Place
importing-field-language = Language
importing-field-urgent = Urgent: yes or no
importing-field-outcome = Outcome
importing-field-note = What the caller said
importing-field-answer = What was answered
importing-field-agent = Who took the call
importing-field-reference = Outside reference or form number
importing-field-mode = How it was asked
importing-field-overall = Satisfaction, 1 to 5
importing-field-ease = Ease, 1 to 5
importing-field-solved = Solved: yes, in part or no
importing-field-refused = Why there is no answer
importing-field-comment = What was said
importing-field-about = Case number

## What can be wrong

importing-what-missing = Nothing stands there. Write the value.
importing-what-not-a-day = Not a date. Write day, month, year, such as 25/3/2024.
importing-what-no-such-day = There is no such day. The day stands before the month.
importing-what-short-year = The year has two digits. Write four.
importing-what-other-calendar = The year is of one calendar, the mark of another. Correct one of them.
importing-what-not-a-time = Not a time. Write it as 14:05 or 2:05 pm.
importing-what-ahead = This has not been yet.
importing-what-too-long-ago = Before 1990. Correct the year.
importing-what-unknown = Not in the list. Write a code or a label of the list.
importing-what-several = Could be several of the list. Say the type in its column.
importing-what-does-not-belong = Does not belong to what the other column says. Correct one of them.
importing-what-not-yes-no = Neither yes nor no. Write one of them.
importing-what-cut-number = The sheet cut this number short and its digits are lost. Write it whole, as text.
importing-what-not-a-phone = Not a telephone number. Write its digits, or leave the cell empty.
importing-what-not-on-scale = Not a mark. Write a whole number from 1 to 5, or the word for it, such as “Very satisfied” or “Very easy”.
importing-what-not-an-answer = Neither yes, in part nor no. Write one of them.
importing-what-not-a-reference = Not a case number. Write it as it was told to the caller; other numbers belong in the column of outside references.
importing-what-check-digit = A digit of the case number is wrong. Correct it.
importing-what-no-such-case = No case of this number is here. Correct it, or leave the cell empty.
importing-what-no-such-call = Nobody called from this number up to that day. Correct it, or leave the cell empty.
importing-what-several-matters = More than one call or case fits this number. Write the case number, or leave the cell empty.
importing-what-own-contact = You handled this yourself. Have somebody else bring this row in.
importing-what-answered = There is an answer to this already, or in an earlier row. Remove the row, or take the other answer back first.
importing-what-answered-before = The day is before the call or case that the row names. Correct the day or the number.
importing-what-too-long = Longer than the field holds. Shorten it.
importing-what-control = Holds characters that cannot be kept. Remove them.
importing-what-undecodable = Holds damaged characters of another encoding. Write the value anew.
importing-what-no-result = A formula without a result. Write the value in its place.
importing-what-formula-error = A formula that ended in an error. Write the value in its place.
importing-what-more-cells = The row has more cells than the sheet has columns; values may have moved. Put them in their places.
importing-reason = Why the row was refused
# Variables:
#   $column (String) - header or letters of the column
#   $what (String) - what is wrong and what to do
importing-reason-cell = { $column }: { $what }
# Variables:
#   $column (String) - header or letters of the column
#   $what (String) - what is wrong and what to do
#   $near (String) - the nearest label of the list
importing-reason-cell-near = { $column }: { $what } Is “{ $near }” meant?
# Variables:
#   $row (String) - number of the row
#   $reasons (String) - what is wrong with it
importing-reason-row = Row { $row } of the sheet before. { $reasons }
