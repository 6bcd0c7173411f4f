"""Writes a new dataset beside the current one and replaces it atomically."""

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from incentives.opendata.dataset import contents, vectors
from incentives.opendata.files import writing
from incentives.opendata.records.source import Absolute
from policies.caching import content_version

CURRENT = "current"
UNFINISHED = "new-"  # prefix of a folder while it is written
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
MOST_DATASETS = 2  # the current one, and the one before, which clients may still be reading
MEANING = {
    "catalogue.json": "全部数据",
    "measures.csv": "惠企事项，表格",
    "measures.xlsx": "惠企事项，Excel",
    "match-vectors.json": "匹配规则的校验数据：回答和应得的结论",
    "schema.json": "JSON Schema，说明全部数据的结构",
    "dictionary.csv": "数据字典，逐个字段说明",
}
Report = Callable[[str], None]


class ContentChanged(Exception):
    """Raised if the content changed while the dataset was written."""


def publish(root: str, report: Report) -> Path:
    """Write a dataset with addresses under `root` and make it the current one; return its folder.

    Raises ContentChanged if the content changed meanwhile. On any error the current dataset stays.
    """
    home = settings.DATASET_DIR
    home.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=home))
    try:
        _write(folder, root, report)
        folder.chmod(0o755)
        name = folder.rename(home / timezone.now().strftime("%Y%m%dT%H%M%S%fZ")).name
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    pointer = home / f"{CURRENT}-new"
    pointer.unlink(missing_ok=True)
    pointer.symlink_to(name)
    os.replace(pointer, home / CURRENT)
    _forget(home)
    return home / name


def _write(folder: Path, root: str, report: Report) -> None:
    number = content_version.current().number
    site = settings.SITE
    about = contents.About(
        title=f"{site['name']}：全部数据",
        publisher=site["name"],
        written_on=timezone.localtime().isoformat(timespec="seconds"),
        content_version=number,
        licence=site["licence"],
        licence_url=site["licence_url"],
    )

    def absolute(path: str) -> str:
        return root + path

    _text(folder / "catalogue.json", contents.catalogue(about, absolute), report)
    _text(folder / "measures.csv", writing.csv_lines(contents.measures(absolute)), report)
    _workbook(folder / "measures.xlsx", about, absolute, report)
    _text(folder / "match-vectors.json", vectors.vectors(), report)
    _text(folder / "schema.json", [contents.schema()], report)
    _text(folder / "dictionary.csv", [contents.dictionary()], report)
    _sums(folder, about)
    if content_version.current().number != number:
        raise ContentChanged


def _text(path: Path, parts: Iterable[str], report: Report) -> None:
    report(path.name)
    with path.open("w", encoding="utf-8", newline="") as target:
        target.writelines(parts)


def _workbook(path: Path, about: contents.About, absolute: Absolute, report: Report) -> None:
    report(path.name)
    note = writing.FileNote(about.title, about.publisher, absolute("/data/"), about.written_on, about.licence)
    with path.open("wb") as target:
        writing.write_xlsx(contents.measures(absolute), note, target)


def _sums(folder: Path, about: contents.About) -> None:
    """Write the checksums, for `sha256sum --check` and for the page."""
    files = []
    for name, meaning in MEANING.items():
        with (folder / name).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        files.append({"name": name, "meaning": meaning, "bytes": (folder / name).stat().st_size, "sha256": digest})
    (folder / SUMS).write_text("".join(f"{file['sha256']}  {file['name']}\n" for file in files), encoding="utf-8")
    manifest = about.model_dump() | {"files": files}
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")


def _forget(home: Path) -> None:
    """Remove all but the last MOST_DATASETS datasets, and folders that killed runs left more than a day ago."""
    folders = sorted(path for path in home.iterdir() if path.is_dir() and not path.is_symlink())
    finished = [path for path in folders if not path.name.startswith(UNFINISHED)]
    long_ago = time.time() - 24 * 3600
    broken = [path for path in folders if path.name.startswith(UNFINISHED) and path.stat().st_mtime < long_ago]
    for path in [*finished[:-MOST_DATASETS], *broken]:
        shutil.rmtree(path, ignore_errors=True)
