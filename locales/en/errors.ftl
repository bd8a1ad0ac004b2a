## What is shown when something could not be done: what happened, then what to do

errors-invalid = One of the fields holds a value that cannot be taken. Check the fields and try again.
errors-signed-out = You are no longer signed in at this machine. Sign in to go on; your drafts are kept.
errors-locked = This machine is locked. Enter your PIN to go on.
errors-not-allowed = Your roles do not allow this. Ask the supervisor or the administrator.
errors-not-owner = Only whoever has the case, or a supervisor, may do this.
errors-not-viewed = This is a sensitive case that has not been opened yet. Open it on its page and say why.
errors-unlawful-move = The case cannot go there from where it stands now. Somebody may have moved it meanwhile; it is shown as it stands.
errors-follow-up-over = This follow-up is over already; somebody else may have ended it.
errors-not-found = It was not found. It may have changed since this screen was opened.
# Variables:
#   $left (Number) - tries left before a wait, at least one
errors-wrong-secret =
    { $left ->
        [one] The login name or the PIN is wrong. One try is left before a wait.
       *[other] The login name or the PIN is wrong. { $left } tries are left before a wait.
    }
errors-wrong-secret-last = The login name or the PIN is wrong.
errors-must-change = This PIN holds for this once. Choose your own first.
# Variables:
#   $left (Number) - tries left before a wait, at least one
errors-wrong-code =
    { $left ->
        [one] This is not the recovery code of this station. One try is left before a wait.
       *[other] This is not the recovery code of this station. { $left } tries are left before a wait.
    }
errors-wrong-code-last = This is not the recovery code of this station.
errors-last-administrator = Nobody would be left to administer this machine. Add another administrator first.
# Variables:
#   $seconds (Number) - seconds until the next try
errors-too-many-tries =
    { $seconds ->
        [one] Too many wrong tries. You can try again in one second.
       *[other] Too many wrong tries. You can try again in { $seconds } seconds.
    }
# Variables:
#   $minutes (Number) - minutes until the next try, at least two
errors-too-many-tries-minutes =
    { $minutes ->
        [one] Too many wrong tries. You can try again in one minute.
       *[other] Too many wrong tries. You can try again in { $minutes } minutes.
    }
# Variables:
#   $left (Number) - tries left before a wait, at least one
errors-wrong-passphrase =
    { $left ->
        [one] This does not open the station’s data. One try is left before a wait.
       *[other] This does not open the station’s data. { $left } tries are left before a wait.
    }
