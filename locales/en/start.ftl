## First start

start-first-title = Set up this machine
start-first-lead = One step, done once: a name for the station, a passphrase that protects its data, and the first person to sign in.
start-first-station-legend = Station
start-first-station = Name of the station
start-first-station-hint = As people call it, for example: Call centre – office 3
start-first-passphrase = Station passphrase
start-first-passphrase-hint = At least 12 characters. Asked for after the machine starts, to open the encrypted data.
start-first-passphrase-again = Passphrase once more
start-first-person-legend = First person
start-first-make = Set up the station
start-first-making = Setting up…
start-practice = Try with sample data

## Recovery code

start-recovery-title = Recovery code
start-recovery-lead = If the passphrase is forgotten, only this code opens the data. It is shown now, once, and is not kept on the machine. Write it down or print it, and keep it safe away from the machine.
start-recovery-name = Recovery code, in groups of five
start-recovery-copy = Copy the code
start-recovery-copied = The code was copied.
start-recovery-copy-failed = It could not be copied. Write the code down or print it.
start-recovery-print = Print
# Variables:
#   $station (String) - name of the station
start-recovery-print-note = Recovery code of station { $station }. Keep it safe; give it to nobody who may not read the station’s data.
start-recovery-written = I have written down or printed the code and put it in a safe place
start-recovery-remind = First confirm that you have kept the code. It is not shown again.
start-recovery-go-on = Go on to sign-in

## Closed store

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
start-refused-do-damaged = Do not copy or delete the files. Tell the administrator, who can restore the last good backup.
start-refused-do-in-use = Close the other copy of Nida and try again.
start-refused-do-keyed-wrongly = Make sure that the key file and the data are of the same station. If one was moved without the other, put both back and try again.
start-refused-do-read-only = Allow writing in the data folder, or lift its read-only state, and try again.
start-refused-do-slots-missing = Put the key file back into the data folder from the backup and try again.
start-refused-do-disk-full = Make room on the disk and try again.
start-refused-do-other = Try again. If it happens once more, tell the administrator what stands above.
