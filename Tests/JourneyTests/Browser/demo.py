"""Somebody looks around in the demo by the start link, opens a page of every kind, and removes the demo."""

from walk import PATIENCE, main, path_of, shape_of

# Ends the session, or sends a file.
NOT_PAGES = ("/sign-out", "/openapi.json", "/v1/")


def demo(journey, running):
    visitor = journey.person("visitor")
    page = visitor.page
    journey.step("open the start link")
    visitor.go(running["start"])
    visitor.press("Begin")
    visitor.see("Look around first")
    visitor.press("Explore the demo")
    # Two brands are written meanwhile: half a minute for a program that is compiled for debugging, on a machine that
    # does nothing else.
    page.get_by_text("This is the demo.").wait_for(timeout=4 * PATIENCE)
    journey.step("open every page that is linked")
    tour(journey, visitor)
    journey.step("read the numbers")
    visitor.go("/insights")
    page.locator(".stat").first.wait_for()
    page.get_by_role("table", name="Posts and their numbers").wait_for()
    journey.step("change the brand")
    page.locator(".brand-menu summary").click()
    visitor.follow("Northwind Tools Rehearsal", ".brand-menu")
    visitor.see("Voice")
    visitor.go("/posts")
    page.locator(".brand-menu summary").get_by_text("Northwind Tools").wait_for()
    journey.step("remove the demo")
    visitor.go("/")
    visitor.press("Remove the demo")
    page.wait_for_url("**/sign-in")
    visitor.look("after-removal")
    journey.step("it is gone")
    visitor.go("/")
    page.wait_for_url("**/sign-in*")


def tour(journey, visitor):
    """One page of each kind, found by following links; every entry of the main navigation is among them."""
    waiting = ["/"]
    kinds = set()
    while waiting:
        path = waiting.pop(0)
        if shape_of(path) in kinds:
            continue
        kinds.add(shape_of(path))
        visitor.go(path)
        # A link may lead on to another page.
        if path_of(visitor.page.url) != path.split("?")[0] and shape_of(path_of(visitor.page.url)) in kinds:
            continue
        kinds.add(shape_of(path_of(visitor.page.url)))
        visitor.look()
        # What is saved under a name is no page.
        links = visitor.page.eval_on_selector_all(
            "a[href^='/']:not([download])", "all => all.map(a => a.getAttribute('href'))")
        waiting += [link.split("#")[0] for link in links if not link.startswith(NOT_PAGES)]
    entries = visitor.page.eval_on_selector_all("nav.side a", "all => all.map(a => a.getAttribute('href'))")
    for entry in set(entries) - kinds:
        journey.finding("not reached", visitor.page, detail=entry)
    journey.say(kinds=sorted(kinds))


main(demo)
