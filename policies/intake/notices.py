"""What a reader of files left out, moved or joined, gathered and said in sentences for people. Pure."""

from policies.intake.lines import examples

_SENTENCES = {
    "deleted": "修订：删去的文字 {n} 处没有导入：{examples}。",
    "inserted": "修订：插入的文字 {n} 处已按接受修订导入：{examples}。",
    "moved": "修订：移动的文字 {n} 处只在新位置导入：{examples}。",
    "merged": "修订：{n} 处段落标记已删去，前后两段并作一段：{examples}。",
    "row": "修订：删去的表格行或单元格 {n} 处没有导入：{examples}。",
    "struck": "有删除线的文字 {n} 处没有导入：{examples}。",
    "hidden": "隐藏文字 {n} 处没有导入：{examples}。",
    "picture": "图片 {n} 张没有导入，图中的文字请另行录入；位置：{examples}。",
    "chart": "图表或智能图形 {n} 个没有导入；位置：{examples}。",
    "object": "嵌入对象 {n} 个没有导入；位置：{examples}。",
    "comment": "批注 {n} 条没有导入：{examples}。",
    "note": "脚注、尾注 {n} 条列在文末“注”中：{examples}。",
    "textbox": "文本框 {n} 个，文字列在所在段落之后，请核对位置：{examples}。",
    "formula": "公式 {n} 处改写为一行，请核对：{examples}。",
    "symbol": "符号字体的字符 {n} 处无法识别，写作□，请核对；位置：{examples}。",
    "private": "有 {n} 行含有只在文件自带字体中才有的字符，无法识别，写作□，请对照原件补录：{examples}。",
    "placeholder": "未填写的控件 {n} 处没有导入：{examples}。",
    "field": "没有显示结果的域代码 {n} 处没有导入：{examples}。",
    "ruby": "注音 {n} 处没有导入：{examples}。",
    "number": "Word 自动编号 {n} 处已写成文字，请核对序号：{examples}。",
    "contents": "目录 {n} 行没有导入：{examples}。",
    "margin": "页眉、页脚 {n} 处没有导入：{examples}。",
    "nested": "嵌套表格（单元格里的表格）{n} 个并入所在的行，请核对：{examples}。",
    "outside": "网页上正文以外的文字 {n} 处没有导入：{examples}。",
    "twice": "网页上重复的文字 {n} 处只导入一次：{examples}。",
    "attachment": "附件 {n} 个没有导入，请另行下载：{examples}。",
    "frame": "嵌入的网页 {n} 处没有导入：{examples}。",
    "entity": "无法识别的字符 {n} 处，请核对；位置：{examples}。",
    "subdocument": "引用的其他文件 {n} 个没有导入：{examples}。",
    "joined": "按版面的行宽把折断的 {n} 行接回了段落，请核对：{examples}。",
    "column": "有 {n} 页分两栏排版，按先左后右读取，请核对：{examples}。",
    "loose": "有 {n} 行中间空开，可能是没有画线的表格，单元格或许连在了一起，请对照原件核对：{examples}。",
    "radical": "{n} 个部首字符换成了对应的汉字：{examples}。",
    "codepoint": "{n} 个按旧版 GB18030 编码的字符换成了新版的字符：{examples}。",
    "signature": "签章或批注 {n} 处没有导入：{examples}。",
    "vertical": "竖排或斜排的文字 {n} 处没有导入：{examples}。",
    "turned": "有 {n} 页的文字是转了方向的，已转正后读取，请核对：{examples}。",
    "font": "文件没有带上所用的字体，{examples}可能有单独的字没有读出，请核对。",
    "page": "第{examples}页没有文字，可能是扫描的图片，没有导入。",
}


class Notices:
    """The findings of one file by kind, in the order in which the kinds first came up."""

    def __init__(self) -> None:
        self._found: dict[str, list[str]] = {}

    def add(self, kind: str, example: str) -> None:
        """Note one finding with the text it is about; blank text is no finding."""
        if example.strip():
            self._found.setdefault(kind, []).append(" ".join(example.split()))

    def found(self, kind: str) -> list[str]:
        return self._found.get(kind, [])

    def sentences(self) -> tuple[str, ...]:
        return tuple(
            _SENTENCES[kind].format(n=len(texts), examples=examples(texts)) for kind, texts in self._found.items()
        )
