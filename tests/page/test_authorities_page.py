"""The view Authorities in a real browser: at once, sorted, marked, and for whoever cannot see."""

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from in_browser import SMALL, asked, violations

from sim.data import authorities

pytestmark = pytest.mark.slow

WIDE, NARROW = 1280, 400
VIEW = "?view=authorities"


def marks(page, words):
    """Wait until what shows over the authority that is marked holds these words."""
    page.wait_for_function(
        "words => document.querySelector('main svg g.marked title')?.textContent.includes(words)",
        arg=words,
    )


def shown(page):
    page.locator("main svg").wait_for()
    return page


def test_the_strip_opens_at_once_and_marks_the_authority(visit):
    page = asked(visit, SMALL, authority="Leeds")
    page.get_by_role("button", name="Authorities").click()
    shown(page)
    page.wait_for_function(
        "many => document.querySelectorAll('main svg g').length === many",
        arg=len(authorities.names()),
    )
    assert page.locator("main svg g.marked title").text_content().startswith("Leeds: ")
    assert page.get_by_role("img", name="Reviews on time, today's service").count() == 1
    page.select_option("#authority", "Rutland")
    marks(page, "Rutland: ")
    told = page.locator("main svg g.marked title").text_content()
    row = page.locator("tbody tr", has_text="Rutland (marked)")
    assert row.locator("td").first.inner_text() in told
    assert "plausible worlds, by python -m experiments.strip" in page.inner_text("main")


def test_measure_and_difference_are_chosen_and_stand_in_the_address(visit):
    page = shown(visit(address=f"{VIEW}&authority=Leeds"))
    page.select_option("#measure", "three_plus_placements")
    marks(page, "published")
    assert "published figure in" in page.inner_text("main")
    page.select_option("#shown", "difference")
    page.get_by_role("img", name="Three plus placements, abolish against today's").wait_for()
    assert "published" not in page.locator("main svg g.marked title").text_content()
    page.wait_for_url("**measure=three_plus_placements&shown=difference")
    before = page.inner_text("main")
    page.reload()
    page.wait_for_function("as_before => document.querySelector('main')?.innerText === as_before",
                           arg=before)  # fmt: skip
    other = shown(visit(address=f"{VIEW}&measure=no+such&shown=x"))
    assert other.input_value("#measure") == "reviews_on_time"


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_accessible(visit, width):
    page = shown(visit(width, address=f"{VIEW}&authority=Leeds"))
    page.get_by_role("region", name="the lowest median first").wait_for()
    assert violations(page) == []
    page.wait_for_function("width => document.documentElement.scrollWidth <= width", arg=width)
