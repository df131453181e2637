"""The frozen rows of one issue, read back."""

import json
from typing import Any

from plans.models import Publication, PublishedTask


def load_bodies(publication: Publication) -> dict[str, dict[str, Any]]:
    """By task code, in plan order; a withheld task has no body and is left out."""
    rows = PublishedTask.objects.filter(publication=publication).exclude(body="").order_by("code_key")
    return {row.code: json.loads(row.body) for row in rows}
