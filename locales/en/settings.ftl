## Settings

settings-language-title = My language
settings-digits = Digits
settings-digits-note = Phone and case numbers always stay 0123456789.

## Station

settings-station-title = This machine
settings-station-name = Name of the station
settings-station-person = Signed in
settings-station-duty = Duty began
settings-about-title = About Nida
settings-about-lead = The program in which a health call centre logs its calls and follows its cases. It works without a network; its data are encrypted on this machine.
settings-about-version = Version
settings-about-release = Release build
settings-about-development = Development build, not for real calls
settings-about-licence = Licence
settings-about-folder = Where the data lie

## Central server

settings-centre-title = Central server
settings-centre-state = State
settings-centre-address = Address of the central server
settings-centre-site = Site
settings-centre-contact = Last answer
settings-centre-lead = Nida works fully without a central server. To connect to one, ask its administrator for the address and an enrolment code, which works once.
settings-centre-code = Enrolment code
settings-centre-connect = Connect this machine
settings-centre-connecting = Connecting…
settings-centre-enrolled = This machine was connected to the central server.
settings-centre-pack-cards = Answer cards
settings-centre-pack-cards-none = samples; this machine has none from the central server yet
settings-centre-pack-lists = Lists and calendar
settings-centre-pack-lists-none = those of the program; this machine has none from the central server yet
settings-centre-pack-policy = Policy
settings-centre-pack-policy-none = none from the central server
# Variables:
#   $version (Number) - its version
settings-centre-pack-policy-unread = This version of Nida can no longer read the policy, version { $version }. Nothing of it holds until a newer one comes. Update Nida on this machine; if that does not help, tell whoever publishes the policy.
# Variables:
#   $what (String) - name of what was published, as in settings-centre-pack-cards
settings-centre-pack-of = { $what }:
# Variables:
#   $version (Number) - its version
#   $time (String) - when it was published, date and time
settings-centre-pack-version = version { $version }, published on { $time }
# Variables:
#   $version (Number) - its version
settings-centre-pack-cards-unread = This version of Nida can no longer read answer cards, version { $version }. Samples are shown in their place until newer ones come. Update Nida on this machine; if that does not help, tell whoever publishes the cards.
# Variables:
#   $version (Number) - its version
settings-centre-pack-lists-unread = This version of Nida can no longer read the lists, version { $version }. Those of the program are used in their place until newer ones come. Update Nida on this machine; if that does not help, tell whoever publishes the lists.
# Variables:
#   $what (String) - name of what was published, as in settings-centre-pack-cards
#   $version (Number) - its version
settings-centre-pack-refused-other = “{ $what }”, version { $version }, was not accepted: it was made for another site or by another central server. What was in use before stays, and it is asked for again by itself. If this message stays, tell your administrator.
# Variables:
#   $what (String) - name of what was published, as in settings-centre-pack-cards
#   $version (Number) - its version
settings-centre-pack-refused-old = “{ $what }”, version { $version }, was not accepted: an older one came in its place. What was in use before stays, and it is asked for again by itself. If this message stays, tell your administrator.
# Variables:
#   $what (String) - name of what was published, as in settings-centre-pack-cards
#   $version (Number) - its version
settings-centre-pack-refused-signature = “{ $what }”, version { $version }, was not accepted: its signature is not that of the central server, or it was changed on the way. What was in use before stays, and it is asked for again by itself. If this message stays, tell your administrator.
# Variables:
#   $what (String) - name of what was published, as in settings-centre-pack-cards
#   $version (Number) - its version
#   $at (String) - number of the line in the file
settings-centre-pack-refused-unreadable = “{ $what }”, version { $version }, was not accepted: this version of Nida cannot read line { $at }. What was in use before stays. Update Nida on this machine; if that does not help, tell whoever publishes it.
# Variables:
#   $what (String) - name of what was published, as in settings-centre-pack-cards
#   $version (Number) - its version
#   $at (String) - code of the card, or list and code of the row
#   $field (String) - name of the part of it
settings-centre-pack-refused-field = “{ $what }”, version { $version }, was not accepted: this version of Nida cannot use “{ $field }” of “{ $at }”. What was in use before stays. Update Nida on this machine; if that does not help, tell whoever publishes it.
# Variables:
#   $what (String) - name of what was published, as in settings-centre-pack-cards
#   $version (Number) - its version
#   $at (String) - what stands there twice: card and version, or list and code
settings-centre-pack-refused-twice = “{ $what }”, version { $version }, was not accepted: “{ $at }” stands there twice. What was in use before stays. Tell whoever publishes it.
# Variables:
#   $what (String) - name of what was published, as in settings-centre-pack-cards
#   $version (Number) - its version
#   $at (String) - list and code of the row
#   $field (String) - name of the part of it
settings-centre-pack-refused-fixed = “{ $what }”, version { $version }, was not accepted: “{ $field }” of “{ $at }” cannot be changed, since Nida has rules of its own about it. What was in use before stays. Update Nida on this machine; if that does not help, tell whoever publishes it.
# Variables:
#   $what (String) - name of what was published, as in settings-centre-pack-cards
#   $version (Number) - its version
settings-centre-pack-refused-unknown = “{ $what }”, version { $version }, was not accepted. What was in use before stays. Tell your administrator.
settings-centre-epochs = This machine’s chain began anew
settings-centre-epochs-lead = Nothing was lost or doubled. Make sure that each of these was meant: where the same store runs at two machines, close one of them and set it up anew.
settings-centre-epoch-restored = The data of this machine were restored, from a backup or from what could be read of damaged data.
settings-centre-epoch-behind = The store of this machine is an older copy of itself: it was restored from a backup, or runs at another machine too.
settings-centre-epoch-fork = The central server had another entry in the same place: the store of this machine runs at another machine too.

