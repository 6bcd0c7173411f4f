"""Office files for tests, made part by part: what no writing library makes, such as tracked changes."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def archive(parts: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return file.getvalue()


def relations(*links: tuple[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="r{number}" Type="{R}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(links)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def word(*blocks: str, main: str = "word/document.xml", **others: str) -> bytes:
    """A .docx of paragraphs and tables; others are parts beside it: styles, numbering, footnotes, comments, header1."""
    folder, _, name = main.rpartition("/")
    parts = {
        "_rels/.rels": relations(("officeDocument", main)),
        main: f"<w:document {SPACES}><w:body>{''.join(blocks)}<w:sectPr/></w:body></w:document>",
        f"{folder}/_rels/{name}.rels": relations(*((kind.rstrip("1"), f"{kind}.xml") for kind in others)),
    }
    for kind, inner in others.items():
        parts[f"{folder}/{kind}.xml"] = f"<w:{kind.rstrip('1')} {SPACES}>{inner}</w:{kind.rstrip('1')}>"
    return archive(parts)


def run(text: str, properties: str = "") -> str:
    marks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{marks}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*parts: str, properties: str = "") -> str:
    inner = "".join(part if part.startswith("<") else run(part) for part in parts)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def cell(*blocks: str, properties: str = "") -> str:
    inner = "".join(block if block.startswith("<") else paragraph(block) for block in blocks) or "<w:p/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows: list[str], properties: str = "") -> str:
    made = ""
    for row in rows:
        made += f"<w:tr>{''.join(one if one.startswith('<') else cell(one) for one in row)}</w:tr>"
    return f"<w:tbl>{properties}{made}</w:tbl>"


def inserted(text: str) -> str:
    return f'<w:ins w:id="1">{run(text)}</w:ins>'


def deleted(text: str) -> str:
    return f'<w:del w:id="2"><w:r><w:delText>{text}</w:delText></w:r></w:del>'
