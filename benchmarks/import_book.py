"""Measures time and memory for the import of a 500-page text.

    .venv/bin/python benchmarks/import_book.py [--pages 500]

Creates a database in a temporary folder, submits the text as a Word file (the slowest format), makes the preview's
plan and stores it. Prints seconds and the peak of the process's memory.
"""

import argparse
import io
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEADER = ["X0120/2031-0500", "绿谷市中小企业服务局", "办法", "2031-03-05", "2031-04-01", "绿谷市小店扶持办法汇编"]
SENTENCE = "对首次认定的第{0}类青竹企业、榕树企业,分别给予{1}万元、{2}万元一次性奖励,由市财政按年度兑现。"
LETTERS_PER_PAGE = 700


def book(pages: int) -> bytes:
    """A Word file of `pages` pages: chapters of ten articles, each of a few items."""
    import docx  # noqa: PLC0415, the script may print its help without it

    document = docx.Document()
    for line in HEADER:
        document.add_paragraph(line)
    letters, article = 0, 0
    while letters < pages * LETTERS_PER_PAGE:
        if article % 10 == 0:
            document.add_paragraph(f"第{article // 10 + 1}章 第{article // 10 + 1}类扶持")
        article += 1
        lines = [f"第{article}条 扶持按下列标准执行。"]
        lines += [f"（{'一二三四五六'[item]}）" + SENTENCE.format(item, article, article * 2) * 2 for item in range(6)]
        for line in lines:
            document.add_paragraph(line)
            letters += len(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=500)
    pages = parser.parse_args().pages
    with tempfile.TemporaryDirectory() as folder:
        data = child_made(pages)
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{folder}/book.sqlite3",
            "SECRET_KEY": "benchmark",
            "DEBUG": "off",
            "ALLOWED_HOSTS": "localhost",
            "HTTPS": "off",
        }
        measure(data, pages)


def child_made(pages: int) -> bytes:
    """The Word file, made in a separate process so that its memory is not counted."""
    reader, writer = os.pipe()
    if os.fork() == 0:
        os.close(reader)
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(book(pages))
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        return pipe.read()


def measure(data: bytes, pages: int) -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django  # noqa: PLC0415, after the settings

    django.setup()
    from django.contrib.auth import get_user_model  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from policies.importing.actions import take_over  # noqa: PLC0415
    from policies.importing.plan import plan_import  # noqa: PLC0415
    from policies.intake.read import read_file  # noqa: PLC0415
    from policies.models import SourceFile  # noqa: PLC0415
    from policies.parsing.document import parse_document  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    user = get_user_model().objects.create_user("bench")
    before = peak()
    started = time.perf_counter()
    parsed = parse_document(read_file(data))
    plan = plan_import(parsed)
    looked = time.perf_counter()
    source = SourceFile.objects.create(name="book.docx", sha256="0" * 64, content=data, brought_by=user)
    take_over(source=source, parsed=parsed, by=user)
    stored = time.perf_counter()
    print(f"{pages} pages, {len(plan.clauses)} sentences, {len(data) / 1e6:.1f} MB as .docx")
    print(f"preview {looked - started:.1f} s, storing {stored - looked:.1f} s, together {stored - started:.1f} s")
    print(f"peak memory {peak():.0f} MB, of which {before:.0f} MB before the import")


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
