"""PDF and OFD files for tests: characters at places on pages, without any font."""

from xml.sax.saxutils import escape

from tests.policies.intake.packages import archive

OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
Text = tuple[float, float, float, str]  # left edge, base line from the top, size, characters
TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    b"1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap"
)


def width(text: str, size: float) -> float:
    return sum(size if ord(char) > 0x2E7F or char in "“”…—" else size / 2 for char in text)


def pdf(*pages: list[Text], picture: bool = False, extra: bytes = b"") -> bytes:
    """A PDF of A4 pages; with `picture` each page also shows an image."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode())
    objects.append(
        b"<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/ToUnicode 4 0 R/DescendantFonts[<</Type/Font"
        b"/Subtype/CIDFontType2/BaseFont/F/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000"
        b"/W[0 127 500]/FontDescriptor<</Type/FontDescriptor/FontName/F/Flags 4/FontBBox[0 -120 1000 880]"
        b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>>>]>>"
    )
    objects.append(_stream(TO_UNICODE))
    shown = b"/XObject<</I %d 0 R>>" % (5 + 2 * len(pages)) if picture else b""
    for number, texts in enumerate(pages):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>%s>>/Contents %d 0 R>>"
            % (shown, 6 + 2 * number)
        )
        drawn = b"".join(
            b"BT /F %g Tf 1 0 0 1 %g %g Tm <%s> Tj ET\n" % (size, x, 842 - y, _codes(text))
            for x, y, size, text in texts
        )
        objects.append(_stream(drawn + extra + (b"q 200 0 0 100 100 100 cm /I Do Q" if picture else b"")))
    if picture:
        objects.append(
            b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
            b"stream\nA\nendstream"
        )
    made, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + trailer


def _codes(text: str) -> bytes:
    # PDFium measures a single character by its font, which this file does not hold.
    return (text if len(text) > 1 else f"{text} ").encode("utf-16-be").hex().encode()


def _stream(data: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(data), data)


def ofd(*pages: list[Text], more: str = "", **parts: str) -> bytes:
    """An OFD file; `more` goes into each page's layer, parts are further files (Doc_0/Attachments.xml …)."""
    listed = ""
    made = {
        "OFD.xml": f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    }
    for number, texts in enumerate(pages):
        listed += f'<ofd:Page ID="{number}" BaseLoc="Pages/{number}.xml"/>'
        objects = "".join(text_object(*text) for text in texts) + more
        made[f"Doc_0/Pages/{number}.xml"] = (
            f"<ofd:Page {OFD}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    attached = "<ofd:Attachments>Attachments.xml</ofd:Attachments>" if "Doc_0/Attachments.xml" in parts else ""
    made["Doc_0/Document.xml"] = f"<ofd:Document {OFD}><ofd:Pages>{listed}</ofd:Pages>{attached}</ofd:Document>"
    return archive(made | parts)


def text_object(x: float, y: float, size: float, text: str, attributes: str = "", steps: str = "") -> str:
    steps = steps or " ".join(str(width(char, size)) for char in text[:-1])
    return (
        f'<ofd:TextObject Boundary="{x} {y - size} 200 {size * 1.4}" Size="{size}" {attributes}>'
        f'<ofd:TextCode X="0" Y="{size}" DeltaX="{steps}">{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def written(
    paragraphs: list[str], *, left: float = 90, top: float = 100, size: float = 12, letters: int = 19, indent: int = 2
) -> list[Text]:
    """Paragraphs as a typesetter breaks them: lines of `letters` characters, the first one indented."""
    texts, base = [], top
    for paragraph in paragraphs:
        start, room = left + indent * size, letters - indent
        while paragraph:
            taken = 0
            while taken < len(paragraph) and width(paragraph[: taken + 1], size) <= room * size + 0.1:
                taken += 1
            texts.append((start, base, size, paragraph[:taken]))
            paragraph, start, room, base = paragraph[taken:], left, letters, base + 1.6 * size
    return texts
