"""The main job, done by a newcomer: from the start link to a post that is out, its evidence, and a colleague."""

import csv
import re
from pathlib import Path

from playwright.sync_api import expect
from walk import PATIENCE, main, path_of

EXAMPLES = Path(__file__).parents[3] / "Sources/App/Resources/demo/acme-coffee.csv"
ALICE = ("alice@acme.example", "tulips under the bridge")
BEN = ("ben@acme.example", "seven quiet herons")
TOPIC = "Winter Table: a free brewing morning at the roastery in January."
FACTS = "The Winter Table takes place on Saturday 16 January 2027.\nIt costs nothing.\nThere are twelve chairs."


def newcomer(journey, running):
    alice = journey.person("alice")
    begin(journey, alice, running["start"])
    train(journey, alice)
    connect(journey, alice)
    brief(journey, alice)
    post = edit_and_keep(journey, alice, "Mastodon")
    schedule(journey, alice)
    other = edit_and_keep(journey, alice, "Bluesky")
    publish(journey, alice, other)
    stop_and_resume(journey, alice)
    insights(journey, alice)
    template(journey, alice)
    cover_card(journey, alice, post)
    colleague(journey, alice, post)
    notices_and_audit(journey, alice)
    settings(journey, alice)
    without_javascript(journey, alice, post)
    by_keyboard(journey, alice)


def begin(journey, alice, start):
    journey.step("open the start link")
    page = alice.page
    alice.go(start)
    code = alice.field("Code")
    if not code.input_value() or "#" in page.url:
        journey.finding("the start link's code is not moved into the form", page)
    alice.look()
    alice.press("Begin")
    journey.step("make an organisation")
    alice.see("How would you like to begin?")
    alice.look("choices")
    for label, value in (
        ("Organisation", "Acme Coffee"), ("First brand", "Acme Coffee"), ("Your name", "Alice Adams"),
        ("Mail address", ALICE[0]), ("Password", "short"),
    ):
        alice.fill(label, value)
    with alice.refusal(422, "/start/own"):
        alice.press("Create it")
    alice.look("choices-refused")
    if alice.field("Organisation").input_value() != "Acme Coffee":
        journey.finding("a refused form forgets what was typed", page)
    alice.fill("Password", ALICE[1])
    alice.press("Create it")
    page.wait_for_url("**/brands/brand_*")
    alice.look("new-brand")
    alice.go("/")
    alice.see("Next for Acme Coffee")
    alice.look()
    for empty in ("/briefs", "/posts", "/schedule", "/insights", "/connections", "/notifications", "/people", "/audit"):
        alice.go(empty)
        alice.look("empty-" + empty[1:])


def train(journey, alice):
    journey.step("train the voice")
    alice.go("/")
    alice.follow("Train the voice")
    alice.look("voice-empty")
    with EXAMPLES.open(encoding="utf-8") as file:
        posts = [row["text"] for row in csv.DictReader(file)]
    alice.fill("Posts this brand has published", "\n\n".join(posts))
    alice.press("Learn from these")
    alice.see("How this brand writes")
    alice.look("voice")
    journey.step("say what the brand may state")
    alice.go("/brands")
    alice.follow("Acme Coffee", "main")
    alice.follow("Edit")
    alice.fill("Facts", "Acme Coffee roasts on Tuesdays and Thursdays at 4 Lantern Lane.")
    alice.press("Save")
    alice.see("Acme Coffee roasts on Tuesdays")


def connect(journey, alice):
    journey.step("connect rehearsal accounts")
    alice.follow("Connections", "nav")
    for platform in ("Mastodon", "Bluesky"):
        alice.press(f"Connect a {platform} rehearsal account")
        alice.page.locator("tbody tr").filter(has_text=platform).get_by_text("Can publish").wait_for()
    alice.look()


def brief(journey, alice):
    journey.step("write a brief")
    page = alice.page
    alice.follow("Briefs", "nav")
    alice.follow("Write the first brief")
    alice.look("brief-form")
    alice.fill("What is it about?", TOPIC)
    alice.fill("Facts", FACTS)
    alice.fill("Link", "https://acme.example/winter-table")
    alice.fill("What should readers do?", "Book one of the twelve chairs.")
    alice.press("Write the posts")
    page.wait_for_url("**/briefs/brief_*")
    journey.step("watch the variants come")
    page.locator("#board .variant").nth(11).wait_for()
    expect(page.locator("#board [aria-busy=true]")).to_have_count(0, timeout=PATIENCE)
    alice.look("board")
    journey.board = path_of(page.url)


