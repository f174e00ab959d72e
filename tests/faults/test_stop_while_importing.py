"""`make run`, stopped in the second in which it only imports."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("module", ["psutil", "sqlalchemy", "temporalio.client"])
def test_request_to_stop_during_imports_ends_cleanly(
    number: signal.Signals, module: str, tmp_path: Path
) -> None:
    # given: every import is reported on standard error as soon as it is done
    command = [sys.executable, "-X", "importtime", "-m", "stack.run"]
    environment = os.environ | {"ORDERFLOW_DATA_DIR": str(tmp_path / "var"), "SAMPLES": "no"}
    launcher = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert launcher.stderr is not None
    assert launcher.stdout is not None

    # when
    assert any(line.rstrip().endswith(f" {module}") for line in launcher.stderr)
    launcher.send_signal(number)
    try:
        said, complained = launcher.communicate(timeout=30)
    finally:
        launcher.kill()

    # then
    assert launcher.returncode == 0
    assert said == "Stopped before anything was started.\n"
    assert "Traceback" not in complained
    assert not (tmp_path / "var").exists()
