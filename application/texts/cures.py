"""What can be done about an incident that no technician can put right, in the words of whom it concerns."""

from collections.abc import Mapping

from application.ports.read_model import IncidentRow

_CURES: Mapping[str, Mapping[str, str]] = {
    "NOBODY_LEFT": {
        "en": "Four eyes leave nobody for “{element}” of order {number}. A manager names who decides: "
        "`orderflow incident resolve {number} appoint --instance {instance} --to PERSON`.",
        "zh": "因四眼原则，订单 {number} 的“{element}”无人可处理。请经理指定处理人："
        "`orderflow incident resolve {number} appoint --instance {instance} --to 人员`。",
    },
}


def incident_cure(row: IncidentRow, language: str) -> str | None:
    """What to do, or None where that depends on the cause."""
    texts = _CURES.get(row.code)
    if texts is None:
        return None
    text = texts.get(language) or texts["en"]
    return text.format(element=row.element, number=row.order_number, instance=row.instance)
