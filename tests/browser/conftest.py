"""A Chromium, and the site with its content behind a real server: hashed, compressed static files as in production."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection, connections
from django.test import override_settings
from django.test.testcases import LiveServerThread
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

PHONE = {"width": 360, "height": 760}
DESKTOP = {"width": 1440, "height": 900}
STAFF_PASSWORD = "a-long-password-1"
PATIENCE = 60_000  # milliseconds for a page, an action or an expectation, on a busy machine too
# Containers have little shared memory: pages that run out of it hang.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]


@pytest.fixture(scope="session", autouse=True)
def orm_beside_playwright() -> None:
    """Playwright's sync API keeps an event loop in this thread, which Django would refuse to query from."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        why = "no Chromium found: install Debian's `chromium` or set CHROMIUM to its path"
        pytest.fail(why) if os.environ.get("CI") else pytest.skip(why)
    with sync_playwright() as playwright:
        chromium_here = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield chromium_here
        chromium_here.close()


@pytest.fixture(scope="session")
def collected(tmp_path_factory) -> Iterator[None]:
    """Hashed and compressed static files of this checkout: those of `make test`, or of its own if they are older."""
    if is_fresh(django_settings.STATIC_ROOT):
        yield
        return
    with override_settings(STATIC_ROOT=tmp_path_factory.mktemp("static")):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield


def is_fresh(static_root: Path) -> bool:
    """Whether static files were collected there after the last change of a source. Compressing takes 8 s."""
    manifest = static_root / "staticfiles.json"
    sources = (Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([]))
    return manifest.exists() and manifest.stat().st_mtime > max(source.stat().st_mtime for source in sources)


@pytest.fixture(scope="session")
def copy_of_content() -> Iterator[sqlite3.Connection]:
    """A copy of the database after the first test has loaded the content; SQLite only."""
    with closing(sqlite3.connect(":memory:")) as copy:
        yield copy


@pytest.fixture
def content(transactional_db, copy_of_content: sqlite3.Connection) -> None:
    """The repository's content, committed, so that the server's thread sees it; gone after the test."""
    if copy_of_content.execute("PRAGMA page_count").fetchone()[0]:
        connection.ensure_connection()
        copy_of_content.backup(connection.connection)
        return
    call_command("load_content", verbosity=0)
    if connection.vendor == "sqlite":
        connection.connection.backup(copy_of_content)


@pytest.fixture
def site(collected, content) -> Iterator[str]:
    """The address of the site with the repository's content."""
    # No static handler: WhiteNoise serves, as in production.
    server = LiveServerThread("127.0.0.1", static_handler=lambda application: application)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    yield f"http://127.0.0.1:{server.port}"
    server.terminate()
    connections.close_all()


@pytest.fixture
def dataset(content, settings, tmp_path) -> None:
    """The files of /data/, written from the content."""
    settings.DATASET_DIR = tmp_path
    call_command("publish_dataset", root="https://huiqi.example", stdout=StringIO())


@pytest.fixture
def open_context(browser: Browser, site: str) -> Iterator[Callable[..., BrowserContext]]:
    """A function that opens browser contexts: `mode` and `scheme` set cookies, the rest are Playwright's options."""
    opened: list[BrowserContext] = []

    def open_one(*, mode: str = "", scheme: str = "", **options) -> BrowserContext:
        context = browser.new_context(**{"viewport": DESKTOP, "base_url": site, "locale": "zh-CN", **options})
        context.set_default_timeout(PATIENCE)
        chosen = {"mode": mode, "scheme": scheme}
        context.add_cookies([{"name": name, "value": value, "url": site} for name, value in chosen.items() if value])
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def page(open_context: Callable[..., BrowserContext]) -> Page:
    return open_context().new_page()


@pytest.fixture
def desk(site, page) -> Page:
    """A signed-in superuser's page."""
    get_user_model().objects.create_superuser("root", password=STAFF_PASSWORD)
    page.goto(reverse("admin:login"))
    page.locator("#id_username").fill("root")
    page.locator("#id_password").fill(STAFF_PASSWORD)
    page.locator("[type=submit]").click()
    expect(page.locator(".desk")).to_be_visible()
    return page