errors-wrong-passphrase-last = This does not open the station’s data.
errors-store-in-use = The data are open in another copy of Nida.
errors-store-newer = The data were written by a newer version of Nida.
errors-store-damaged = The data file is damaged.
errors-record-damaged = This record or list lies on a damaged part of the data file. All other work goes on, and what you typed is still here. Tell a supervisor: what is damaged stands in Settings under Condition of this machine, and the record may be in a backup.
errors-store-keyed-wrongly = The lock opened, but the key is not the key of these data.
errors-store-read-only = The data folder cannot be written to.
errors-store-slots-missing = The key file is missing or cannot be read.
errors-slot-damaged = The key slot of this way is damaged: whatever is typed, nothing opens the data by it. Renew this way; where that cannot be done, put slots.json of the newest backup in its place.
errors-backup-slots = A backup in the data folder could not be brought along, so this was not changed: what opened the data before still opens them. Look at the folder “backups” there and try again.
# Variables:
#   $needed_mb (Number) - millions of bytes that the backup takes
#   $free_mb (Number) - millions of bytes that are free
errors-backup-no-room = There is too little room for a backup: it takes { $needed_mb } MB, { $free_mb } MB are free. Make room or choose another folder. Older backups stay.
errors-backup-full = The disk became full before the backup was whole. Nothing of it is left, and older backups stay. Make room and try again.
errors-backup-place = The folder of the backups is not there. Plug the stick in, or see that the network is there and that the whole path is written.
errors-backup-read-only = The folder of the backups cannot be written.
errors-backup-stopped = The backup was stopped. Nothing of it is left.
errors-backup-busy = Another backup is under way. Wait until it is done, or stop it.
errors-backup-not-sound = The backup did not read back as it was written, so it was removed. The disk or the stick may be failing: use another one.
errors-backup-failed = The backup could not be made. Nothing of it is left, and older backups stay.
errors-condition-busy = A thorough check is under way already. Wait until it is done.
errors-erasing-busy = An erasure is under way already. Wait until it is done.
errors-store-gone = The file with the data of this station is not there, but its backups are. Somebody may have moved or deleted it.
errors-restore-not-there = This backup is not there any more. Look again.
errors-restore-not-sound = This backup is damaged and was not used. Nothing was changed. Choose another one.
errors-restore-of-another = This backup is of another station’s data. Nothing was changed. Choose one of this station.
errors-restore-unreadable = Nothing of the present data can be read. Restore from a backup.
# Variables:
#   $needed_mb (Number) - millions of bytes
#   $free_mb (Number) - millions of bytes
errors-restore-no-room = There is too little room: { $needed_mb } MB are needed beside the present data, { $free_mb } MB are free. Make room and try again. Nothing was changed.
errors-restore-stopped = It was stopped. Nothing was changed.
errors-disk-full = There is no room on the disk. What you typed is still here; make room and try again.
errors-store-failed = The data could not be reached. What you typed is still here; try again.
errors-centre-address = The address is not usable. Write it in full, beginning with https://
errors-centre-plain-http = This address is not encrypted. Use one that begins with https://
errors-centre-unreachable = Nothing answers at this address. Check the address and the network.
errors-centre-not-one = Something answers there, but it is not a central server of Nida.
errors-centre-certificate = The certificate of the central server is not trusted. Tell the administrator.
errors-enrolment-code = The enrolment code is unknown, used or expired. Ask for a new one.
errors-centre-refused = The central server refuses this machine. Your data are kept here; tell the administrator.
errors-centre-busy = The central server is busy; it is tried again by itself.
errors-centre-failed = The central server is failing; it is tried again by itself.
errors-centre-other = Another central server answers than the one this machine was enrolled at. Tell the administrator.
errors-centre-upgrade = This version and the central server do not understand each other; one of them needs an update. Your data are kept here. Tell the administrator.
errors-centre-mismatch = The central server has an entry of this machine with other content. Sending has stopped; your data are kept here. Tell the administrator.
errors-centre-fork = The central server has another journal under this machine’s name; a copy of its disk may be in use. Sending has stopped; your data are kept here. Tell the administrator.
errors-centre-too-many-refusals = The central server refused many entries in a row, so sending rests. Your data are kept here.
errors-already-enrolled = This machine is enrolled at the central server already.
errors-own-contact = You handled this yourself. Somebody else asks and writes it down.
errors-survey-answered = There is an answer already. Take it back first if it is wrong.
errors-thread-logged = This conversation has a log of that day, and no second one was opened. What you typed is still here: add it to that log.
errors-call-voided = This contact is voided. Bring it back into the log first; what you typed is still here.
errors-case-under-way = Work on its case has begun, so it stays in the log. Cancel the case first.
errors-review-changed = This difference has changed since it was shown to you, so nothing was decided. Look at the list as it is now.
errors-shift-changed = Something came into this shift while you were looking at it, so nothing was signed. What is new is shown now; look at it and sign again.
errors-shift-not-ready = This shift cannot be signed yet. What is still open is listed.
errors-courier-folder = This folder cannot be used. See that the stick is plugged in and its whole path is written.
errors-courier-none = There is no receipt in this folder.
errors-courier-not-enrolled = This machine is not enrolled at a central server.
errors-courier-no-keys = This machine does not know the keys of the central server yet. Connect it once first.
errors-courier-not-one = This file is no receipt.
errors-courier-other = This receipt is for another machine or another central server.
errors-courier-doubled = This receipt was taken in before.
errors-courier-old = This receipt is for an old file and was not taken in.
errors-courier-card = There must be one usable card of the central server in this folder, and no more.
errors-courier-cut = This receipt is not whole. Copy it again.
errors-courier-tampered = This receipt was changed, or does not come from the central server. Nothing of it was taken in.
errors-import-unreadable = This file cannot be read. Check its whole path and that it may be read.
errors-import-too-big = The file is bigger than 64 MB. Split it into smaller ones.
errors-import-too-much = The file unpacks to more than is read. Split it into smaller ones.
errors-import-too-many-rows = The sheet has more than 200,000 rows. Split it into smaller ones.
errors-import-too-many-columns = The sheet has more than 200 columns. Remove those that are not needed.
errors-import-not-a-sheet = This file is no sheet. Save it as XLSX or CSV.
errors-import-old-or-locked = This workbook is of an old kind or behind a password. Save it as XLSX without a password.
errors-import-damaged = This file is damaged or not whole. Copy it from its source again.
errors-import-nothing = There is nothing in this file or sheet.
errors-import-gone = This sheet is not open any more as it was. Open the file again.
errors-import-busy = Other work on a sheet is under way. Wait until it has ended.
errors-import-stopped = Stopped, as you wanted. Nothing was changed.
errors-import-faulty = There are faulty rows, so nothing was imported.
errors-import-folder = This folder cannot be written to. Check its whole path.
errors-wrong-stage = This is not possible now: close Nida and start it again.
errors-not-in-practice = This is not available with practice data.
errors-internal = Nida made an error; a report of it lies in the machine’s log. Try again.
errors-store-last-way = Nothing would be left that opens the data: no passphrase and no recovery code. Nothing was changed.