def edit_and_keep(journey, alice, platform):
    """Of the post for this platform; ends on its page, where it is ready."""
    journey.step(f"edit and keep the {platform} post")
    page = alice.page
    alice.go(journey.board)
    page.locator("#board .card").filter(has_text=re.compile(platform, re.I)).get_by_role("link", name="Open").click()
    page.wait_for_url("**/posts/post_*")
    alice.look(f"post-{platform}")
    card = page.locator(".card").filter(has=page.get_by_role("heading", name="Variant 2"))
    card.get_by_text("Edit", exact=True).click()
    text = card.get_by_role("textbox")
    good = text.input_value()
    text.fill("Our coffee cures every cold, guaranteed. " * 20)
    card.locator(".findings").get_by_text("Stops scheduling").first.wait_for()
    if card.locator(".lint li").count() > 12:
        journey.finding("says one thing many times", page)
    alice.look(f"lint-{platform}")
    text.fill(good + "\nSee you there.")
    card.get_by_role("button", name="Save the text").click()
    card.get_by_text("Edited by hand").wait_for()
    card.get_by_role("button", name="Keep this one").click()
    page.get_by_role("button", name="Publish now").wait_for()
    alice.look(f"kept-{platform}")
    return path_of(page.url)


def schedule(journey, alice):
    journey.step("schedule, move and cancel")
    page = alice.page
    alice.fill("Time", "2027-01-05T09:30")
    zone = alice.field("Time zone").input_value()
    if zone != "Europe/Vienna":
        journey.finding("the time zone is not the reader's", page, detail=zone)
    alice.press("Schedule")
    page.wait_for_url("**/publications/pub_*")
    alice.see("Planned")
    alice.look("planned")
    alice.fill("Time", "2027-01-06T10:00")
    alice.press("Move")
    alice.see("2027-01-06 at 10:00")
    alice.press("Cancel it")
    alice.see("Cancelled")
    alice.look("cancelled")


def publish(journey, alice, post):
    journey.step("publish to the sandbox")
    page = alice.page
    alice.press("Publish now")
    page.wait_for_url("**/publications/pub_*")
    alice.see("Published")
    alice.see("Is out.", ".page-head")
    journey.step("read the evidence")
    page.locator(".timeline li").first.wait_for()
    alice.look("published")
    address = page.locator("dd a[href^=http]").get_attribute("href")
    reply = alice.context.request.get(address)
    if not reply.ok or "See you there" not in reply.text():
        journey.finding("the sandbox does not show the post", page, detail=f"{reply.status} {address}")
    alice.go("/schedule")
    alice.see("Went out")
    alice.look()
    alice.go("/")
    alice.look("home-after")


def stop_and_resume(journey, alice):
    journey.step("stop everything and resume")
    alice.go("/schedule")
    alice.press("Stop this brand")
    alice.see("Publishing is stopped.")
    alice.look("stopped")
    alice.press("Resume publishing")
    alice.page.get_by_role("button", name="Stop this brand").wait_for()


def insights(journey, alice):
    journey.step("make a report")
    alice.go("/insights")
    alice.press("Make a report")
    link = alice.page.get_by_role("link", name="CSV")
    link.wait_for()
    alice.look("insights")
    for file in alice.page.locator(".list a").all():
        reply = alice.context.request.get(file.get_attribute("href"))
        if not reply.ok:
            journey.finding("a report's file does not open", alice.page, detail=f"{reply.status} {file.inner_text()}")


def template(journey, alice):
    journey.step("make a template")
    page = alice.page
    alice.go("/brands")
    alice.follow("Acme Coffee", "tbody")
    alice.follow("Templates", "main")
    alice.look("templates-empty")
    alice.follow("New template", "main")
    alice.fill("Name", "Offer of the week")
    alice.fill("Text", "{headline}\n\n{body}\n\nNow {price}, until {last_day}")
    alice.press("Save the template")
    alice.see("Say what {headline}, {price}, {last_day} hold, then save.")
    alice.look("template-slots")
    for slot, kind in (("price", "price"), ("last_day", "date")):
        page.get_by_role("group", name=f"{{{slot}}}").get_by_label("Kind").select_option(kind)
    alice.press("Save the template")
    page.wait_for_url("**/templates/template_*")
    alice.see("Now €12.50, until December 24")
    alice.look("template")
    journey.step("write a brief in steps, in the template's form")
    alice.go("/briefs/steps")
    page.get_by_label("Template").select_option(label="Offer of the week")
    alice.fill("What is it about?", "The winter blend")
    alice.look("steps-1")
    alice.press("Next")
    alice.fill("headline", "Winter is here")
    alice.fill("price", "cheap")
    alice.fill("last day", "2026-12-24")
    with alice.refusal(422, "/briefs/steps"):
        alice.press("Next")
        alice.see("must be a price such as 12.50 EUR")
    alice.look("steps-2-refused")
    alice.fill("price", "12.50 EUR")
    alice.press("Next")
    alice.look("steps-3")
    for platform in ("X", "LinkedIn", "Mastodon"):
        page.get_by_label(platform, exact=True).uncheck()
    alice.press("Next")
    alice.see("1 post")
    alice.look("steps-4")
    alice.press("Back")
    alice.press("Next")
    alice.press("Write the posts")
    page.wait_for_url("**/briefs/brief_*")
    page.locator("#board .variant").nth(2).wait_for()
    alice.see("Now €12.50, until December 24")
    journey.step("look at the import of briefs")
    alice.go("/briefs/import")
    alice.press("Check the table")
    alice.see("Nothing is made yet")
    alice.look("brief-import")


