"""first_owner.py URL CODE: does the first visit, and prints an access token of the new organisation's owner."""

import http.cookiejar
import json
import re
import sys
import urllib.parse
import urllib.request

url, code = sys.argv[1:3]
browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
client = urllib.request.build_opener()
mail, password = "alice@acme.example", "tulips under the bridge"


def read(by, path, data=None, kind="application/x-www-form-urlencoded"):
    request = urllib.request.Request(url + path, data, {"Content-Type": kind} if data else {})
    with by.open(request) as reply:
        return reply.read().decode()


page = read(browser, "/start")
field = re.search(r'<input[^>]*name="(_?csrf[^"]*)"[^>]*value="([^"]+)"', page)
form = {
    field[1]: field[2], "code": code, "org": "Acme Coffee", "brand": "Acme Coffee", "name": "Alice Adams",
    "mail": mail, "password": password, "zone": "Europe/Berlin",
}
read(browser, "/start/own", urllib.parse.urlencode(form).encode())
login = json.dumps({"mail": mail, "password": password}).encode()
print(json.loads(read(client, "/v1/auth/login", login, "application/json"))["access_token"])
