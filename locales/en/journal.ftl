## Checking the journal

journal-check = Check the journal
journal-title = Check of the journal
journal-lead = Every entry on this machine is read and held against its digest, every link against the one before it, and the last one against what the central server has.
journal-begin = Begin
journal-again = Check again
journal-running = Checking…
# Variables:
#   $done (String) - entries and links that were checked
#   $total (String) - of how many
journal-progress = { $done } of { $total } checked
journal-whole = The journal is whole.
journal-not-whole = The journal is not whole.
# Variables:
#   $count (Number) - entries whose bytes were checked
journal-entries =
    { $count ->
        [0] No entries
        [one] 1 entry checked
       *[other] { $count } entries checked
    }
# Variables:
#   $count (Number) - links of this machine's chain
journal-links =
    { $count ->
        [0] no links of this machine’s chain
        [one] 1 link of this machine’s chain
       *[other] { $count } links of this machine’s chain
    }
journal-what-to-do = Work on as usual, nothing is deleted. Tell the administrator: the good state is in the last backup and with the central server.
journal-first-place = First bad place:
journal-fault-page = A page of the data file is not as it was written.
journal-fault-header = The header of an entry was changed.
journal-fault-facts = The facts of an entry were changed.
journal-fault-personal = The words of an entry were changed.
journal-fault-columns = What stands beside an entry is not what it says.
journal-fault-gap = A link of the chain is missing.
journal-fault-follows = A link does not follow the one before it.
journal-fault-hash = A link does not hold its entry.
journal-fault-unlinked = An entry of this machine has no link.
journal-fault-unnumbered = An entry that the central server took has no number.
# Variables:
#   $id (String) - id of the entry
journal-entry = Entry { $id }
# Variables:
#   $seq (String) - place in the chain
journal-place = place { $seq } in this machine’s chain
journal-centre-not-set = This machine is not connected to a central server, so there is no second copy to hold it against.
journal-centre-not-asked = The central server has not answered since the application started. Its copy could not be compared.
# Variables:
#   $seq (String) - last place that the centre has
#   $time (String) - when it said so
journal-centre-agrees = The central server’s copy agrees up to place { $seq }, as of { $time }.
# Variables:
#   $time (String) - when it said so
journal-centre-nothing = The central server has nothing of this machine’s present chain yet, as of { $time }.
# Variables:
#   $seq (String) - the place
#   $time (String) - when it said so
journal-centre-differs = The central server has another entry at place { $seq }, as of { $time }. Tell the administrator.
# Variables:
#   $count (Number) - entries that the central server has yet to take, at least one
journal-centre-waiting =
    { $count ->
        [one] 1 entry has not reached it yet.
       *[other] { $count } entries have not reached it yet.
    }
