"""The closed vocabularies of measures; values are stored and appear in addresses, labels are for people."""

from django.db.models import TextChoices

SME = "sme"  # the slug of the enterprise tier that stands for all SMEs (中小微企业)


class MeasureStatus(TextChoices):
    DRAFT = "draft", "草稿"
    REVIEW = "review", "待审核"
    PUBLISHED = "published", "已发布"
    SUPERSEDED = "superseded", "已被新版取代"
    ARCHIVED = "archived", "已归档"


class Kind(TextChoices):
    """What sort of thing a measure is; it decides which provision table it has."""

    SUBSIDY = "subsidy", "奖补"
    TALENT = "talent", "人才资助"
    APPROVAL = "approval", "审批改革"
    LOAN = "loan", "金融产品"
    SERVICE = "service", "服务"


class Delivery(TextChoices):
    """办理方式: how one comes by it."""

    AUTOMATIC = "automatic", "免申即享"
    COMMITMENT = "commitment", "承诺办理"
    RECOGNITION = "recognition", "认定"
    SELECTION = "selection", "遴选"
    APPLICATION = "application", "申报"
    NOT_STATED = "not_stated", "来源未载明"


class Availability(TextChoices):
    """可享受情况: what a measure is to an enterprise; only an offer can be claimed, won or used."""

    OFFER = "offer", "可享受"
    ENCOURAGEMENT = "encouragement", "鼓励引导"
    ACTIVITY = "activity", "已开展的活动"
    REFORM = "reform", "政府改革"
    EXPLORING = "exploring", "探索中"
    FRAME = "frame", "总体安排"


class AmountState(TextChoices):
    """What the source says of the money; derived, never stored by hand."""

    STATED = "stated", "金额明确"
    NOT_STATED = "not_stated", "金额未载明"
    NOT_APPLICABLE = "not_applicable", "非奖补类"


class AgencyRole(TextChoices):
    RESPONSIBLE = "responsible", "责任部门"
    WITH = "with", "会同部门"
    CO_ORGANISER = "co_organiser", "联合主办"


class Form(TextChoices):
    """支持方式 of one provision; blank = 来源未载明."""

    AWARD = "award", "奖励"
    TRAINING = "training", "培养经费"
    PROJECT = "project", "项目资助"
    SUBSIDY = "subsidy", "补贴"
    INTEREST = "interest", "贴息"
    INVESTMENT = "investment", "投资"
    LOAN = "loan", "贷款"
    REDUCTION = "reduction", "减免"
    SERVICE = "service", "服务"
    OTHER = "other", "其他支持"


class Currency(TextChoices):
    """What a sum is in, in the words of `policies.figures`; blank = 元, with which the others are never compared."""

    USD = "美元", "美元"
    HKD = "港元", "港元"
    EUR = "欧元", "欧元"
    GBP = "英镑", "英镑"
    JPY = "日元", "日元"
    MOP = "澳门元", "澳门元"
    SGD = "新加坡元", "新加坡元"
    TWD = "新台币", "新台币"
    AUD = "澳元", "澳元"
    CAD = "加元", "加元"


class Period(TextChoices):
    """For how long one amount is paid; blank = 来源未载明. Labels are the words of `policies.figures`."""

    YEAR = "year", "每年"
    SCHOOL_YEAR = "school_year", "每学年"
    TERM = "term", "每学期"
    QUARTER = "quarter", "每季度"
    MONTH = "month", "每月"
    WEEK = "week", "每周"
    DAY = "day", "每天"
    HOUR = "hour", "每小时"
    LESSON = "lesson", "每课时"


class ReformMode(TextChoices):
    """The ways in which an approval is made lighter."""

    CANCEL = "cancel", "直接取消审批"
    RECORD = "record", "审批改为备案"
    COMMITMENT = "commitment", "实行告知承诺"
    OPTIMISE = "optimise", "优化审批服务"
    ONE_THING = "one_thing", "一件事"
    NO_CERTIFICATE = "no_certificate", "免证可办"
    CROSS_PROVINCE = "cross_province", "跨省通办"
    METRO_AREA = "metro_area", "都市圈通办"
    SAME_CITY = "same_city", "同城通办"
    GREEN_CHANNEL = "green_channel", "审批绿色通道"
    PARALLEL = "parallel", "并联审批"
    CENTRALISED = "centralised", "集中审批"
    ABOLISH = "abolish", "取消"
    DELEGATE = "delegate", "下放"
    MERGE = "merge", "整合"
    TRANSFER = "transfer", "移交"


# 证照分离's four ways add up to one list; only they have a share of it.
LICENCE_REFORM_MODES = (ReformMode.CANCEL, ReformMode.RECORD, ReformMode.COMMITMENT, ReformMode.OPTIMISE)


class LoanStage(TextChoices):
    OFFERED = "offered", "已推出"
    EXPLORING = "exploring", "探索中"


class FactKind(TextChoices):
    """What an answer to a fact is. The choices of an honour are the enterprise tiers."""

    YES_NO = "yes_no", "是否"
    ONE = "one", "单选"
    MANY = "many", "多选"
    NUMBER = "number", "数字"
    DATE = "date", "日期"
    HONOUR = "honour", "企业荣誉"


class FactAbout(TextChoices):
    """Whom a fact is about; the match groups its questions by it."""

    ENTERPRISE = "enterprise", "您的企业"
    PERSON = "person", "您要引进或培养的人才"


class Operator(TextChoices):
    """How the applicant's fact is compared with the rule's value."""

    EQ = "eq", "等于"
    IN = "in", "属于其一（用英文逗号隔开）"
    GTE = "gte", "不少于"
    GT = "gt", "超过"
    LTE = "lte", "不多于"
    LT = "lt", "少于"
    SURE = "sure", "等于则满足，否则须核对"


class CaseVerdict(TextChoices):
    """What the match says of a row for a reader's answers, as the API and the cases of staff name it."""

    QUALIFIES = "qualifies", "符合"
    POSSIBLE = "possible", "可能符合"
    UNKNOWN = "unknown", "信息不足"
    NO = "no", "不符合"
    NOT_AN_OFFER = "not_an_offer", "没有可申领的"


class ProposalOutcome(TextChoices):
    """What was decided of one proposed measure."""

    ACCEPTED = "accepted", "已接受"
    DROPPED = "dropped", "不是事项"
    MERGED = "merged", "并入上一项"
    SPLIT = "split", "已拆分"


class ReportKind(TextChoices):
    """What a reader finds wrong."""

    WRONG = "wrong", "数字或内容不对"
    OUTDATED = "outdated", "已经过期，或有新规定"
    UNCLEAR = "unclear", "看不懂"
    DEAD = "dead", "链接或电话不能用"
    MISSING = "missing", "没有我要找的政策"
    OTHER = "other", "其他"


class ReportOutcome(TextChoices):
    """Result of looking into a reader's report; blank until somebody has looked."""

    MENDED = "mended", "属实，已改正"
    NOTED = "noted", "属实，待来源更新"
    RIGHT = "right", "核对无误"
    NOT_OURS = "not_ours", "不归本站"
    EMPTY = "empty", "无实质内容"


class Answer(TextChoices):
    """What a rule on a plain fact compares with."""

    YES = "yes", "是"
    NO = "no", "否"
