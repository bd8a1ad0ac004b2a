## A bulletin into a folder

exports-bulletin = Bulletin…
exports-bulletin-title = Bulletin of the figures
# Variables:
#   $from (String) - first day
#   $to (String) - last day
exports-bulletin-of = Bulletin from { $from } to { $to }
# Variables:
#   $day (String) - the day
exports-bulletin-day = Bulletin of { $day }
exports-formats = Form of the file
exports-format-xlsx = Workbook (XLSX)
exports-format-csv = Text with separators (CSV)
exports-format-pdf = Pages (PDF)
exports-languages = Language
exports-language-ar = Arabic
exports-language-en = English
exports-folder = Path of the folder
# Variables:
#   $path (String) - a path
exports-folder-hint = The whole path, such as { $path }
exports-write = Write the files
exports-writing = Writing the files…
# Variables:
#   $done (Number) - files or rows that are done
#   $of (Number) - of how many
exports-progress = { $done } of { $of } done
exports-stop = Stop
exports-to-come = This period is still to come. There is no bulletin of it yet.
exports-nothing-logged = Nothing was logged in this period, and the files say so.
exports-no-rows = No call is one of these: the file has no rows.
exports-choose = Choose at least one.
# Variables:
#   $count (Number) - files
exports-written =
    { $count ->
        [one] One file was written:
       *[other] { $count } files were written:
    }
exports-not-written = Not written:
exports-recorded = This export stands in the log of exports.
exports-rows = Export the rows…
exports-rows-title = Export calls
# Variables:
#   $title (String) - which figure
exports-rows-of = Calls: { $title }

exports-shift-title = Export the shift’s log
# Variables:
#   $shift (String) - name and day of the shift
exports-shift-of = The log of { $shift }, every call of it
# Variables:
#   $shift (String) - name and day of the shift
exports-shift-filtered = The log of { $shift }, only what is filtered

## Schedule

exports-schedule = Bulletins made by themselves
exports-schedule-hint = Nida writes them while it is open, each complete period once, and those that were missed when it is opened again.
exports-rhythms = When
exports-rhythm-daily = Every day
exports-rhythm-weekly = Every week
exports-rhythm-monthly = Every month
exports-rhythm-quarterly = Every quarter
exports-rhythm-year-to-last-week = Every week, from the start of the year
exports-schedule-save = Save the schedule
exports-schedule-saved = The schedule was saved.
exports-schedule-stopped = No bulletin is made by itself any more.
exports-schedule-reading = Reading what is scheduled…
exports-schedule-none = No bulletin is scheduled.
# Variables:
#   $from (String) - first day
#   $to (String) - last day
exports-schedule-made = Last made: { $from } to { $to }
exports-schedule-not-yet = Not made yet
exports-schedule-by = in the name of
exports-schedule-problem = A bulletin was not written, and is tried again:

## Log of exports

exports-log = Log of exports
exports-log-hint = What left Nida as files: who took it out, when and where to.
exports-log-empty = Nothing was exported yet.
exports-log-what-bulletin = Bulletin
exports-log-what-calls = Calls
exports-log-what-shift-log = Shift’s log
exports-log-what-person-data = Data of a person
exports-log-what-chain = Chain of the journal
exports-log-way-window = from the window
exports-log-way-schedule = by schedule
exports-log-way-command-line = from the command line
# Variables:
#   $count (Number) - rows
exports-log-rows =
    { $count ->
        [one] one row
       *[other] { $count } rows
    }
exports-log-elsewhere = at another machine
exports-log-stopped = stopped, nothing was left
exports-log-failed = not finished
