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


class Stacking(TextChoices):
    """叠加规则: whether several awards can be had together."""

    STACKABLE = "stackable", "可以叠加"
    HIGHEST_ONLY = "highest_only", "从高不重复"
    DIFFERENCE = "difference", "按级差补足"
    NOT_STATED = "not_stated", "来源未载明"


class TermKind(TextChoices):
    """What a 通则 of a document settles for all its measures."""

    VALIDITY = "validity", "有效期至"
    EFFECT = "effect", "施行日期"
    STACKING = "stacking", "叠加规则"
    APPLY_FROM = "apply_from", "申报开始"
    APPLY_UNTIL = "apply_until", "申报截止"
    APPLY_WINDOW = "apply_window", "申报期"
    PAYMENT = "payment", "兑现"
    AGENCY = "agency", "解释部门"
    COST_SHARING = "cost_sharing", "财政分担"
