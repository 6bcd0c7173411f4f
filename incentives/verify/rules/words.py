"""Statements without a figure of ours: what is denied, where, by whom, in which state; and names of documents. Pure."""

import re
from difflib import SequenceMatcher
from operator import ne

from incentives.verify.knowledge import Knowledge, Paper, Topic
from incentives.verify.reading.statements import NUMBER, TextStatement
from incentives.verify.reading.wordings import grams, in_order, names_in
from incentives.verify.rules import carried, judge, limits, support
from incentives.verify.rules.carried import SpokenOf
from incentives.verify.rules.replaced import replaced
from incentives.verify.rules.verdict import NOTHING, Judgement, SourceVerdict, strongest
from policies.text.wording import quoted

_MADE = re.compile("由|作出|印发|单位|机关|部门|成文|公布|发布|公开")
_ISSUED = re.compile(
    "(?:由|(?:答复|发文|发布|印发|成文)(?:单位|机关|部门)[是为：:]?)([一-鿿]{2,12}?[局委部厅办])(?:[^，]{0,3}作出|印发|发布|答复|制定|$)"
    "|([一-鿿]{2,12}?[局委部厅办])(?:作出|印发)"
)
_TITLE = re.compile("《([^《》]{4,60})》")
# What turns a sentence into its opposite, where the source does not do the same.
_OPPOSED = tuple(
    re.compile(pattern)
    for pattern in (
        "不(?:[去奖给支予办是看进走设参享含]|要求|再支|予|提倡|鼓励|参与|包括)|没|从未|未(?![来雨])|无条件|不用|无需|(?:规划|研究|起草)阶段|论证|筹备|征求意见|反对|拒绝",
        "停办|已?停(?![车留])|叫停|停止|停摆|中断|搁置|取消|终止|中止|撤[销掉]|关[闭停]|废止|作废|下线|不再|保留",
        "只[看有支限面对给认能许准可]|仅|专门服务|其余|独家|唯一",
        "强制|强行|硬性|责令|强迫",
        "不[高超多大][于过]|以[下内]|封顶|最多",
        "暂缓|禁止|严禁",
    )
)
_CHOICES = (
    ("线上|网上|在线(?![”下])", "线下|面对面|现场"),
    ("下放", "上收|收归|收回", "整合|合并", "取消", "移交", "保留"),
    ("常态|常年|随时", "集中受理|一年[只一两]|一回|限期|一年[^，]{0,3}[一两]次|每年一次"),
    ("动态", "固定|不变|终身|永久|不(?:再|作|做)?调整|不更新"),
    ("遴选|认定|评选", "抽签|摇号|抓阄|先到先得|轮流"),
    ("自愿|引导|鼓励", "强制|强行|硬性|责令|强迫"),
    ("扩大|增加|加大|提升", "缩小|减少|削减|降低"),
)
_DONE = re.compile("已经?(?!不)|成功|获批|全面|正式|面向全市|开放办理")
_TRYING = re.compile("探索|争创|力争|尚在|尚不能|申报中")
_UNASKED = re.compile("(?:无[需须]|不用|不必|不需要?|免)[^，]{0,4}(?:申[请报领]|提交|跑)|自动")
_ONGOING = re.compile("[还仍尚][在未]|有待|正在|申请中|等待|筹[建备]|计划|打算|拟")
_REACHED = re.compile("获批|成功|建成|完成|达到")
_HEADING = re.compile("(?:来[啦了]|看过来|速[览递看]|一览|须知|指南|问答|解读|汇总|清单|合集|礼包|福利|快[来看])$")
_LEVEL = re.compile("(?:国家|省|市|区|县)级")
_UNSTATED = re.compile("未载明|未列出|没有?写明?|没说")
_BRACKETS = re.compile("（[^）]*）")
_ORGAN = re.compile("[一-鿿]{1,4}?(?:局|银行|委员会|集团)")
_INSUFFICIENT = re.compile("不充分|不足|缺乏")
_QUOTED = 0.95  # the share of its words by which a statement is the sentence itself
_RARE = 3.0  # about the weight of a piece that one topic in twenty has
_SPOKEN, _HELD = 0.34, 0.6  # the share of a statement's words that a source must hold to agree


def paper_of(statement: TextStatement, known: Knowledge) -> Judgement | None:
    """The finding on a document's number, days and issuer; None where the statement speaks of none."""
    words = statement.text
    if number := NUMBER.search(words):
        return _numbered(number[0], words, known)
    titles = [_titled(title, known) for title in _TITLE.findall(words)]
    if any(found != NOTHING for found in titles):
        return strongest(titles)
    return misnamed(words, known) or _day_or_issuer(statement, known)


def misnamed(words: str, known: Knowledge) -> Judgement | None:
    """A name in quotation marks that is one character off a name of the sources."""
    for name in names_in(words):
        near = [
            (ours, topic)
            for ours, topic in known.names.items()
            if len(ours) == len(name) > 2 and sum(map(ne, ours, name)) == 1
        ]
        if near and name not in known.names:
            verdict = SourceVerdict.DIFFERS if len(name) > 3 else SourceVerdict.IMPRECISE
            return Judgement(verdict, near[0][1].clause, f"来源写的是{quoted(near[0][0])}")
    return None


