"""What is kept: nouns, constraints, adjective querysets. Only `plans.actions` writes."""

from plans.models.decided import Assignment, Decision, Milestone, RuleSet, Target, TaskTerms
from plans.models.documents import Passage, Plan, Section, SourceDocument, Task, TaskPassage
from plans.models.indicators import Indicator, IndicatorTerms, Observation
from plans.models.log import AuditEntry, LogHead
from plans.models.people import Department, Jurisdiction, Membership, User
from plans.models.publications import Publication, PublishedIndicator, PublishedTask, Withholding
from plans.models.review import DepartmentDuty, ReviewStep
from plans.models.rounds import CloseOut, Correction, ReportedMilestone, ReportedQuantity, Round, Update

__all__ = [
    "Assignment",
    "AuditEntry",
    "CloseOut",
    "Correction",
    "Decision",
    "Department",
    "DepartmentDuty",
    "Indicator",
    "IndicatorTerms",
    "Jurisdiction",
    "LogHead",
    "Membership",
    "Milestone",
    "Observation",
    "Passage",
    "Plan",
    "Publication",
    "PublishedIndicator",
    "PublishedTask",
    "ReportedMilestone",
    "ReportedQuantity",
    "ReviewStep",
    "Round",
    "RuleSet",
    "Section",
    "SourceDocument",
    "Target",
    "Task",
    "TaskPassage",
    "TaskTerms",
    "Update",
    "User",
    "Withholding",
]
