"""The view Settings: every setting listed, found by words, and moved."""

import pytest

pytest.importorskip("solara", reason="the page's packages are not installed")

from sim.page.view_settings import all_settings, values_of, with_setting
from sim.page.visitor_question import NOT_HERE, Question
from sim.settings import settings_by_name


def test_every_setting_that_the_page_has_room_for_is_listed():
    listed = {one["name"] for one in all_settings()}
    assert set(settings_by_name()) - listed == {"authority.name", *NOT_HERE} & {*settings_by_name()}
    for one in all_settings():
        assert all(one[part] for part in ("words", "unit", "allowed", "source", "kind"))


def test_a_setting_is_moved_and_put_back():
    asked = Question(more="years=3 'policy.pool=[Leeds, Bradford]'")
    slider = with_setting(asked, "iro.caseload", "80")
    assert slider.moved == {"iro.caseload": "80"}
    assert with_setting(slider, "iro.caseload", "") == asked
    other = with_setting(asked, "policy.iro.caseload", "50")
    assert values_of(other) == {
        "years": "3", "policy.pool": "[Leeds, Bradford]", "policy.iro.caseload": "50",
    }  # fmt: skip
    assert values_of(with_setting(other, "years", "4"))["years"] == "4"
    assert with_setting(other, "policy.iro.caseload", "") == asked
    assert values_of(Question(more="years='3")) == {}


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 400])
def test_search_move_and_be_refused(visit, width):
    from in_browser import has_answered, small, violations

    page = small(visit, width=width)
    page.get_by_role("button", name="Settings").click()
    page.get_by_label("Search").fill("review hours midway")
    page.wait_for_function("/^[1-9]\\d? of \\d+ settings/.test("
                           "document.getElementById('search-found').innerText)")  # fmt: skip
    page.get_by_label("Search").fill("advocate.caseload")
    field = page.get_by_label("In both arms advocate.caseload", exact=True)
    field.fill("-1")
    field.press("Enter")
    page.get_by_role("alert").wait_for()
    assert "advocate.caseload=-1 is not allowed" in page.get_by_role("alert").inner_text()
    page.wait_for_selector("#set-advocate-caseload[aria-invalid=true]")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    field.fill("61")
    field.press("Enter")
    page.get_by_role("alert").wait_for(state="detached")
    page.wait_for_url("**advocate.caseload=61**")
    page.get_by_role("button", name="Compare").click()
    has_answered(page, "advocate.caseload=61")
    assert "advocate.caseload=61" in page.input_value("#more")
    page.get_by_role("button", name="Settings").click()
    page.get_by_role("button", name="Put back advocate.caseload").click()
    page.wait_for_function("!location.search.includes('advocate.caseload')")
