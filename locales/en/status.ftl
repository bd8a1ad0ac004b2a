## Status bar

status-bar = Status
status-link-not-set = No central server set; data are kept on this machine
status-link-connected = Central server reached
status-link-sending = Sending to the central server
status-link-unreachable = Central server not reachable; tried again by itself
status-link-refused = The central server refuses this machine
status-waiting-none = Nothing waiting to be sent
# Variables:
#   $count (Number) - entries that the central server has not acknowledged yet, at least one
status-waiting =
    { $count ->
        [one] 1 entry waiting to be sent
       *[other] { $count } entries waiting to be sent
    }
# Variables:
#   $ago (String) - how long ago the oldest waiting entry was made, in words
status-oldest = oldest: { $ago }
status-progress = How much of what waited has been sent
status-sync-now = Send now
status-syncing = Sending…
# Variables:
#   $time (String) - time of day at which the duty began
status-duty-since = On duty since { $time }
# Variables:
#   $length (String) - how long the pauses of this duty were, in minutes and seconds
status-paused = paused { $length }
status-calls-none = no calls yet
# Variables:
#   $count (Number) - calls logged in this duty, at least one
status-calls =
    { $count ->
        [one] 1 call
       *[other] { $count } calls
    }
# Variables:
#   $count (Number) - drafts that are open, at least one
status-drafts =
    { $count ->
        [one] 1 draft
       *[other] { $count } drafts
    }

## Held entries

# Variables:
#   $count (Number) - entries that the central server could not accept, at least one
status-held =
    { $count ->
        [one] 1 held entry
       *[other] { $count } held entries
    }
status-held-title = Held entries
status-held-none = There are no held entries.
status-held-lead = The central server has not accepted these entries yet. They are kept on this machine and hold nothing else up.
status-held-offer = Offer all of them again
# Variables:
#   $count (Number) - entries that were offered, at least one
status-held-offered =
    { $count ->
        [one] 1 entry is being sent again.
       *[other] { $count } entries are being sent again.
    }
status-held-show = Show
status-held-made = Made
status-held-reason = Reason
status-held-entry = Entry
status-held-too-long = The entry is longer than the central server allows
status-held-other-id = The entry’s id does not match its content
status-held-unreadable = The central server could not read the entry
status-held-withheld = Its content could not be sent time after time; only its digest was
# Variables:
#   $reason (String) - the central server’s code for a reason this version does not know
status-held-other = Another reason ({ $reason })

## Kinds of entries

status-kind-call-logged = Contact logged
status-kind-call-amended = Contact corrected
status-kind-call-voided = Contact voided
status-kind-call-restored = Contact brought back
status-kind-call-commented = Comment on a contact
status-kind-call-returned = Contact returned for correction
status-kind-call-return-corrected = Returned contact corrected
status-kind-call-return-withdrawn = Return of a contact taken back
status-kind-case-opened = Case opened
status-kind-case-moved = Case moved
status-kind-case-amended = Case amended
status-kind-user-added = Person of the staff added
status-kind-user-changed = Person of the staff changed
status-kind-duty-opened = Duty opened
status-kind-duty-closed = Duty closed
status-kind-duty-paused = Pause begun
status-kind-duty-resumed = Pause ended
status-kind-takeover-made = Draft taken over
status-kind-shift-signed = Shift signed
status-kind-shift-handed-over = Shift handed over
status-kind-shift-handover-confirmed = Hand-over confirmed
status-kind-machine-code-renewed = New recovery code
status-kind-machine-passphrase-changed = Station passphrase changed
status-kind-machine-keyring-added = Opening by the system’s keyring
status-kind-machine-keyring-removed = No more opening by the system’s keyring
status-kind-machine-key-file-added = Opening by a key file
status-kind-machine-key-file-removed = No more opening by a key file
status-kind-machine-lock-set = Times of the lock set
status-kind-user-secret-changed = PIN changed
status-kind-user-secret-given = PIN given by an administrator
status-kind-user-secret-recovered = PIN set by the recovery code
# Variables:
#   $kind (String) - code of a kind this version does not know
status-kind-other = Another kind of entry ({ $kind })
status-backup-old = No recent backup
status-room-low = The disk is full or nearly so, and calls may soon not be saved. Have room made on it now
