"""What tests of the page do in a browser: set fields, wait for answers, look for faults."""

from urllib.parse import quote_plus

import pytest

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

COMMAND = "pre.command"
LOADING = "Made with Solara"
SMALL = "years=1 warm_up_years=1 replications=5"


def last_answer(page):
    page.wait_for_selector("[role=status][aria-busy=false]")
    return page


def set_to(page, name, text):
    field = page.locator(f"#{name.replace('.', '-')}")
    field.fill(text)
    field.press("Enter")


def has_answered(page, words):
    """Wait until the command shown holds these words, so the answer to them is there."""
    page.wait_for_function(
        "([selector, words]) => [...document.querySelectorAll(selector)]"
        ".some(each => each.innerText.includes(words))",
        arg=[COMMAND, words],
    )


def holds(page, field, text):
    """Wait until a field holds a text."""
    page.wait_for_function("([id, text]) => document.getElementById(id).value === text",
                           arg=[field, text])  # fmt: skip


def violations(page):
    """Return what is not accessible, once what says that the page loads has gone."""
    page.get_by_text(LOADING).wait_for(state="hidden")
    found = axe.Axe().run(page).response["violations"]
    return [(one["id"], one["impact"], one["nodes"][0]["html"]) for one in found]


def small(visit, **how):
    """Open the page with a question that is soon answered, and wait for all of the answer."""
    return asked(visit, SMALL, **how)


def asked(visit, words, authority="Rutland", **how):
    """Open the page with a question, and wait for all of the answer."""
    page = visit(address=f"?authority={quote_plus(authority)}&more={quote_plus(words)}", **how)
    has_answered(page, words)
    return last_answer(page)
