"""What staff hand in: a file, a pasted text or pasted HTML, and the document it belongs to."""

from django import forms
from django.core.exceptions import ValidationError

from policies.intake.text import MAX_BYTES
from policies.models import Document, SourceFile

PASTED = "粘贴的文字"


class HandInForm(forms.Form):
    """A file or a pasted text. `kept` is what waits to be stored; it stays unless another one is handed in."""

    file = forms.FileField(label="文件", required=False, help_text=".docx、.pdf、.ofd、.html 或 .txt，不超过 10 MB")
    text = forms.CharField(
        label="或粘贴文字、网页代码", required=False, strip=False, widget=forms.Textarea({"rows": 8})
    )
    document = forms.ModelChoiceField(
        Document.objects.all(),
        label="属于哪份文件",
        required=False,
        help_text="不选：按索引号、发文字号查找，找不到就新建草稿",
    )
    title = forms.CharField(label="标题", required=False, max_length=200, help_text="第一行不是标题时填写")

    def __init__(self, *args, kept: SourceFile | None = None, **options) -> None:
        super().__init__(*args, **options)
        self.kept = kept
        if kept:
            self.initial |= {"document": kept.document, "title": kept.title, "text": self.kept_text}
            if not self.kept_text:
                self.fields["file"].help_text = f"已交：{kept.name}。选别的文件就换掉它"

    @property
    def kept_text(self) -> str:
        """The text that waits, '' where a file does."""
        return bytes(self.kept.content).decode() if self.kept and self.kept.name == PASTED else ""

    @property
    def is_unchanged(self) -> bool:
        """Whether what was posted is what waits already."""
        kept, values = self.kept, self.cleaned_data
        same = kept is not None and values["data"] == bytes(kept.content)
        return same and (values["document"], values["title"]) == (kept.document, kept.title)

    def clean(self) -> dict:
        values = super().clean()
        file, text = values.get("file"), values.get("text") or ""
        pasted = text if text.strip() and _line_ends(text) != _line_ends(self.kept_text) else ""
        kept = bytes(self.kept.content) if self.kept and bool(text.strip()) == bool(self.kept_text) else b""
        if "file" not in self.errors and bool(file) == bool(pasted) and (file or not kept):
            raise ValidationError("请选择一个文件，或粘贴文字，二者取一。")
        if file and file.size > MAX_BYTES:
            raise ValidationError("文件超过 10 MB，请只保留正文，另存后再上传。")
        values["name"] = file.name[:200] if file else PASTED if pasted else self.kept.name if self.kept else ""
        values["data"] = file.read() if file else pasted.encode() if pasted else kept
        return values


def _line_ends(text: str) -> str:
    """A browser posts other line ends than were pasted."""
    return "\n".join(text.splitlines())