def cover_card(journey, alice, post):
    journey.step("draw a cover card")
    page = alice.page
    alice.go(post)
    alice.follow("Cover card", "main")
    picture = page.locator("img.card-picture")
    expect(picture).to_have_js_property("naturalWidth", 1200)
    alice.look("cover-card")
    alice.fill("Headline", "Twelve chairs, one winter table")
    page.get_by_label("Look").select_option("light")
    alice.press("Draw it")
    expect(picture).to_have_attribute("alt", "Twelve chairs, one winter table")
    expect(picture).to_have_js_property("naturalWidth", 1200)


def colleague(journey, alice, post):
    journey.step("invite a colleague")
    alice.follow("People", "nav")
    alice.fill("Mail address", BEN[0])
    alice.press("Invite")
    alice.see("is invited")
    alice.look("invited")
    link = alice.page.locator("#invitation-link").inner_text()
    journey.step("join as an editor")
    ben = journey.person("ben")
    ben.go(link)
    ben.look()
    ben.press("Look at the invitation")
    ben.look("join-form")
    ben.fill("Your name", "Ben Berg")
    ben.fill("Choose a password", BEN[1])
    ben.press("Join Acme Coffee")
    ben.page.wait_for_url("**/")
    ben.look()
    journey.step("what an editor may not do")
    for path in ("/people", "/connections", "/brands", "/settings", "/schedule", "/insights", post):
        ben.go(path)
        for words in ("Invite", "Remove", "Take back", "Connect a Mastodon rehearsal account", "Switch off",
                      "Stop this brand", "Stop all brands", "Remove the organisation"):
            ben.miss(words)
        for words in ("New brand", "Audit"):
            if ben.page.get_by_role("link", name=words, exact=True).count():
                journey.finding("leads to what may not be seen", ben.page, detail=f"ben: {words}")
        ben.look()
    for path in ("/audit", "/brands/new"):
        with ben.refusal(403, path):
            ben.go(path)
        ben.look("refused")
    with ben.refusal(404, "/posts/post_01j00000000000000000000000"):
        ben.go("/posts/post_01j00000000000000000000000")
    ben.look("missing")
    discuss(journey, alice, ben, post)
    ben.context.close()


def discuss(journey, alice, ben, post):
    journey.step("ask somebody about some words")
    alice.go(post)
    ben.go(post)
    ben.page.get_by_text("Write a comment", exact=True).click()
    ben.fill("Comment", "Do we say it like this?")
    ben.field("About").select_option(label="Variant 1")
    ben.fill("Words it is about", ben.page.locator("[data-variant] .post-text").first.inner_text().split()[0])
    ben.page.get_by_role("checkbox", name="Alice Adams").check()
    ben.press("Comment")
    ben.see("Do we say it like this?")
    ben.look("commented")
    journey.step("answer and settle, live")
    alice.see("Do we say it like this?")
    alice.page.locator(".thread summary").get_by_text("Answer", exact=True).click()
    alice.fill("Answer to Ben Berg", "We do.")
    alice.page.locator(".thread").get_by_role("button", name="Answer", exact=True).click()
    alice.see("We do.")
    ben.see("We do.")
    alice.look("answered")
    alice.press("Settle")
    alice.see("Settled (1)")
    ben.see("Settled (1)")
    alice.go("/notifications")
    alice.see("You are asked about a post")


