"""Measures of the page and the named styles of the Word file: Chinese type by the habits of GB/T 9704.

Type and margins are those of the standard; body text is 小四 instead of 三号, since a handbook is no official letter.
Every style has a fixed line height, which the page numbers of the contents rest on.
"""

from dataclasses import dataclass

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

SONG, HEI, KAI, FANG = "宋体", "黑体", "楷体", "仿宋"  # on every Windows and in WPS; other programs take their likeness
COVER = "方正小标宋简体"  # for titles, as the standard asks; without it Word takes 宋体
LATIN_FONT = "Times New Roman"
LANGUAGE = "zh-CN"
TWIP = 20  # in a point
MM = 72 / 25.4  # points
TOP, BOTTOM, LEFT, RIGHT = 37 * MM, 35 * MM, 28 * MM, 26 * MM
WIDTH, HEIGHT = 210 * MM - LEFT - RIGHT, 297 * MM - TOP - BOTTOM  # of the type area, in points
PAGE_COLUMN = 36.0  # points: the page numbers of an index
LABEL = 72.0  # points: the column of labels, six characters


@dataclass(frozen=True)
class PaperStyle:
    """A named style: type size, line height, space above and below, indents (all in points).

    `key` is its id in the file. `hanging` is how far the first line stands out to the left of the others.
    """

    key: str
    name: str
    font: str
    size: float
    line: float
    before: float = 0
    after: float = 0
    indent: float = 0
    hanging: float = 0
    bold: bool = False
    align: str = "left"
    keep_next: bool = False
    level: int | None = None  # in the outline: 0 is the highest
    tabs: tuple[tuple[float, str], ...] = ()  # places in points, each with what it is like: left, right or dots

    @property
    def room(self) -> float:
        """The width of its lines in the type area."""
        return WIDTH - self.indent


BODY = PaperStyle("Normal", "Normal", FANG, 12, 20)
TITLE = PaperStyle("Title", "Title", COVER, 26, 40, before=120, after=12, align="center")
ISSUER = PaperStyle("Issuer", "封面机关", KAI, 16, 30, align="center")
COVER_NOTE = PaperStyle("CoverNote", "封面说明", FANG, 12, 20, align="center")
CONTENTS = PaperStyle("ContentsTitle", "目录标题", HEI, 16, 28, after=12, align="center")
TOC_1 = PaperStyle("TOC1", "toc 1", HEI, 12, 20, tabs=((WIDTH, "dots"),))
TOC_2 = PaperStyle("TOC2", "toc 2", FANG, 12, 20, indent=24, tabs=((WIDTH, "dots"),))
CHAPTER = PaperStyle("Heading1", "heading 1", HEI, 16, 28, after=8, keep_next=True, level=0)
ITEM = PaperStyle("Heading2", "heading 2", KAI, 15, 24, before=14, after=2, bold=True, keep_next=True, level=1)
PROMISE = PaperStyle("Promise", "事项提要", FANG, 12, 20, after=4, keep_next=True)
NOTE = PaperStyle("Note", "注意", KAI, 12, 20, after=2)
FACT = PaperStyle("Fact", "事项项目", FANG, 12, 20, indent=LABEL, hanging=LABEL, tabs=((LABEL, "left"),))
TERM = PaperStyle("Term", "申报条件", FANG, 12, 20, indent=LABEL + 18, hanging=18)
ROW_NAME = PaperStyle("TermsOf", "条件名目", HEI, 12, 20, indent=LABEL, keep_next=True)
CELL = PaperStyle("Cell", "表格文字", FANG, 10.5, 16)
FIGURE = PaperStyle("Figure", "表格数字", FANG, 10.5, 16, align="right")
HEAD = PaperStyle("Head", "表头", HEI, 10.5, 16, keep_next=True)
INDEX = PaperStyle("Index", "索引", FANG, 12, 20, tabs=((WIDTH - PAGE_COLUMN, "dots"), (WIDTH, "right")))
CAPTION = PaperStyle("Code", "二维码说明", FANG, 9, 14, align="center")
BREAK = PaperStyle("Break", "分页", FANG, 1, 1)
SMALL_SPACE = PaperStyle("Space", "表格前后", FANG, 4, 5)
HEADER = PaperStyle("Header", "header", SONG, 9, 14, align="center")
FOOTER_ODD = PaperStyle("Footer", "footer", SONG, 14, 20, align="right")
FOOTER_EVEN = PaperStyle("FooterEven", "偶数页脚", SONG, 14, 20)
STYLES = (
    *(BODY, TITLE, ISSUER, COVER_NOTE, CONTENTS, TOC_1, TOC_2, CHAPTER, ITEM, PROMISE, NOTE, FACT, TERM, ROW_NAME),
    *(CELL, FIGURE, HEAD, INDEX, CAPTION, BREAK, SMALL_SPACE, HEADER, FOOTER_ODD, FOOTER_EVEN),
)
TABS = {"left": 'w:val="left"', "right": 'w:val="right"', "dots": 'w:val="right" w:leader="dot"'}
LABEL_FONT = "Label"  # a character style
PLAIN, ROWS = "TableNormal", "Rows"  # styles of tables
CELL_SIDES, CELL_ENDS = 8.0, 4.5  # points of a cell beside its text, and above and below with the rule
OTHER_STYLES = f"""
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>
  <w:uiPriority w:val="1"/><w:semiHidden/></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="{LABEL_FONT}"><w:name w:val="项目名"/><w:qFormat/>
  <w:rPr><w:rFonts w:eastAsia="{HEI}"/></w:rPr></w:style>
<w:style w:type="table" w:default="1" w:styleId="{PLAIN}"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>
  <w:semiHidden/><w:tblPr><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>
  </w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="{ROWS}"><w:name w:val="明细表"/><w:basedOn w:val="{PLAIN}"/>
  <w:qFormat/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:color="000000"/>
  <w:bottom w:val="single" w:sz="8" w:color="000000"/><w:insideH w:val="single" w:sz="4" w:color="808080"/>
  </w:tblBorders>
  <w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
"""


