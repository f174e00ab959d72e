"""Message templates: subject and body in both languages."""

import re

from engine.compiler.library import Template
from engine.compiler.loading.loaded import Loaded, load
from engine.compiler.report import Report
from engine.compiler.sources import Source
from engine.compiler.texts import text
from engine.language.authoring.message_texts import MessageTexts
from engine.language.authoring.texts import TwoLanguages
from engine.language.places import Path

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def load_texts(source: Source) -> Loaded:
    """A file of templates by name."""
    return load(source, MessageTexts, "file", _build)


def _build(authored: MessageTexts, report: Report) -> dict[str, Template]:
    for template in authored.texts.values():
        for field, raw in (("subject", template.subject), ("body", template.body)):
            _check_languages(raw, (*template.place, field), report)
    return {name: Template(name, text(raw.subject), text(raw.body)) for name, raw in authored.texts.items()}


def _check_languages(raw: TwoLanguages, path: Path, report: Report) -> None:
    """Both languages say the same things."""
    english, chinese = (set(_PLACEHOLDER.findall(written)) for written in (raw.en, raw.zh))
    for name in sorted(english ^ chinese):
        language = "zh" if name in english else "en"
        message = f"`{{{name}}}` is missing in the {language} text"
        report.error(
            "text-differs", message, "use the same placeholders in both languages", (*path, language)
        )
