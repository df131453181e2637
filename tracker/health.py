"""Two questions of whoever runs the service: is the process alive, and can it do its work?"""

import logging

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)


@login_not_required
@require_safe
@never_cache
def healthz(request):  # noqa: ARG001 - Django's signature
    """Alive. Touches no database: restarting the process would not mend one."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
@never_cache
def readyz(request):  # noqa: ARG001 - Django's signature
    """Ready, or 503 and what is missing, one line each."""
    missing = what_is_missing()
    return HttpResponse(
        "".join(f"{line}\n" for line in missing or ["ready"]),
        status=503 if missing else 200,
        content_type="text/plain; charset=utf-8",
    )


def what_is_missing():
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            return [f"migration not applied: {migration.app_label}.{migration.name}" for migration, _ in plan]
        return [line for check in settings.READINESS_CHECKS for line in import_string(check)()]
    except DatabaseError:
        # The message may name hosts and accounts: it belongs in the log, not in a public answer.
        logger.exception("The database does not answer.")
        return ["the database does not answer"]