def _day_or_issuer(statement: TextStatement, known: Knowledge) -> Judgement | None:
    """The judgement on when and by whom a document was written or made public."""
    words = statement.text
    if not _MADE.search(words):
        return None
    sources = [paper for paper in known.papers if paper.first]
    about = [paper for paper in sources if len(statement.grams & paper.grams) > 0.6 * len(paper.grams)]
    named = _ISSUED.search(words)
    if about and named and about[0].issuers:
        return _issued(named[1] or named[2], about[0])
    papers = about or (sources if len(sources) == 1 else [])
    if named and papers and papers[0].issuers and re.search("答复|作出|单位|机关", words):
        return _issued(named[1] or named[2], papers[0])
    return _dated(statement, papers[0]) if papers and len(words) < 40 else None


def _issued(name: str, paper: Paper) -> Judgement:
    if any(issuer in name or in_order(name, issuer) for issuer in paper.issuers):
        return Judgement(SourceVerdict.AGREES, paper.first)
    return Judgement(SourceVerdict.DIFFERS, paper.first, f"来源：{'、'.join(paper.issuers)}")


def _dated(statement: TextStatement, paper: Paper) -> Judgement | None:
    kind = re.search("成文|公布|发布|公开", statement.text)
    days = [figure.low for figure in statement.dates if re.search("[日号]", figure.text)]
    name = "成文" if kind and kind[0] == "成文" else "发布"
    ours = [day for of, day in paper.days if of == name]
    if not (kind and days and ours):
        return None
    if days[0] in ours:
        return Judgement(SourceVerdict.AGREES, paper.first)
    told = f"来源：{name}日期 {ours[0]}（{ours[0].month}月{ours[0].day}日）"
    return Judgement(SourceVerdict.IMPRECISE, paper.first, told)


def _plain(number: str) -> str:
    return re.sub(r"\s", "", re.sub("[\\[（(【]", "〔", re.sub("[\\])）】]", "〕", number)))


def _numbered(number: str, words: str, known: Knowledge) -> Judgement:
    plain = _plain(number)
    for paper in known.papers:
        if any(plain.endswith(_plain(one).removeprefix("第")) for one in paper.numbers):
            return Judgement(SourceVerdict.AGREES, paper.clause or _where(paper.title, known))
    meant = max(
        (paper for paper in known.papers if paper.numbers),
        key=lambda paper: (
            max(_alike(plain, _plain(one)) for one in paper.numbers) + known.share(paper.grams, grams(words))
        ),
        default=None,
    )
    if meant is None:
        return NOTHING
    nearest = max(meant.numbers, key=lambda one: _alike(plain, _plain(one)))
    if _alike(plain, _plain(nearest)) < 0.7 and known.share(meant.grams, grams(words)) < 0.3:
        return NOTHING
    return Judgement(SourceVerdict.DIFFERS, meant.clause or _where(meant.title, known), f"来源：{nearest}")


def _alike(left: str, right: str) -> float:
    """How alike two numbers of documents are, 0 to 1."""
    return SequenceMatcher(None, left, right).ratio()


def _where(title: str, known: Knowledge) -> str:
    best = max(known.topics, key=lambda topic: known.share(grams(title), topic.grams), default=None)
    return best.clause if best else ""


def _titled(title: str, known: Knowledge) -> Judgement:
    pieces = grams(title)
    for paper in known.papers:
        if pieces == paper.grams:
            return Judgement(SourceVerdict.AGREES, paper.clause or _where(paper.title, known))
    near = [paper for paper in known.papers if len(pieces & paper.grams) > 0.6 * len(pieces)]
    if near:
        return Judgement(SourceVerdict.DIFFERS, _where(near[0].title, known), f"来源写的是《{near[0].title}》")
    return NOTHING


def by_words(statement: TextStatement, ranked, known: Knowledge) -> tuple[Topic | None, Judgement]:
    """The topic that a statement's words speak of, and whether the source says so."""
    cover, topic = ranked[0] if ranked else (0.0, None)
    named = topic and any(name in topic.words for name in names_in(statement.text))
    if topic is None or (cover < _SPOKEN and not named) or statement.asked or _HEADING.search(statement.text):
        return None, NOTHING
    if not all(map(judge.few, statement.held)):
        return topic, _reached(statement.asserted, topic, known) or NOTHING
    if denied := _denied(statement, topic, known):
        return topic, denied
    if cover < _HELD:
        return None, NOTHING
    if other := support.unsupported(statement, topic, known):
        return topic, other
    if _left_open(statement, topic, known):
        return None, NOTHING
    part, clause = _nearest(statement.text, topic, known)
    if replaced(statement.asserted, part, topic, known):
        return topic, Judgement(SourceVerdict.IMPRECISE, clause, f"来源：{part}")
    missing = limits.missing(statement, topic) if re.search("奖|支持|补", statement.text) else []
    if missing:
        return topic, Judgement(SourceVerdict.IMPRECISE, clause, f"来源限{'、'.join(missing)}")
    return topic, Judgement(SourceVerdict.AGREES, clause)