## The organisation's policy

errors-set-by-policy = Your organisation’s policy sets this; it cannot be changed here. Ask your administrator.
errors-policy-unreadable = The organisation’s policy file is there but cannot be read.
errors-policy-owner = The organisation’s policy file does not belong to the system’s administrator (root), so it does not count.
errors-policy-writable = Others than its owner can write the organisation’s policy file, so it does not count.
# Variables:
#   $limit (Number) - longest file, in kibibytes
errors-policy-too-long = The organisation’s policy file is longer than it may be ({ $limit } KiB).
# Variables:
#   $line (Number) - line of the mistake
#   $column (Number) - column of the mistake
errors-policy-syntax = The organisation’s policy file is not written correctly: line { $line }, column { $column }.
# Variables:
#   $key (String) - the key as it stands in the file
#   $line (Number) - its line
errors-policy-unknown-key = The organisation’s policy file has an unknown key: { $key }, line { $line }.
# Variables:
#   $key (String) - the key
#   $line (Number) - line at which it stands again
errors-policy-twice = The organisation’s policy file has a key twice: { $key }, line { $line }.
# Variables:
#   $key (String) - the key
#   $line (Number) - its line
errors-policy-value-lock-min = The organisation’s policy file has a value that cannot be used: { $key }, line { $line }. It takes a whole number from 1 to 30, no more than lockInCallMin.
# Variables:
#   $key (String) - the key
#   $line (Number) - its line
errors-policy-value-lock-in-call-min = The organisation’s policy file has a value that cannot be used: { $key }, line { $line }. It takes a whole number from 1 to 120, no less than lockMin.
# Variables:
#   $key (String) - the key
#   $line (Number) - its line
errors-policy-value-language = The organisation’s policy file has a value that cannot be used: { $key }, line { $line }. It takes "ar" or "en".
# Variables:
#   $key (String) - the key
#   $line (Number) - its line
errors-policy-value-digits = The organisation’s policy file has a value that cannot be used: { $key }, line { $line }. It takes "latn" or "arab".
# Variables:
#   $key (String) - the key
#   $line (Number) - its line
errors-policy-value-centre-address = The organisation’s policy file has a value that cannot be used: { $key }, line { $line }. It takes an address that begins with https://
# Variables:
#   $key (String) - the key
#   $line (Number) - its line
errors-policy-value-key-file = The organisation’s policy file has a value that cannot be used: { $key }, line { $line }. It takes the whole path of a file.
# Variables:
#   $key (String) - the key
#   $line (Number) - its line
errors-policy-value-samples = The organisation’s policy file has a value that cannot be used: { $key }, line { $line }. It takes a whole number from 0 to 20.
# Variables:
#   $key (String) - the key
#   $line (Number) - its line
errors-policy-value-backup-folder = The organisation’s policy file has a value that cannot be used: { $key }, line { $line }. It takes the whole path of a folder.
# Variables:
#   $key (String) - the key
#   $line (Number) - its line
errors-policy-value-backup-daily = The organisation’s policy file has a value that cannot be used: { $key }, line { $line }. It takes a whole number from 1 to 60.
# Variables:
#   $key (String) - the key
#   $line (Number) - its line
errors-policy-value-backup-weekly = The organisation’s policy file has a value that cannot be used: { $key }, line { $line }. It takes a whole number from 0 to 60.
# Variables:
#   $key (String) - the key
#   $line (Number) - its line
errors-policy-value-backup-warn-days = The organisation’s policy file has a value that cannot be used: { $key }, line { $line }. It takes a whole number from 1 to 30.
# Variables:
#   $key (String) - the key
#   $line (Number) - its line
errors-policy-value-keep-months = The organisation’s policy file has a value that cannot be used: { $key }, line { $line }. It takes a whole number of months from 6 to 600, or an object with one for each code of a type, and “*” for all others.
# Variables:
#   $key (String) - the key
#   $line (Number) - its line
errors-policy-value-flag = The organisation’s policy file has a value that cannot be used: { $key }, line { $line }. It takes true or false.

