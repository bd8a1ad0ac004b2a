## The condition of a machine

doctor-title = Condition of this machine
doctor-lead = What can be said of the data, their backups, the disk, the clock and the central server, and what to do where something is wrong. Nothing of it is about anybody.
doctor-look = Look
doctor-look-again = Look again
doctor-thoroughly = Check thoroughly
doctor-thoroughly-lead = A thorough check reads all data and the newest backups. It may take minutes, and you can go on working.
doctor-checking = Checking
# Variables:
#   $area (String) - what is being looked at
#   $share (String) - how much of it is done, in percent
doctor-progress = { $area }: { $share } done
doctor-stop = Stop checking
doctor-stopped = The check was stopped. What was found before it stands.
doctor-all-ok = All is well.
doctor-some-notes = All is well; some things are worth knowing.
doctor-some-warnings = Something needs to be looked after.
doctor-some-faults = Something is wrong.
doctor-quick = This was a quick look. A thorough check reads all data and the newest backups.
# Variables:
#   $button (String) - label of the button
doctor-support = For whoever helps: “{ $button }” on this page copies these findings too.
doctor-to-do = What to do:
doctor-level-ok = Good
doctor-level-note = Note
doctor-level-warning = Warning
doctor-level-fault = Fault
doctor-area-store = Data
doctor-area-journal = Journal
doctor-area-slots = What opens the data
doctor-area-backups = Backups
doctor-area-disk = Room on the disk
doctor-area-clock = Clock
doctor-area-centre = Central server
doctor-area-policy = Policy
doctor-area-version = Versions

## Data

doctor-store-none = There are no data in this folder yet.
doctor-store-folder-unreadable = The folder of the data is not there, or cannot be read.
doctor-store-folder-unreadable-do = Look whether the disk is there and whether this account may read the folder.
doctor-store-in-use = Nida is open on these data. What its window alone knows is told there.
doctor-store-closed = What lies within was not looked at: the station passphrase is needed for that.
doctor-store-refused = The data do not open.
doctor-store-refused-do = Change nothing in the folder and remove nothing from it. Close other copies, then look again; if they still do not open, the newest good backup does.
doctor-store-opens = The data open.
# Variables:
#   $found (Number) - version of the data
#   $known (Number) - version that the program brings them to
doctor-store-schema-older = The data are of version { $found }; at the next start they become version { $known }. What lies within is told after that.
doctor-store-pages-whole = Every page of the file is as it was written.
doctor-store-pages-damaged = A page of the file is not as it was written.
doctor-store-pages-damaged-do = Remove no backup. Have whoever looks after the machine check the disk, and put the newest good backup in its place.
# Variables:
#   $count (Number) - how many
doctor-store-wal-aside = Changes that belong to another state of the data lie aside. Files: { $count }
doctor-store-wal-aside-do = Find out who put an older file in place of the newer one. Keep what lies aside until it is certain that nothing is missing.
# Variables:
#   $count (Number) - how many
doctor-store-slots-aside = Key slots of data that were taken away lie in the folder. Files: { $count }
# Variables:
#   $count (Number) - how many
doctor-store-half-replaced = Something was left by a change that broke off; the next one clears it away. Files: { $count }
doctor-store-half-made = Something was left by a set-up that broke off; the next one clears it away.
# Variables:
#   $count (Number) - how many
doctor-store-being-restored = Data are being restored, or that broke off. It is gone on with when the data are opened: remove nothing of it. Number: { $count }
# Variables:
#   $count (Number) - how many
doctor-store-set-aside = Data in whose place others were put lie in the folder, most of them under “backups”. They hold what the data held then: destroy them once nobody needs them. Number: { $count }
# Variables:
#   $count (Number) - how many
doctor-store-strange = Files that are not Nida’s lie in the folder. Number: { $count }
# Variables:
#   $count (Number) - how many
#   $name (String) - name of the first file or folder
doctor-store-open-to-others =
    { $name ->
        [folder] Other accounts of this computer may look into the folder of the data. Files and folders: { $count }
       *[other] Other accounts of this computer may look at what lies here. Files: { $count }; the first one: { $name }
    }
doctor-store-open-to-others-do = Take the rights of other accounts off the folder and all that is in it.

## Journal