def _left_open(statement: TextStatement, topic: Topic, known: Knowledge) -> bool:
    """Whether a statement speaks of what the sources leave open, rather than of what they say."""
    stated, left, told = 0.0, 0.0, statement.grams - topic.own
    for part, _, pieces in topic.parts:
        weight = known.weight(told & pieces)
        if _UNSTATED.search(_BRACKETS.sub("", part)):
            left = max(left, weight)
        else:
            stated = max(stated, weight)
    return left > stated + _RARE and not _UNSTATED.search(statement.text)


def _nearest(words: str, topic: Topic, known: Knowledge) -> tuple[str, str]:
    """The part of a topic's passages that holds most of the words, with its clause; the shorter of two alike."""
    pieces = grams(words)
    named = [name for name in topic.names if name in words]

    def near(part: tuple[str, str, set[str]]) -> float:
        return known.weight(pieces & part[2]) + sum(name in part[0] for name in named) - len(part[0]) / 40

    return max(topic.parts, key=near, default=("", topic.clause, set()))[:2]


def _chosen_otherwise(words: str, topic: Topic, known: Knowledge) -> Judgement | None:
    """Where the statement has one side of a choice and the source another: 线上 for 线下."""
    for choice in _CHOICES:
        theirs = [side for side in choice if re.search(side, words)]
        if len(theirs) != 1:
            continue
        bare = grams(re.sub(theirs[0], "，", words))
        parts = [
            (part, path)
            for text, path in topic.passages
            for one in re.split("[；。]", text)
            for part in {one, *re.split("[、：]", one), *re.split("[、：，]", one)}
            if sum(bool(re.search(side, part)) for side in choice) == 1
        ]
        named = [pair for pair in parts if any(name in pair[0] and name in words for name in topic.names)]
        best = max(
            named or parts, key=lambda pair: known.weight(bare & grams(pair[0])) - len(pair[0]) / 40, default=None
        )
        if best and bare & grams(best[0]) and not re.search(theirs[0], best[0]):
            return Judgement(SourceVerdict.DIFFERS, best[1] or topic.clause, f"来源：{best[0]}")
    return None


def _denied(statement: TextStatement, topic: Topic, known: Knowledge) -> Judgement | None:
    words = statement.asserted
    if (claimed := carried.claims(statement, SpokenOf(topic))) != NOTHING:
        return claimed
    if otherwise := _chosen_otherwise(words, topic, known):
        return otherwise
    part, path = _nearest(words, topic, known)
    said = Judgement(SourceVerdict.DIFFERS, path or topic.clause, f"来源：{part}")
    if reached := _reached(words, topic, known):
        return reached
    if limits.again(words) and re.search("首次|一次性", topic.words):
        return Judgement(SourceVerdict.DIFFERS, path or topic.clause, "来源：首次，一次性")
    if topic.automatic and _UNASKED.search(words):
        return Judgement(SourceVerdict.AGREES, path or topic.clause)
    whole = next((text for text, _ in topic.passages if part in text), part)
    if _ONGOING.search(words) and _REACHED.search(whole) and not _ONGOING.search(part):
        return Judgement(SourceVerdict.IMPRECISE, path or topic.clause, f"来源说的是已达到：{part}")
    told = _INSUFFICIENT.sub("没有", _UNSTATED.sub("", part))
    quoted_so = any(known.share(statement.grams, pieces) > _QUOTED for pieces in topic.sentences)
    if not quoted_so and any(one.search(words) and not one.search(told) for one in _OPPOSED):
        return said
    return _other_body_or_level(words, topic, path or topic.clause)


def _reached(words: str, topic: Topic, known: Knowledge) -> Judgement | None:
    """What the source tells of trying, told as done."""
    if not _DONE.search(words) or _TRYING.search(words):
        return None
    pieces = grams(_DONE.sub("，", words))
    for part, path, ours in topic.parts:
        if _TRYING.search(part) and known.share(pieces, ours) >= _SPOKEN:
            return Judgement(SourceVerdict.IMPRECISE, path or topic.clause, f"来源：尚在探索或争创；{part}")
    return None


def _other_body_or_level(words: str, topic: Topic, clause: str) -> Judgement | None:
    """Another body, or another level of an honour, than the source names."""
    if (other := support.other_body(words, topic)) and other != NOTHING:
        return other
    levels = set(_LEVEL.findall(words)) - set(ours := _LEVEL.findall(topic.words))
    if levels and ours:
        return Judgement(SourceVerdict.IMPRECISE, clause, f"来源写的是{'、'.join(dict.fromkeys(ours))}")
    theirs, ours = set(_ORGAN.findall(words)), set(_ORGAN.findall(topic.words))
    if theirs and ours and not any(one[-3:] in other or other[-3:] in one for one in theirs for other in ours):
        return Judgement(SourceVerdict.DIFFERS, clause, f"来源：{'、'.join(sorted(ours))}")
    return None
