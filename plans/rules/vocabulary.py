"""The words of the trade, each with the one code that stands in databases, addresses, JSON and style sheets."""

from enum import StrEnum


class TargetKind(StrEnum):
    """累计类, 达标类, 增速类, 清单类."""

    CUMULATIVE = "cumulative"
    LEVEL = "level"
    GROWTH = "growth"
    SCOPE = "scope"


class Basis(StrEnum):
    """口径: 累计新增, 净增, 期末存量."""

    FLOW = "flow"
    NET = "net"
    STOCK = "stock"


class Force(StrEnum):
    """约束性, 预期性."""

    BINDING = "binding"
    ANTICIPATORY = "anticipatory"


class Commitment(StrEnum):
    """How firmly the plan puts it: plain, 确保, 力争, 预期, 稳步."""

    PLAIN = "plain"
    ENSURE = "ensure"
    STRIVE = "strive"
    EXPECT = "expect"
    QUALITATIVE = "qualitative"


class Operator(StrEnum):
    EQUAL = "="
    ABOUT = "≈"
    ABOVE = ">"
    AT_LEAST = "≥"
    BELOW = "<"
    AT_MOST = "≤"


class Responsibility(StrEnum):
    """责任性质: 主责, 配合上级, 市场主体."""

    OWN = "own"
    SUPPORTING = "supporting"
    MARKET = "market"


class TaskState(StrEnum):
    """正常实施, 暂缓实施, 不再实施."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    DROPPED = "dropped"


class ScheduleRule(StrEnum):
    MONTHS = "months"
    DAYS = "days"
    STAGES = "stages"
    STATED = "stated"


class Light(StrEnum):
    """进度滞后, 进度偏慢, 达到序时进度, 已完成, 未到时间节点, 不作进度评价. In the order pages count them."""

    LATE = "late"
    WARN = "warn"
    ON = "on"
    DONE = "done"
    ND = "nd"
    NA = "na"


class AssignmentRole(StrEnum):
    """牵头, 并列牵头, 配合."""

    LEAD = "lead"
    JOINT_LEAD = "joint_lead"
    COOPERATING = "cooperating"


class PlanState(StrEnum):
    """The life of a plan, as far as it is recorded."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    CLOSED = "closed"


class ReviewVerb(StrEnum):
    """What a person does to a reading: 补充, 修改, 拆分, 合并, 删去, 采用, 不列入, 处理疑点, 撤回."""

    ADD = "add"
    EDIT = "edit"
    SPLIT = "split"
    MERGE = "merge"
    DROP = "drop"
    ACCEPT = "accept"
    SET_ASIDE = "set_aside"
    DECIDE = "decide"
    UNDO = "undo"


class UpdateState(StrEnum):
    """草稿, 待部门审核, 待主管单位审定, 已退回, 已审定, 已发布. 未报送 is the absence of a row."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ENDORSED = "endorsed"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    PUBLISHED = "published"


class Series(StrEnum):
    """内部通报, 公开发布."""

    INTERNAL = "internal"
    PUBLIC = "public"


class PublicationKind(StrEnum):
    REGULAR = "regular"
    CORRECTION = "correction"


class CorrectionKind(StrEnum):
    """更正 (an error in reporting), 数据修订 (statistics revised), 口径调整 (definition changed)."""

    ERROR = "error"
    REVISION = "revision"
    DEFINITION = "definition"


class FallKind(StrEnum):
    """What a cumulative figure below the last one is: 前期数据有误, 口径调整, 确有减少 (net and stock only).

    A typing error (本期填错) is no kind of fall: it is corrected in the form.
    """

    EARLIER_WRONG = "earlier_wrong"
    DEFINITION = "definition"
    REAL = "real"


class Role(StrEnum):
    """填报人, 部门审核人, 计划主管单位, 计划管理员, 审计员, 系统管理员."""

    CONTRIBUTOR = "contributor"
    HEAD = "head"
    PLAN_OFFICE = "plan_office"
    PLAN_ADMIN = "plan_admin"
    AUDITOR = "auditor"
    SYSTEM_ADMIN = "system_admin"


class FigureKind(StrEnum):
    """What a reported figure is: 主要指标, 计划进度, 比率状态, 工作量; 意向签约 and 项目属性 enter no indicator unasked."""

    HEADLINE = "headline"
    PLAN_PROGRESS = "plan_progress"
    RATE_STATE = "rate_state"
    OPERATIONAL = "operational"
    PIPELINE = "pipeline"
    ATTRIBUTE = "attribute"


class Frequency(StrEnum):
    """发布频率: how often an indicator is counted."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEAR = "half_year"
    YEARLY = "yearly"
    ONCE = "once"


class Direction(StrEnum):
    """Whether more of it is better, or less; many figures are neither."""

    UP = "up"
    DOWN = "down"


class GrowthBasis(StrEnum):
    """What growth is measured against where it is not the year before: 年均, 较上期末."""

    ANNUAL_AVG = "annual_avg"
    PERIOD = "period"


class Origin(StrEnum):
    """原 (said by the plan), 补 (decided outside it), 算 (computed from named inputs)."""

    PLAN = "plan"
    DECISION = "decision"
    COMPUTED = "computed"


WORST_FIRST = (Light.LATE, Light.WARN, Light.ON, Light.ND, Light.DONE)
"""The order in which the parts of a task decide; na parts are left out unless all are."""

DEPARTMENT_ROLES = frozenset({Role.CONTRIBUTOR, Role.HEAD})