## Opening without the passphrase

errors-keyring-gone = The system’s keyring has nothing that opens these data: it was deleted, or this is another keyring. Open with the passphrase, then renew the keyring in Settings.
errors-keyring-locked = The system’s keyring is locked. Unlock it in the system and start Nida again, or open with the passphrase.
errors-keyring-absent = No keyring is running on this system. Open with the passphrase; if this happens again, tell your administrator.
errors-keyring-slow = The system’s keyring did not answer in time. Open with the passphrase.
errors-keyring-failed = The system’s keyring could not be used. Open with the passphrase; if this happens again, tell your administrator.
errors-keyring-wrong = What the system’s keyring keeps does not open these data; the data are fine. Open with the passphrase, then renew the keyring in Settings.
errors-key-file-absent = The key file that the policy names is not there. Open with the passphrase and tell your administrator.
errors-key-file-unreadable = This account cannot read the key file. Open with the passphrase and tell your administrator.
errors-key-file-owner = The key file does not belong to the system’s administrator (root), so it is not used. Open with the passphrase and tell your administrator.
errors-key-file-open = Others than the key file’s owner and group can read it, or others than its owner can write it, so it is not used. Open with the passphrase and tell your administrator.
errors-key-file-not-one = What the policy names is not a key file. Open with the passphrase and tell your administrator.
errors-key-file-wrong = The key file does not open these data; the data are fine. Open with the passphrase and tell your administrator.
errors-key-file-not-set = No key file was made for these data yet. Open with the passphrase; an administrator makes one with nidactl key-file.
errors-key-file-there = A file lies there already; it is not written over.
errors-key-file-unwritten = The key file could not be written there.

## At a field

errors-rule-required = This field is needed.
# Variables:
#   $limit (Number) - the most characters allowed
errors-rule-too-long =
    { $limit ->
        [0] The text is longer than allowed. Shorten it.
        [one] At most one character is allowed.
       *[other] At most { $limit } characters are allowed.
    }
# Variables:
#   $over (Number) - by how many characters the text is too long
#   $limit (Number) - the most characters allowed
errors-rule-over-limit =
    { $over ->
        [one] One character too long (at most { $limit }). Shorten it; nothing is cut off.
       *[other] { $over } characters too long (at most { $limit }). Shorten it; nothing is cut off.
    }
# Variables:
#   $limit (Number) - the fewest characters allowed
errors-rule-too-short =
    { $limit ->
        [0] The text is too short. Add to it.
        [one] At least one character is needed.
       *[other] At least { $limit } characters are needed.
    }
errors-rule-unknown-code = This choice is not in the list. Choose from it.
errors-rule-does-not-belong = This does not belong to what was chosen with it. Choose another.
errors-rule-not-an-id = This is not a valid id.
errors-rule-taken = This name is taken. Choose another.
errors-rule-too-weak = This is easily guessed. Choose another.
errors-rule-end-before-start = The end lies before the start. Check both.
errors-rule-not-ahead = This has passed already. Choose a later one.
errors-rule-not-yet = This time is still to come. Choose one that has been.
errors-rule-needs-case = Only a case can be referred. Save with a case, or empty this field.
# Variables:
#   $limit (Number) - the most there can be
errors-rule-too-many =
    { $limit ->
        [one] There can be one at most.
       *[other] There can be { $limit } at most.
    }
errors-rule-not-a-birth = Write an age in years or a year of birth.
# Variables:
#   $limit (Number) - the highest number allowed
errors-rule-not-a-number =
    { $limit ->
        [one] Write a whole number, 1 at most.
       *[other] Write a whole number, { $limit } at most.
    }
errors-rule-not-a-day = This is not a date. Write day, month and year, for example 22/11/2026.
errors-rule-not-a-time = This is not a time of day. Write it as 14:30.
errors-rule-not-a-link = This is not a whole link. Copy all of it; it begins with https://
errors-rule-answered-before = The answer lies before what it answers came in. Check both times.
# Variables:
#   $limit (Number) - characters that still fit, may be none
errors-rule-log-full =
    { $limit ->
        [0] The log of this conversation is full for the day. Nothing you typed was cut off.
        [one] Only one more character fits into the day’s log of this conversation. Shorten it; nothing was cut off.
       *[other] Only { $limit } more characters fit into the day’s log of this conversation. Shorten it; nothing was cut off.
    }