## People

settings-people-title = People
settings-people-name = Name
settings-people-roles = Roles
settings-people-languages = Languages they speak with callers
# Variables:
#   $languages (String) - what they are called
settings-people-speaks = Languages: { $languages }
settings-people-add = Add a person
settings-people-save = Add
# Variables:
#   $login (String) - login name of the person added
settings-people-added-once = { $login } was added, and changes the PIN when signing in.
settings-people-known = This login is of somebody at another machine of the site. If it is the same person, they can sign in here with the secret typed above. If not, type another login.
settings-people-give = Let them sign in here
# Variables:
#   $login (String) - login name of the person who was given a secret
settings-people-let-in = { $login } can sign in at this machine now, and changes the PIN then.
settings-people-elsewhere = Signs in at another machine
settings-people-shared = More than one person has this login
settings-people-change-login = Change login name
# Variables:
#   $login (String) - the new login name
settings-people-login-changed = The login name is { $login } now.
settings-people-new-secret = New PIN
# Variables:
#   $login (String) - login name of the person who forgot theirs
settings-people-new-secret-of = New PIN for { $login }
settings-people-new-secret-lead = For somebody who forgot theirs. They sign in with it once and then choose one that nobody else knows.
settings-people-new-secret-give = Set it
# Variables:
#   $login (String) - login name of the person who got another PIN
settings-people-secret-given = { $login } has a new PIN, and changes it when signing in.
settings-people-search = Search in the people
settings-people-found-none = Nobody answers the search.
settings-people-edit = Names and roles
# Variables:
#   $login (String) - login name of the person
settings-people-edit-of = Names and roles of { $login }
settings-people-edit-save = Save
# Variables:
#   $login (String) - login name of the person
settings-people-edited = Names and roles of { $login } were saved.
settings-people-own-role = Nobody takes the administrator’s role from themselves.
settings-people-roles-when = New roles count from the person’s next sign-in on.
settings-people-off = Deactivated
settings-people-deactivate = Deactivate
# Variables:
#   $login (String) - login name of the person
settings-people-deactivate-of = Deactivate { $login }
settings-people-activate = Reactivate
# Variables:
#   $login (String) - login name of the person
settings-people-activate-of = Reactivate { $login }
# Variables:
#   $login (String) - login name of the person
settings-people-inactive = { $login } can no longer sign in. What they logged stays.
# Variables:
#   $login (String) - login name of the person
settings-people-active = { $login } can sign in again.

