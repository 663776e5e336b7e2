"""Serve the page: Solara's server with its own assets, on the address asked for."""

import asyncio
import os
import socket
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from sim.errors import UserError
from sim.page.guard import Guard

if TYPE_CHECKING:
    from starlette.applications import Starlette

APP = "sim.page.layout"
QUIET = {
    "SOLARA_APP": APP,
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "false",  # nobody is told of a visit
    "SOLARA_THEME_SHOW_BANNER": "false",
    "SOLARA_KERNEL_CULL_TIMEOUT": "10s",  # whoever left without a word is computed for no longer
    "SOLARA_STATE_AUTO_REMOUNT": "true",  # and who comes back sees what the address says
}
PING, PONG = 5.0, 10.0  # seconds between signs of life, and until one is missed
HTML_TAG, HTML_WITH_LANGUAGE = b"<html>", b'<html lang="en-GB">'
SCRIPT = Path(__file__).with_name("drawn_anew.js")
HEAD = b"<head>"
PLACE = b'<div id="app"'  # what the page is put into; its own answer takes the stored one away
NO_ZOOM = b", maximum-scale=1, user-scalable=no, minimal-ui"


def warm_up() -> None:
    """Compile the rules, and load what a first answer and the one that is stored need."""
    from sim.page.stored_answers import answer_in_html
    from sim.page.visitor_question import Question
    from sim.page.worker import Answers

    answers = Answers(lambda came: None)
    answers._answer(Question(more="replications=2 years=1 warm_up_years=0"))
    answer_in_html("")


def serve(host: str, port: int, workers: int = 0) -> None:
    """Serve until interrupted, with so many workers; 0 for the cores this process may use.

    Raises
    ------
    UserError
        Where the page's packages are not installed, or the address is not free.
    """
    os.environ.update(QUIET)
    try:
        import solara  # noqa: F401
        import uvicorn
    except ImportError:
        raise UserError(
            "the page needs packages of its own: pip install 'iro-service-simulator[app]'"
        ) from None
    # the page is served without encryption, and to no frame of another's
    warnings.filterwarnings("ignore", message="Cookies with samesite=none")
    taken = _socket(host, port)
    from sim.page.shared_workers import begin

    begin(workers)
    print("sim: loading the rules (compiled once, which takes half a minute)", file=sys.stderr)
    warm_up()
    taken.listen()
    at = taken.getsockname()
    shown = f"[{at[0]}]" if ":" in at[0] else at[0]
    print(f"sim: the page is at http://{shown}:{at[1]}/ (Ctrl+C ends it)", file=sys.stderr)
    config = uvicorn.Config(Guard(_application(), host), log_level="warning", lifespan="on",
                            ws_ping_interval=PING, ws_ping_timeout=PONG)  # fmt: skip
    asyncio.run(uvicorn.Server(config).serve([taken]))


def _socket(host: str, port: int) -> socket.socket:
    """Return a socket bound to the address."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        taken = socket.socket(family, kind)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
    except OSError as error:
        raise UserError(
            f"--host={host} --port={port} is not allowed: {error.strerror or error}; choose an "
            "address of this machine and a port that is free"
        ) from None
    return taken


def _application() -> "Starlette":
    """Return Solara's application; its front says the language, may be zoomed, holds an answer."""
    from solara.server import starlette as solara_server
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    from sim.page.stored_answers import answer_in_html

    script = b"<script>" + SCRIPT.read_bytes() + b"</script>"

    async def front(request: Request) -> Response:
        response = await solara_server.root(request)
        body = bytes(response.body).replace(HTML_TAG, HTML_WITH_LANGUAGE, 1).replace(NO_ZOOM, b"")
        body = body.replace(HEAD, HEAD + script, 1)
        told = answer_in_html(f"?{request.url.query}").encode()
        response.body = body.replace(PLACE, told + PLACE, 1)
        response.headers["content-length"] = str(len(response.body))
        return response

    application = solara_server.app
    application.router.routes.insert(0, Route("/", front))
    return application