# Variables:
#   $seq (Number) - place of the last entry in the chain
doctor-journal-head = The chain of this machine goes up to place { $seq }.
doctor-journal-sent = Nothing waits for the central server.
# Variables:
#   $count (Number) - how many
#   $since_at (String) - day and time
doctor-journal-waits = Entries wait for the central server. Number: { $count }; the oldest is of { $since_at }
# Variables:
#   $count (Number) - how many
#   $since_at (String) - day and time
doctor-journal-waits-long = Entries have waited for the central server for more than a day. Number: { $count }; the oldest is of { $since_at }
doctor-journal-waits-long-do = See what is said of the central server. Where there is no line, a courier can take them.
# Variables:
#   $count (Number) - how many
#   $reason (String) - code of the reason
doctor-journal-held = The central server could not take some entries. Number: { $count }; reason: { $reason }
doctor-journal-held-do = Tell those who look after the central server the reason; then offer the entries again in the settings.
# Variables:
#   $count (Number) - how many
#   $at (String) - day and time
doctor-journal-new-epochs = The chain of this machine began anew, as after a restored backup. Times: { $count }; the last on { $at }
# Variables:
#   $count (Number) - how many
doctor-journal-whole = The journal is whole. Entries: { $count }
# Variables:
#   $what (String) - what is wrong there, a sentence
doctor-journal-broken = The journal is not whole. { $what }
doctor-journal-broken-do = Remove no backup, and tell whoever looks after the machine. The command nidactl verify names the place.
# Variables:
#   $count (Number) - how many
doctor-journal-left-aside = Records lie on a damaged part of the data file and cannot be shown as they should be: { $count }
doctor-journal-left-aside-do = Remove no backup. Restore the present data or the newest good backup, then have the disk checked. What was logged since is kept.
# Variables:
#   $seq (Number) - place in the chain
doctor-journal-agrees = The central server’s copy is the same up to place { $seq }.
# Variables:
#   $seq (Number) - place in the chain
doctor-journal-differs = The central server has another entry at place { $seq }.
doctor-journal-differs-do = Find out whether these data run on another machine too, or whether somebody changed them.

## What opens the data

doctor-slots-unreadable = The file with the key slots is missing or cannot be read: nothing opens the data.
doctor-slots-unreadable-do = Remove nothing. Put slots.json of the newest backup in its place.
doctor-slots-passphrase = The station passphrase opens the data.
doctor-slots-no-passphrase = No station passphrase opens the data.
doctor-slots-no-passphrase-do = Set one in the settings: the recovery code alone is one sheet of paper.
doctor-slots-code = The recovery code opens the data.
doctor-slots-no-code = No recovery code opens the data.
doctor-slots-no-code-do = Make a new recovery code in the settings, and keep it on paper.
# Variables:
#   $count (Number) - how many
#   $at (String) - day and time
doctor-slots-code-tried = Wrong recovery codes were typed. Times: { $count }; the last on { $at }
doctor-slots-code-tried-do = Ask who it was. Where nobody knows, make a new recovery code.
doctor-slots-code-untested = The recovery code on paper was never tried. Try it in the settings under what opens the data, before it is needed.
# Variables:
#   $at (String) - day and time
#   $days (Number) - days since then
doctor-slots-code-tested-long-ago = The recovery code was last tried long ago, on { $at }. Days: { $days }. Try it once more in the settings under what opens the data.
doctor-slots-keyring = The system’s keyring opens the data without anybody typing.
doctor-slots-key-file = A key file opens the data: whoever copies it together with the folder opens them elsewhere.
# Variables:
#   $count (Number) - how many
doctor-slots-unknown = Ways of a newer version open the data. Number: { $count }
doctor-slots-not-by-itself = The data did not open by themselves at the last start.
doctor-slots-not-by-itself-do = Put that right in the settings under what opens the data, or turn that way off.
# Variables:
#   $count (Number) - how many
doctor-slots-backups-same = The backups open in the same ways. Number: { $count }
# Variables:
#   $count (Number) - how many
doctor-slots-backups-behind = Some backups open with what was changed or taken away since. Number: { $count }
doctor-slots-backups-behind-do = Make a backup there now: the older ones follow with it.
# Variables:
#   $count (Number) - how many
doctor-slots-backups-unreadable = The key slots of some backups cannot be read: these open by nothing. Number: { $count }
doctor-slots-backups-unreadable-do = Make a backup now. Then copy its slots.json beside those, or remove them.
# Variables:
#   $count (Number) - how many
doctor-slots-away-behind = Backups in folders that were used before open with what was taken away since. Folders: { $count }
doctor-slots-away-behind-do = Choose such a folder again and make a backup there, or destroy what lies in it.

