"""The live preview: what it serves, what it notices, and whom it refuses."""

from __future__ import annotations

import asyncio
import hashlib
import http.client
import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import pytest
from playwright.sync_api import Browser, ConsoleMessage, expect
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from selisih.model.problem import Problem
from selisih.model.source import Place
from selisih.pipeline import Options
from selisih.preview import overlay
from selisih.preview import watcher as watching
from selisih.preview.address import Address
from selisih.preview.files import Elsewhere, Malformed, Nothing, Served, find
from selisih.preview.server import PreviewError, serve_site
from selisih.preview.watcher import SiteWatcher, is_passing, sweep

HERE = Path(__file__).resolve().parent.parent
PATIENCE = 60.0
"""Seconds after which a preview that says nothing has failed; waiting ends as soon as it speaks."""

QUOTE = "at least five people died"
LEDGER = f"""\
title: A ferry sank
status: published
columns: [herald, mail]
claims:
  dead:
    statement: At least five people died.
    says:
      herald: {QUOTE}
      mail:
        quote: five people died
"""
REPORT = """\
---
outlet: {outlet}
provenance: The text names it.
language: en
part: whole
format: text
display: full
rights: Shown for comparison.
---
{body}
"""
STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"


def make_site(root: Path) -> Path:
    story = root / "content" / "stories" / "ferry"
    story.mkdir(parents=True)
    (root / "site.yaml").write_text(
        "title: Small\nbase_url: https://example.org/small/\nlanguages: [en]\n", encoding="utf-8"
    )
    (root / "content" / "outlets.yaml").write_text(
        "herald: {name: Herald}\nmail: {name: Mail}\n", encoding="utf-8"
    )
    (story / "ledger.yaml").write_text(LEDGER, encoding="utf-8")
    for outlet, body in (
        ("herald", f"Police said {QUOTE}."),
        ("mail", "They said five people died."),
    ):
        text = REPORT.format(outlet=outlet, body=body)
        (story / f"{outlet}.md").write_text(text, encoding="utf-8")
    return root


@pytest.fixture(autouse=True, scope="module")
def interruptible() -> None:
    """Let the processes of these tests be interrupted, also where the tests run in the background of a shell.

    Such a shell has interrupts ignored, and that is inherited; what is handled here is not ignored in a child.
    """
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


