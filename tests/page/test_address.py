"""The page's address holds all that was chosen: reload, back, a shared link, a lost connection."""

import json
import time
import urllib.request

import pytest

pytest.importorskip("solara", reason="the page's packages are not installed")

from in_browser import COMMAND, has_answered, last_answer, set_to, small

from sim.page.visitor_question import WATCH, Chosen, Question, address_of, chosen_in

DRAWN = 60  # seconds, by which a page on a busy machine has drawn all of it
LOST = "Cannot read properties of null (reading 'insertBefore')"
GONE = 90  # seconds, by which the server has forgotten a visitor, 10 where nothing else runs

CHOSEN = Chosen(
    Question(
        authority="Bath and North East Somerset",
        policies=("notify", "abolish"),
        moved={"iro.caseload": "90", "challenge.iro.acts": "0.5"},
        more="years=3 'policy.pool=[Leeds,Bradford]' x=<&?#%+é",
    ),
    WATCH,
    "posts_iro",
    "notify",
    12,
    "sw_load",
    "difference",
)


@pytest.mark.parametrize("chosen", [
    CHOSEN, Chosen(), Chosen(Question(policies=())), Chosen(Question(moved={"iro.caseload": ""})),
])  # fmt: skip
def test_an_address_gives_back_what_was_chosen(chosen):
    assert chosen_in(address_of(chosen)) == chosen


def test_what_is_as_it_opens_does_not_stand_in_the_address():
    assert address_of(Chosen()) == ""
    assert address_of(Chosen(Question(policies=("abolish", "notify")))) == "?policy=abolish,notify"


def test_other_words_of_an_address_are_further_words():
    asked = chosen_in("?iro.caseload=90&years=3&more=worlds%3Done&view=other").question
    assert asked == Question(moved={"iro.caseload": "90"}, more="worlds=one years=3")


@pytest.mark.parametrize("day", ["-3", "x", "", "1e3", "99999999999999999999", "\u0663"])
def test_a_day_that_is_none_is_the_first(day):
    assert chosen_in(f"?day={day}") == Chosen()


def fields(page):
    """Return what stands in every field, once they are there; the answer is drawn before them."""
    page.wait_for_selector("#more")
    return page.evaluate("""[...document.querySelectorAll('main .field input, main .field select')]
        .map(each => each.type === 'checkbox' ? each.checked : each.value)""")


def comes_to(page, looks, there):
    """Wait until a page shows what it is to show: it draws one part after the other."""
    until = time.monotonic() + DRAWN
    while looks(page) != there and time.monotonic() < until:
        page.wait_for_timeout(500)
    assert looks(page) == there


def all_of(page):
    """Return what stands in every field, and the commands shown."""
    return fields(page), page.locator(COMMAND).all_inner_texts()


@pytest.mark.slow
def test_reload_link_and_back_give_the_same(visit):
    page = small(visit)
    time.sleep(1)
    set_to(page, "iro.caseload", "95")
    has_answered(page, "iro.caseload=95")
    time.sleep(1)
    page.get_by_label("Notify").check()
    has_answered(page, "+scenario=notify")
    last_answer(page)
    there = all_of(page)
    address = page.url.split("/", 3)[3]
    assert address == (
        "?authority=Rutland&policy=abolish,notify&iro.caseload=95"
        "&more=years=1+warm_up_years=1+replications=5"
    )
    page.reload()
    has_answered(page, "+scenario=notify")
    last_answer(page)
    comes_to(page, all_of, there)
    other = visit(address=address)
    has_answered(other, "+scenario=notify")
    last_answer(other)
    comes_to(other, all_of, there)
    page.go_back()
    page.wait_for_function("!document.getElementById('policy-notify').checked")
    assert page.input_value("#iro-caseload") == "95"
    page.go_back()
    page.wait_for_function("document.getElementById('iro-caseload').value === '70'")
    page.go_forward()
    has_answered(page, "iro.caseload=95")


@pytest.mark.slow
def test_a_page_that_cannot_be_drawn_on_is_opened_anew(visit):
    page = small(visit, says=[LOST])
    there = all_of(page)
    fail = f'() => {{ window.old = 1; console.error(new TypeError("{LOST}")) }}'
    page.evaluate(fail)
    page.wait_for_function("window.old === undefined")
    last_answer(page)
    comes_to(page, all_of, there)
    page.evaluate(fail)  # not again at once: it would never stand still
    page.wait_for_timeout(1000)
    assert page.evaluate("window.old") == 1


def kernels(served):
    """Return how many visitors the server knows of."""
    with urllib.request.urlopen(served.url + "resourcez", timeout=60) as answer:
        return json.load(answer)["kernels"]["total"]


@pytest.mark.slow
def test_who_comes_back_after_a_lost_connection_sees_the_same(visit, served):
    page = visit(address="?authority=Rutland&more=years=1+warm_up_years=1+replications=5")
    has_answered(page, "replications=5")
    lines, cut = [], [False]

    def line(route):
        if cut[0]:
            route.close()
            return
        route.connect_to_server()
        lines.append(route)

    page.route_web_socket("**/channels**", line)
    page.reload()
    has_answered(page, "replications=5")
    there = fields(page)
    cut[0] = True
    lines[-1].close()
    began = time.monotonic()
    while kernels(served):  # on a busy machine it may take longer than it says
        assert time.monotonic() - began < GONE
        page.wait_for_timeout(500)
    cut[0] = False
    page.wait_for_function("window.solara.debug.remountCount >= 1")
    has_answered(page, "replications=5")
    comes_to(page, fields, there)
