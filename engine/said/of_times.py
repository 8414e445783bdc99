"""Durations, moments and schedules."""

OF_TIMES = {
    "Durations look like '30 min', '48 h', '2 days', '4 working hours', '2 working days' or '2个工作日'": (
        "时长形如“30 min”“48 h”“2 days”“4 working hours”“2 working days”或“2个工作日”"
    ),
    "Write 'min' for minutes or 'months' for months": "分钟请写 min，月请写 months",
    "Write 'days'": "请写 days",
    "Write 'h'": "请写 h",
    "Write 'min'": "请写 min",
    "Write 's'": "请写 s",
    "Write 'weeks'": "请写 weeks",
    "Write 'working', as in '2 working days'": "请写 working，如“2 working days”",
    "Write 'working day'": "请写 working day",
    "Write 'working days'": "请写 working days",
    "Write '3 months'": "请写 3 months",
    "Write it in months, as in '3 months'": "请按月写，如“3 months”",
    "ISO 8601 durations look like P2D, PT4H or P1Y6M, in whole numbers": "ISO 8601 时长形如 P2D、PT4H 或 P1Y6M，用整数",
    "Expected a duration, but found nothing": "应为时长，但为空",
    "Half a day of clock time is '12 h', of working time 'half a working day'": (
        "自然时间的半天写“12 h”，工作时间的半天写“half a working day”"
    ),
    "Use working hours": "请用 working hours",
    "Expected a unit of time, but found '{word}'": "应为时间单位，但写的是“{word}”",
    "Expected a duration, but found '{shown}'": "应为时长，但写的是“{shown}”",
    "A working week of five days is '5 working days'": "五个工作日的一周写“5 working days”",
    "Expected a whole number of {unit}, but found {count}": "{unit}数应为整数，但写的是 {count}",
    "Expected whole or half working days, but found {count}": "工作日应为整天或半天，但写的是 {count}",
    "Expected a number of at most {most} digits, but found one of {count}": "数字最多 {most} 位，但写了 {count} 位",
    "Did you mean '{word}'?": "是否应为“{word}”？",
    "Expected an ISO 8601 duration, but found '{text}'": "应为 ISO 8601 时长，但写的是“{text}”",
    "Expected working seconds, minutes, hours or days, but found a working {unit}": (
        "工作时间的单位只有秒、分钟、小时和日，没有{unit}"
    ),
    "Moments look like '2 working days', 'due_on', '3 days before etd', '09:00 on 1 working day before etd', "
    "'next of 14:00, 15:00' or 'end of month'": (
        "时点形如“2 working days”“due_on”“3 days before etd”“09:00 on 1 working day before etd”"
        "“next of 14:00, 15:00”或“end of month”"
    ),
    "Name a field that holds a date; what must be calculated goes into a field with a formula first": (
        "请写存有日期的字段；需要计算的先放进带公式的字段"
    ),
    "Times of day look like 09:00 or 18:30:15; midnight at the end of a day is 'end of day'": (
        "时刻形如 09:00 或 18:30:15；一天结束的午夜写“end of day”"
    ),
    "A share of the time allowed stands in escalation only": "期限的百分比只能写在 escalation 中",
    "Expected days at most 100 years apart, but got {first} and {last}": "两日相距应在 100 年以内，但为 {first} 和 {last}",
    "Expected a moment, but found nothing": "应为时点，但为空",
    "Expected a percentage above zero": "百分比须大于零",
    "The beginning itself is no rung": "开始本身不是催办级",
    "Expected the path of a date, but found '{text}'": "应为日期的路径，但写的是“{text}”",
    "One of {names}": "可用：{names}",
    "Expected a unit of the calendar after 'end of', but found '{unit}'": "end of 之后应为日历单位，但写的是“{unit}”",
    "Expected a moment, but found the percentage '{written}'": "应为时点，但写的是百分比“{written}”",
    "Expected a time of day, but found '{text}'": "应为时刻，但写的是“{text}”",
    "Expected a time of day, but {text} does not exist": "应为时刻，但没有 {text}",
    "Schedules look like 'every working day at 18:00', 'every Friday at 16:00', 'every 2 days at 09:00', "
    "'day 28 of every month at 09:00', 'last working day of every month at 18:00' or 'cron 0 18 * * 1-5'": (
        "定时形如“every working day at 18:00”“every Friday at 16:00”“every 2 days at 09:00”"
        "“day 28 of every month at 09:00”“last working day of every month at 18:00”或“cron 0 18 * * 1-5”"
    ),
    "Expected a schedule, but found '{written}'": "应为定时，但写的是“{written}”",
    "Expected a time after {at:%Y-%m-%d}, but '{text}' has none within eight years": (
        "“{text}”在 {at:%Y-%m-%d} 之后八年内没有时刻"
    ),
    "Expected one day or more, but found 0": "至少一天，但写的是 0",
    "Expected a day of the week, but found '{what}'": "应为星期几，但写的是“{what}”",
    "Expected a time of day like 09:00, but found '{text}'": "应为时刻，如 09:00，但写的是“{text}”",
    "Expected a day of the month, but found {number}": "应为每月的第几日，但写的是 {number}",
    "cron has five fields of numbers, ranges, lists and steps: 'cron 0 18 * * 1-5'": (
        "cron 有五个字段，可为数字、区间、列表和步长：“cron 0 18 * * 1-5”"
    ),
    "Expected five fields after cron, but found {count}": "cron 之后应有五个字段，但有 {count} 个",
    "Expected the {name} in cron, but found '{part}'": "应为 cron 的“{name}”字段，但写的是“{part}”",
    "Expected a {name} from {lowest} to {highest}, but found '{part}'": "“{name}”应为 {lowest} 至 {highest}，但写的是“{part}”",
}
