"""One call of the command line: who acts, in which language, and the use cases."""

import asyncio
import getpass
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import typer

from application.office import Office
from application.people import Person, the_system
from application.refusals import refused
from cli.desk import Desk

Work = Callable[[Office, Person], Awaitable[None]]


@dataclass(slots=True)
class Session:
    """``person`` is the id given before the command, ``language`` that of messages so far."""

    desk: Desk
    person: str | None = None
    language: str = "en"

    def run(self, work: Work, person: str | None, *, needed: bool) -> None:
        """Do something with the office in somebody's name; ``needed``: a person has to be named."""
        id_ = person or self.person
        if needed and id_ is None:
            raise refused("person_needed")
        with self.desk.office(by=id_ or "system") as office:
            asyncio.run(self._work(office, work, id_))

    async def _work(self, office: Office, work: Work, id_: str | None) -> None:
        via = f"cli:{_operating_system_user()}"
        who = the_system(self.language, via) if id_ is None else await office.who.acts(id_, via)
        self.language = who.language
        await work(office, who)


def _operating_system_user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run under a number without a name
        return str(os.getuid())


def session(context: typer.Context) -> Session:
    """The session of this call."""
    found = context.obj
    assert isinstance(found, Session)
    return found


def acting(context: typer.Context, person: str | None, work: Work) -> None:
    """Do something that only a known person may do."""
    session(context).run(work, person, needed=True)


def asking(context: typer.Context, person: str | None, work: Work) -> None:
    """Do something that needs no name; what is done without one is done by the system."""
    session(context).run(work, person, needed=False)


def usual_language() -> str:
    """The language of messages for somebody who is not known: that of the terminal."""
    places = (os.environ.get(name, "") for name in ("ORDERFLOW_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    return "zh" if next((place for place in places if place), "").startswith("zh") else "en"
