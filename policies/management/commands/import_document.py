from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from policies.importing.actions import import_document
from policies.intake.lines import ParsingError

MOST_BYTES = 5 * 1024 * 1024  # of a plain text; the desk takes files of 10 MB, which carry more than their words


class Command(BaseCommand):
    help = (
        "Store an official text (.txt in UTF-8 or GB18030, .html, .docx; at most 5 MB): fill the clauses of the "
        "document with the same index number after checking each fingerprint, or make a draft document. Changes "
        "nothing when it fails."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the file, with the header lines of the web page")
        parser.add_argument("--title", default="", help="the title of a text that comes without header lines")

    def handle(self, *args, **options):
        path: Path = options["file"]
        try:
            with path.open("rb") as file:
                data = file.read(MOST_BYTES + 1)  # one byte more tells that it is too large
        except OSError as error:
            raise CommandError(f"无法读取文件“{path}”：{error.strerror}。请检查路径和权限。") from error
        if len(data) > MOST_BYTES:
            limit = MOST_BYTES // 1024**2
            raise CommandError(f"{path.name}：整个文件超过 {limit} MB，请只保留正文，另存为纯文本后再导入。")
        try:
            report = import_document(data=data, title=options["title"].strip())
        except ParsingError as error:
            raise CommandError(f"{path.name}：{error}") from error
        except ValidationError as error:
            raise CommandError(f"{path.name}：{' '.join(error.messages)}") from error
        self.say(report)

    def say(self, report):
        document = report.document
        total = document.clauses.latest_edition().count()
        state = "新建草稿" if report.created else "已收录"
        number = f"（索引号 {document.index_number}）" if document.index_number else ""
        self.stdout.write(f"《{document.title}》{number}：{state}，共 {total} 句。")
        if not report.created:
            verdict = "全部相符" if report.matching == total else "其余此前没有指纹"
            self.stdout.write(f"与指纹相符 {report.matching} 句，{verdict}。")
        self.stdout.write(f"写入原文 {report.filled} 句，未改动 {total - report.filled} 句。")
        if report.notice:
            self.stdout.write(report.notice)
        if report.unknown_issuer:
            self.stdout.write(f"发文机关“{report.unknown_issuer}”不在机构表中，请在后台补上。")
