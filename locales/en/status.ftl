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
status-sync-now = Send now
status-syncing = Sending…
# Variables:
#   $time (String) - time of day at which the duty began
status-duty-since = On duty since { $time }
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
status-held-made = Made
status-held-reason = Reason
status-held-entry = Entry
status-held-too-big = The entry is larger than the central server allows
status-held-mismatch = The central server has an entry of the same id with other content
status-held-malformed = The central server could not read the entry
status-held-erased = The data of the person concerned were erased
# Variables:
#   $reason (String) - the central server’s code for a reason this version does not know
status-held-other = Another reason ({ $reason })
