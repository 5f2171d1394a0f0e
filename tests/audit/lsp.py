"""A client of the YAML language server: enough of the protocol to read problems and completions."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import defaultdict, deque
from collections.abc import Mapping
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO, Any, Final

from tests.helpers import REPOSITORY

SERVER: Final = (
    REPOSITORY / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
)
PATIENCE: Final = 30
"""Seconds to wait for an answer."""

_DELIMITER: Final = b"\r\n"


class LanguageServer:
    """The server as an editor that has opened a folder talks to it. Lines count from 1, as in `check`."""

    def __init__(self, folder: Path, yaml_settings: Mapping[str, Any]) -> None:
        """Start the server on `folder`, with the settings of its `yaml` section."""
        node = shutil.which("node")
        assert node, "the language server needs Node: no `node` on PATH"
        assert SERVER.is_file(), "node_modules/ lacks yaml-language-server: run `npm ci`"
        self._process = subprocess.Popen(
            [node, str(SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._settings = yaml_settings
        self._sent = 0
        self._opened = 0
        self._answers: Queue[dict[str, Any]] = Queue()
        self._published_by_server: Queue[dict[str, Any]] = Queue()
        self._diagnostics: defaultdict[str, deque[list[dict[str, Any]]]] = defaultdict(deque)
        assert self._process.stdout
        Thread(target=self._listen, args=(self._process.stdout,), daemon=True).start()
        self._begin(folder)

    def close(self) -> None:
        """Ask the server to stop, and wait for it."""
        self._request("shutdown", None)
        self._notify("exit", None)
        self._process.wait(PATIENCE)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()

    def problems(self, documents: Mapping[Path, str]) -> dict[Path, list[tuple[int, str]]]:
        """Open documents and return what the server finds in each: line and message."""
        for path, text in documents.items():
            self._open(path, text)
        found = {path: self._published(path) for path in documents}
        for path in documents:
            self._close(path)
        return {
            path: sorted(
                {(entry["range"]["start"]["line"] + 1, entry["message"]) for entry in told}
            )
            for path, told in found.items()
        }

    def completions(self, path: Path, text: str) -> list[str]:
        """Return the labels that are offered where `|` stands in the text."""
        before, _, after = text.partition("|")
        self._open(path, before + after)
        self._published(path)
        position = {
            "line": before.count("\n"),
            "character": len(before) - before.rfind("\n") - 1,
        }
        document = {"uri": path.as_uri()}
        answer = self._request(
            "textDocument/completion", {"textDocument": document, "position": position}
        )
        self._close(path)
        return [item["label"] for item in (answer or {}).get("items", ())]

    def _begin(self, folder: Path) -> None:
        """Shake hands, and wait until the server has taken the settings."""
        capabilities = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {"publishDiagnostics": {}, "completion": {"completionItem": {}}},
        }
        self._request(
            "initialize",
            {
                "processId": None,
                "rootUri": folder.as_uri(),
                "workspaceFolders": [{"uri": folder.as_uri(), "name": folder.name}],
                "capabilities": capabilities,
            },
        )
        self._notify("initialized", {})
        self._notify("workspace/didChangeConfiguration", {"settings": {}})

    def _open(self, path: Path, text: str) -> None:
        self._opened += 1  # the server remembers a document by address and version, closed or not
        document = {
            "uri": path.as_uri(),
            "languageId": "yaml",
            "version": self._opened,
            "text": text,
        }
        self._notify("textDocument/didOpen", {"textDocument": document})

    def _close(self, path: Path) -> None:
        """Close a document; the server then takes its diagnostics back."""
        self._notify("textDocument/didClose", {"textDocument": {"uri": path.as_uri()}})
        assert self._published(path) == []

    def _published(self, path: Path) -> list[dict[str, Any]]:
        """Return the next diagnostics of a document."""
        waiting = self._diagnostics[path.as_uri()]
        while not waiting:
            published = _next(self._published_by_server)
            self._diagnostics[published["uri"]].append(published["diagnostics"])
        return waiting.popleft()

    def _request(self, method: str, parameters: Any) -> Any:
        self._sent += 1
        self._send({"id": self._sent, "method": method, "params": parameters})
        answer = _next(self._answers)
        assert answer["id"] == self._sent, answer
        assert "error" not in answer, answer
        return answer["result"]

    def _notify(self, method: str, parameters: Any) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _listen(self, stream: IO[bytes]) -> None:
        """Sort what the server says, and answer what it asks."""
        while line := stream.readline():
            length = 0
            while line != _DELIMITER:
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
                line = stream.readline()
            message = json.loads(stream.read(length))
            if message.get("method") == "textDocument/publishDiagnostics":
                self._published_by_server.put(message["params"])
            elif "method" not in message:
                self._answers.put(message)
            elif "id" in message:
                self._send({"id": message["id"], "result": self._reply(message)})

    def _reply(self, message: dict[str, Any]) -> Any:
        """Return what an editor answers: its settings, and otherwise nothing."""
        if message["method"] != "workspace/configuration":
            return None
        return [
            self._settings if item.get("section") == "yaml" else None
            for item in message["params"]["items"]
        ]


def _next(queue: Queue[dict[str, Any]]) -> dict[str, Any]:
    try:
        return queue.get(timeout=PATIENCE)
    except Empty:
        raise AssertionError(f"the language server said nothing for {PATIENCE} s") from None
