"""The words that name a row. Pure."""

import re

from incentives.drafting.grammar.words import BRACKETED

LABEL_LENGTH = 80  # characters that the column `label` holds
_GIVING_TAIL = re.compile(
    "(?:[，,、]?(?:可?按照?|参照|分别|各|再|可|将|给予|予以|给|一次性|最高|最多|最低|不超过|不低于|不高于|累计|奖励|奖补|(?<![金银铜等秀大利质])奖|补助|补贴|资助|发放|享受|"
    "每(?:家|户|人|年|月|个|名|平方米|项目|项)|标准为?|为|的?比例|人民币|其|按年|每年|总额|共计|额外|另|约|合计|支持|追加|配套|贴息)\\s*)+$"
)
_FIELD = re.compile("^(?:答|(?:政策|[支扶]持|奖励|补贴|补助|资助|奖补|贴息|贷款)?(?:标准|内容|金额|额度|测算))[:：]")
_RECIPIENT = re.compile("[，,](?:当年)?(?:分别|各|一次性|再|另)*(?:给予|予以|奖励|补助|奖)[一-鿿、（）()]{0,16}$")
_OPENING = re.compile(
    "^(?:的?(?:给予|予以)?(?:一次性)?(?:奖励|补助|补贴|资助|奖补|支持)?[，,])?[\\s，,、。；;：:]*(?:(?:对于?|凡是?|其中|向|为(?=[^期])|给予|予以)[，,]?)?"
)
_JOINING = re.compile("^(?:和|及|与|以及|并)(?=超|其)")
_REMARKS = re.compile("（[^（）]*）|\\([^()]*\\)")


def label_of(said: str) -> str:
    """The words that name a row, without how it is given."""
    text = _FIELD.sub("", re.split("[。；;]|[，,]其中", said)[-1] or said)
    text = _OPENING.sub("", BRACKETED.sub("", text))
    for _ in range(3):
        text = _GIVING_TAIL.sub("", text).strip("，,、：:。 ")
    text = _RECIPIENT.sub("", text) or text
    if len(text) > LABEL_LENGTH // 2:
        text = _REMARKS.sub("", text)
    while len(text) > LABEL_LENGTH and re.search("[，,]", text):  # what stands nearest to the figure names it
        text = re.split("[，,]", text, maxsplit=1)[1]
    text = _JOINING.sub("", text)[-LABEL_LENGTH:]
    return text.removesuffix("的").strip("，,、：:） ") if not text.count("（") else text.strip("，,、：: ")
