"""Steps, targets, events, limits, votes and calls."""

OF_FLOW = {
    "Expected a way from here to an end, but there is none": "从此处无法走到任何结束状态",
    "Expected enough branches for the join, but it may wait for more than are taken": (
        "汇合所需的分支可能多于实际走的分支，会一直等待"
    ),
    "Expected an event around it that catches the error, but none does": "外层没有事件捕获这个错误",
    "Expected an outcome however people vote, but a vote may end without one": "无论怎样投票都应有结果，但可能没有结果",
    "Expected a step that can be gone to from here, but it cannot be reached": "从此处无法走到这个步骤",
    "The way there: {trace}": "路径：{trace}",
    "Expected a way to `{step}`, but no case ever comes there": "没有流程会走到 `{step}`",
    "Remove it, or let a `next` lead there": "请删去，或用 `next` 指向它",
    "Expected nothing to be required of a start by schedule, for nobody hands it in": "定时发起没有人填写，不能有必填项",
    "Expected one start with `call` at most, but `{called}` is another": "最多一个带 `call` 的发起方式，`{called}` 是另一个",
    "Put both forms together": "请合并两张表单",
    "Write it under `set`": "请写在 `set` 下",
    "Expected no `{key}` at a start with `{trigger}`: it belongs to a `schedule`": (
        "带 `{trigger}` 的发起方式不能有 `{key}`，它属于 `schedule`"
    ),
    "Expected `{path}` to be filled here, for the business key is made of it": "业务编号由 `{path}` 构成，此处须填写",
    "Require it in the form, or `set` it": "请在表单中设为必填，或用 `set` 写入",
    "Expected a `due` whose date may move, but there is none": "这里没有会移动的 `due`",
    "Expected several seats for an `order`, but one task is offered here": "`order` 需要多个席位，但此处只有一个任务",
    "Expected a task that may ask for supplements, but this is none": "这个任务不能要求补充材料",
    "Expected a time at which the batch is released, but found a duration": "应为放行清单的时刻，但写的是时长",
    "Expected `release`, `at_count` or `by`, for this batch would never be released": (
        "须有 `release`、`at_count` 或 `by`，否则清单永不放行"
    ),
    "Write `due`, or take `recheck` out": "请写 `due`，或去掉 `recheck`",
    "Expected several who vote at once, for there is nothing to collect here": "须有多人同时表决，此处没有可汇总的意见",
    "List several who, or write `each: true`": "请列出多个人员规则，或写 `each: true`",
    "Such as `next of 14:00, 16:00` or `'17:30'`": "如 `next of 14:00, 16:00` 或 `'17:30'`",
    "Expected a `return` among the `defaults` to take away, but there is none": "`defaults` 中没有可取消的 `return`",
    "Expected ends in the outermost list only, but `{end}` stands inside a step or event": (
        "结束状态只能在最外层列表，但 `{end}` 在步骤或事件之内"
    ),
    "Write `end: {end}` at the end of `steps`, and `next: {end}` here": "请在 `steps` 末尾写 `end: {end}`，此处写 `next: {end}`",
    "Expected a `due` whose date could fall on a closed day, but there is none": "这里没有可能落在休息日的 `due`",
    "Expected `notify`, for only a user task can have a rung with `{act}`": "只有人工步骤的催办级可以用 `{act}`，此处应为 `notify`",
    "Expected a `due` for this rung to be counted from, but there is none": "催办级从 `due` 起算，但这里没有 `due`",
    "Write `due`": "请写 `due`",
    "Expected a moment, for a limit that is counted backwards has no share of the time allowed": (
        "倒着计算的期限没有百分比，此处应为时点"
    ),
    "Write it from the limit: `1 working day before due`": "请从期限算起：`1 working day before due`",
    "Expected the path of a {wanted}, but `{path}` is no field here": "应为{wanted}的路径，但此处没有字段 `{path}`",
    "Expected the path of a {wanted}, but `{path}` is a {found}": "应为{wanted}的路径，但 `{path}` 是{found}",
    "`due` is known in `escalation`": "`due` 只在 `escalation` 中可用",
    "Calendars stand in definitions/calendars": "日历在 definitions/calendars 中",
    "Expected a calendar, but `{calendar}` is none": "没有日历 `{calendar}`",
    "Expected a rung with a name of its own, but `{rung_id}` is a word of the engine": (
        "催办级须有自己的名称，`{rung_id}` 是引擎保留的词"
    ),
    "Expected an outcome of the task, but `{outcome}` is none": "任务没有结果 `{outcome}`",
    "Expected a moment that stays where it is, but the formula of `{path}` asks the clock": (
        "时点须固定不变，但 `{path}` 的公式用到了当前时间"
    ),
    "Write `{path}` once, by `set`, instead of calculating it": "请用 `set` 写入一次 `{path}`，不要用公式",
    "Only an inherited rung can be taken away": "只能取消继承来的催办级",
    "Expected a rung to take away, but `{rung_id}` is none": "没有可取消的催办级 `{rung_id}`",
    "Expected a message with a `key`, for it must find the running case, but `{address}` has none": (
        "消息须有 `key` 才能找到运行中的流程，但 `{address}` 没有"
    ),
    "Write `{address}: {{key: {example}}}` under `messages`": "请在 `messages` 下写 `{address}: {{key: {example}}}`",
    "Expected a message of this definition, but `{address}` is none": "本流程没有消息 `{address}`",
    "Declare it under `messages`": "请在 `messages` 下声明",
    "Expected an `else`, for these cases are not proved to be all there are": "须有 `else`：无法证明这些情形已经齐全",
    "Write `else: {}` to go on below": "继续往下走请写 `else: {}`",
    "Write `with: {document: <one of documents>}`": "请写 `with: {document: <documents 之一>}`",
    "Expected a connector of this installation, but `{service}` is none": "本系统没有连接器 `{service}`",
    "Catch the error `{UNKNOWN}`, or add the connector": "请捕获错误 `{UNKNOWN}`，或增加连接器",
    "Expected the document to issue": "须写明开具哪种单据",
    "Expected a document of this definition, but `{document}` is none": "本流程没有单据 `{document}`",
    "Declare it under `documents`": "请在 `documents` 下声明",
    "Expected a start `by` somebody, who could choose copies, but there is none": "没有由人发起的方式，无人可选抄送",
    "Expected a start `by` somebody, who could {verb} the case, but there is none": "没有由人发起的方式，无人可{verb}",
    "Expected a step of this list or one around it, but `{target}` is none": "本列表及外层列表中没有步骤 `{target}`",
    "`{target}` stands inside {place}: only the steps beside it there can go to it": (
        "`{target}` 在 {place} 之内：只有与它并列的步骤可以指向它"
    ),
    "Expected a step of this list or one around it, `start` or `previous`, but `{step_id}` is none": (
        "应为本列表或外层列表中的步骤、`start` 或 `previous`，但 `{step_id}` 都不是"
    ),
    "Expected a branch of `{id}`, but `{branch}` is none": "`{id}` 没有分支 `{branch}`",
    "Expected a step to return to, but `{step_id}` is an end": "应为可退回的步骤，但 `{step_id}` 是结束状态",
    "Expected another step to return to, but this is the step itself": "应退回到另一个步骤，但这是它自己",
    "Expected each field to be written in one branch of `{block}`, but `{path}` is written in `{other_branch}` too, on "
    "line {line}": "每个字段只能在 `{block}` 的一个分支中写入，但 `{path}` 也在 `{other_branch}` 中写入（第 {line} 行）",
    "Write it after the block, or use two fields": "请在并行之后写入，或用两个字段",
    "Expected an end of this process, but `{end}` is none": "本流程没有结束状态 `{end}`",
    "Expected `paused_in` beside `max_pause`, for this clock never stands still": "有 `max_pause` 须有 `paused_in`，这个时钟从不停走",
    "Expected a step, but `{step_id}` is none": "没有步骤 `{step_id}`",
    "Expected a step, but `{step_id}` is an end, which takes no time": "应为步骤，但 `{step_id}` 是结束状态，不耗时间",
    "Expected a step, `start` or `previous`, but `{step_id}` is none": "应为步骤、`start` 或 `previous`，但 `{step_id}` 都不是",
    "Expected the date from which cases may start, but found `{written}`": "应为可以开始发起的日期，但写的是 `{written}`",
    "Dates look like `2026-03-02`": "日期形如 `2026-03-02`",
    "Expected a task to which signers may be added, but this is none": "这个任务不能加签",
    "Expected signers `before` whoever asks, for the opinion of others binds nobody": "只有前加签的意见有约束力，此处应为 `before`",
    "Expected an outcome {names} by which they can bind, but there is none": "须有结果 {names} 才能约束，但没有",
    "Expected several seats for a `vote`, but one task is offered here": "`vote` 需要多个席位，但此处只有一个任务",
    "Expected `order: sequential` beside `ask`, for all are asked at once here": "有 `ask` 须写 `order: sequential`，此处是同时征求",
    "Expected an outcome that can be reached, but there are abstentions only": "须有能达到的结果，但全是弃权",
    "Expected a `vote` beside `voting`, but there is none": "有 `voting` 须有 `vote`，但没有",
    "Expected an outcome {names} that needs these roles, but the vote has none": "须有需要这些角色同意的结果 {names}，但没有",
    "Expected a `vote`, for several people give {names} here": "此处多人给出 {names}，须有 `vote`",
    "Such as `vote: {approve: all, refuse: any}`": "如 `vote: {approve: all, refuse: any}`",
    "Expected an outcome {names} beside `ask`, but the vote has none": "有 `ask` 须有结果 {names}，但没有",
    "Expected a role that has a seat here, but `{role}` has none": "`{role}` 在此没有席位",
    "Expected no reaction, for `{outcome_id}` is an abstention and decides nothing": "`{outcome_id}` 是弃权，不能有后续",
    "Expected a rule for every outcome, but `{outcome}` has none and could never be reached": (
        "每个结果都须有规则，`{outcome}` 没有，永远达不到"
    ),
    "Such as `{outcome}: any`": "如 `{outcome}: any`",
    "Expected one `rest`, but `{word}` has it already": "`rest` 只能有一个，`{word}` 已用",
    "Expected an outcome however people vote, but {example} gives none": "无论怎样投票都应有结果，但 {example} 没有",
    "Give one outcome the rule `rest`": "请让一个结果用规则 `rest`",
    "Expected at most {size} votes, as many as there are seats, but found {rule}": "最多 {size} 票（席位数），但写的是 {rule}",
    "Expected no `outcomes`, for a detached call does not wait for an end": "不等待结束的调用不能有 `outcomes`",
    "Take `detached` or `outcomes` out": "请去掉 `detached` 或 `outcomes`",
    "Expected a process, but `{process}` is none": "没有流程 `{process}`",
    "Expected a process that can be called, but `{process}` has no start with `call: true`": (
        "`{process}` 没有带 `call: true` 的发起方式，不能被调用"
    ),
    "`{process}` stands in the catalogue and is not written yet: it runs as a task done outside": (
        "`{process}` 在流程目录中，尚未编写：作为系统外办理的任务运行"
    ),
    "Expected `{path}`, which `{process}` requires at its start": "缺少 `{path}`：`{process}` 发起时必填",
    "Expected a field of the start form of `{process}`, but `{key}` is none": "`{process}` 的发起表单没有字段 `{key}`",
    "Write `{path}: …` under `with`": "请在 `with` 下写 `{path}: …`",
    "Expected an end of `{process}`, but `{outcome}` is none": "`{process}` 没有结束状态 `{outcome}`",
    "Expected a step with `undo` to take back, but there is none in this process": "本流程没有带 `undo` 的步骤可撤回",
    "Expected a step, but `{of}` is none": "没有步骤 `{of}`",
    "Expected a step with `undo`, but `{of}` has none, nor has anything inside it": "`{of}` 及其内部都没有 `undo`",
    "Write `undo` at `{of}`": "请在 `{of}` 写 `undo`",
    "Expected an `error` event around it that catches `{error}`, but there is none": "外层没有捕获 `{error}` 的 `error` 事件",
    "Write it at a step around, or under `events` of the process": "请写在外层步骤上，或流程的 `events` 下",
    "Expected a party outside in `{key}`, but it is empty": "`{key}` 应写外部对象，但为空",
    "Leave it out for a message to the cases that wait for it": "发给等待它的流程时请不写",
    "Expected a `key` that finds the cases waiting for it, or `to` or `channel` for a party outside": (
        "须有 `key` 找到等待它的流程，或用 `to` 或 `channel` 指明外部对象"
    ),
    "Expected a connector for the channel `{channel}`, or somebody who sends it by hand": (
        "渠道 `{channel}` 没有连接器，也没有人手工发送"
    ),
    "Give `{message}` a `by_hand` under `messages`": "请在 `messages` 下给 `{message}` 写 `by_hand`",
    "Give `{message}` a `key` under `messages`": "请在 `messages` 下给 `{message}` 写 `key`",
    "Expected a condition that becomes true through data, but {asked} changes by itself": (
        "条件须因数据而成立，但 {asked} 会自行变化"
    ),
    "Use a `timer` for what time brings": "随时间发生的请用 `timer`",
    "Expected no `{key}` at an event with `{trigger}`: it belongs to {belongs}": "带 `{trigger}` 的事件不能有 `{key}`，它属于 {belongs}",
    "Expected `all`, `any`, a number or `=` and an expression, but found `{join}`": (
        "应为 `all`、`any`、数字，或 `=` 加表达式，但写的是 `{join}`"
    ),
    "Expected a number of branches, but this gives a {found}": "应为分支数，但得到的是{found}",
    "Expected at most {count}, as many as there are branches, but found {join}": "最多 {count}（分支数），但写的是 {join}",
    "Name a table or list field": "请写表格或列表字段",
    "Expected a list to go through, but this gives a {found}": "应为可逐项处理的列表，但得到的是{found}",
    "Expected no `form` here: it says what a `message` brings": "此处不能有 `form`：它说明 `message` 带来什么",
    "Write it at the event that brings it": "请写在带来它的事件上",
    "Expected something to wait for, but nothing in a wait ends with an error": "等待步骤不会以错误结束，此处没有可等待的",
    "Expected every way through the outermost list to reach an `end`, but after `{step_id}` comes none": (
        "最外层的每条路都须走到 `end`，但 `{step_id}` 之后没有"
    ),
    "Write an `end` below it, or a `next`": "请在其后写 `end`，或写 `next`",
    "Expected every {what} to be reached, but nothing leads to `{id}`": "没有任何路径走到{what} `{id}`",
    "Name it in a `next`, or take it out": "请用 `next` 指向它，或去掉",
    "Expected `for_another` beside `by`: it is for one of those": "`for_another` 须与 `by` 同用：是替其中的人发起",
    "Expected exactly one trigger: `by`, `message`, `schedule` or `call`": "触发方式须恰好一个：`by`、`message`、`schedule` 或 `call`",
    "Expected exactly one trigger: `by`, `message`, `timer`, `condition` or `error`": (
        "触发方式须恰好一个：`by`、`message`、`timer`、`condition` 或 `error`"
    ),
    "Expected exactly one of `notify`, `reassign`, `add` or `outcome` in a rung": (
        "催办级须恰好有 `notify`、`reassign`、`add`、`outcome` 之一"
    ),
    "Expected `urgent` beside `notify` or `reassign`, for the others never wait": "`urgent` 只能与 `notify` 或 `reassign` 同用",
    "Expected exactly one of `at` (they get it then) or `by` (who chooses among them)": (
        "须恰好有 `at`（何时抄送）或 `by`（由谁选择）之一"
    ),
    "Expected `steps` or `next`, but found both": "`steps` 和 `next` 只能写一个",
    "Expected a `timer` beside `every`": "有 `every` 须有 `timer`",
    "Expected `all`, `any`, `rest`, a number, a percentage, `counts` or `leaves`": (
        "应为 `all`、`any`、`rest`、数字、百分比、`counts` 或 `leaves`"
    ),
    "Expected exactly one of `timer`, `condition`, `message` or `first_of`": (
        "须恰好有 `timer`、`condition`、`message`、`first_of` 之一"
    ),
}
