"""Time the reading of figures by size and shape of the text: `python -m benchmarks.reading [--seconds 1]`.

Each shape is a piece of text repeated up to 5, 10 and 20 kB (characters): clauses as policies write them, and hostile
ones without an end of a clause, with long runs of digits, nested brackets or thousands of 分别. Prints the seconds of
CPU time for figures and pairs together. Exit code 1 if 20 kB of any shape take longer than the target.
"""

import argparse
import sys
import time

from policies.figures.pairing import read_pairings
from policies.figures.read import read_figures

SIZES = (5_000, 10_000, 20_000)
SHAPES = {
    "policy clauses": "对省级、市级茶园，分别给予9万元、4万元奖励；茶企年产值达到700万元的，按购机款的20%给予补贴。",
    "no end of a clause": "茶厂补贴9万元",
    "the same, with 500 sums": "茶厂补贴9万元" + "茶" * 33,
    "one list": "9万元、",
    "digits": "9",
    "numerals": "一二三",
    "numbers apart": "1 ",
    "dashes": "1-",
    "colons": "1：",
    "slashes": "1/",
    "thousands": "1，000",
    "brackets": "（",
    "brackets with sums": "（9万元",
    "分别": "分别",
    "分别 with sums": "分别9万元",
    "series of levels": "一级至三级",
    "caps": "最高9万元",
    "for each": "每人每月9元",
    "negations": "不再给予9元",
    "quotation marks": "“茶”、",
    "dates": "2031年5月6日",
}


def seconds(text: str) -> float:
    """The CPU time to read the text's figures and lists."""
    start = time.process_time()
    read_figures(text)
    read_pairings(text)
    return time.process_time() - start


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Time the reading of figures by size and shape of the text.")
    parser.add_argument("--seconds", type=float, default=1.0, help="the target for the largest size (default: 1)")
    target = parser.parse_args(arguments).seconds
    slow = []
    print("shape".ljust(24) + "".join(f"{size // 1000} kB".rjust(9) for size in SIZES))
    for name, piece in SHAPES.items():
        times = [seconds((piece * (size // len(piece) + 1))[:size]) for size in SIZES]
        print(name.ljust(24) + "".join(f"{taken:9.2f}" for taken in times))
        if times[-1] > target:
            slow.append(name)
    print(f"slower than {target:g} s: {', '.join(slow)}" if slow else f"every shape within {target:g} s")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
