## Restoring the station’s data

restoring-title = Restore the data
restoring-lead = The backup is checked first, and you see what it holds. What was written down since and can still be read is kept. Nothing is deleted.
restoring-open = Restore from a backup…
restoring-from = Restore from
restoring-none = No backup was found on this machine.
restoring-present = What can still be read of the present data
restoring-present-hint = For when there is no backup. Whatever cannot be read stays behind; what was sent comes back from the central server.
restoring-folder = Look in another folder too
# Variables:
#   $path (String) - example of a path
restoring-folder-hint = A stick or a folder in the network, as { $path }
restoring-folder-look = Look there
restoring-passphrase-hint = The one that opens the data of this station
restoring-try = Check it
restoring-looking = Checking…
restoring-working = The backup is being copied and read…
restoring-leave = Back
restoring-found-said = The backup was checked. Read what it holds.
restoring-made = Backup of
restoring-holds = What it holds
# Variables:
#   $count (Number) - entries of the journal
restoring-entries =
    { $count ->
        [one] One entry.
       *[other] { $count } entries.
    }
# Variables:
#   $time (String) - day and time
restoring-newest = The newest is of { $time }.
restoring-since = Written down since the backup
# Variables:
#   $count (Number) - entries of the journal
restoring-since-read =
    { $count ->
        [0] Nothing, or nothing that the present data still hold.
        [one] One entry of it was in the present data and is kept.
       *[other] { $count } entries of it were in the present data and are kept.
    }
restoring-since-missing = The present data are gone. What was sent comes back from the central server; what was not sent is lost.
restoring-since-unreadable = The present data cannot be read. What was sent comes back from the central server; what was not sent is lost.
restoring-drafts = Drafts
# Variables:
#   $count (Number) - drafts
restoring-drafts-count =
    { $count ->
        [one] One draft is kept.
       *[other] { $count } drafts are kept.
    }
# Variables:
#   $count (Number) - entries of the journal
restoring-lost =
    { $count ->
        [one] One entry of the present data cannot be read any more. If it was sent, it comes back from the central server.
       *[other] { $count } entries of the present data cannot be read any more. Those that were sent come back from the central server.
    }
# Variables:
#   $what (String) - what is wrong
restoring-not-whole = The record of the backup is not whole: { $what }. Try an older backup as well, and tell the administrator.
restoring-means = When you go on, this takes the place of the present data, whose files are kept in the folder “backups”.
restoring-finish = Put it in place
restoring-choose-another = Choose another
restoring-done = The data were restored. Sign in.
restoring-close = Close the data
restoring-close-means = The data are closed for that, and you are signed out. Open drafts are kept. You need the station passphrase or the recovery code afterwards.
