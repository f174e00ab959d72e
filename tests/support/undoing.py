"""Activities that can be undone, and what was."""

from tests.support.runs import Run

CANCEL = """
    messages: {cancel: {}}
    onEvent: [{message: cancel, flow: [{type: compensate}, {type: end, terminate: true, status: cancelled}]}]
    """


def book(id_: str, service: str = "mail.send", undo: str = "stock.release") -> str:
    """An activity that is undone by a service that is told the activity's id."""
    return (
        f"{{id: {id_}, type: serviceTask, service: {service}, input: {{n: {id_}}}, "
        f"compensation: {{service: {undo}, input: {{n: =input.n, got: =result, inDoubt: =inDoubt}}}}}}"
    )


def undone(run: Run, service: str = "stock.release") -> list[object]:
    """What was undone, in order."""
    return [given["n"] for called, given in run.called if called == service]
