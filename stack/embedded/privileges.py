"""PostgreSQL refuses to run as root; containers often have nobody else."""

import os
import pwd
import shutil
from pathlib import Path

_USER = "nobody"
# Directories above the clone are often closed to others (/root, mktemp -d). This one capability lets the
# server pass them, where opening the directories would change the machine.
_KEPT = "-all,+dac_override"


class CannotRunAsRoot(Exception):
    """There is no way here to start PostgreSQL as an ordinary user; the message says what to do."""


def as_ordinary_user(command: tuple[str, ...]) -> tuple[str, ...]:
    """The command as it is, or, for root, the same command under an unprivileged account."""
    if os.geteuid() != 0:
        return command
    if shutil.which("setpriv") is None:
        raise CannotRunAsRoot(
            "PostgreSQL does not run as root, and this machine lacks setpriv (util-linux) to drop the "
            "rights. Run the same command as an ordinary user, or point DATABASE_URL at a PostgreSQL server."
        )
    account = pwd.getpwnam(_USER)
    return (
        *("setpriv", "--reuid", str(account.pw_uid), "--regid", str(account.pw_gid), "--clear-groups"),
        *("--inh-caps", _KEPT, "--ambient-caps", _KEPT, "--bounding-set", _KEPT),
        *command,
    )


def give_to_ordinary_user(path: Path) -> None:
    """For root: hands an existing file or empty directory to the account that PostgreSQL will run under."""
    if os.geteuid() == 0:
        account = pwd.getpwnam(_USER)
        os.chown(path, account.pw_uid, account.pw_gid)
