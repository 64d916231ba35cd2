"""The web application as a process of its own, over some of the corpus."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parent.parent
_START_SECONDS = 240
RECORDS = """
policies/cn-tech-import-export-regulations policies/cn-contract-registration-measures policies/cn-import-catalogue-2021
policies/cn-three-registers policies/cn-eit-law policies/cn-treaty-royalty-caps policies/eg-commercial-code
policies/cn-contract-recognition-measures-2000 policies/cn-contract-recognition-measures-2026
procedures/cn-import-free-registration procedures/cn-withholding-royalty-payment procedures/eg-transfer-contract
countries/country-eg countries/country-kz organisations/centre-* organisations/bilateral-* organisations/cq-bri-centre
glossary/contracts catalogue/*water* catalogue/*membrane* asks/cn-tech-import-export-regulations
""".split()
"""What the pages' tests ask about, and where inquiries are sent; the whole would take long to index."""


@dataclass(frozen=True, slots=True)
class WebServer:
    """A running server. ``first_status``: what ``/healthz`` answered first, before the assistant was open."""

    url: str
    home: Path
    first_status: int


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def chat_command(port: int) -> list[str]:
    return [sys.executable, "-m", "assistant", "chat", "--port", str(port)]


def chat_environment(home: Path) -> dict[str, str]:
    """Nothing of the tests' own settings, and room for many questions from one address."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ASSISTANT_", "OPENAI_"))}
    own = {"HOME": str(home), "CORPUS": str(home.parent / "web-corpus"), "ENCODER": "embedded-fast", "WORKERS": "1"}
    return {**kept, **{f"ASSISTANT_{name}": value for name, value in own.items()}, "ASSISTANT_QUESTIONS_PER_MINUTE": "0"}


def copy_corpus(home: Path) -> Path:
    """The records beside the state folder."""
    folder = home.parent / "web-corpus"
    for source in (path for name in RECORDS for path in (ROOT / "corpus").glob(f"{name}.yaml")):
        target = folder / source.relative_to(ROOT / "corpus")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    shutil.copytree(ROOT / "corpus" / "codes", folder / "codes", dirs_exist_ok=True)
    return folder


@contextmanager
def running(home: Path) -> Iterator[WebServer]:
    """A server that is ready; stopped at the end."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    home.mkdir(parents=True, exist_ok=True)
    log = home / "server.log"
    copy_corpus(home)
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(chat_command(port), cwd=ROOT, env=chat_environment(home), stdout=output, stderr=output)
        try:
            first = _status(url, process, log, until=lambda status: True)
            _status(url, process, log, until=lambda status: status == 200)
            yield WebServer(url, home, first)
        finally:
            process.terminate()
            process.wait(timeout=30)


def _status(url: str, process: "subprocess.Popen[bytes]", log: Path, until: Callable[[int], bool]) -> int:
    """The first status of ``/healthz`` for which ``until`` holds."""
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text(encoding="utf-8")
        try:
            status = httpx.get(f"{url}/healthz", timeout=10).status_code
        except httpx.TransportError:
            status = 0
        if status and until(status):
            return status
        time.sleep(0.05)
    raise AssertionError(f"not ready in {_START_SECONDS} s: {log.read_text(encoding='utf-8')}")