class Running:
    """A preview in a process of its own."""

    def __init__(self, root: Path, arguments: list[str], env: dict[str, str] | None = None) -> None:
        self.root = root
        self.out = root / "_site"
        self.ledger = root / "content" / "stories" / "ferry" / "ledger.yaml"
        self.said: list[str] = []
        self._lines: queue.Queue[str] = queue.Queue()
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=HERE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, **(env or {})},
        )
        threading.Thread(target=self._listen, daemon=True).start()
        line = self.hear("Serving http://")
        self.host, _, port = line.split("http://")[1].split("/")[0].rpartition(":")
        self.port = int(port)

    def _listen(self) -> None:
        assert self.process.stderr
        with self.process.stderr as lines:
            for line in lines:
                self._lines.put(line)
        self._lines.put("")

    def hear(self, words: str) -> str:
        """Wait until the preview says something with these words."""
        end = time.monotonic() + PATIENCE
        while (left := end - time.monotonic()) > 0:
            line = self._lines.get(timeout=left)
            if not line:
                break
            self.said.append(line)
            if words in line:
                return line
        raise AssertionError(f"never said {words!r}:\n{''.join(self.said)}")

    def rest(self) -> str:
        """Wait for the end; return all that was said."""
        self.process.wait(PATIENCE)
        while line := self._lines.get(timeout=PATIENCE):
            self.said.append(line)
        return "".join(self.said)

    def get(
        self, path: str, headers: dict[str, str] | None = None, method: str = "GET"
    ) -> tuple[int, http.client.HTTPMessage, str]:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, headers=headers or {})
            response = connection.getresponse()
            return response.status, response.headers, response.read().decode()
        finally:
            connection.close()

    def write(self, old: str, new: str) -> None:
        text = self.ledger.read_text(encoding="utf-8")
        assert old in text
        self.ledger.write_text(text.replace(old, new), encoding="utf-8")

    @property
    def address(self) -> str:
        return f"http://{self.host}:{self.port}/"

    def hashes(self) -> dict[str, str]:
        return {
            path.relative_to(self.out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in self.out.rglob("*")
            if path.is_file()
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE)


def command(root: Path, *more: str) -> list[str]:
    return [str(HERE / "build.py"), "serve", "--root", str(root), "--port", "0", *more]


DRIVER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from selisih.pipeline import Options
from selisih.preview.server import serve_site

root = Path(sys.argv[1])

def say(line):
    print(line, file=sys.stderr, flush=True)

def options():
    trap = root / "content" / "trap.txt"
    if trap.exists():
        raise {"exit": SystemExit(3), "bug": ValueError("a <bug>")}[trap.read_text()]
    return Options(root=root, out=root / "_site", now=datetime.now(UTC))

serve_site(options, lambda problems: say(f"{problems.errors} errors"), say,
           host="127.0.0.1", port=0, open_browser=False)
"""


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Running]:
    """A preview that a test may break."""
    with Running(tmp_path, command(make_site(tmp_path))) as running:
        yield running


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A preview that is only asked."""
    root = make_site(tmp_path_factory.mktemp("steady"))
    (root / "static" / "empty").mkdir(parents=True)
    (root / "static" / "empty" / "picture.svg").write_text("<svg/>", encoding="utf-8")
    with Running(root, command(root)) as running:
        yield running


def run_apart(coroutine: Coroutine[Any, Any, None]) -> None:
    """Run in a thread of its own: the browser's loop, once started, runs in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, coroutine).result()


async def shaken_hands(url: str, **headers: str) -> WebSocketClientConnection:
    """Open livereload's socket as its script does."""
    connection = await websocket_connect(HTTPRequest(url, headers=headers))
    await connection.write_message(
        json.dumps(
            {"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]}
        )
    )
    hello = await connection.read_message()
    assert hello is not None
    assert json.loads(hello)["command"] == "hello"
    await connection.write_message(json.dumps({"command": "info", "url": "http://page"}))
    return connection


async def greet_as_a_page_of(preview: Running, origin: str) -> None:
    """Open the socket as a page of this origin would, and close it."""
    url = f"ws://{preview.host}:{preview.port}/livereload"
    await farewell(await shaken_hands(url, Origin=origin))


async def farewell(connection: WebSocketClientConnection) -> None:
    """Close a socket, and wait until the other side has done so too."""
    protocol = connection.protocol
    connection.close()
    while protocol is not None and not protocol.stream.closed():
        await asyncio.sleep(0.005)


async def next_message(connection: WebSocketClientConnection) -> Any:
    message = await asyncio.wait_for(asyncio.ensure_future(connection.read_message()), PATIENCE)
    return json.loads(message or "null")


def with_socket(
    preview: Running, act: Callable[[WebSocketClientConnection], Awaitable[None]]
) -> None:
    async def run() -> None:
        connection = await shaken_hands(f"ws://{preview.host}:{preview.port}/livereload")
        try:
            await act(connection)
        finally:
            await farewell(connection)

    run_apart(run())


# ------------------------------------------------------------------ serving


def test_a_page_is_the_file_with_a_script_and_an_opened_policy(steady: Running) -> None:
    status, headers, page = steady.get("/ferry/")
    on_disk = (steady.out / "ferry" / "index.html").read_text(encoding="utf-8")
    host = f"127.0.0.1:{steady.port}"
    script = f'<script src="/livereload.js?host=127.0.0.1&amp;port={steady.port}" defer></script>'
    assert status == 200
    assert headers["Cache-Control"] == "no-store"
    assert headers["ETag"] is None
    assert page == on_disk.replace("</head>", f"{script}</head>", 1).replace(
        "connect-src 'self'", f"connect-src 'self' ws://{host}", 1
    )
    assert "ws://" not in on_disk
    assert "livereload" not in on_disk


def test_the_output_is_what_a_build_writes(steady: Running, tmp_path: Path) -> None:
    served = steady.hashes()
    subprocess.run(
        [
            sys.executable,
            HERE / "build.py",
            "--root",
            steady.root,
            "--out",
            tmp_path / "o",
            "--quiet",
        ],
        check=True,
        capture_output=True,
    )
    steady_out, steady.out = steady.out, tmp_path / "o"
    try:
        assert steady.hashes() == served
    finally:
        steady.out = steady_out


def test_the_page_for_nothing_has_status_404_and_links_that_work_here(steady: Running) -> None:
    status, _, page = steady.get("/no/such/page/")
    assert status == 404
    assert 'href="/assets/selisih.' in page
    assert 'href="https://example.org/small/' not in page
    assert "https://example.org/small/assets/" in (steady.out / "404.html").read_text("utf-8")


def test_a_folder_without_its_slash_is_redirected(steady: Running) -> None:
    status, headers, _ = steady.get("/ferry?q=1")
    assert (status, headers["Location"]) == (302, "/ferry/?q=1")


def test_head_answers_without_a_body(steady: Running) -> None:
    status, headers, body = steady.get("/", method="HEAD")
    assert (status, body) == (200, "")
    assert int(headers["Content-Length"]) > 0


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/%00", 400),
        ("/ferry/%00/index.html", 400),
        ("/%ff", 400),
        ("/..%5csite.yaml", 400),
        ("/../site.yaml", 404),
        ("/%2e%2e/site.yaml", 404),
        ("/..%2fsite.yaml", 404),
        ("/.nojekyll", 404),
        ("/.selisih/site", 404),
        ("/empty/", 404),
        ("//example.org/", 404),
        ("/index.html/", 404),
    ],
)
def test_nothing_outside_the_site_is_served(steady: Running, path: str, status: int) -> None:
    found, _, text = steady.get(path)
    assert found == status
    assert "Traceback" not in text
    assert "base_url" not in text


