"""What is stored of the question in an address, as HTML, to be read while the page itself loads."""

from pathlib import Path

from sim.page.compare_answer import heading_of
from sim.page.html import source_of
from sim.page.layout import TITLE
from sim.page.stored_answers import stored_answer
from sim.page.visitor_question import COMPARE, chosen_in
from sim.report.numbers import capital, policy_name

HERE = Path(__file__).parent


def answer_in_html(search: str) -> str:
    """Return the stored answer to what stands in an address; empty where there is none."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    chosen = chosen_in(search)
    answer = stored_answer(chosen.question)
    if chosen.view != COMPARE or answer is None:
        return ""
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("beforehand.html.j2").render(
        style=(HERE / "page.css").read_text("utf-8"),
        title=TITLE,
        heading=heading_of(chosen.question, answer),
        told=[(capital(policy_name(one.policy)), one, source_of(one.figure))
              for one in answer.told],
    )  # fmt: skip
