"""Records as the JSON that publications keep: origins, passages, sections, departments, days. Numbers are text."""

from datetime import date

from plans.rules.digest import Json
from plans.rules.records import DepartmentRecord, OriginRecord, PassageRecord, SectionRecord
from plans.rules.said import Said


def origin_json(record: OriginRecord) -> dict[str, Json]:
    return {
        "kind": record.kind.value,
        "passage": passage_json(record.passage) if record.passage else None,
        "office": record.office,
        "on": day_json(record.on),
        "document_number": record.document_number,
        "reason": record.reason,
    }


def passage_json(record: PassageRecord) -> dict[str, Json]:
    return {"start": str(record.start), "end": str(record.end), "text": record.text}


def section_json(record: SectionRecord) -> dict[str, Json]:
    return {"number": record.number, "marker": record.marker, "title": record.title}


def department_json(record: DepartmentRecord) -> dict[str, Json]:
    return {
        "slug": record.slug,
        "name": record.name,
        "name_en": record.name_en,
        "category": record.category,
        "sort": str(record.sort),
    }


def said_json(said: Said) -> dict[str, Json]:
    return {"code": said.code, "zh": said.zh, "en": said.en}


def day_json(day: date | None) -> str | None:
    return day.isoformat() if day else None
