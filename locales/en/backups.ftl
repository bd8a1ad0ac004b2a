## Backups

backups-title = Backups
backups-lead = Once a day, while you work, Nida copies its data, encrypted, and reads the copy again. What opens the data opens a backup too.
backups-kept = What is kept
# Variables:
#   $count (Number) - backups
backups-kept-daily =
    { $count ->
        [one] The newest daily backup is kept.
       *[other] The newest { $count } daily backups are kept.
    }
# Variables:
#   $count (Number) - weeks
backups-kept-weekly =
    { $count ->
        [0] None of the weeks before is kept.
        [one] Of the week before one is kept.
       *[other] Of each of the { $count } weeks before one is kept.
    }
# Variables:
#   $count (Number) - days
backups-old-after =
    { $count ->
        [one] The last one counts as old after a day, if calls were logged since.
       *[other] The last one counts as old after { $count } days, if calls were logged since.
    }
backups-place-own = On this machine
backups-place-chosen = In the chosen folder
backups-make = Back up now
backups-make-own = Back up now on this machine
backups-make-chosen = Back up now into the chosen folder
backups-none = There is no good backup here yet.
# Variables:
#   $time (String) - day and time
#   $ago (String) - how long ago that was
backups-last = Last good backup: { $time } ({ $ago })
backups-old = This backup is old, and calls have been logged since. Back up now, and see what keeps it from happening by itself.
# Variables:
#   $time (String) - day and time
backups-failed-at = Last try: { $time }. It is tried again by itself.
backups-ways-behind = The backups here still open with what was taken away since. That is put right at the next backup here.
# Variables:
#   $count (Number) - folders
backups-behind-elsewhere =
    { $count ->
        [one] The backups in a folder that was used before still open with what was taken away since. Choose that folder again, or destroy them.
       *[other] The backups in { $count } folders that were used before still open with what was taken away since. Choose those folders again, or destroy them.
    }
backups-reason-daily = daily
backups-reason-asked = asked for
backups-reason-migration = before a new version
# Variables:
#   $mb (String) - millions of bytes
backups-size = { $mb } MB
backups-foreign = of other data
backups-check = Read again
# Variables:
#   $time (String) - day and time
backups-check-of = Read again: { $time }
backups-working = A backup is being written or read…
# Variables:
#   $share (String) - how much of it is done
backups-progress = { $share } done
backups-stop = Stop
# Variables:
#   $count (Number) - entries of the journal that it holds
backups-made =
    { $count ->
        [one] The backup was written and read again. It holds one entry.
       *[other] The backup was written and read again. It holds { $count } entries.
    }
# Variables:
#   $count (Number) - entries of the journal that it holds
backups-whole =
    { $count ->
        [one] The backup is whole. It holds one entry.
       *[other] The backup is whole. It holds { $count } entries.
    }
# Variables:
#   $what (String) - what is wrong
backups-not-whole = This backup is not whole: { $what } Make another one, in another folder if it happens again.
backups-folder = Second folder, on a stick or in the network
# Variables:
#   $path (String) - an example
backups-folder-hint = The whole path, such as { $path }. Each machine keeps a folder of its own there.
backups-folder-choose = Use this folder
backups-folder-chosen = Backups go into this folder as well from now on.
backups-folder-leave = Use no second folder
backups-folder-left = Backups stay on this machine from now on. Those in the folder were left there.