# Variables:
#   $limit (Number) - the most days ago
errors-rule-too-long-ago =
    { $limit ->
        [one] It may have been one day ago at most.
       *[other] It may have been { $limit } days ago at most.
    }
# Variables:
#   $limit (Number) - the most days ahead
errors-rule-too-far-ahead =
    { $limit ->
        [one] It may lie one day ahead at most.
       *[other] It may lie { $limit } days ahead at most.
    }
errors-rule-bad-characters = The text holds characters that cannot be kept. Take them out.
errors-rule-not-valid = No longer approved. Look for the version that is valid now.
errors-rule-mismatch = This is not the same. Type it again.
errors-rule-wrong-one = This is not the present one. Type it again.
errors-rule-pick-from-list = Pick one from the list, or empty the field.
errors-rule-name-needed = Write at least one of the two names.
errors-rule-no-spaces = Write it without spaces.
errors-rule-same-person = Both are the same person already; nobody is merged with themselves.
errors-rule-same-as-before = This is the same as before. Choose another.
errors-rule-period-too-long = A period holds twenty years at most. Choose a later first day, or an earlier last one.
# Variables:
#   $limit (Number) - the least that is possible
errors-rule-out-of-bounds = This is not within what is possible; the least is { $limit }.
errors-export-folder = This folder cannot be written. See that it is there and that its whole path is written.
errors-export-too-many = There are more rows than a workbook takes. Choose CSV, or a shorter period.
errors-export-failed = The file could not be made. Nothing was written.
errors-export-stopped = The export was stopped. Nothing of it is left in the folder.
errors-export-busy = Another export is being written. Wait until it is done, or stop it.
errors-export-nobody = Whoever settled the schedule may not export any more. Save it in your name for it to go on.

## Lists

# Variables:
#   $code (String) - code of the row
#   $field (String) - name of the field
errors-list-field = A row of a list does not keep its rule: “{ $field }” of { $code }.
# Variables:
#   $code (String) - code of the row
errors-list-twice = This code stands in its list already: { $code }. Nothing was changed.
# Variables:
#   $code (String) - code of the row
errors-list-fixed = This cannot change: records were written by it, or Nida has a rule about it ({ $code }). Nothing was changed.
errors-list-unreadable = There is something in the lists that this version of Nida cannot read. Update Nida on this machine.
# Variables:
#   $code (String) - code of the row
#   $day (String) - the later day
errors-list-coming = This row ({ $code }) changes again on { $day }, when what you change now would be lost. Take that change back first, or choose that day or a later one.
errors-rule-list-label-ar = Write it in Arabic, 200 characters at most, without spaces around it.
errors-rule-list-label-en = Write it in English without Arabic letters, 200 characters at most.
errors-rule-list-code = Small Latin letters, digits and single underscores, with a letter first.
errors-rule-list-digit = A digit from 0 to 9 that no other type has, or none.
errors-rule-list-group = Choose the group that it belongs to.
errors-rule-list-minimum = Choose the type at least; the subject only where the type has one in use.
errors-rule-list-span = Working days (250 at most) or minutes (10,080 at most); at least one of the times is set.
errors-rule-list-kind = This kind needs a most, or at least two choices.
errors-rule-list-days = Days that do not end before they begin, and do not meet others.
errors-rule-list-sender = Messages and letters have a writer, and no other kind does.
errors-rule-list-thread = For messages alone, by what they have: a writer or a link.
errors-rule-list-red-flag = For questions of yes and no alone, before the subject’s other questions, and in both languages.
errors-rule-list-propose = Another subject of the same type.
errors-rule-list-few = Subjects of this type; a subject has five questions and eight fields at most.
errors-rule-list-time = A time such as 07:30; the end after the start, and no two shifts that start together.
errors-rule-list-rule = This does not keep the rule of the list.
errors-rule-list-fixed = This cannot change: records were written by it, or Nida has a rule about it.
errors-rule-list-twice = It stands in this list already. Choose another.
errors-rule-list-rows = At least one section, and one item in each; 12 sections, 20 items of a section and 20 auto-fail items at most.
errors-rule-list-weight = A whole number from 1 to 100.
errors-rule-list-points = Points alone have a most, from 1 to 10; yes or no is left without one.
errors-rule-list-samples = A whole number from 0 to 20.
