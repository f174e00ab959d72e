"""The sentences, by code; ``{…}`` is filled from the refusal's details, and what stands in ``[[…]]`` is left
out when there is nothing to fill it with. First the engine's, then our own."""

from collections.abc import Mapping

SENTENCES: Mapping[str, Mapping[str, str]] = {
    "order_closed": {
        "en": "Order {number} has ended ({status}); nothing can be done with it any more.",
        "zh": "订单 {number} 已结束（{status}），不能再操作。",
    },
    "order_started": {
        "en": "Order {number} was started already.",
        "zh": "订单 {number} 已经启动。",
    },
    "order_not_started": {
        "en": "The order has not begun yet. Try again in a moment.",
        "zh": "订单尚未开始处理，请稍后再试。",
    },
    "task_not_open": {
        "en": "Task {task} is not open. `orderflow tasks --all` lists the open ones.",
        "zh": "任务 {task} 未打开。可用 `orderflow tasks --all` 查看待办任务。",
    },
    "task_reopened": {
        "en": "Task {task} was closed[[ by {by} with “{outcome}”]] and opened again; "
        "the current one is {current}.",
        "zh": "任务 {task} 已[[由 {by} 以“{outcome}”]]关闭并重新打开，当前任务是 {current}。",
    },
    "task_completed": {
        "en": "Task {task} was completed already by {by} with “{outcome}” ({completed}).",
        "zh": "任务 {task} 已由 {by} 完成，结果为“{outcome}”（{completed}）。",
    },
    "task_withdrawn": {
        "en": "Task {task} was withdrawn ({closed}): the order went on without it.",
        "zh": "任务 {task} 已撤回（{closed}），订单已不再需要它。",
    },
    "task_base_unknown": {
        "en": "--base cannot name {paths}: the form of task {task} does not write there."
        "[[ It may name: {watched}.]]",
        "zh": "--base 不能使用 {paths}：任务 {task} 的表单不写入该处。[[可用的路径：{watched}。]]",
    },
    "task_not_candidate": {
        "en": "You may not work on task {task}; it is for {candidates}.",
        "zh": "您无权处理任务 {task}，它属于：{candidates}。",
    },
    "task_excluded": {
        "en": "{person} may not work on task {task}: four eyes are needed, and {person} took part before.",
        "zh": "{person} 不能处理任务 {task}：需要四眼原则，{person} 已参与过之前的环节。",
    },
    "task_taken": {
        "en": "{assignee} is working on task {task}. Ask them to release or delegate it.",
        "zh": "任务 {task} 正由 {assignee} 处理，请对方放回或委派。",
    },
    "task_not_yours": {
        "en": "Task {task} is not yours (assigned to: {assignee}). Claim it first.",
        "zh": "任务 {task} 不在您名下（当前处理人：{assignee}），请先签收。",
    },
    "task_delegate_to_self": {
        "en": "Task {task} cannot be delegated to yourself.",
        "zh": "任务 {task} 不能委派给自己。",
    },
    "task_delegated_already": {
        "en": "Task {task} was delegated to you by {owner} and cannot be passed on. Complete or release it.",
        "zh": "任务 {task} 是 {owner} 委派给您的，不能再转委派，请完成或放回。",
    },
    "task_unknown_outcome": {
        "en": "“{outcome}” is no outcome of task {task}. Choose one of: {outcomes}.",
        "zh": "任务 {task} 没有“{outcome}”这个结果，可选：{outcomes}。",
    },
    "task_invalid_data": {
        "en": "The form of task {task} is not complete: {problems}.",
        "zh": "任务 {task} 的表单有误：{problems}。",
    },
    "task_stale": {
        "en": "Task {task}: the order has changed since ({changed}). Look again, then decide.",
        "zh": "任务 {task}：打开表单后订单数据已变更（{changed}），请刷新后再决定。",
    },
    "not_storable": {
        "en": "That cannot be recorded: {why}.",
        "zh": "内容无法保存：{why}。",
    },
    "message_unknown": {
        "en": "This order knows no message “{message}”. It knows: {known}.",
        "zh": "该订单没有消息“{message}”，可用的消息：{known}。",
    },
    "message_invalid": {
        "en": "The data of message “{message}” does not fit: {problems}.",
        "zh": "消息“{message}”的数据有误：{problems}。",
    },
    "message_not_expected": {
        "en": "The order does not wait for “{message}” now. `orderflow order show` says what it waits for.",
        "zh": "订单目前不接受消息“{message}”。可用 `orderflow order show` 查看它在等待什么。",
    },
    "message_not_now": {
        "en": "“{message}” is not possible any more, or not yet, where the order stands.",
        "zh": "订单处于当前阶段，不能（或尚不能）接受“{message}”。",
    },
    "message_ambiguous": {
        "en": "“{message}” fits several places of the order; say which with --correlation, one of: {keys}.",
        "zh": "消息“{message}”对应多处，请用 --correlation 指明其一：{keys}。",
    },
    "message_not_evaluable": {
        "en": "“{message}” cannot be judged: {why}. Its data may lack something.",
        "zh": "无法判断消息“{message}”：{why}。数据可能不完整。",
    },
    "message_unfit": {
        "en": "The data of message “{message}” does not fit this order.",
        "zh": "消息“{message}”的数据不符合该订单的要求。",
    },
    "task_unfit": {
        "en": "What was entered for task {task} does not fit this order.",
        "zh": "任务 {task} 的填写内容不符合该订单的要求。",
    },
    "check_not_evaluable": {
        "en": "What was sent[[ as message “{message}”]][[ for task {task}]] cannot be judged: {why}. "
        "It may lack something.",
        "zh": "无法判断[[消息“{message}”]][[任务 {task} ]]的内容：{why}。数据可能不完整。",
    },
    "incident_unknown": {
        "en": "There is no open incident {instance}. Open ones: {open}.",
        "zh": "没有未处理的异常 {instance}。未处理的异常：{open}。",
    },
    "incident_not_for_appointing": {
        "en": "A person is named (`appoint`) only for a task for which four eyes leave nobody (NOBODY_LEFT); "
        "incident {instance} is {code}.",
        "zh": "只有因四眼原则而无人可处理的任务（NOBODY_LEFT）才能指定处理人（`appoint`）；"
        "异常 {instance} 为 {code}。",
    },
    "four_eyes_skipped": {
        "en": "A decision that four eyes must make is not skipped. A manager names who decides: "
        "`orderflow incident resolve {number} appoint --instance {instance} --to PERSON`.",
        "zh": "四眼原则下的决定不能跳过。请经理指定处理人："
        "`orderflow incident resolve {number} appoint --instance {instance} --to 人员`。",
    },
    "appointed_nobody": {
        "en": "Say who decides instead: `appoint --to PERSON`.",
        "zh": "请指明由谁决定：`appoint --to 人员`。",
    },
    "variable_unknown": {
        "en": "There is no variable “{variable}” where this incident happened.",
        "zh": "该异常所在处没有变量“{variable}”。",
    },
    "too_large": {
        "en": "That is too much at once: {size} bytes, and {limit} are possible. Send less, or a reference.",
        "zh": "内容过大：{size} 字节，上限 {limit} 字节。请减少内容，或改为发送引用。",
    },
    # -- the application's own
    "order_too_large": {
        "en": "The order is too large: {lines} lines, {size} bytes; {limit} are possible. Split it.",
        "zh": "订单过大：{lines} 行，{size} 字节，上限 {limit} 字节。请拆分为多个订单。",
    },
    "malformed": {
        "en": "The order cannot read this: {why}.",
        "zh": "订单无法识别该请求：{why}。",
    },
    "person_unknown": {
        "en": "Nobody here is called “{person}”.[[ Did you mean: {known}?]]",
        "zh": "没有名为“{person}”的人员。[[您是否指：{known}？]]",
    },
    "person_inactive": {
        "en": "{person} does not work here any more and cannot act.",
        "zh": "{person} 已停用，不能操作。",
    },
    "delegate_unknown": {
        "en": "A task cannot be delegated to “{person}”: nobody active has this id."
        "[[ Did you mean: {known}?]]",
        "zh": "不能委派给“{person}”：没有这样的在职人员。[[您是否指：{known}？]]",
    },
    "appointed_unknown": {
        "en": "“{person}” cannot decide: nobody active has this id.[[ Did you mean: {known}?]]",
        "zh": "不能由“{person}”决定：没有这样的在职人员。[[您是否指：{known}？]]",
    },
    "person_needed": {
        "en": "Say who acts: --as PERSON, or the variable ORDERFLOW_PERSON.",
        "zh": "请说明操作人：--as 人员，或环境变量 ORDERFLOW_PERSON。",
    },
    "not_allowed": {
        "en": "{person} may not do this ({action}); it takes one of the groups: {groups}.",
        "zh": "{person} 无权执行此操作（{action}），需属于以下用户组之一：{groups}。",
    },
    "message_not_allowed": {
        "en": "{person} may not send “{message}” to this order; one of these groups may: {groups}.",
        "zh": "{person} 无权向该订单发送消息“{message}”，可由以下用户组发送：{groups}。",
    },
    "order_unknown": {
        "en": "There is no order {number}.[[ Similar numbers: {known}.]] `orderflow orders` lists them.",
        "zh": "没有订单 {number}。[[相近的订单号：{known}。]]可用 `orderflow orders` 查看。",
    },
    "order_not_running": {
        "en": "Order {number} has not been started yet; the sweep starts it within a minute or two.",
        "zh": "订单 {number} 尚未启动，系统会在一两分钟内自动启动。",
    },
    "filter_unknown": {
        "en": "There is no {kind} “{name}”.[[ Did you mean: {near}?]] Known: {known}.",
        "zh": "没有{kind}“{name}”。[[您是否指：{near}？]]已知的有：{known}。",
    },
    "task_malformed": {
        "en": "“{task}” is no task. Tasks are called like R-1001/first_review#1, by order, name and entry; "
        "`orderflow tasks` lists yours, `orderflow tasks --all` everybody's.",
        "zh": "“{task}”不是任务。任务编号形如 R-1001/first_review#1（订单/名称#次数）；"
        "可用 `orderflow tasks` 查看自己的任务，`orderflow tasks --all` 查看全部任务。",
    },
    "task_unknown": {
        "en": "There is no task {task}. Open tasks of this order: {open}.",
        "zh": "没有任务 {task}。该订单的待办任务：{open}。",
    },
    "incident_not_named": {
        "en": "Say which incident of order {number} with --instance. Open: {open}.",
        "zh": "请用 --instance 指明订单 {number} 的异常。未处理：{open}。",
    },
    "process_unknown": {
        "en": "There is no process “{process}”. Known: {known}. `orderflow definitions check` may say why.",
        "zh": "没有流程“{process}”。已有流程：{known}。可用 `orderflow definitions check` 检查原因。",
    },
    "process_not_for_orders": {
        "en": "“{process}” does not begin with an order: it takes {inputs} from the order that calls it. "
        "Name a process that takes `order`, or leave --process out.",
        "zh": "流程“{process}”不能直接受理订单：它由其他订单调用，输入为 {inputs}。"
        "请指定以 `order` 为输入的流程，或不写 --process。",
    },
    "no_history": {
        "en": "This cannot be replayed: {why}. Export it with `temporal workflow show --output json`.",
        "zh": "无法重放：{why}。请用 `temporal workflow show --output json` 导出。",
    },
    "lock_broken": {
        "en": "{file} cannot be read: {why}. Bring it back from version control.",
        "zh": "无法读取 {file}：{why}。请从版本库恢复。",
    },
    "release_floats": {
        "en": "{process} calls processes without a version, so it would change with them: {calls}. "
        "Write `version:` on these calls, or `binding: latest`.",
        "zh": "{process} 调用其他流程时没有写版本，会随之改变：{calls}。"
        "请在这些调用上写明 `version:`，或写 `binding: latest`。",
    },
    "released_already": {
        "en": "{process} is released with other content. Undo the change, or raise the version.",
        "zh": "{process} 已按其他内容发布。请撤销修改，或提高版本号。",
    },
    "clock_is_real": {
        "en": "Order {number} runs by the real clock; only those submitted with --clock manual can be moved.",
        "zh": "订单 {number} 使用真实时钟；只有以 --clock manual 提交的订单才能调时。",
    },
    "clock_goes_forward": {
        "en": "Time does not go back: it is {now} for order {number} already. Give a later time.",
        "zh": "时间不能倒退：订单 {number} 的时间已是 {now}。请给出更晚的时间。",
    },
    "family_busy": {
        "en": "Something is still going on in order {number} ({busy}). Try again in a moment.",
        "zh": "订单 {number} 仍有处理未完成（{busy}），请稍后再试。",
    },
    "nothing_due": {
        "en": "Order {number} waits for nothing in time. Give a time to move to.",
        "zh": "订单 {number} 没有等待中的期限，请给出目标时间。",
    },
}
