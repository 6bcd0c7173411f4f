import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from incentives.pages.check import TOO_LONG, WORDS, hints
from incentives.verify.check import MOST_BYTES, StatementAnswer, check
from incentives.verify.sources import knowledge


class Command(BaseCommand):
    help = "Hold a text file (UTF-8, at most 20 kB) against the sources, statement by statement. Stores nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the text file")
        parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print the answers")

    def handle(self, *args, **options):
        text = self._read(options["file"])
        answers = check(text, knowledge())
        if options["format"] == "json":
            self.stdout.write(json.dumps({"statements": [_record(one) for one in answers]}, ensure_ascii=False))
            return
        for one in answers:
            mark, word = WORDS[one.verdict]
            self.stdout.write(f"{mark} {word}：{text[one.start : one.start + one.length]}")
            if one.difference or one.clause:
                self.stdout.write(f"   {one.difference}（{one.clause}）" if one.difference else f"   （{one.clause}）")

            for line in hints(one):
                self.stdout.write(f"   {line}")

    def _read(self, file: Path) -> str:
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"读不了 {file}：{error.strerror}。") from error
        if len(content) > MOST_BYTES:
            raise CommandError(TOO_LONG)
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise CommandError(f"{file} 不是 UTF-8 编码的文字。") from error


def _record(one: StatementAnswer) -> dict:
    return {
        "start": one.start,
        "length": one.length,
        "verdict": one.verdict,
        "measure": one.topic.measure if one.topic else None,
        "clause": one.clause or None,
        "difference": one.difference or None,
        "notes": list(one.notes),
        "candidates": [topic.measure for topic in one.candidates],
    }
