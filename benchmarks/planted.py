"""Plant errors in a scratch copy of the content, see which the check finds: `python -m benchmarks.planted`.

Loads `fixtures/` and the official text of the reply (`--reply FILE`, else ../shared/source/reply-2024-00020.txt) into a
scratch database, checks it as it is, then plants one error at a time: of every kind in `benchmarks.planting.mutations`
as many as `--each` says, chosen by a fixed seed. An error is found if the check of the whole content calls anything
wrong that it did not call wrong before. Prints found and planted by kind, and the errors that were missed.

Exit code 1 if fewer than 95 % are found or the untouched content has a false alarm, 2 without the text of the reply.
"""

# ruff: noqa: E402  Django reads its settings before its models can be imported.

import argparse
import os
import random
import sys
import tempfile
from pathlib import Path

import django

SCRATCH = tempfile.TemporaryDirectory(prefix="huiqi-planted-")
os.environ |= {"SECRET_KEY": "only-for-the-benchmark", "ALLOWED_HOSTS": "testserver", "HTTPS": "off", "DEBUG": "off"}
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
os.environ["DATABASE_URL"] = f"sqlite:///{Path(SCRATCH.name) / 'planted.sqlite3'}"
django.setup()

from django.core.management import call_command
from django.db import IntegrityError, transaction

from benchmarks.planting.mutations import KINDS, Mutation
from incentives.evidence.report import check_content

REPLY = Path("../shared/source/reply-2024-00020.txt")
SEED = 18
FOUND_PERCENT = 95


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reply", type=Path, default=REPLY, help="the official text of the reply")
    parser.add_argument("--each", type=int, default=10, help="errors of each kind")
    parser.add_argument("--verbose", action="store_true", help="name the errors found too, with what was said of them")
    options = parser.parse_args()
    if not options.reply.exists():
        print(f"Needs the official text of the reply, which the repository does not hold: no {options.reply}.")
        sys.exit(2)
    fill(options.reply)
    alarms = faults()
    found, planted = plant_all(options.each, alarms, verbose=options.verbose)
    share = 100 * found / planted
    print(f"{found} of {planted} errors of {len(KINDS)} kinds found: {share:.1f} % (at least {FOUND_PERCENT} %).")
    print(f"False alarms on the untouched content: {len(alarms)}.")
    for alarm in sorted(alarms):
        print(f"  {alarm}")
    sys.exit(share < FOUND_PERCENT or bool(alarms))


def fill(reply: Path) -> None:
    """The content and the text in the scratch database."""
    with Path(os.devnull).open("w") as silent:
        call_command("migrate", verbosity=0)
        call_command("load_content", verbosity=0, stdout=silent)
        call_command("import_document", str(reply), stdout=silent)


def faults() -> set[str]:
    """What the check calls wrong now, one line each."""
    wrong = (finding for finding in check_content() if finding.is_wrong)
    return {f"{finding.item}：{finding.expected}，{finding.stated}" for finding in wrong}


def plant_all(each: int, alarms: set[str], *, verbose: bool) -> tuple[int, int]:
    """How many errors were found, and planted; prints a line for each kind and for each error missed."""
    all_found = all_planted = 0
    for kind, mutations in KINDS.items():
        every = list(mutations())
        chosen = random.Random(f"{SEED} {kind}").sample(every, min(each, len(every)))
        answers = [(what, planted((what, apply))) for what, apply in chosen]
        said = [(what, answer - alarms) for what, answer in answers if answer is not None]
        missed = [what for what, answer in said if not answer]
        print(f"{len(said) - len(missed):3} of {len(said):3}  {kind} (of {len(every)} ways)", flush=True)
        for what in missed:
            print(f"            missed: {what}")
        for what, answer in said if verbose else ():
            print(f"            {what} → {'；'.join(sorted(answer))}")
        all_found += len(said) - len(missed)
        all_planted += len(said)
    return all_found, all_planted


def planted(mutation: Mutation) -> set[str] | None:
    """What the check calls wrong with one error in the content, gone afterwards; None if a constraint refuses it."""
    try:
        with transaction.atomic():
            mutation[1]()
            answer = faults()
            transaction.set_rollback(True)
    except IntegrityError:
        return None
    return answer


if __name__ == "__main__":
    main()