def twips(points: float) -> int:
    return round(points * TWIP)


def set_styles(document: Document) -> None:
    """Replace the styles of python-docx's own template by ours, so that staff find only those that are used."""
    root = document.styles.element
    for style in root.findall(qn("w:style")):
        root.remove(style)
    defaults = root.find(qn("w:docDefaults"))
    defaults.getparent().replace(defaults, parse_xml(_defaults()))
    styles = "".join(map(_style, STYLES)) + OTHER_STYLES
    root.extend(parse_xml(f"<w:styles {nsdecls('w')}>{styles}</w:styles>"))


def _fonts(font: str) -> str:
    return (
        f'<w:rFonts w:ascii="{LATIN_FONT}" w:hAnsi="{LATIN_FONT}" w:eastAsia="{font}" w:cs="{LATIN_FONT}" '
        'w:hint="eastAsia"/>'
    )


def _defaults() -> str:
    language = f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/>'
    return (
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>{_fonts(FANG)}{language}</w:rPr></w:rPrDefault>"
        "<w:pPrDefault/></w:docDefaults>"
    )


def _style(style: PaperStyle) -> str:
    is_own = not style.name.isascii()
    base = "" if style is BODY else f'<w:basedOn w:val="{BODY.key}"/>'
    kind = 'w:default="1" ' if style is BODY else 'w:customStyle="1" ' if is_own else ""
    bold = "<w:b/>" if style.bold else ""
    size = round(style.size * 2)
    return (
        f'<w:style w:type="paragraph" {kind}w:styleId="{style.key}"><w:name w:val="{style.name}"/>{base}<w:qFormat/>'
        f"<w:pPr>{_shape(style)}</w:pPr>"
        f'<w:rPr>{_fonts(style.font)}{bold}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _shape(style: PaperStyle) -> str:
    """The paragraph properties of a style, in the order that the file format asks for."""
    keep = "<w:keepNext/><w:keepLines/>" if style.keep_next else ""
    rule = (
        '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="4" w:color="000000"/></w:pBdr>' if style is HEADER else ""
    )
    stops = "".join(f'<w:tab {TABS[like]} w:pos="{twips(place)}"/>' for place, like in style.tabs)
    tabs = f"<w:tabs>{stops}</w:tabs>" if stops else ""
    level = "" if style.level is None else f'<w:outlineLvl w:val="{style.level}"/>'
    return (
        f"{keep}<w:widowControl/>{rule}{tabs}"
        f'<w:spacing w:before="{twips(style.before)}" w:after="{twips(style.after)}" w:line="{twips(style.line)}" '
        f'w:lineRule="exact"/><w:ind w:left="{twips(style.indent)}" w:hanging="{twips(style.hanging)}"/>'
        f'<w:jc w:val="{style.align}"/>{level}'
    )
