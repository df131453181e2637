"""Log lines as JSON, one object a line, for production."""

import json
import logging
from datetime import UTC, datetime

from tracker.request_id import current_request_id


class JsonFormatter(logging.Formatter):
    def format(self, record):
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        # Django logs an answer of 4xx or 5xx after all middleware is done, but hands its request over.
        if request_id := current_request_id.get() or getattr(getattr(record, "request", None), "request_id", ""):
            line["request_id"] = request_id
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