def notices_and_audit(journey, alice):
    journey.step("read the notifications")
    alice.go("/notifications")
    alice.see("Bluesky post: Is out.")
    alice.look("notifications")
    alice.press("Mark all as read")
    alice.page.get_by_role("button", name="Mark all as read").wait_for(state="detached")
    alice.go("/notifications/choices")
    alice.look()
    journey.step("read the audit log")
    alice.follow("Audit", "nav")
    alice.look("audit-full")
    alice.fill("Action", "voice.activate")
    alice.press("Filter")
    alice.look("audit-filtered")


def settings(journey, alice):
    journey.step("make an access key")
    alice.go("/settings")
    alice.fill("What is the key for?", "the till")
    with alice.refusal(422, "/settings/keys"):
        alice.press("Make a key")
    alice.look("key-refused")
    alice.fill("What is the key for?", "the till")
    alice.page.get_by_label("write briefs").check()
    alice.press("Make a key")
    alice.see("Your new key")
    alice.look("key")
    journey.step("connect a model, and limit it")
    alice.go("/settings/models")
    alice.see("Drafts are composed")
    alice.look("models")
    alice.fill("Name", "OpenAI")
    alice.fill("Key", "two words")
    alice.fill("Models", "gpt-4o-mini")
    with alice.refusal(422, "/settings/models/providers"):
        alice.press("Connect")
    alice.look("models-refused")
    alice.fill("Key", "sk-nobodys")
    alice.press("Connect")
    alice.see("gpt-4o-mini at OpenAI")
    alice.fill("US dollars a month", "5")
    alice.press("Save the limits")
    alice.see("at most 5.00")
    alice.look("models-connected")
    alice.follow("Change", within="main")
    alice.look("model-provider")
    alice.press("Save")


def without_javascript(journey, alice, post):
    journey.step("read and edit without JavaScript")
    plain = journey.person("plain", java_script_enabled=False, storage_state=alice.context.storage_state())
    for path in ("/", "/briefs", journey.board, post, "/posts", "/schedule", "/insights", "/brands", "/connections",
                 "/people", "/audit", "/settings", "/settings/models", "/notifications"):
        plain.go(path)
        plain.page.locator("h1").wait_for()
        plain.picture("nojs")
    plain.go("/settings")
    plain.fill("Name", "Alice B. Adams")
    plain.press("Save")
    plain.go(post)
    card = plain.page.locator(".card").filter(has=plain.page.get_by_role("heading", name="Variant 1"))
    card.get_by_text("Edit", exact=True).click()
    card.get_by_role("textbox").fill("Twelve chairs wait at the roastery. Book one.")
    card.get_by_role("button", name="Save the text").click()
    card.get_by_text("Edited by hand").wait_for()
    plain.context.close()


def by_keyboard(journey, alice):
    journey.step("sign out")
    page = alice.page
    alice.go("/")
    page.locator(".topbar-end summary").click()
    alice.press("Sign out")
    page.wait_for_url("**/sign-in")
    alice.look()
    journey.step("sign in by keyboard")
    with alice.refusal(422, "/sign-in"):
        keys(page, "Mail address", ALICE[0])
        keys(page, "Password", "not the password", "Enter")
    alice.look("sign-in-refused")
    keys(page, "Password", ALICE[1], "Enter")
    page.wait_for_url("**/")
    journey.step("write a brief by keyboard")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    if page.evaluate("document.activeElement.id") != "content":
        journey.finding("the skip link does not lead to the content", page)
    tab_to(page, "New brief")
    page.keyboard.press("Enter")
    page.wait_for_url("**/briefs/new*")
    keys(page, "What is it about?", "A new roast.")
    tab_to(page, "Write the posts")
    page.keyboard.press("Enter")
    page.wait_for_url("**/briefs/brief_*")
    page.locator("#board .variant").first.wait_for()


FOCUSED = """() => {
  const e = document.activeElement;
  const seen = e.matches(':focus-visible') && getComputedStyle(e).outlineStyle !== 'none';
  return [(e.labels?.[0] ?? e).innerText?.replace(/ optional$/, '').trim() ?? '', seen];
}"""


def tab_to(page, words):
    """With the Tab key alone, from wherever the focus is; the focus can be seen all the way."""
    for _ in range(80):
        page.keyboard.press("Tab")
        at, seen = page.evaluate(FOCUSED)
        if not seen:
            raise AssertionError(f"the focus cannot be seen on “{at}”")
        if at == words:
            return
    raise AssertionError(f"the Tab key does not reach “{words}”")


def keys(page, label, value, last=None):
    if page.evaluate(FOCUSED)[0] != label:
        tab_to(page, label)
    page.keyboard.press("Control+a")
    page.keyboard.type(value)
    if last:
        page.keyboard.press(last)


main(newcomer)