## Backups

# Variables:
#   $at (String) - day and time
#   $days (Number) - days since
doctor-backups-last = The last backup on this machine is of { $at }. Days since: { $days }
# Variables:
#   $at (String) - day and time
#   $days (Number) - days since
doctor-backups-old = The last backup on this machine is old: of { $at }. Days since: { $days }
doctor-backups-old-do = Back up now, and see what keeps it from happening by itself.
doctor-backups-none = There is no backup on this machine.
doctor-backups-none-do = Back up now.
# Variables:
#   $at (String) - day and time
doctor-backups-failed = The last try to back up on this machine came to nothing: { $at }
doctor-backups-failed-do = Put that right; it is tried again by itself.
doctor-backups-unseen = What lies on this machine could not be looked at.
doctor-backups-unseen-do = See whether the disk, the stick or the network drive is there.
# Variables:
#   $at (String) - day and time
#   $count (Number) - how many
doctor-backups-whole = The newest backup on this machine is whole: of { $at }. Entries: { $count }
# Variables:
#   $at (String) - day and time
#   $what (String) - what is wrong in it, a sentence
doctor-backups-broken = The newest backup on this machine is not whole, that of { $at }. { $what }
doctor-backups-broken-do = Make another one, keep the older ones, and have the disk checked.
# Variables:
#   $at (String) - day and time
#   $days (Number) - days since
doctor-backups-second-last = The last backup in the chosen folder is of { $at }. Days since: { $days }
# Variables:
#   $at (String) - day and time
#   $days (Number) - days since
doctor-backups-second-old = The last backup in the chosen folder is old: of { $at }. Days since: { $days }
doctor-backups-second-old-do = Back up now, and see what keeps it from happening by itself.
doctor-backups-second-none = There is no backup in the chosen folder.
doctor-backups-second-none-do = Back up now.
# Variables:
#   $at (String) - day and time
doctor-backups-second-failed = The last try to back up in the chosen folder came to nothing: { $at }
doctor-backups-second-failed-do = Put that right; it is tried again by itself.
doctor-backups-second-unseen = What lies in the chosen folder could not be looked at.
doctor-backups-second-unseen-do = See whether the disk, the stick or the network drive is there.
# Variables:
#   $at (String) - day and time
#   $count (Number) - how many
doctor-backups-second-whole = The newest backup in the chosen folder is whole: of { $at }. Entries: { $count }
# Variables:
#   $at (String) - day and time
#   $what (String) - what is wrong in it, a sentence
doctor-backups-second-broken = The newest backup in the chosen folder is not whole, that of { $at }. { $what }
doctor-backups-second-broken-do = Make another one, keep the older ones, and have the disk checked.
doctor-backups-second-unset = All backups lie on this machine: whoever takes it takes them too. A second folder can be chosen in the settings.
# Variables:
#   $count (Number) - how many
doctor-backups-unfinished = Something was left by backups that broke off; the next one clears it away. Number: { $count }
# Variables:
#   $count (Number) - how many
doctor-backups-foreign = Backups of other data lie there. Number: { $count }
doctor-backups-not-read = The backups were not read: only those who may make them may have that done.

## Room on the disk

# Variables:
#   $free_mb (Number) - megabytes that are free
doctor-disk-room = Free where the data lie: { $free_mb } MB
# Variables:
#   $free_mb (Number) - megabytes that are free
#   $needed_mb (Number) - megabytes that are needed
doctor-disk-tight = Little room where the data lie. Free: { $free_mb } MB; needed: { $needed_mb } MB
doctor-disk-tight-do = Make room on the disk; remove no backup that may still be needed.
# Variables:
#   $free_mb (Number) - megabytes that are free
doctor-disk-second-room = Free in the chosen folder: { $free_mb } MB
# Variables:
#   $free_mb (Number) - megabytes that are free
#   $needed_mb (Number) - megabytes that are needed
doctor-disk-second-tight = Little room in the chosen folder. Free: { $free_mb } MB; needed: { $needed_mb } MB
doctor-disk-second-tight-do = Make room on the disk; remove no backup that may still be needed.
# Variables:
#   $free_mb (Number) - megabytes that are free
doctor-disk-full = There is hardly room to save calls. Free: { $free_mb } MB
doctor-disk-full-do = Make room on the disk at once.
doctor-disk-unknown = The file system does not say how much room there is.

## Clock

