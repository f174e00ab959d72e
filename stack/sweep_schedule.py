"""The schedule of the sweep: every minute, and whenever a worker starts."""

from datetime import timedelta

from temporalio.client import (
    Client,
    Schedule,
    ScheduleActionStartWorkflow,
    ScheduleAlreadyRunningError,
    ScheduleIntervalSpec,
    ScheduleOverlapPolicy,
    SchedulePolicy,
    ScheduleSpec,
)

from application.messages import ORDERS_QUEUE, SWEEP_WORKFLOW

SCHEDULE = "orderflow-sweep"
EVERY = timedelta(minutes=1)  # a stuck order shows in the read model within a minute
_MISSED = timedelta(minutes=2)  # rounds missed while the server was away are not made up for


async def begin_sweeping(client: Client) -> None:
    """Create the schedule, or, when it is there already, let it do a round now."""
    action = ScheduleActionStartWorkflow(SWEEP_WORKFLOW, id="sweep", task_queue=ORDERS_QUEUE)
    schedule = Schedule(
        action=action,
        spec=ScheduleSpec(intervals=[ScheduleIntervalSpec(every=EVERY)]),
        policy=SchedulePolicy(overlap=ScheduleOverlapPolicy.SKIP, catchup_window=_MISSED),
    )
    try:
        await client.create_schedule(SCHEDULE, schedule, trigger_immediately=True)
    except ScheduleAlreadyRunningError:
        await client.get_schedule_handle(SCHEDULE).trigger()