## My PIN

settings-secret-title = My PIN
settings-secret-old = Present PIN or password
settings-secret-new = New PIN or password
settings-secret-again = The new one once more
settings-secret-change = Change my PIN
settings-secret-done = Your PIN at this machine has changed.

## The lock and the recovery code

settings-lock-title = Protection of this machine
settings-lock-min = Minutes without use until it locks (1 to 30)
settings-lock-in-call-min = The same during a call (up to 120)
settings-lock-save = Save both times
settings-lock-saved = Both times are saved.
settings-code-lead = If the paper with the recovery code is lost, make a new code; the one before opens nothing then.
settings-code-new = New recovery code
settings-code-ask = Enter your PIN first: whoever has this code can open the station’s data.
settings-code-show = Show the code
settings-code-shown = This code is shown now and is not kept on the machine. The one before stays good until you confirm this one.
settings-code-confirm = Confirm the new code
settings-code-done = The new code is in force; the one before opens nothing any more.

## What opens the data, and the organisation's policy

settings-policy-fixed = Set by your organisation’s policy.
settings-policy-fixed-centre = Set by your organisation’s policy for all machines of the site, from the central server.
# Variables:
#   $address (String) - address that the policy fixes
settings-centre-other = This machine is connected to another central server than the organisation’s policy sets: { $address }. Tell your administrator.
settings-ways-title = What opens the station’s data
settings-ways-passphrase = The station passphrase
settings-ways-code = The recovery code
settings-ways-keyring = The system’s keyring, without anybody typing
settings-ways-key-file = A key file that the policy names, without anybody typing
settings-ways-unknown = A way of a newer version
# Variables:
#   $at (String) - day and time
settings-ways-tried = last tried { $at }
settings-ways-untried = never tried
settings-ways-good = It was tried just now, and it opens the station’s data.
settings-ways-removed = This way is turned off. Passphrase and recovery code open as before.
settings-try-go = Try it
settings-try-passphrase = Try the passphrase
settings-try-passphrase-lead = Type the station passphrase as it is typed when the machine starts. Nothing is changed by this.
settings-try-passphrase-good = This is the station passphrase, and it opens the station’s data.
settings-try-code = Try the recovery code
settings-try-code-lead = Take the paper from where it is kept and type the code as it stands there. Nothing is changed by this, and the code stays good.
settings-try-code-good = The paper is good: this code opens the station’s data. Put it back where it was.
settings-try-code-wrong-do = Compare every group with the paper once more. If it is the paper that is wrong, make a new code now, then destroy this paper.
settings-try-code-damaged-do = The paper itself may be right, but its code opens nothing any more. Make a new code now, then destroy this paper.
settings-try-keyring = Try the keyring
settings-try-key-file = Try the key file
settings-keyring-title = Opening by the system’s keyring
settings-keyring-lead = After it is started, the machine opens its data by itself and comes to the sign-in page without the passphrase.
settings-keyring-means = From then on, whoever is logged in to the operating system as this station’s account can open its encrypted data; to sign in to Nida they still need a PIN. Passphrase and recovery code go on working. Enter your PIN to agree.
settings-keyring-none = Nida knows no keyring on this system.
settings-keyring-add = Open by the keyring
settings-keyring-renew = Renew what the keyring keeps
settings-keyring-remove = Stop opening by it
settings-keyring-confirm = Agree and keep it in the keyring
settings-keyring-added = The machine opens its data by itself from the next start on.
settings-key-file-title = Opening by a key file
settings-key-file-lead = This is the weakest way: whoever copies the file together with the data folder opens the data anywhere. Keep the file off backups.
settings-key-file-remove = Stop opening by the file
settings-passphrase-title = Change the station passphrase
settings-passphrase-old = Present passphrase
settings-passphrase-new = New passphrase
settings-passphrase-again = New passphrase once more
settings-passphrase-change = Change the passphrase
settings-passphrase-done = The station passphrase has changed; the one before opens nothing any more.

