"""Bytes of a plan document → its tasks, targets, figures and doubts, each with its exact place in the text.

One pipeline of pure stages: documents → grids and markup → wrapping → blocks → outline (headings, tenses, closings) →
tasks, targets, observations → breakdown of tasks in tables → findings. `read` is the door.
"""

from dataclasses import replace

from plans.importing.blocks import split_blocks
from plans.importing.breakdown import Plan, with_breakdowns, without_tables
from plans.importing.documents import read_document
from plans.importing.findings import read_findings
from plans.importing.grids import with_grids, without_cells
from plans.importing.markup import without_markup
from plans.importing.observations import read_observations
from plans.importing.outline import read_outline
from plans.importing.shapes import Coverage, Document, Page, Reading
from plans.importing.targets import read_targets
from plans.importing.tasks import read_tasks
from plans.importing.wrapping import restored, unwrapped
from plans.rules.said import Refused

__all__ = ["Reading", "read"]


def read(data: bytes, *, filename: str) -> Reading:
    """Reads a report; raises Refused with a sentence where it cannot be read or holds no plan. Pure and deterministic."""
    given = read_document(data, filename=filename)
    document, places = unwrapped(without_cells(without_markup(with_grids(given))))
    page = _as_the_file_says(document, split_blocks(document))
    prose = without_tables(document)
    outline = read_outline(prose, page)
    tasks, sentences = read_tasks(prose, outline)
    targets = read_targets(prose, outline, tasks)
    observations = read_observations(prose, outline)
    plan = with_breakdowns(document, Plan(outline, tuple(tasks), tuple(targets), tuple(sentences)))
    if not (plan.outline.measures or plan.targets or observations):
        raise Refused(
            "document-no-plan",
            f"在“{filename}”里没有找到计划、目标或执行情况。请确认上传的是计划执行情况报告或政府工作报告的正文。",
            f"No plan, target or result was found in “{filename}”. Check that it is the text of a plan report.",
        )
    by_disposition = [sentence.disposition for sentence in plan.sentences]
    reading = Reading(
        text=given.text,
        title=page.title,
        region=outline.region,
        period=outline.period,
        plan_period=outline.plan_period,
        published_on=page.published_on,
        sections=plan.outline.sections,
        measures=plan.outline.measures,
        tasks=plan.tasks,
        targets=plan.targets,
        observations=tuple(observations),
        findings=tuple(
            read_findings(prose, page, outline, tasks=plan.tasks, targets=list(plan.targets), observations=observations)
        ),
        sentences=plan.sentences,
        coverage=Coverage(
            sentences=len(plan.sentences),
            in_tasks=by_disposition.count("task"),
            set_aside=by_disposition.count("set_aside"),
            open=by_disposition.count("open"),
        ),
    )
    return restored(reading, places)


def _as_the_file_says(document: Document, page: Page) -> Page:
    """A web page names its report and its day beside the text; its title counts where it says at least as much."""
    title = document.title if page.title in document.title else page.title
    return replace(page, title=title, published_on=page.published_on or document.published_on)
