## First start

start-first-title = Set up this machine
start-first-lead = A few steps, done once. Choose the language of the station first; everybody has their own afterwards.
start-next = Next
start-back = Back
# Variables:
#   $step (Number) - number of the step, from 1 on
#   $steps (Number) - how many there are
start-step = Step { $step } of { $steps }
start-station-title = The station and its passphrase
start-station-lead = The name tells this machine in the records. The passphrase protects its encrypted data; after the machine starts they open with it, or with the recovery code that follows.
start-first-station = Name of the station
start-first-station-hint = As people call it, for example: Call centre – office 3
start-first-passphrase = Station passphrase
start-first-passphrase-hint = At least 12 characters. Asked for after the machine starts, to open the encrypted data.
start-first-passphrase-again = Passphrase once more
start-strength-short = Short, or easily guessed.
start-strength-fair = Fair. More words make it stronger.
start-strength-good = Good.
start-strength-strong = Strong.
start-person-title = First person
start-person-lead = They look after this machine: they add others and give them their roles. They may log and review calls too.
start-first-make = Set up the station
start-first-making = Setting up…
start-centre-title = The central server
start-centre-lead = Everything works without a central server; it can be connected in Settings at any time.
start-centre-address = Address of the central server
start-centre-code = Enrolment code
start-centre-connect = Connect now
start-centre-later = Later
start-begin-title = This machine is ready
start-begin-lead = Begin to work, or try first with sample data that never mix with the station’s log.
start-begin-real = Begin to work
start-practice = Try with sample data

## Recovery code

start-recovery-title = Recovery code
start-recovery-lead = If the passphrase is forgotten, only this code opens the data. It is shown now and is not kept on the machine. Write it down or print it, and keep it safe away from the machine.
start-recovery-name = Recovery code, in groups of five
start-recovery-copy = Copy the code
start-recovery-copied = The code was copied.
start-recovery-copy-failed = It could not be copied. Write the code down or print it.
start-recovery-back = Type these two groups from your paper, so that the code is known to be kept:
# Variables:
#   $number (Number) - number of the group, 1 to 8
start-recovery-group = Group { $number }
start-recovery-print = Print
# Variables:
#   $station (String) - name of the station
start-recovery-print-note = Recovery code, station: { $station }. Keep it safe; give it to nobody who may not read the station’s data.

## Closed store

start-policy-broken = Nothing of the file holds: Nida works with its usual settings, and opens the data by no keyring and no key file. Tell your administrator.
start-opening-title = Opening the station’s data
start-opening-lead = The machine opens them by itself. If it cannot, the passphrase is asked for in a few seconds.
start-closed-title = The station’s data are locked
start-closed-lead = The machine was restarted. Enter the station passphrase to open the data.
start-closed-passphrase = Station passphrase
start-closed-code = Recovery code
start-closed-code-hint = Spaces, dashes and letter case do not matter.
start-closed-open = Open the data
start-closed-opening = Opening…
start-closed-use-code = Passphrase forgotten? Use the recovery code
start-closed-use-passphrase = Back to the passphrase

## Refused store

start-refused-title = The station’s data could not be opened
start-refused-happened = What happened
start-refused-untouched-title = State of the data
start-refused-untouched = Nothing in the data was changed and nothing was deleted.
start-refused-do = What to do
start-refused-folder = Where the data lie
start-refused-looking = Looking again…
# Variables:
#   $time (String) - when it was looked at last, in hours and minutes
start-refused-still = Looked again at { $time }: the reason still stands.
start-refused-do-newer = Install the version of Nida that wrote the data, or a newer one, and try again.
start-refused-do-damaged = Do not copy or delete the files. Restore the last good backup: what was written down since and can still be read is kept. Tell the administrator.
start-refused-do-close-other = Close the other copy of Nida; this one then goes on automatically.
start-refused-do-keyed-wrongly = Make sure that the key file and the data are of the same station. If one was moved without the other, put both back and try again, or restore the last good backup.
start-refused-do-read-only = Allow writing in the data folder, or lift its read-only state, and try again.
start-refused-do-slots-missing = Put the key file back into the data folder and try again, or restore the last good backup.
start-refused-do-disk-full = Make room on the disk and try again.
start-refused-do-gone = Put the file back if somebody has it. Otherwise restore the last good backup.
start-refused-do-other = Try again. If it happens once more, tell the administrator what stands above.
