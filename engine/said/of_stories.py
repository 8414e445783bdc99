"""Scenarios: what they name, and when things happen in them."""

OF_STORIES = {
    "Moments are in order; a time alone is on the day of the entry above": "时点须按先后；只写时刻时与上一条同日",
    "Expected `at`, which every entry needs": "缺少 `at`：每一条都需要",
    "Expected every scenario to have a name of its own, but `{scenario}` is taken": "场景名称不能重复，`{scenario}` 已用",
    "Write the process and the number of its acceptance scenario: `order-lifecycle#4`": (
        "请写流程及其验收场景的编号：`order-lifecycle#4`"
    ),
    "Expected a moment not before {word}": "时点不能早于 {word}",
    "Expected a reference, but found `{shown}`": "应为引用，但写的是 `{shown}`",
    "Expected scenarios of `{process}`, but found `{process2}`": "应为 `{process}` 的场景，但写的是 `{process2}`",
    "Expected {what}, but `{process}` has no `{written}`": "应为{what}，但 `{process}` 没有 `{written}`",
    "Expected {what}, but there is no `{written}`": "应为{what}，但没有 `{written}`",
    "Expected at most one act in an entry, but found {names}": "每条最多一个动作，但写了 {names}",
    "Make each an entry of its own": "请分成几条",
    "Expected an entry such as `{at: '09:00', by: ana, complete: approve}`": (
        "应为一条，如 `{at: '09:00', by: ana, complete: approve}`"
    ),
    "Expected otherwise: {said}": "不合要求：{said}",
    "Write `Mon 2026-03-02 09:00`, `2026-03-02 09:00:30`, or `'09:00'` on the same day": (
        "请写 `Mon 2026-03-02 09:00`、`2026-03-02 09:00:30`，同日写 `'09:00'`"
    ),
    "Expected the weekday of {word}, which is {right}, but found {word2}": "{word} 是 {right}，但写的是 {word2}",
    "Expected a moment of the story, but found `{written}`": "应为故事中的时点，但写的是 `{written}`",
    "Write `{right} {word} {word2}`": "请写 `{right} {word} {word2}`",
    "Expected a time of day, but found `{word}`": "应为时刻，但写的是 `{word}`",
    "Expected the first moment with its day, but found `{written}`": "第一个时点须写日期，但写的是 `{written}`",
    "Expected a day, but there is no {word}": "应为日期，但没有 {word}",
}
