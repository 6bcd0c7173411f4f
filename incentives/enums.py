"""The closed vocabularies of measures; values are stored and appear in addresses, labels are for people."""

from django.db.models import TextChoices

from policies.enums import Level

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


class ConditionField(TextChoices):
    """The fact about an applicant that a rule asks for; blank = a person must check."""

    HONOUR = "honour", "企业荣誉或资质"
    SIZE = "size", "企业规模"
    EMPLOYER = "employer", "用人单位类型"
    AGE = "age", "年龄（岁）"
    DOCTORATE = "doctorate", "博士"
    PROJECT_LEAD = "project_lead", "领衔创新创业项目"
    TALENT_CLASS = "talent_class", "人才类别"
    ON_POST = "on_post", "已到岗"
    BENCHMARK = "benchmark", "获评质量标杆"
    FIRST_TIME = "first_time", "首次获得"
    FRONT_RUNNER = "front_runner", "获评企业标准“领跑者”"
    FRONT_RUNNER_YEARS = "front_runner_years", "“领跑者”连续保持年数"
    INDUSTRY = "industry", "行业"
    SELECTED = "selected", "已入选的遴选"
    TALENT_PROJECT = "talent_project", "全市人才项目"
    TECH_LOAN = "tech_loan", "已有科创贷"


class Operator(TextChoices):
    """How the applicant's fact is compared with the rule's value."""

    EQ = "eq", "等于"
    IN = "in", "属于其一（用英文逗号隔开）"
    GTE = "gte", "不少于"
    GT = "gt", "超过"
    LTE = "lte", "不多于"
    LT = "lt", "少于"
    SURE = "sure", "等于则满足，否则须核对"


class Size(TextChoices):
    """What a rule on `size` compares with; 中小微企业 are the first three."""

    MICRO = "micro", "微型企业"
    SMALL = "small", "小型企业"
    MEDIUM = "medium", "中型企业"
    LARGE = "large", "大型企业"


class Employer(TextChoices):
    """What a rule on `employer` compares with: where a person works."""

    KEY_ENTERPRISE = "key_enterprise", "重点企业"
    MUNICIPAL_UNIVERSITY = "municipal_university", "市属高校"
    PUBLIC_HOSPITAL = "public_hospital", "公立医院"
    RD_INSTITUTION = "rd_institution", "研发机构"


class TalentClass(TextChoices):
    """What a rule on `talent_class` compares with: the class a person is recognised in."""

    HIGH_LEVEL = "high_level", "高层次人才"
    INDUSTRY_BACKBONE = "industry_backbone", "产业骨干人才"


class Industry(TextChoices):
    """What a rule on `industry` compares with."""

    MANUFACTURING = "manufacturing", "制造业"
    OTHER = "other", "其他行业"


class Selected(TextChoices):
    """What a rule on `selected` compares with: the selection that a person or project has passed."""

    YOUNG_SCIENTIST = "young_scientist", "青年科技人才"
    YOUNG_PROJECT = "young_project", "创新创业项目"


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


# The words a rule may compare a fact with. `honour` takes the slugs of enterprise tiers, `age` and
# `front_runner_years` take numbers.
RULE_VALUES: dict[ConditionField, type[TextChoices]] = {
    ConditionField.SIZE: Size,
    ConditionField.EMPLOYER: Employer,
    ConditionField.TALENT_CLASS: TalentClass,
    ConditionField.BENCHMARK: Level,
    ConditionField.FRONT_RUNNER: Level,
    ConditionField.DOCTORATE: Answer,
    ConditionField.PROJECT_LEAD: Answer,
    ConditionField.ON_POST: Answer,
    ConditionField.FIRST_TIME: Answer,
    ConditionField.INDUSTRY: Industry,
    ConditionField.SELECTED: Selected,
    ConditionField.TALENT_PROJECT: Answer,
    ConditionField.TECH_LOAN: Answer,
}
