"""Watch in a real browser: both services day by day, the day kept, and a child's journey."""

import time

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from in_browser import COMMAND, has_answered, holds, violations

pytestmark = pytest.mark.slow

WIDE, NARROW = 1280, 400
STILL = 3  # seconds: on a busy machine a few days take more than one
SMALL = "authority=Rutland&more=years=1+warm_up_years=1+replications=5"
WATCH = f"?{SMALL}&view=watch"


def comes_to(page, day):
    """Wait until so many days have been lived."""
    said = f"after {day} working" if day else "has not been lived"
    page.wait_for_function(
        "said => document.querySelector('.day')?.innerText.includes(said)", arg=said
    )


def shown(page):
    """Return the day, the difference in words, the picture and all tables, once they are there."""
    page.get_by_role("region", name="Desks of the IROs").locator("table").wait_for()
    return page.evaluate("""[...document.querySelectorAll('.day, p.sentence, main img, main table')]
        .map(each => each.src || each.innerText)""")


def until_still(page):
    """Return what is shown once all of it has come: the day stands before the tables do."""
    latest, now = None, shown(page)
    while now != latest:
        time.sleep(STILL)
        latest, now = now, shown(page)
    return now


def step_to(page, last, first=1):
    for day in range(first, last + 1):
        page.get_by_role("button", name="Step").click()
        comes_to(page, day)


def stands_still(page):
    """Whether the day stands still, once days that were on their way have come."""
    for _ in range(30):
        day = page.inner_text(".day")
        time.sleep(STILL)
        if page.inner_text(".day") == day:
            return True
    return False


def test_both_services_are_stepped_played_and_reset(visit):
    page = visit(address=WATCH)
    comes_to(page, 0)
    assert "Nothing has been lived yet" in page.inner_text("p.sentence")
    step_to(page, 10)
    assert "Rutland, " in page.inner_text(".day")
    assert page.inner_text("p.sentence").startswith("So far, under abolish against today's service")
    so_far = page.locator("table", has_text="So far")
    assert so_far.locator("thead th").all_inner_texts() == [
        "What", "Today's service", "Abolish", "Difference"
    ]  # fmt: skip
    assert so_far.locator("tbody tr").count() == 6
    iros = page.locator("table", has_text="Desks of the IROs").locator("tbody tr").first
    assert iros.locator("td").nth(5).inner_text() == "-"  # the post is no more
    told = page.get_attribute("main img", "alt")
    assert "Today's service: 1 IROs' desks" in told
    assert "Under abolish: 0 IROs' desks" in told
    page.select_option("#speed", "fast")
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("/after ([3-9]\\d|\\d{3}) work/.test("
                           "document.querySelector('.day').innerText)")  # fmt: skip
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Play").wait_for()
    assert stands_still(page)
    page.get_by_role("button", name="Reset").click()
    comes_to(page, 0)


def test_authority_and_policy_are_chosen_as_in_compare(visit):
    page = visit(address=WATCH)
    comes_to(page, 0)
    step_to(page, 2)
    page.select_option("#watched", "notify")
    page.get_by_role("columnheader", name="Notify").first.wait_for()
    comes_to(page, 2)
    assert "watched=notify" in page.url
    page.select_option("#authority", "Isle of Wight")
    page.wait_for_function("document.querySelector('.day')?.innerText.includes('Isle of Wight')")
    comes_to(page, 2)
    page.get_by_role("button", name="Compare").click()
    holds(page, "authority", "Isle of Wight")
    has_answered(page, "'authority.name=Isle of Wight'")


def test_the_day_is_kept_when_the_tab_is_left_and_stands_in_the_address(visit):
    page = visit(address=WATCH)
    comes_to(page, 0)
    step_to(page, 3)
    page.select_option("#speed", "fast")
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("/after [2-9]\\d work/.test(document.querySelector('.day').innerText)")
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Play").wait_for()
    assert stands_still(page)
    day = int(page.inner_text(".day").split("after ")[1].split()[0])
    before = until_still(page)
    page.wait_for_url(f"**&day={day}")
    page.get_by_role("button", name="Compare").click()
    has_answered(page, "authority.name=Rutland")
    page.get_by_role("button", name="Watch").click()
    comes_to(page, day)
    assert until_still(page) == before
    page.reload()
    comes_to(page, day)
    assert until_still(page) == before
    step_to(page, day + 1, day + 1)
    after = until_still(page)
    page.wait_for_url(f"**&day={day + 1}")
    other = visit(address=page.url.split("/", 3)[3])
    comes_to(other, day + 1)
    assert until_still(other) == after


def test_days_that_go_by_are_no_steps_back(visit):
    page = visit(address=f"?{SMALL}")
    has_answered(page, "replications=5")
    page.get_by_role("button", name="Watch").click()
    comes_to(page, 0)
    step_to(page, 2)
    page.wait_for_url("**&day=2")
    step_to(page, 3, 3)
    page.wait_for_url("**&day=3")
    page.go_back()
    has_answered(page, "authority.name=Rutland")
    page.go_forward()
    comes_to(page, 3)


def test_leaving_while_it_plays_stops_it(visit):
    page = visit(address=WATCH)
    comes_to(page, 0)
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("/after \\d/.test(document.querySelector('.day').innerText)")
    page.get_by_role("button", name="Compare").click()
    has_answered(page, "authority.name=Rutland")
    page.get_by_role("button", name="Watch").click()
    page.get_by_role("button", name="Play").wait_for()
    assert stands_still(page)
    assert "day=0" not in page.url


def test_what_cannot_be_watched_is_said(visit):
    pool = "watched=relocate&view=watch&authority=Leeds&more=policy.pool=[Leeds,Bradford]"
    page = visit(address=f"?{pool}")
    said = page.get_by_role("alert").inner_text()
    assert said == "policy.pool is not allowed in Watch: it shows one authority"
    assert violations(page) == []


def test_a_childs_journey_is_the_timeline_of_both(visit):
    page = visit(address=f"{WATCH}&day=5")
    comes_to(page, 5)
    page.select_option("#child", "3")
    page.get_by_role("region", name="Child 3 now").wait_for()
    picture = page.get_by_role("img", name="Child 3, today's service")
    picture.wait_for()
    assert "abolish: " in picture.get_attribute("alt")
    assert page.inner_text(COMMAND).endswith(
        "authority.name=Rutland years=1 warm_up_years=1 child=3"
    )
    page.get_by_text("Abolish: what happens, with dates").click()
    told = page.get_by_role("region", name="Child 3: Abolish")
    told.wait_for()
    assert "review" in told.inner_text()
    page.fill("#child-number", "99999")
    page.press("#child-number", "Enter")
    page.wait_for_selector("#child-number[aria-invalid=true]")
    assert "child=99999 is not allowed" in page.inner_text("#child-number-why")
    page.fill("#child-number", "4")
    page.press("#child-number", "Enter")
    page.get_by_role("img", name="Child 4, today's service").wait_for()
    assert page.locator("#child-number[aria-invalid=true]").count() == 0


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_accessible(visit, width):
    page = visit(width, address=f"{WATCH}&day=5")
    comes_to(page, 5)
    page.select_option("#child", "3")
    page.get_by_role("img", name="Child 3, today's service").wait_for()
    page.get_by_text("Abolish: what happens, with dates").click()
    page.get_by_role("region", name="Child 3: Abolish").wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
