"""Closed vocabularies of this app. Values are stored and used in addresses; labels are shown to readers."""

from django.db.models import TextChoices


class Level(TextChoices):
    """层级: of a government, a document or an honour."""

    NATIONAL = "national", "国家级"
    PROVINCIAL = "provincial", "省级"
    MUNICIPAL = "municipal", "市级"
    DISTRICT = "district", "区县级"


class Genre(TextChoices):
    """体裁/公文种类."""

    REPLY = "reply", "答复"
    LAW = "law", "法律法规"
    OPINION = "opinion", "意见"
    MEASURES = "measures", "办法"
    RULES = "rules", "实施细则"
    PLAN = "plan", "方案"
    NOTICE = "notice", "通知"
    LIST = "list", "清单"
    COMPILATION = "compilation", "政策汇编"
    OTHER = "other", "其他"


class Validity(TextChoices):
    """有效性 of a document."""

    IN_FORCE = "in_force", "现行有效"
    AMENDED = "amended", "已修改"
    REPEALED = "repealed", "已废止"
    EXPIRED = "expired", "失效"
    UNKNOWN = "unknown", "来源未载明"


class DocumentStatus(TextChoices):
    DRAFT = "draft", "草稿"
    PUBLISHED = "published", "已发布"
    ARCHIVED = "archived", "已归档"


class RelationNature(TextChoices):
    """How one document stands to another."""

    CITES = "cites", "引用"
    IMPLEMENTS = "implements", "配套落实"
    AMENDS = "amends", "修订"
    REPEALS = "repeals", "废止"
    SUPERSEDES = "supersedes", "取代"


class IndicatorNature(TextChoices):
    """The kind of figure an indicator is. None of them is an award that an enterprise can get."""

    OUTCOME = "outcome", "成效"
    TARGET = "target", "目标"
    COUNT = "count", "数量"


class Qualifier(TextChoices):
    """How exactly the source gives a figure."""

    EXACT = "exact", "确数"
    AT_LEAST = "at_least", "以上"
    OVER = "over", "超过"
    ABOUT = "about", "约"
    NEARLY = "nearly", "近"


class DatePrecision(TextChoices):
    """How much of a date the source gives."""

    DAY = "day", "日"
    MONTH = "month", "月"
    YEAR = "year", "年"
    YEAR_END = "year_end", "年底"
