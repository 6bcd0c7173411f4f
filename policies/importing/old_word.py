"""Old .doc and .wps files become .docx by LibreOffice, where the site's owner has switched that on (SOFFICE).

It is the one program that is run on a stranger's file: in a folder and with a profile of its own that are removed
afterwards, one at a time in each process, and within bounds of time and size. Files are never converted otherwise.
"""

import contextlib
import hashlib
import os
import resource
import signal
import subprocess  # nosec
import tempfile
import threading
from pathlib import Path

from django.conf import settings
from django.core.cache import cache

from policies.intake.lines import ParsingError
from policies.intake.text import MAX_BYTES

_ONE_AT_A_TIME = threading.Lock()
_KEPT = 3600  # seconds, so that a preview's every click does not convert again
_LARGEST_MADE = 10 * MAX_BYTES
_TRY = "请在 Word 或 WPS 中打开，用“另存为”存成 .docx 后再上传。"


def converted(data: bytes) -> bytes:
    """The file as .docx; raises ParsingError where LibreOffice cannot read it or takes too long."""
    key = f"docx:{hashlib.sha256(data).hexdigest()}"
    made = cache.get(key)
    if made is None:
        if not _ONE_AT_A_TIME.acquire(timeout=settings.SOFFICE_SECONDS):
            raise ParsingError("正在转换另一份旧版文件，请稍后再试。")
        try:
            made = _convert(data)
        finally:
            _ONE_AT_A_TIME.release()
        cache.set(key, made, _KEPT)
    return made


def _convert(data: bytes) -> bytes:
    with tempfile.TemporaryDirectory(prefix="huiqi-doc-") as folder:
        source, made = Path(folder, "in.doc"), Path(folder, "out", "in.docx")
        source.write_bytes(data)
        _run(folder, source, made.parent)
        if not made.is_file() or made.stat().st_size > MAX_BYTES:
            raise ParsingError(f"这个旧版文件没有转换成功，可能有密码或不是文字文档。{_TRY}")
        return made.read_bytes()


def _run(folder: str, source: Path, out: Path) -> None:
    """Run LibreOffice and end it with its children when its time is up."""
    command = [
        *(settings.SOFFICE, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
        f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
        *("--convert-to", "docx:Office Open XML Text", "--outdir", str(out), str(source)),
    ]
    environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": folder, "TMPDIR": folder, "LANG": "C.UTF-8"}
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        # No shell. The program is a setting; the file has a name of ours.
        process = subprocess.Popen(  # nosec
            command, cwd=folder, env=environment, start_new_session=True, **quiet
        )
    except OSError as error:
        raise ParsingError(f"本站设置了 LibreOffice，但没有启动成功，请告诉管理员。{_TRY}") from error
    try:
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (_LARGEST_MADE, _LARGEST_MADE))
        resource.prlimit(process.pid, resource.RLIMIT_CORE, (0, 0))
        process.wait(settings.SOFFICE_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise ParsingError(f"转换这个旧版文件超过 {settings.SOFFICE_SECONDS} 秒，已停止。{_TRY}") from error
    finally:
        _end(process)


def _end(process: subprocess.Popen) -> None:
    """Kill what is left of the process and its children."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
