## Sign-in

signin-title = Sign in
# Variables:
#   $station (String) - name of the station
signin-station = Station { $station }
signin-people = People at this machine
signin-enter = Sign in
signin-entering = Checking…
