import json
from functools import partial
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from config.progress import show
from policies.importing.actions import ImportReport, import_document
from policies.intake.lines import ParsingError, Progress, silent
from policies.intake.text import MAX_BYTES
from policies.parsing.locators import cited
from policies.text.labels import FIELD_NAMES

MOST_BYTES = 5 * 1024 * 1024  # of a plain text; other formats carry more than their words
_BINARY = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")


class Command(BaseCommand):
    help = (
        "Store an official text (.docx, .pdf, .ofd, .html, or .txt of at most 5 MB): fill the clauses of the document "
        "with the same number after checking each fingerprint, or make a draft document. Changes nothing when it fails."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the file as it arrived")
        parser.add_argument("--title", default="", help="the title, where the first line of the text is none")
        parser.add_argument("--dry-run", action="store_true", help="store nothing")
        parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print the result")

    def handle(self, *args, **options):
        path: Path = options["file"]
        as_json = options["format"] == "json"
        try:
            bar = silent if as_json else partial(show, self.stdout)
            report = self.imported(path, options["title"].strip(), options["dry_run"], bar)
        except CommandError as error:
            if as_json:
                self.stdout.write(json.dumps(refusal(str(error)), ensure_ascii=False))
            raise
        if as_json:
            self.stdout.write(json.dumps(result(report), ensure_ascii=False))
        else:
            self.say(report, options["dry_run"])

    def imported(self, path: Path, title: str, dry_run: bool, progress: Progress) -> ImportReport:
        """Import a file; raises CommandError with the reason where it is refused."""
        try:
            with path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)  # one byte more tells that it is too large
        except OSError as error:
            raise CommandError(f"无法读取文件“{path}”：{error.strerror}。请检查路径和权限。") from error
        if len(data) > (MAX_BYTES if data.startswith(_BINARY) else MOST_BYTES):
            limit = MOST_BYTES // 1024**2
            raise CommandError(f"{path.name}：整个文件超过 {limit} MB，请只保留正文，另存为纯文本后再导入。")
        try:
            return import_document(data=data, title=title, dry_run=dry_run, progress=progress)
        except ParsingError as error:
            raise CommandError(f"{path.name}：{error}") from error
        except ValidationError as error:
            raise CommandError(f"{path.name}：{' '.join(error.messages)}") from error

    def say(self, report: ImportReport, dry_run: bool) -> None:
        plan, title = report.plan, report.plan.document or report.plan.title
        total = len(plan.clauses)
        state = "新建草稿" if report.created else "已收录"
        number = f"（索引号 {plan.header.index_number}）" if plan.header.index_number else ""
        self.stdout.write(f"《{title}》{number}：{state}，共 {total} 句。")
        if not report.created:
            verdict = "全部相符" if report.matching == total else "其余此前没有指纹"
            self.stdout.write(f"与指纹相符 {report.matching} 句，{verdict}。")
        if dry_run:
            self.stdout.write("这是试运行，没有写入任何内容。")
        else:
            self.stdout.write(f"写入原文 {report.filled} 句，未改动 {total - report.filled} 句。")
        for name, value in stated(report).items():
            self.stdout.write(f"{FIELD_NAMES[name]}：{value}")
        for notice in plan.notices:
            self.stdout.write(notice)
        for issuer in plan.unknown_issuers:
            self.stdout.write(f"发文机关“{issuer}”不在机构表中，请在后台补上。")


def stated(report: ImportReport) -> dict[str, str]:
    """What the text states of itself, by field."""
    header = report.plan.header
    return {name: str(value) for name in FIELD_NAMES if (value := getattr(header, name))}


def result(report: ImportReport) -> dict:
    """What an import did, for programs; a document that a dry run would make has no slug."""
    plan = report.plan
    return {
        "document": report.document.slug if report.document else None,
        "header": stated(report),
        "clauses": [[clause.path, clause.text, cited(clause.path, clause.place)] for clause in plan.clauses],
        "notices": [*plan.notices, *(f"发文机关“{name}”不在机构表中，请在后台补上。" for name in plan.unknown_issuers)],
        "refused": None,
    }


def refusal(reason: str) -> dict:
    return {"document": None, "header": {}, "clauses": [], "notices": [], "refused": reason}
