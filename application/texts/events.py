"""The sentences of a timeline, by kind of record. Kinds that are not here are bookkeeping. What stands in
``[[…]]`` is left out when there is nothing to fill it with."""

from collections.abc import Mapping

from engine.interpreter import records as r

Sentences = Mapping[str, str]

EVENTS: Mapping[type, Sentences] = {
    r.ProcessStarted: {
        "en": "order {number} started ({process} v{version})",
        "zh": "订单 {number} 启动（{process} v{version}）",
    },
    r.ProcessEnding: {"en": "the order is to end: {status}", "zh": "订单将结束：{status}"},
    r.ProcessCompleted: {"en": "order ended: {status}", "zh": "订单结束：{status}"},
    r.StageEntered: {"en": "stage: {stage}", "zh": "进入阶段：{stage}"},
    r.UserTaskOpened: {
        "en": "task “{element}” opened for {people}[[, due {due}]] [{task}]",
        "zh": "任务“{element}”已派给 {people}[[，期限 {due}]] [{task}]",
    },
    r.UserTaskClaimed: {"en": "task “{element}” claimed", "zh": "任务“{element}”已签收"},
    r.UserTaskReleased: {"en": "task “{element}” released", "zh": "任务“{element}”已放回"},
    r.UserTaskDelegated: {
        "en": "task “{element}” delegated by {owner} to {to}",
        "zh": "任务“{element}”由 {owner} 委派给 {to}",
    },
    r.UserTaskReturned: {
        "en": "task “{element}” came back to {owner} with the proposal “{outcome}”",
        "zh": "任务“{element}”已交回 {owner}，建议：{outcome}",
    },
    r.UserTaskEscalated: {
        "en": "task “{element}” overdue, rung {rung}: {action} {people}",
        "zh": "任务“{element}”超时，第 {rung} 级升级：{action} {people}",
    },
    r.UserTaskCompleted: {
        "en": "task “{element}” completed: {outcome}",
        "zh": "任务“{element}”完成：{outcome}",
    },
    r.DeadlineUndetermined: {
        "en": "a deadline of “{element}” is open: the calendar “{calendar}” does not reach that far yet",
        "zh": "“{element}”的期限待定：日历“{calendar}”尚未覆盖",
    },
    r.DeadlineDetermined: {
        "en": "a deadline of “{element}” is known now: {due}",
        "zh": "“{element}”的期限已确定：{due}",
    },
    r.DeadlinePaused: {"en": "a deadline of “{element}” stands still", "zh": "“{element}”的期限暂停"},
    r.DeadlineResumed: {
        "en": "a deadline of “{element}” runs again[[: {due}]]",
        "zh": "“{element}”的期限恢复计时[[：{due}]]",
    },
    r.ServiceCompleted: {"en": "{service} done", "zh": "{service} 已完成"},
    r.ServiceAttemptFailed: {
        "en": "{service} failed, attempt {attempt}: {message}",
        "zh": "{service} 第 {attempt} 次失败：{message}",
    },
    r.ErrorRaised: {
        "en": "error {code} at “{element}”: {message}",
        "zh": "“{element}”出错 {code}：{message}",
    },
    r.DecisionMade: {
        "en": "decision {decision}: {value}",
        "zh": "决策 {decision}：{value}",
    },
    r.MessageReceived: {"en": "message “{name}” received", "zh": "收到消息“{name}”"},
    r.MessageKept: {
        "en": "message “{name}” came early and was kept",
        "zh": "消息“{name}”提前到达，已保留",
    },
    r.ChildCalled: {
        "en": "order {child} called by “{element}” ({process} v{version})",
        "zh": "“{element}”发起子订单 {child}（{process} v{version}）",
    },
    r.ChildFinished: {"en": "order {child} ended: {status}", "zh": "子订单 {child} 结束：{status}"},
    r.ChildUndoing: {"en": "order {child} has to undo its work", "zh": "要求子订单 {child} 撤销已做的工作"},
    r.MessageSent: {"en": "message “{name}” sent to {to}", "zh": "向 {to} 发送消息“{name}”"},
    r.CancelRequested: {"en": "cancelled by the order that called it", "zh": "上级订单要求取消"},
    r.ProcessReopened: {"en": "opened again, to undo its work", "zh": "重新打开，撤销已做的工作"},
    r.MilestoneReached: {"en": "milestone “{milestone}” reached", "zh": "到达里程碑“{milestone}”"},
    r.ElementInterrupted: {
        "en": "“{element}” interrupted by {handler}",
        "zh": "“{element}”被 {handler} 中断",
    },
    r.CompensationStarted: {"en": "undoing “{element}”", "zh": "撤销“{element}”"},
    r.IncidentRaised: {
        "en": "incident at “{element}”: {code}, {message}",
        "zh": "“{element}”发生异常：{code}，{message}",
    },
    r.IncidentResolved: {
        "en": "incident at “{element}” resolved: {action}",
        "zh": "“{element}”的异常已处理：{action}",
    },
}

# Told beside the record that ends a message which was kept for later.
LEFT_OVER: Sentences = {
    "en": "message “{message}” was kept and never taken; it has had no effect: {content}",
    "zh": "消息“{message}”已保留但从未使用，未产生任何作用：{content}",
}

# What a rung of an escalation ladder does, and what people do about an incident.
ACTIONS: Mapping[str, Sentences] = {
    "notify": {"en": "notified", "zh": "通知"},
    "reassign": {"en": "reassigned to", "zh": "改派给"},
    "complete": {"en": "completed automatically", "zh": "自动完成"},
    "retry": {"en": "tried again", "zh": "重试"},
    "correct": {"en": "corrected and tried again", "zh": "更正后重试"},
    "skip": {"en": "skipped", "zh": "跳过"},
    "cancel": {"en": "order cancelled", "zh": "取消订单"},
    "appoint": {"en": "somebody was named who decides", "zh": "已指定处理人"},
    "overtaken": {"en": "no longer matters", "zh": "已无需处理"},
}