def test_a_file_has_its_type(steady: Running) -> None:
    status, headers, text = steady.get("/empty/picture.svg")
    assert (status, headers["Content-Type"], text) == (200, "image/svg+xml", "<svg/>")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1:1", "127.0.0.1"]
)
@pytest.mark.parametrize("path", ["/", "/livereload", "/livereload.js", "/.preview/overlay.css"])
def test_a_foreign_host_is_refused(steady: Running, host: str, path: str) -> None:
    status, _, text = steady.get(path, {"Host": host.format(port=steady.port)})
    assert (status, text) == (403, "403 Forbidden\n")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"])
def test_this_machine_is_answered(steady: Running, host: str) -> None:
    assert steady.get("/", {"Host": f"{host}:{steady.port}"})[0] == 200


def test_a_foreign_page_gets_no_socket(steady: Running) -> None:
    handshake = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "c2VsaXNpaCBzZWxpc2loIQ==",
    }
    for origin in ("http://evil.example", f"http://evil.example:{steady.port}", "null"):
        assert steady.get("/livereload", {**handshake, "Origin": origin})[0] == 403
    run_apart(greet_as_a_page_of(steady, f"http://localhost:{steady.port}"))


def test_nonsense_on_the_socket_closes_it_and_nothing_else(steady: Running) -> None:
    async def act(connection: WebSocketClientConnection) -> None:
        await connection.write_message("[nonsense")
        assert await next_message(connection) is None

    with_socket(steady, act)
    assert steady.get("/")[0] == 200


# ------------------------------------------------------------------ rebuilding


def test_saves_in_quick_succession_reload_each_time(preview: Running) -> None:
    async def act(connection: WebSocketClientConnection) -> None:
        for number in range(3):
            preview.ledger.write_text(
                LEDGER.replace("A ferry sank", f"Ferry number {number}"), encoding="utf-8"
            )
            message = await next_message(connection)
            assert (message["command"], message["path"]) == ("reload", "*")
            page = (preview.out / "ferry" / "index.html").read_text(encoding="utf-8")
            assert f"Ferry number {number}" in page

    with_socket(preview, act)


def test_a_broken_ledger_keeps_the_last_good_page_and_says_what_is_wrong(preview: Running) -> None:
    before = preview.hashes()

    async def act(connection: WebSocketClientConnection) -> None:
        preview.write(QUOTE, "at least <b>six</b> people died")
        await next_message(connection)
        status, _, page = await asyncio.to_thread(preview.get, "/ferry/")
        banner = page[page.index('<aside id="selisih-preview"') : page.index("</aside>")]
        assert status == 200
        assert "A ferry sank" in page
        assert "quote-missing" in banner
        assert "content/stories/ferry/ledger.yaml:8:15" in banner
        assert "&lt;b&gt;six&lt;/b&gt;" in banner
        assert "<b>six" not in page
        assert preview.hashes() == before

        preview.write("at least <b>six</b> people died", QUOTE)
        await next_message(connection)
        assert "selisih-preview" not in (await asyncio.to_thread(preview.get, "/ferry/"))[2]

    with_socket(preview, act)
    assert preview.hashes() == before
    preview.process.send_signal(signal.SIGINT)
    assert "error quote-missing" in preview.rest()


