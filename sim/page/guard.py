"""Who may ask for the page: its own address alone, and nobody through another site's page."""

import ipaddress
import socket
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

# Vue makes the page's fields from their texts in the browser, and Solara's front holds scripts of
# its own; nothing comes from elsewhere, goes elsewhere, or stands in another's frame.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' data: blob:; worker-src 'self' blob:; object-src 'none'; "
    "base-uri 'self'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Guard:
    """Passes on what is asked of the page by its own address, with headers that shut others out.

    A page of another site can make a visitor's browser ask here, and can give its own name this
    machine's address; both show in Host and Origin, which that page cannot change.

    Parameters
    ----------
    inner
        The ASGI application.
    host
        The address that is served at, as it was given.
    """

    def __init__(self, inner: Callable[..., Awaitable[None]], host: str) -> None:
        self._inner, self._host = inner, host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "lifespan":
            await self._inner(scope, receive, send)
        elif why := self._refusal(scope):
            await _refuse(scope, receive, _with_headers(send), why)
        else:
            await self._inner(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope) -> str:
        """Return why a request is refused; empty where it is not."""
        given = [(name, value.decode("latin-1")) for name, value in scope["headers"]]
        hosts = [value for name, value in given if name == b"host"]
        if len(hosts) != 1 or not is_ours(hosts[0], self._host):
            return "the page is not at the address that was asked for"
        origins = [value for name, value in given if name == b"origin"]
        if any(urlsplit(origin).netloc.lower() != hosts[0].lower() for origin in origins):
            return "another site may not ask this page"
        return ""


def is_ours(asked: str, served: str) -> bool:
    """Return whether a Host is one of the page's.

    Parameters
    ----------
    asked
        The header, a name or number with or without a port.
    served
        The address that is served at. Where that is this machine alone, so must be the Host; else
        it may be any number, which no other site can take for its name, or this machine's name.
    """
    try:
        name = urlsplit(f"//{asked}").hostname or ""
    except ValueError:
        return False
    number = _number(name)
    if name == "localhost" or (number is not None and number.is_loopback):
        return True
    bound = _number(served)
    if served == "localhost" or (bound is not None and bound.is_loopback):
        return False
    return number is not None or name in (served.lower(), socket.gethostname().lower())


def _number(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None


async def _refuse(scope: Scope, receive: Receive, send: Send, why: str) -> None:
    from starlette.responses import PlainTextResponse
    from starlette.websockets import WebSocketClose

    is_socket = scope["type"] == "websocket"
    answer = WebSocketClose(1008, why) if is_socket else PlainTextResponse(f"{why}\n", 403)
    await answer(scope, receive, send)


def _with_headers(send: Send) -> Send:
    """Return `send` that adds the headers to the start of an answer."""
    added = [(name.encode(), value.encode()) for name, value in HEADERS.items()]

    async def sent(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), *added]}
        await send(message)

    return sent
