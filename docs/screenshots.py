"""Make the pictures: six pages at two widths in docs/screenshots, and those of the staff guide in static/guide.

From fixtures/ in a database of its own.

`make screenshots`; needs Chromium (CHROMIUM=/path/to/it where it is not on PATH). Exit code 0 only if all were made.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from desk_screenshots import MAKE_STAFF, shoot_desk
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "screenshots"
PAGES = {
    "home": "/",
    "list": "/measures/?tier=specialized&category=fiscal",
    "measure": "/measures/ladder-awards/",
    "ladder": "/ladder/",
    "document": "/documents/reply-2024-00020/",
    "indicators": "/indicators/",
}
SIZES = {1280: 900, 390: 844}
PORT = 8765
PATIENCE = 30  # seconds until the server must answer


def main() -> int:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("No Chromium found: install Debian's `chromium` or set CHROMIUM to its path.", file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        environment = {
            **os.environ,
            "SECRET_KEY": "only-for-screenshots",
            "ALLOWED_HOSTS": "127.0.0.1",
            "DEBUG": "on",
            "HTTPS": "off",
            "DATABASE_URL": f"sqlite:///{scratch}/content.sqlite3",
        }
        manage(environment, "migrate", "--verbosity", "0")
        manage(environment, "setup_roles")
        manage(environment, "load_content", "--verbosity", "0")
        manage(environment, "shell", "--verbosity", "0", "--command", MAKE_STAFF)
        command = [sys.executable, "manage.py", "runserver", f"127.0.0.1:{PORT}", "--noreload"]
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
        try:
            wait_for_server()
            with sync_playwright() as playwright:
                flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
                browser = playwright.chromium.launch(executable_path=chromium, args=flags)
                shoot(browser)
                shoot_desk(browser, f"http://127.0.0.1:{PORT}")
                browser.close()
        finally:
            server.terminate()
            server.wait()
    return 0


def manage(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, check=True)


def wait_for_server() -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=2).close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.3)
        else:
            return
    raise TimeoutError(f"the server did not answer within {PATIENCE} s")


def shoot(browser: Browser) -> None:
    for width, height in SIZES.items():
        page = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN", color_scheme="light")
        for name, address in PAGES.items():
            answer = page.goto(f"http://127.0.0.1:{PORT}{address}")
            if not answer.ok:
                raise RuntimeError(f"{address} answered {answer.status}")
            page.screenshot(path=FOLDER / f"{name}-{width}.png")
            print(f"docs/screenshots/{name}-{width}.png")
        page.close()


if __name__ == "__main__":
    sys.exit(main())