def test_without_a_first_site_the_problems_are_the_page(tmp_path: Path) -> None:
    ledger = make_site(tmp_path) / "content" / "stories" / "ferry" / "ledger.yaml"
    ledger.write_text(LEDGER.replace(QUOTE, "nobody died"), encoding="utf-8")
    with Running(tmp_path, command(tmp_path)) as preview:
        status, _, page = preview.get("/any/page/")
        assert status == 503
        assert "quote-missing" in page
        assert "/livereload.js" in page
        assert "ws://" in page
        assert not preview.out.exists()

        async def act(connection: WebSocketClientConnection) -> None:
            preview.write("nobody died", QUOTE)
            await next_message(connection)

        with_socket(preview, act)
        status, _, page = preview.get("/")
        assert status == 200
        assert "selisih-preview" not in page


def test_new_and_deleted_files_are_noticed_and_passing_ones_are_not(preview: Running) -> None:
    async def act(connection: WebSocketClientConnection) -> None:
        folder = preview.root / "static"
        (preview.ledger.parent / ".ledger.yaml.swp").write_text("x", encoding="utf-8")
        (preview.out / "by-hand.txt").write_text("x", encoding="utf-8")
        folder.mkdir()
        (folder / "robots-note.txt").write_text("hello", encoding="utf-8")
        await next_message(connection)
        assert (await asyncio.to_thread(preview.get, "/robots-note.txt"))[2] == "hello"
        (folder / "robots-note.txt").unlink()
        await next_message(connection)
        assert (await asyncio.to_thread(preview.get, "/robots-note.txt"))[0] == 404

    with_socket(preview, act)
    preview.process.send_signal(signal.SIGINT)
    assert preview.rest().count("Built in") == 3


def test_an_exception_and_an_exit_in_a_build_are_survived(tmp_path: Path) -> None:
    root = make_site(tmp_path)
    arguments = ["-c", DRIVER, str(root)]
    trap = root / "content" / "trap.txt"
    staged = root / "trap"
    with Running(root, arguments) as preview:
        for kind, words in (("bug", "ValueError: a &lt;bug&gt;"), ("exit", "exit status 3")):
            staged.write_text(kind, encoding="utf-8")
            staged.replace(trap)
            preview.hear("The build broke off")
            status, _, page = preview.get("/ferry/")
            assert status == 200
            assert words in page
        trap.unlink()
        preview.hear("Built in")
        assert "selisih-preview" not in preview.get("/ferry/")[2]
        preview.process.send_signal(signal.SIGINT)
        assert "Traceback" not in preview.rest()


def test_a_missing_site_yaml_is_survived(preview: Running) -> None:
    settings = preview.root / "site.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.unlink()
    preview.hear("site.yaml")
    assert preview.get("/ferry/")[0] == 200
    settings.write_text(text, encoding="utf-8")
    preview.hear("Built in")


# ------------------------------------------------------------------ beginning and end


def test_ctrl_c_ends_it_without_a_word_too_many(preview: Running) -> None:
    async def act(connection: WebSocketClientConnection) -> None:
        preview.process.send_signal(signal.SIGINT)
        assert await next_message(connection) is None

    with_socket(preview, act)
    said = preview.rest()
    assert preview.process.returncode == 0
    assert said.endswith("Stopped.\n")
    assert "Traceback" not in said


def test_a_port_in_use_is_a_plain_error(tmp_path: Path) -> None:
    root = make_site(tmp_path)

    def options() -> Options:
        return Options(root=root, out=root / "_site", now=datetime.now(UTC))

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PreviewError, match=f"port {port} on 127.0.0.1 is in use"):
            serve_site(options, print, print, host="127.0.0.1", port=port, open_browser=False)
    assert not (root / "_site").exists()


