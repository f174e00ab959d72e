"""`make demo` on a real throwaway stack: one line an order, and an exit status that can be trusted."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def demo(definitions: Path, *samples: str) -> subprocess.CompletedProcess[str]:
    """Run it with other definitions, only some samples."""
    return subprocess.run(
        [sys.executable, "-m", "stack.demonstration", *samples],
        cwd=ROOT,
        env={**os.environ, "ORDERFLOW_DEFINITIONS": str(definitions), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=110,
        check=False,
    )


def test_demo_tells_orders_that_ended_as_scripted_from_those_that_did_not(tmp_path: Path) -> None:
    definitions = tmp_path / "definitions"
    shutil.copytree(ROOT / "definitions", definitions)
    script = definitions / "samples/scripts/rejected.yaml"
    text = script.read_text(encoding="utf-8").replace("status: rejected", "status: completed")
    script.write_text(text, encoding="utf-8")

    result = demo(definitions, "rejected", "cancelled-paid")

    lines = result.stdout.splitlines()
    assert result.returncode == 1, result.stdout + result.stderr
    assert any(line.startswith("✗ R-") and "retail-order rejected" in line for line in lines)
    assert "    ✗ status: rejected instead of completed" in lines
    (good,) = [line for line in lines if line.startswith("✓")]
    assert "retail-order cancelled-paid | receipt > stock > payment > picking |" in good
    assert "| cancelled | no time | " in good


def test_demo_names_what_is_wrong_with_a_sample_before_anything_starts(tmp_path: Path) -> None:
    definitions = tmp_path / "definitions"
    shutil.copytree(ROOT / "definitions", definitions)
    (definitions / "samples/scripts/rejected.yaml").write_text("lang: 1\nscript: rejected\n", "utf-8")

    result = demo(definitions, "rejected")

    assert result.returncode == 2
    assert "rejected.yaml" in result.stderr
    assert "`tells` is missing" in result.stderr
