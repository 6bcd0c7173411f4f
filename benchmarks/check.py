"""Time how long 20 kB of text take to be held against the site's content: `python -m benchmarks.check [--seconds 1]`.

Uses a scratch SQLite database with the content of the repository. Each shape is a piece of text repeated up to 20 kB
(UTF-8): leaflets as people paste them, and hostile ones: thousands of sums, rows, signs or names. Prints the seconds of
CPU time and the number of statements. Exit code 1 if a shape takes longer than the target.
"""

# ruff: noqa: E402  Django reads its settings before its models can be imported.

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

import django

SCRATCH = tempfile.TemporaryDirectory(prefix="huiqi-bench-")
os.environ |= {"SECRET_KEY": "only-for-the-benchmark", "ALLOWED_HOSTS": "testserver", "HTTPS": "off", "DEBUG": "off"}
os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings"}
os.environ["DATABASE_URL"] = f"sqlite:///{Path(SCRATCH.name) / 'check.sqlite3'}"
django.setup()

from django.core.management import call_command

from incentives.verify.check import MOST_BYTES, check
from incentives.verify.sources import knowledge

SHAPES = {
    "leaflet": "首次获评专精特新，一次性奖励50万元；小巨人首次获评，一次性奖励200万元。🎁骨干人才认定后奖5—10万。\n",
    "agent": "老板，贵司营收过50亿就发50亿，不用认定，每年都有，服务费收20%，保证下来。顶尖人才1566名！\n",
    "table": "对象\t标准（万元）\t条件\n专精特新\t50\t首次，一次性\n小巨人\t300\t首次，一次性\n",
    "rows": "a|b|1\n",
    "sums": "1万元，",
    "sums without marks": "50%",
    "a sum for each picture sign": "🎁5万",
    "names": "“小巨人”",
    "one sentence": "专精特新小巨人50万",
    "分别": "甲、乙、丙分别奖励1万元、2万元、3万元，",
    "denials": "不是5万元",
    "digits": "1",
    "numerals": "一二三四五六七八九十",
    "dates": "2024年3月5日，",
    "numbers of documents": "B(2024)059号",
    "titles": "《关于支持企业的意见》、",
    "blanks": " ",
    "brackets": "（",
}


def checked(text: str) -> tuple[int, float]:
    """The number of statements in a text, and the CPU time to check it."""
    known = knowledge()
    start = time.process_time()
    return len(check(text, known)), time.process_time() - start


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Time the check of 20 kB of text by its shape.")
    parser.add_argument("--seconds", type=float, default=1.0, help="the target for each shape (default: 1)")
    target = parser.parse_args(arguments).seconds
    call_command("migrate", verbosity=0)
    call_command("load_content", verbosity=0)
    check("首次获评小巨人，一次性奖励200万元", knowledge())  # what is worked out once for a content version
    slow = []
    for name, piece in SHAPES.items():
        text = (piece * (MOST_BYTES // len(piece.encode()) + 1)).encode()[:MOST_BYTES].decode(errors="ignore")
        number, taken = checked(text)
        print(f"{name:30}{taken:6.2f} s {number:6} statements")
        slow += [name] if taken > target else []
    print(f"slower than {target:g} s: {', '.join(slow)}" if slow else f"every shape within {target:g} s")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