def test_open_opens_the_site_once_it_is_built(tmp_path: Path) -> None:
    root = make_site(tmp_path)
    note = tmp_path / "opened"
    opener = tmp_path / "opener.py"
    opener.write_text(
        "import pathlib, sys\n"
        "built = pathlib.Path(sys.argv[1], '_site', 'index.html').exists()\n"
        "pathlib.Path(sys.argv[2] + '~').write_text(f'{built} {sys.argv[3]}')\n"
        "pathlib.Path(sys.argv[2] + '~').replace(sys.argv[2])\n",
        encoding="utf-8",
    )
    env = {"BROWSER": f"{sys.executable} {opener} {root} {note} %s"}
    with Running(root, command(root, "--open"), env) as preview:
        end = time.monotonic() + PATIENCE
        while not note.exists() and time.monotonic() < end:
            time.sleep(0.01)
        assert note.read_text(encoding="utf-8") == f"True {preview.address}"


@pytest.mark.browser
def test_a_browser_shows_what_is_wrong_and_then_the_mended_page(
    preview: Running, browser: Browser
) -> None:
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    context = browser.new_context()
    try:
        page = context.new_page()
        page.on("console", note)
        with page.expect_websocket() as opened:
            page.goto(f"{preview.address}ferry/")
        opened.value.wait_for_event("framereceived")
        banner = page.locator("#selisih-preview")
        expect(banner).to_have_count(0)
        with page.expect_websocket() as opened:
            preview.write(QUOTE, "at least six people died")
        expect(banner).to_be_visible()
        expect(banner).to_contain_text("quote-missing")
        assert banner.evaluate("e => getComputedStyle(e).position") == "fixed"
        assert opened.value.url.startswith("ws://")
        page.wait_for_load_state("networkidle")
        preview.write("at least six people died", QUOTE)
        expect(banner).to_have_count(0)
        assert complaints == []
    finally:
        context.close()


# ------------------------------------------------------------------ the parts


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<head></head><p>&lt;/head></p>", "<head>SCRIPT</head><p>&lt;/head></p>"),
        ("<head></head><pre></head></pre>", "<head>SCRIPT</head><pre></head></pre>"),
        ("<p>no head</p>", "<p>no head</p>SCRIPT"),
    ],
    ids=["once", "first", "none"],
)
def test_the_script_stands_before_the_first_end_of_a_head(page: str, expected: str) -> None:
    script = '<script src="/livereload.js?host=localhost&amp;port=80" defer></script>'
    dressed = overlay.dressed(page.encode(), "localhost", "").decode()
    assert dressed == expected.replace("SCRIPT", script)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (
            f"{STRICT}; connect-src 'self'",
            f"{STRICT}; connect-src 'self' ws://localhost:8000",
        ),
        (
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'",
            "default-src 'none'; script-src 'wasm-unsafe-eval' 'self'; style-src 'self'; connect-src 'self' ws://localhost:8000",
        ),
        ("base-uri 'none'", "base-uri 'none'"),
    ],
    ids=["own", "wasm", "open"],
)
def test_a_policy_is_opened_for_the_preview_alone(policy: str, expected: str) -> None:
    assert overlay.preview_policy(policy, "localhost:8000") == expected


def test_a_banner_is_escaped_and_does_not_grow_without_end() -> None:
    problems = [
        Problem(
            rule="quote-missing",
            severity="error",
            place=Place(
                path="a<b>.yaml", line=number, column=3, end_column=9, excerpt="x <script> \u202e"
            ),
            message="“<i>” & more",
            hint="<u>",
        )
        for number in range(1, 31)
    ]
    text = overlay.banner("", problems, site=True)
    assert "<code>a&lt;b&gt;.yaml:1:3</code>" in text
    assert "x <b>&lt;scrip</b>" in text
    assert "\u202e" not in text
    assert "“&lt;i&gt;” &amp; more" in text
    assert "… and 10 more" in text
    assert overlay.banner("", [], site=True) == ""