## Entries carried on a stick

settings-courier-title = No line: carry entries on a stick
settings-courier-lead = What waits is written as a sealed file that only the central server opens. Take it there, and bring its receipt back to this machine. Entries do not count as sent before that.
settings-courier-folder = Path of the stick
# Variables:
#   $path (String) - a folder as an example
settings-courier-folder-hint = Such as { $path }
settings-courier-write = Write a file
settings-courier-take = Take receipts in
settings-courier-progress = Progress
# Variables:
#   $name (String) - name of the file
settings-courier-written-none = The file { $name } was written; there is nothing new in it.
# Variables:
#   $count (Number) - entries in the file, at least one
#   $name (String) - name of the file
settings-courier-written =
    { $count ->
        [one] The file { $name } was written with one entry.
       *[other] The file { $name } was written with { $count } entries.
    }
# Variables:
#   $count (Number) - entries that did not fit, at least one
settings-courier-left =
    { $count ->
        [one] One entry is left for another file.
       *[other] { $count } entries are left for another file.
    }
settings-courier-unconfirmed = The file may not be kept yet: eject the stick before you pull it out, and look that the file is on it.
settings-courier-acknowledged-none = The receipt confirms no new entries.
# Variables:
#   $count (Number) - entries that the centre has, at least one
settings-courier-acknowledged =
    { $count ->
        [one] The central server has one more entry by its receipt.
       *[other] The central server has { $count } more entries by its receipt.
    }
# Variables:
#   $count (Number) - entries of the site's numbering that came, at least one
settings-courier-arrived =
    { $count ->
        [one] One entry of the site came with it.
       *[other] { $count } entries of the site came with it.
    }
# Variables:
#   $count (Number) - packs of the centre (answer cards and the like) that came and are in use, at least one
settings-courier-packs =
    { $count ->
        [one] One set of what the central server published, such as answer cards, came with it and is in use now.
       *[other] { $count } sets of what the central server published, such as answer cards, came with it and are in use now.
    }
# Variables:
#   $count (Number) - packs of the centre that came and were not taken, at least one
settings-courier-packs-refused =
    { $count ->
        [one] One set of what the central server published was not accepted; the reason stands above.
       *[other] { $count } sets of what the central server published were not accepted; the reasons stand above.
    }
# Variables:
#   $count (Number) - entries that the centre could not take, at least one
settings-courier-held =
    { $count ->
        [one] One entry is held.
       *[other] { $count } entries are held.
    }

# Variables:
#   $minutes (Number) - by how many minutes the machine's clock is ahead of the centre's, at least one
settings-centre-clock-ahead =
    { $minutes ->
        [one] The clock of this machine is one minute ahead of the central server's. Put it right: the times of what is logged come from it.
       *[other] The clock of this machine is { $minutes } minutes ahead of the central server's. Put it right: the times of what is logged come from it.
    }
# Variables:
#   $minutes (Number) - by how many minutes the machine's clock is behind the centre's, at least one
settings-centre-clock-behind =
    { $minutes ->
        [one] The clock of this machine is one minute behind the central server's. Put it right: the times of what is logged come from it.
       *[other] The clock of this machine is { $minutes } minutes behind the central server's. Put it right: the times of what is logged come from it.
    }
settings-courier-again = Enrol this machine again without a line, if its enrolment was revoked
settings-courier-enrol-title = No line: enrol by a stick
settings-courier-enrol-lead = Copy the card of the central server to the stick, compare its fingerprint with what its people see, then type the enrolment code. The answer comes back on the stick.
settings-courier-card = Read the card of the central server
settings-courier-answer = Read the answer
settings-courier-answer-none = There is no answer in this folder that enrols this machine.
# Variables:
#   $address (String) - address of the centre
settings-courier-compare = The card of the central server { $address }. Go on only if this fingerprint is the same as its own:
settings-courier-request = Write the request
# Variables:
#   $name (String) - name of the file
settings-courier-requested = The request { $name } was written. Take it to the central server, then read its answer here.