doctor-clock-right = The clock agrees with the central server’s.
# Variables:
#   $minutes (Number) - minutes
doctor-clock-ahead = The clock is ahead of the central server’s. Minutes: { $minutes }
doctor-clock-ahead-do = Set the clock of the system, best by a time server.
# Variables:
#   $minutes (Number) - minutes
doctor-clock-behind = The clock is behind the central server’s. Minutes: { $minutes }
doctor-clock-behind-do = Set the clock of the system, best by a time server.
doctor-clock-unmeasured = The clock was compared with nobody’s.
# Variables:
#   $at (String) - day and time
doctor-clock-before-newest = The clock shows a time before the newest entry of this machine, which is of { $at }.
doctor-clock-before-newest-do = Set the clock of the system.
doctor-clock-zone = The time zone is Oman’s.
# Variables:
#   $minutes (String) - minutes from universal time, with a sign
doctor-clock-other-zone = The system is set to another time zone than Oman’s. Minutes from universal time: { $minutes }
doctor-clock-other-zone-do = Set the zone to Asia/Muscat.

## Central server

doctor-centre-none = No central server is set: everything stays on this machine.
doctor-centre-connected = The central server answers this machine.
doctor-centre-token-old = The central server answers. Whether it knows this machine was not asked: that is renewed while Nida is open.
doctor-centre-away = The central server does not answer this machine.
doctor-centre-away-do = It is tried again by itself. If it lasts, look at the line and ask those who look after the central server.
doctor-centre-refuses = The central server and this machine do not go on by themselves.
doctor-centre-refuses-do = Nothing is lost. Ask those who look after the central server.
doctor-centre-not-asked = The central server has not been asked since the start.
# Variables:
#   $at (String) - day and time
doctor-centre-last = It last answered on { $at }.

## Policy

doctor-policy-none = No policy fixes anything here.
# Variables:
#   $count (Number) - how many
doctor-policy-in-force = The policy of this machine is in force. Settings that it fixes: { $count }
doctor-policy-of-centre = The central server’s policy is in force; its signature held.
# Variables:
#   $count (Number) - how many
doctor-policy-records-due = Records are older than the organisation’s rules let them be kept. Number: { $count }. A supervisor erases them in the settings under how long data are kept.
doctor-policy-not-taken = The policy of this machine was not taken, so nothing of it holds.
doctor-policy-not-taken-do = Put the file right and start Nida again.

## Versions

# Variables:
#   $name (String) - version and system
doctor-version-program = Nida { $name }
# Variables:
#   $found (Number) - version
doctor-version-schema = The data are of version { $found }.
# Variables:
#   $found (Number) - version
doctor-version-fold = Records are made from entries by version { $found } of the rules.
# Variables:
#   $sqlite (String) - version of SQLite
#   $sqlcipher (String) - version of SQLCipher
doctor-version-database = SQLite { $sqlite }, SQLCipher { $sqlcipher }
# Variables:
#   $name (String) - version
doctor-version-webview = Webview { $name }
doctor-version-webview-unknown = The version of the webview is known to the window alone.
# Variables:
#   $kind (String) - code of what it holds
#   $version (Number) - version in use
doctor-version-pack =
    { $kind ->
        [cards] Answer cards: version { $version }
        [lists] Lists: version { $version }
        [policy] Policy of the central server: version { $version }
       *[other] { $kind }: version { $version }
    }
doctor-version-built-in = Answer cards and lists are those that came with the program.
# Variables:
#   $kind (String) - code of what it holds
#   $version (Number) - version that was refused
#   $reason (String) - code of the reason
doctor-version-pack-refused =
    { $kind ->
        [cards] Version { $version } of the answer cards was refused: { $reason }
        [lists] Version { $version } of the lists was refused: { $reason }
        [policy] Version { $version } of the policy was refused: { $reason }
       *[other] Version { $version } of { $kind } was refused: { $reason }
    }
doctor-version-pack-refused-do = What was in use stays. The settings say what to tell those who publish it.
# Variables:
#   $kind (String) - code of what it holds
#   $version (Number) - version in use
doctor-version-pack-unreadable =
    { $kind ->
        [cards] This program cannot read the answer cards in use, version { $version }.
        [lists] This program cannot read the lists in use, version { $version }.
        [policy] This program cannot read the policy in use, version { $version }.
       *[other] This program cannot read { $kind }, version { $version }.
    }
doctor-version-pack-unreadable-do = Update the program on this machine.
