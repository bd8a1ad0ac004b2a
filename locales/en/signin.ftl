## Sign-in

signin-title = Sign in
# Variables:
#   $station (String) - name of the station
signin-station = Station { $station }
signin-people = People at this machine
signin-enter = Sign in
signin-entering = Checking…
# Variables:
#   $pin (String) - the PIN of the sample people, in Latin digits
signin-practice-pin = The PIN of everybody in the list: { $pin }
