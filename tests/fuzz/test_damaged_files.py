"""Damaged files of every format, handed in at the desk: read or refused, never answered with 500, never for long.

`make test` sends a few of each format, `make fuzz-files` as many as FILES says.
"""

import io
import os
import random
import time
import zipfile
import zlib
from collections import Counter

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.policies import sample_document
from tests.policies.intake import packages, pages

pytestmark = pytest.mark.django_db
MUTATIONS = int(os.environ.get("FUZZ_FILES", "8"))
SEED = int(os.environ.get("FUZZ_SEED", "1"))
LONGEST = 5  # seconds of the processor for one file of a few lines
LINES = [*sample_document.document().splitlines(), "附件1", "申请表", "一、项目", "（一）名称：甲；（二）地址：乙。"]
HOSTILE = [
    b"<w:tbl>",
    b"</w:p>",
    b"\xff\xfe",
    b"\x00",
    b"<!DOCTYPE a [",
    b"rowspan=99999 ",
    b"0 obj<<",
    "一、".encode(),
]


def written() -> bytes:
    made = docx.Document()
    for line in LINES:
        made.add_paragraph(line)
    made.add_table(2, 2).cell(0, 0).text = "类别"
    made.save(file := io.BytesIO())
    return file.getvalue()


def tracked() -> bytes:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/>'
        '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    rows = packages.table(["类别", packages.cell(packages.paragraph("标准"), properties='<w:gridSpan w:val="2"/>')])
    return packages.word(
        packages.paragraph("绿谷市办法"),
        packages.paragraph("发", packages.deleted("7"), packages.inserted("9"), "万元。", properties=numbered),
        rows,
        numbering=numbering,
    )


WHOLE = {
    "word": written,
    "tracked word": tracked,
    "old word": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "pdf": lambda: pages.pdf(pages.written(LINES), pages.written(LINES)),
    "ofd": lambda: pages.ofd(pages.written(LINES), pages.written(LINES)),
    "web page": lambda: (
        "<!doctype html><meta charset=utf-8><body><h1>绿谷市办法</h1>"
        "<table><tr><td rowspan=2>甲<td>乙</tr><tr><td>丙</table>"
        f"<div>{''.join(f'<p>{line}</p>' for line in LINES)}</div></body>"
    ).encode(),
    "text": lambda: "\n".join(LINES).encode("gb18030"),
    "utf-16 text": lambda: "\n".join(LINES).encode("utf-16"),
}


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The data after some bytes were changed, cut out, doubled, moved or put in."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(made) or 1)
        end = min(len(made), start + chance.randint(1, 60))
        match chance.randrange(5):
            case 0:
                made[start : start + 1] = bytes([chance.randrange(256)])
            case 1:
                del made[start:end]
            case 2:
                made[start:start] = made[start:end] * chance.choice([1, 50])
            case 3:
                made[start:start] = chance.choice(HOSTILE)
            case 4:
                made = made[: chance.randint(1, len(made) or 1)] if chance.random() < 0.2 else made
    return bytes(made)


def damaged_inside(data: bytes, chance: random.Random) -> bytes:
    """An archive that is whole, with one damaged part; another file as `damaged` makes it."""
    if not data.startswith(b"PK") or chance.random() < 0.2:
        return damaged(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    texts = [name for name in parts if name.endswith((".xml", ".rels"))]
    name = chance.choice([max(texts, key=lambda one: len(parts[one])), *texts])
    return packages.archive(parts | {name: damaged(parts[name], chance)})


@pytest.mark.parametrize("kind", WHOLE)
def test_damaged_file_is_read_or_refused_at_the_desk(kind, admin_client, transaction_point):
    chance = random.Random(SEED * 1000 + zlib.crc32(kind.encode()) % 1000)
    whole, ends, slowest = WHOLE[kind](), Counter(), 0.0
    for number in range(MUTATIONS):
        file = SimpleUploadedFile("a.bin", damaged_inside(whole, chance))
        begun = time.process_time()
        with transaction_point():
            page = admin_client.post(reverse("admin:policies_document_hand_in"), {"file": file})
        slowest = max(slowest, time.process_time() - begun)
        ends["read" if page.context and page.context.get("plan") else "refused"] += 1
        assert page.status_code == 200, (kind, number, page.status_code)
        assert page.context["plan"] or page.context["form"].errors, (kind, number)
    assert slowest < LONGEST
    print(f"{MUTATIONS} damaged files, {kind}: {dict(ends)}, slowest {slowest:.2f} s")
