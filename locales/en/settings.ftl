## Settings

settings-language-title = My language
settings-digits = Digits
settings-digits-note = Phone and case numbers always stay 0123456789.

## Station

settings-station-title = This machine
settings-station-name = Name of the station
settings-station-person = Signed in
settings-station-duty = Duty began
settings-station-folder = Where the data lie

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

## People

settings-people-title = People
settings-people-name = Name
settings-people-roles = Roles
settings-people-add = Add a person
settings-people-save = Add
# Variables:
#   $login (String) - login name of the person added
settings-people-added = { $login } was added.
settings-people-known = This login is of somebody at another machine of the site. If it is the same person, they can sign in here with the secret typed above. If not, type another login.
settings-people-give = Let them sign in here
# Variables:
#   $login (String) - login name of the person who was given a secret
settings-people-given = { $login } can sign in at this machine now.
settings-people-elsewhere = Signs in at another machine
settings-people-shared = More than one person has this login
settings-people-change-login = Change login name
# Variables:
#   $login (String) - the new login name
settings-people-login-changed = The login name is { $login } now.
