"""A way to the server that is cut now and then."""

from __future__ import annotations

import contextlib
import socket
import threading
from urllib.parse import urlsplit


class CuttingProxy:
    """Passes bytes on, and closes each of the first `cuts` connections that send more than `after` bytes."""

    def __init__(self, target: str, *, after: int, cuts: int) -> None:
        self.target, self.after, self.left = urlsplit(target), after, cuts
        self.made = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            far = socket.create_connection((self.target.hostname, self.target.port or 80))
            threading.Thread(target=self._pass, args=(far, near, None), daemon=True).start()
            threading.Thread(target=self._pass, args=(near, far, self.after), daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket, after: int | None) -> None:
        passed = 0
        try:
            while data := source.recv(65_536):
                passed += len(data)
                if after is not None and passed > after and self.left > 0:
                    self.left -= 1
                    self.made += 1
                    break
                sink.sendall(data)
        except OSError:
            pass
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
