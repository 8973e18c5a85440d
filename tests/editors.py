"""yaml-language-server, spoken to as an editor does: JSON-RPC over its standard streams."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PLACES = (ROOT / "node_modules" / ".bin", ROOT / ".node" / "node_modules" / ".bin")


def language_server() -> str | None:
    """The path of yaml-language-server: of the checkout or of the machine; None where there is none."""
    path = os.pathsep.join([*map(str, PLACES), os.environ.get("PATH", "")])
    return shutil.which("yaml-language-server", path=path)


class Editor:
    """An editor with one folder open."""

    def __init__(self, command: str, folder: Path) -> None:
        """`command` is the language server, `folder` the dossier."""
        self.process = subprocess.Popen(
            [command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.number = 0
        self.opened = 0
        self.notices: list[dict[str, Any]] = []
        about = {"processId": None, "rootUri": folder.as_uri(), "capabilities": {}}
        self.ask("initialize", about)
        self.tell("initialized", {})
        # Nothing is fetched: what an editor shows must come from the dossier's own files.
        yaml = {"schemaStore": {"enable": False}, "validate": True, "completion": True}
        self.tell("workspace/didChangeConfiguration", {"settings": {"yaml": yaml}})
        self.settings = yaml

    def close(self) -> None:
        """Ends the server."""
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            stream.close()

    def open(self, path: Path, text: str) -> str:
        """Opens a new file in a path's folder with a text that is not saved; its address."""
        self.opened += 1
        address = path.with_name(f"{path.stem}-{self.opened}{path.suffix}").as_uri()
        about = {"uri": address, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": about})
        return address

    def mistakes(self, path: Path, text: str) -> list[str]:
        """What is underlined in a text."""
        address = self.open(path, text)
        while True:
            for notice in self.notices:
                if notice["params"]["uri"] == address:
                    self.notices.remove(notice)
                    return [each["message"] for each in notice["params"]["diagnostics"]]
            self.read()

    def offers(self, path: Path, text: str) -> dict[str, str]:
        """What is offered at the end of a text, with its explanation."""
        address = self.open(path, text)
        lines = text.split("\n")
        place = {"line": len(lines) - 1, "character": len(lines[-1])}
        about = {"textDocument": {"uri": address}, "position": place}
        found = self.ask("textDocument/completion", about)
        items = found["items"] if isinstance(found, dict) else found
        return {item["label"]: str(item.get("documentation", "")) for item in items}

    def ask(self, method: str, params: Any) -> Any:
        """The answer to a request."""
        self.number += 1
        number = self.number
        self.send({"id": number, "method": method, "params": params})
        while True:
            message = self.read()
            if message.get("id") == number and "method" not in message:
                return message.get("result")

    def tell(self, method: str, params: Any) -> None:
        """A notice, which has no answer."""
        self.send({"method": method, "params": params})

    def send(self, message: dict[str, Any]) -> None:
        """One message with its head."""
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def read(self) -> dict[str, Any]:
        """The next message; what the server asks of an editor is answered."""
        length = 0
        while (line := self.process.stdout.readline().strip()) or not length:
            if not line and self.process.poll() is not None:
                raise AssertionError("yaml-language-server has ended")
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message = json.loads(self.process.stdout.read(length))
        if "id" in message and "method" in message:
            self.send({"id": message["id"], "result": self.answer(message)})
        elif message.get("method") == "textDocument/publishDiagnostics":
            self.notices.append(message)
        return message

    def answer(self, message: dict[str, Any]) -> Any:
        """What an editor answers: its settings for YAML, nothing to all else."""
        if message["method"] != "workspace/configuration":
            return None
        return [
            self.settings if item.get("section") == "yaml" else None
            for item in message["params"]["items"]
        ]