@pytest.mark.parametrize(
    ("address", "header", "allowed"),
    [
        (Address("127.0.0.1", 80), "localhost", True),
        (Address("127.0.0.1", 80), "[::1]", True),
        (Address("127.0.0.1", 8000), "localhost", False),
        (Address("127.0.0.1", 8000), "localhost:80", False),
        (Address("127.0.0.1", 8000), "192.168.1.7:8000", False),
        (Address("127.0.0.1", 8000), "localhost.evil.example:8000", False),
        (Address("127.0.0.1", 8000), "", False),
        (Address("Desk", 8000), "desk:8000", True),
        (Address("::1", 8000), "[::1]:8000", True),
        (Address("0.0.0.0", 8000), "192.168.1.7:8000", True),  # noqa: S104
        (Address("0.0.0.0", 8000), "evil.example:8000", False),  # noqa: S104
        (Address("::", 8000), "[fe80::1]:8000", True),
    ],
    ids=str,
)
def test_whom_an_address_answers(address: Address, header: str, allowed: bool) -> None:
    assert address.allows_host(header) is allowed
    assert address.allows_origin(f"http://{header}") is allowed
    assert not address.allows_origin(header)
    assert not address.allows_origin("null")


def test_links_in_the_output_are_not_followed(tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "page").mkdir(parents=True)
    (out / "page" / "index.html").write_text("x", encoding="utf-8")
    (tmp_path / "secret").write_text("x", encoding="utf-8")
    (out / "link").symlink_to(tmp_path / "secret")
    (out / "folder").symlink_to(tmp_path)
    assert find(out, "/page/") == Served(out / "page" / "index.html")
    assert find(out, "/page") == Elsewhere()
    assert find(out, "/page/index.html") == Served(out / "page" / "index.html")
    assert find(out, "/link") == Nothing()
    assert find(out, "/folder/secret") == Nothing()
    assert find(out, "/") == Nothing()
    assert find(out, "/a%0ab") == Malformed()


@pytest.mark.parametrize("name", [".x", "a~", "#a#", "a.swp", "4913", "a.tmp", "__pycache__"])
def test_what_editors_leave_for_a_moment_is_passed_over(name: str) -> None:
    assert is_passing(name)
    assert not is_passing("ledger.yaml")


def test_a_sweep_sees_files_and_no_links(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one").write_text("1", encoding="utf-8")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "skipped").mkdir()
    (tmp_path / "skipped" / "two").write_text("2", encoding="utf-8")
    found = sweep([str(tmp_path), str(tmp_path / "nowhere")], {str(tmp_path / "skipped")})
    assert sorted(found) == [str(tmp_path / "a" / "loop"), str(tmp_path / "a" / "one")]


def test_a_burst_of_saves_is_one_rebuild(tmp_path: Path) -> None:
    rebuilt: list[int] = []
    told: list[object] = []

    async def run() -> None:
        done = asyncio.Event()

        async def rebuild() -> bool:
            rebuilt.append(len(list(tmp_path.iterdir())))
            return True

        def callback() -> None:
            told.append(watcher.examine())
            done.set()

        watcher = SiteWatcher([str(tmp_path)], rebuild)
        await watcher.prime()
        watcher.start(callback)
        for number in range(50):
            (tmp_path / f"{number}.md").write_text("x", encoding="utf-8")
        await asyncio.wait_for(done.wait(), PATIENCE)
        assert watcher.running
        watcher.running.cancel()
        assert watcher.examine() == (None, None)

    run_apart(run())
    assert rebuilt == [50]
    assert told == [("*", None)]


def test_a_preview_that_nobody_works_in_looks_seldom_but_where_the_latest_saves_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[float] = []

    def counted(*arguments: Any) -> watching.Snapshot:
        looks.append(time.monotonic())
        return sweep(*arguments)

    monkeypatch.setattr(watching, "sweep", counted)
    monkeypatch.setattr(watching, "SHARE", 1e9)
    monkeypatch.setattr(watching, "SLOWEST", 0.02)
    monkeypatch.setattr(watching, "IDLE_AFTER", 0.3)
    monkeypatch.setattr(watching, "IDLE", 3600.0)
    page = tmp_path / "page.md"
    page.write_text("x", encoding="utf-8")

    async def run() -> None:
        saved = asyncio.Event()

        async def rebuild() -> bool:
            return True

        watcher = SiteWatcher([str(tmp_path)], rebuild)
        await watcher.prime()
        watcher.start(saved.set)
        await asyncio.sleep(0.8)
        seen = len(looks)
        await asyncio.sleep(0.4)
        assert len(looks) == seen > 1
        page.write_text("another", encoding="utf-8")
        await asyncio.wait_for(saved.wait(), PATIENCE)
        assert watcher.running
        watcher.running.cancel()

    run_apart(run())
