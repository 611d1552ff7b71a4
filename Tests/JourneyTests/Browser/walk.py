"""What the journeys share: a browser, people who look at every page in several ways, and findings.

Prints one JSON line for each step and each finding. A finding does not end the journey; a step that cannot be done
does. Nothing here sleeps: every wait is for something that a person would see.
"""

import json
import os
import re
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Error, sync_playwright

CHROMIUM = "/usr/bin/chromium"
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
# On a busy machine the demo alone takes most of it.
PATIENCE = 60_000

AXE = "() => axe.run({resultTypes: ['violations']}).then(all => all.violations)"
# What sticks out to the right of the window, innermost first; what scrolls by itself may.
OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > width + 0.5)
    .slice(-3).map(e => e.outerHTML.slice(0, 160));
}"""


class Journey:
    """One run: the browser, where screenshots go, and what was found."""

    def __init__(self, browser, base):
        self.browser = browser
        self.base = base
        self.findings = 0
        self.seen = set()
        self.folder = None
        # A folder for a picture of every page, for eyes.
        self.album = os.environ.get("STARLING_JOURNEY_ALBUM")
        self.began = time.monotonic()
        self.now = "begin"

    def say(self, **line):
        print(json.dumps({"at": round(time.monotonic() - self.began, 1), **line}, ensure_ascii=False), flush=True)

    def step(self, words):
        self.now = words
        self.say(step=words)

    def finding(self, what, page, **more):
        """Once for each page and fault."""
        key = (what, path_of(page.url), json.dumps(more, sort_keys=True))
        if key in self.seen:
            return
        self.seen.add(key)
        self.findings += 1
        self.folder = self.folder or Path(tempfile.mkdtemp(prefix="starling-journey-", dir="/var/tmp"))
        picture = self.folder / f"{self.findings:02}.png"
        try:
            page.screenshot(path=picture, full_page=True)
        except Error:
            picture = None
        self.say(finding=what, url=page.url, step=self.now, screenshot=str(picture), **more)

    def person(self, name, **context):
        return Person(self, name, **context)


class Person:
    """Somebody at a browser of their own."""

    def __init__(self, journey, name, **context):
        self.journey = journey
        self.name = name
        self.context = journey.browser.new_context(
            base_url=journey.base, viewport=DESK, locale="en-GB", timezone_id="Europe/Vienna", **context)
        self.context.set_default_timeout(PATIENCE)
        self.allowed = []
        self.page = self.context.new_page()
        self.watch(self.page)

    def watch(self, page):
        page.on("console", lambda message: self.heard(message, page))
        page.on("pageerror", lambda error: self.journey.finding("script error", page, detail=str(error)))
        page.on("response", lambda reply: self.answered(reply, page))
        page.on("requestfailed", lambda request: self.broke(request, page))
        page.on("dialog", lambda dialog: dialog.accept())

    def heard(self, message, page):
        # Chromium's own line about a failed request is told by `answered`, with its status.
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
            self.journey.finding("console " + message.type, page, detail=message.text)

    def answered(self, reply, page):
        if reply.status < 400 or (reply.status, path_of(reply.url)) in self.allowed:
            return
        self.journey.finding("failed request", page, detail=f"{reply.status} {reply.request.method} {reply.url}")

    def broke(self, request, page):
        # Leaving a page ends what it was still asking for.
        if request.failure != "net::ERR_ABORTED":
            self.journey.finding("broken request", page, detail=f"{request.failure} {request.url}")

    @contextmanager
    def refusal(self, status, path):
        """What is asked for inside is meant to be refused, and must be."""
        entry = (status, path)
        self.allowed.append(entry)
        with self.page.expect_response(lambda r: (r.status, path_of(r.url)) == entry):
            yield
        self.page.wait_for_load_state()
        self.allowed.remove(entry)

    # MARK: What a person does

    def go(self, path):
        self.page.goto(path)

    def press(self, words):
        self.page.get_by_role("button", name=words, exact=True).first.click()

    def follow(self, words, within="body"):
        self.page.locator(within).get_by_role("link", name=words, exact=True).first.click()

    def fill(self, label, value):
        self.field(label).fill(value)

    def field(self, label):
        """By the label's own words, with or without the word `optional` behind them."""
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}( optional)?\s*$")).first

    def see(self, words, within="main"):
        self.page.locator(within).get_by_text(words).first.wait_for()

    def miss(self, words):
        """What must not be offered to this person."""
        if self.page.get_by_role("button", name=words, exact=True).count():
            self.journey.finding("offers what may not be done", self.page, detail=f"{self.name}: {words}")

    def sign_in(self, mail, password):
        self.go("/sign-in")
        self.fill("Mail address", mail)
        self.fill("Password", password)
        self.press("Sign in")
        self.page.wait_for_url("**/")

    # MARK: What every page must stand

    def look(self, name=None):
        """Light on a desk and dark on a phone: no fault of accessibility, nothing wider than the window."""
        page = self.page
        page.wait_for_load_state()
        name = name or path_of(page.url).strip("/").replace("/", "-") or "home"
        for scheme, size in (("light", DESK), ("dark", PHONE)):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size(size)
            self.accessible(scheme)
            wide = page.evaluate(OVERFLOW)
            if wide:
                self.journey.finding("wider than the window", page, detail=wide, width=size["width"])
            self.picture(f"{name}-{scheme}")
        if page.locator("h1").count() != 1:
            self.journey.finding("not one main heading", page, detail=page.locator("h1").all_inner_texts())
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(DESK)

    def accessible(self, scheme):
        self.page.evaluate(AXE_SCRIPT)
        for fault in self.page.evaluate(AXE):
            where = [node["html"][:200] for node in fault["nodes"][:4]]
            why = fault["nodes"][0].get("failureSummary", "")
            self.journey.finding(f"axe {fault['id']}", self.page, scheme=scheme, detail=where, why=why)

    def picture(self, name):
        if self.journey.album:
            file = Path(self.journey.album) / f"{self.name}-{name}.png"
            self.page.screenshot(path=file, full_page=True)


def path_of(url):
    return urlsplit(url).path


def shape_of(path):
    """The path with ids left out: pages of one kind."""
    return re.sub(r"[a-z]+_[0-9a-z]{26}", "*", path)


def main(do):
    """`do(journey, running)` with the line that a started Starling printed, which is the argument."""
    running = json.loads(sys.argv[1])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        journey = Journey(browser, running["url"])
        people = []
        make = journey.person
        journey.person = lambda *a, **k: people.append(make(*a, **k)) or people[-1]
        try:
            do(journey, running)
        except Exception as error:  # noqa: BLE001 - whatever ends a journey is its last finding
            page = next((p.page for p in reversed(people) if not p.page.is_closed()), None) or browser.new_page()
            journey.finding("the journey ended here", page, detail=str(error)[:2000])
        browser.close()
    journey.say(done=True, findings=journey.findings)
    sys.exit(1 if journey.findings else 0)
