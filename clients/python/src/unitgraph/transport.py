"""HTTP to one server."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from typing import IO, Any
from urllib.parse import urljoin, urlsplit

import requests

from .errors import RequestRefused, ServerUnreachable

#: Seconds to reach the server, and seconds without a byte of an answer, beside what a query is willing to wait.
CONNECT, ANSWER = 10.0, 120.0


class Transport:
    """Requests to the server at one address; every answer that is no success is an error with the server's own words."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise ValueError(f"{url!r} is no address of a server: give one such as 'http://127.0.0.1:4000'.")
        self.url = url.rstrip("/").removesuffix("/graphql").removesuffix("/graphiql") + "/"
        self.session = requests.Session()
        # A proxy for the internet knows nothing of a server on this machine.
        self.session.trust_env = not _is_loopback(parts.hostname or "")

    def resolve(self, reference: str) -> str:
        """The whole address of a reference from the server's root, as `/matrices/….npy`."""
        return urljoin(self.url, reference)

    def json(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        headers: Mapping[str, str] | None = None,
        patience: float = 0,
    ) -> Any:
        """The JSON of an answer with a status of success, or of one that has GraphQL errors.

        Raises ServerUnreachable, or RequestRefused with the server's message.
        """
        answer = self._send(method, path, json=body, headers=headers, patience=patience)
        try:
            value = answer.json()
        except ValueError:
            value = None
        if isinstance(value, dict) and ("data" in value or path == "graphql"):
            return value
        if not answer.ok or value is None:
            raise _refusal(answer, value)
        return value

    def put(self, path: str, file: IO[bytes]) -> Any:
        """The JSON of the answer to a file, which is streamed."""
        return self._stream("PUT", path, file)

    def post(self, path: str, file: IO[bytes]) -> Any:
        """The same for what has no address of its own yet."""
        return self._stream("POST", path, file)

    def _stream(self, method: str, path: str, file: IO[bytes]) -> Any:
        answer = self._send(method, path, data=file, headers={"content-type": "application/octet-stream"})
        if not answer.ok:
            raise _refusal(answer, _json_or_none(answer))
        return answer.json()

    def bytes(self, reference: str) -> bytes:
        """The body at a reference."""
        answer = self._send("GET", self.resolve(reference))
        if not answer.ok:
            raise _refusal(answer, _json_or_none(answer))
        return answer.content

    def _send(self, method: str, path: str, *, patience: float = 0, **parts: Any) -> requests.Response:
        try:
            return self.session.request(
                method, urljoin(self.url, path), timeout=(CONNECT, ANSWER + patience), allow_redirects=False, **parts
            )
        except requests.RequestException as error:
            raise ServerUnreachable(
                f"There is no answer from {self.url} ({_reason(error)}).",
                "Start the server (`npm start`), or give the address that it prints.",
            ) from error


def _json_or_none(answer: requests.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        return None


def _refusal(answer: requests.Response, value: Any) -> RequestRefused:
    errors = value.get("errors") if isinstance(value, dict) else None
    if isinstance(errors, list) and errors:
        return RequestRefused("\n".join(str(error.get("message", error)) for error in errors), answer.status_code)
    return RequestRefused(
        f"{answer.url} answered {answer.status_code} {answer.reason}, which is not how Unitgraph answers.",
        answer.status_code,
    )


def _reason(error: BaseException) -> str:
    """The last of the errors that an error of requests wraps: the others repeat the address."""
    while error.__cause__ is not None or error.__context__ is not None:
        error = error.__cause__ or error.__context__ or error
    return str(error).rstrip(".") or type(error).__name__


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
