import json

from django.core.management.base import BaseCommand, CommandError

from incentives.drafting.proposal import Proposals
from incentives.drafting.record import record
from incentives.drafting.text_desk import propose
from policies.models import Document


class Command(BaseCommand):
    help = (
        "Print the measures that the stored text of a document proposes, with the clause of each part, the terms that "
        "hold for all of them, and the sentences that state no measure. Stores nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("document", help="the document's slug")
        parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print the proposals")

    def handle(self, *args, **options):
        document = Document.objects.filter(slug=options["document"]).first()
        if document is None:
            raise CommandError(f"没有网址标识为“{options['document']}”的文件。网址标识是文件网址的最后一段。")
        if not document.clauses.filter(edition=document.edition).exclude(text="").exists():
            raise CommandError(f"本站没有{document.quoted_title}的原文，请先导入（import_document）。")
        found = propose(document)
        if options["format"] == "json":
            self.stdout.write(json.dumps(record(document.slug, document.doc_number, found), ensure_ascii=False))
        else:
            self.say(document, found)

    def say(self, document: Document, found: Proposals) -> None:
        counts = f"{len(found.proposals)} 项，背景句 {len(found.context)} 句"
        self.stdout.write(f"{document.quoted_title}：{found.shape.label}，{counts}。")
        for term in found.terms:
            self.stdout.write(f"通则 {term.what.label}：{term.value}（{term.path}）")
        for number, proposal in enumerate(found.proposals, start=1):
            paths = "、".join(proposal.clauses)
            self.stdout.write(f"{number}. {proposal.title}（{proposal.kind.label}，{paths}）")
            for row in proposal.rows:
                self.stdout.write(f"   {row.label}：{row.amount}")
