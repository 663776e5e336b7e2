"""The view Settings: every setting there is, to be searched, read and moved."""

from typing import Any

import solara

from sim.errors import UserError
from sim.page.all_settings import all_settings, named_in, values_of, with_setting
from sim.page.compare_answer import Progress
from sim.page.form_fields import SettingsList
from sim.page.html import words
from sim.page.result import Answer, Refused, UnderWay
from sim.page.view_compare import Ask
from sim.page.visitor_question import Question

NOTE = (
    "What is set here for both arms also holds in the two years before the policy; what is set "
    "under the policy, in its arm alone. Compare shows what comes of it."
)


@solara.component
def AllSettings(
    question: Question,
    ask: Ask,
    answer: Answer | None,
    refused: Refused | None,
    under_way: UnderWay | None,
) -> None:
    """Show the list, and how far the answer to what is set is."""
    trouble, set_trouble = solara.use_state("")

    def move(asked: dict[str, Any]) -> None:
        name, text = str(asked["name"]), str(asked["text"])
        try:
            ask(lambda now: with_setting(now, name, text))
        except UserError as why:
            set_trouble(str(why))
        else:
            set_trouble("")

    words("h2", "Every setting", id="every-setting")
    words("p", NOTE, "note")
    Progress(question, answer, refused, under_way)
    if trouble:
        words("p", trouble, "refused", role="alert")
    SettingsList(
        settings=[*all_settings()],
        values=values_of(question),
        refused={} if refused is None else dict.fromkeys(named_in(refused.why), refused.why),
        event_move=move,
    )
