"""The licence of each package that the site runs on: `python -m benchmarks.licences LOCKED`, part of `make audit`.

LOCKED is what `uv export` wrote. Exit code 1 where a package names no licence, or one that is not in FREE.
"""

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

FREE = re.compile(
    r"MIT|BSD|Apache|PSF|Python Software Foundation|LGPL|Lesser|MPL|Mozilla|Zlib|ISC|Unlicense", re.IGNORECASE
)


def main(file: Path) -> int:
    found = {name: licence_of(name) for name in re.findall(r"^([\w.-]+)==", file.read_text(), re.MULTILINE)}
    for name, licence in sorted(found.items()):
        print(f"{name:28} {licence}")
    others = [name for name, licence in found.items() if licence != "not installed here" and not FREE.search(licence)]
    for name in others:
        print(f"Look at the licence of {name}.", file=sys.stderr)
    return 1 if others else 0


def licence_of(name: str) -> str:
    """What the installed package says: an SPDX expression, else its classifiers, else the first line of its field."""
    try:
        facts = metadata(name)
    except PackageNotFoundError:  # for another platform or Python
        return "not installed here"
    classifiers = [line.split(" :: ")[-1] for line in facts.get_all("Classifier", []) if line.startswith("License ::")]
    return facts["License-Expression"] or "; ".join(classifiers) or (facts["License"] or "").partition("\n")[0]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
