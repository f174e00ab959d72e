"""Writes docs/schemas/*.schema.json: the definition language for editors. Run it when the language changes.

python .ci/language_schemas.py
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from engine.language.json_schema import language_schemas  # noqa: E402 - the path first

if __name__ == "__main__":
    folder = ROOT / "docs" / "schemas"
    folder.mkdir(parents=True, exist_ok=True)
    for kind, schema in language_schemas().items():
        text = json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True)
        (folder / f"{kind}.schema.json").write_text(f"{text}\n", encoding="utf-8")
