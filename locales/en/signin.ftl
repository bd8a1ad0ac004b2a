## Sign-in

signin-title = Sign in
# Variables:
#   $station (String) - name of the station
signin-station = Station: { $station }
signin-people = People at this machine
signin-enter = Sign in
signin-entering = Checking…
# Variables:
#   $pin (String) - the PIN of the sample people, in Latin digits
signin-practice-pin = The PIN of everybody in the list: { $pin }

## A forgotten PIN

signin-forgotten = I have forgotten my PIN
signin-forgotten-ask = Ask an administrator for another PIN: they give you one in Settings, and you choose your own the first time you sign in with it.
signin-forgotten-code = If you are the administrator and there is no other, type the station’s recovery code and choose a new PIN.
signin-forgotten-go = Set the new PIN
signin-forgotten-not-one = The code is right, but no administrator of this machine has that login name.
signin-forgotten-done = Your PIN was changed. Sign in with it.
signin-back = Back

## A PIN that an administrator gave

signin-given-lead = An administrator gave you this PIN, and it holds for this once. Choose one now that nobody else knows.
signin-given-go = Save and sign in
