"""Mesa's own page works on the service, rendered without a browser."""

import time

import pytest

pytest.importorskip("solara", reason="the page's packages are not installed")

import ipyvuetify
import ipywidgets
import solara
from mesa.visualization import Slider, SolaraViz, make_plot_component
from mesa.visualization.utils import update_counter

from sim.mesa_agents import IRO
from sim.model import ReviewService

FIXED = {"authority": "Rutland", "years": 1, "warm_up_years": 0}
MOVED = {
    "policy": {"type": "Select", "value": "keep", "values": ["keep", "abolish"], "label": "Policy"},
    "iro__caseload": Slider("Children to an IRO", 70, 40, 120, 5),
}


@solara.component
def Desks(model):
    """Show the agents as they print, a component of one's own."""
    update_counter.get()
    solara.Text("; ".join(map(repr, model.agents_by_type.get(IRO, ()))))


class Page:
    """A page that is rendered, and what can be done on it."""

    def __init__(self):
        self.model = solara.reactive(ReviewService(**FIXED))
        plots = [make_plot_component("reviews_on_time"), make_plot_component(["chair_load"]), Desks]
        page = SolaraViz(self.model, components=plots, model_params={**FIXED, **MOVED})
        _, self.rendered = solara.render(solara.AppLayout(children=[page]), handle_error=False)

    def of(self, kind):
        return self.rendered.find(kind).widgets

    def click(self, name):
        next(button for button in self.of(ipyvuetify.Btn) if name in button.children).click()

    def slide(self, label, value):
        next(one for one in self.of(ipyvuetify.Slider) if one.label == label).v_model = value

    def says(self, words):
        return any(words in str(text.children) for text in self.of(ipyvuetify.Html))


@pytest.fixture
def page():
    opened = Page()
    yield opened
    opened.rendered.close()


def test_a_step_is_a_day_and_the_components_are_drawn(page):
    page.slide("Render Interval (steps)", 30)
    page.click("Step")
    assert page.model.value.time == 30
    assert page.says("Time: 30.0")
    assert len(page.of(ipywidgets.Image)) == 2  # a plot each
    assert page.says(repr(next(iter(page.model.value.agents_by_type[IRO]))))
    assert not page.of(ipyvuetify.Alert)


def test_reset_makes_the_service_anew_with_what_was_moved(page):
    before = page.model.value
    page.slide("Children to an IRO", 90)
    page.click("Reset")
    made = page.model.value
    assert made is not before
    assert (made.time, made.settings.iro.caseload) == (0, 90.0)
    assert made.settings.authority == before.settings.authority


def test_it_plays_to_its_end_and_stops(page):
    page.slide("Play Interval (ms)", 1)
    page.slide("Render Interval (steps)", 100)
    page.click("▶")
    waited = time.monotonic() + 120
    while page.model.value.running and time.monotonic() < waited:
        time.sleep(0.05)
    assert not page.model.value.running
    assert page.model.value.day == page.model.value.calendar.end
