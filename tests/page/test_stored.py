"""Stored answers: what is shown at once, for as long as it is what today's rules say."""

import html
import time
import urllib.request
from dataclasses import fields

import pytest

pytest.importorskip("solara", reason="the page's packages are not installed")

from each import each

from experiments.page_answers import answerable, answers, make
from sim.page import stored_answers
from sim.page.compare_answer import UNTIL
from sim.page.result import Shown
from sim.page.stored_answers import FOLDER, best_of, read, stored, stored_answer
from sim.page.visitor_question import Question

SMALL = "years=1 warm_up_years=1 replications=3"
MOST_MEGABYTES = 3
REMADE = "notify"
AGAIN = "make them again: python -m experiments.page_answers"


def same(one, other):
    for field in fields(Shown):
        assert getattr(one, field.name) == getattr(other, field.name), field.name


@pytest.mark.slow
def test_what_is_stored_comes_back_the_same(tmp_path):
    ((told, pairs),) = answers(["abolish"], SMALL)
    (file,) = make(tmp_path, ["abolish"], SMALL)
    found = read(file)
    assert found.pairs == pairs == 3
    same(found.shown, told)
    before = file.read_bytes()
    make(tmp_path, ["abolish"], SMALL)
    assert file.read_bytes() == before


def test_what_other_rules_made_is_not_shown(tmp_path, monkeypatch):
    (file,) = make(tmp_path, ["abolish"], SMALL)
    monkeypatch.setattr(stored_answers, "decided_by", lambda: "others")
    assert read(file) is None


@pytest.mark.slow
def test_a_stored_answer_stands_until_ones_own_is_there(tmp_path, monkeypatch):
    make(tmp_path, ["abolish"], SMALL)
    monkeypatch.setattr(stored_answers, "FOLDER", tmp_path)
    stored.cache_clear()
    asked, elsewhere = Question(), Question(authority="Leeds")
    try:
        made = stored_answer(asked)
        assert made.is_stored
        assert made.question == asked
        assert stored_answer(elsewhere).question == asked
        assert best_of(elsewhere, None).is_stored
        assert stored_answer(Question(policies=("notify",))) is None
        assert stored_answer(Question(policies=())) is None
        own = stored_answers.Answer(elsewhere, 5, 200, made.told, None, 1.0)
        assert best_of(elsewhere, own) is own
        first = stored_answers.Answer(asked, 5, 200, made.told, None, 1.0)
        assert best_of(asked, first).is_stored
        last = stored_answers.Answer(asked, 200, 200, made.told, None, 1.0)
        assert best_of(asked, last) is last
        assert best_of(elsewhere, first).is_stored  # what was asked before, of few worlds
        assert best_of(elsewhere, last) is last
        assert best_of(asked, own).is_stored
    finally:
        stored.cache_clear()


@pytest.mark.slow
def test_every_scenario_has_an_answer_of_todays_rules():
    def there(policy):
        found = stored(policy)
        assert found is not None, AGAIN
        assert found.pairs == 200
        assert found.shown.series

    each(answerable(), there)
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < MOST_MEGABYTES * 1e6


@pytest.mark.slow
def test_a_stored_answer_is_what_is_computed():
    ((told, _),) = answers([REMADE])
    same(stored(REMADE).shown, told)


def front(served, search=""):
    """Return the text of the front, before any script has run."""
    with urllib.request.urlopen(served.url + search, timeout=60) as answer:
        return answer.read().decode()


@pytest.mark.slow
def test_it_stands_in_the_front_before_the_page_is_loaded(served):
    began = time.monotonic()
    opened = html.unescape(front(served))
    # a second where nothing else runs, which no test can hold it to
    print(f"the stored answer was served after {time.monotonic() - began:.2f} s")
    told = stored("abolish").shown
    assert all(sentence in opened for sentence in told.sentences)
    assert opened.index(told.sentences[0]) < opened.index('<div id="app"')
    assert UNTIL in front(served, "?authority=Leeds")
    for nothing in (
        f"?policy={'a' * 300}",
        "?policy=..%2Fabolish",
        "?view=watch",
        "?policy=none",
        "?policy=",
    ):
        assert "beforehand" not in front(served, nothing)


@pytest.mark.slow
def test_it_is_what_the_page_opens_on(visit):
    from in_browser import violations

    began = time.monotonic()
    page = visit()
    page.wait_for_selector("section[aria-labelledby=answered] p.sentence")
    print(f"the page was there after {time.monotonic() - began:.2f} s")
    said = page.get_by_role("status").inner_text()
    assert "Average English authority, in 200 plausible worlds: computed beforehand." in said
    assert page.locator("section[aria-labelledby=answered] img").count() == 1
    assert violations(page) == []
    page = visit(400, address="?authority=Leeds")
    page.wait_for_selector("section[aria-labelledby=answered] p.sentence")
    assert UNTIL in page.inner_text("#answered")
    # the page's own style comes a moment after its words
    page.wait_for_function("document.documentElement.scrollWidth <= 400")
    assert violations(page) == []
    page.locator("caption", has_text="Leeds: abolish against today").first.wait_for()
    assert "until" not in page.inner_text("#answered")
