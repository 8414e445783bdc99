"""Files of the organisation, calendars and holidays."""

OF_COMPANY = {
    "{place:}: {said}": "{place:}：{said}",
    "line {line}: {said}": "第 {line} 行：{said}",
    "; ": "；",
    "there is no '{name}'": "没有“{name:}”",
    "unknown key '{key}'": "不认识的键“{key:}”",
    "unknown key '{key}'; expected {known:}": "不认识的键“{key:}”，可用 {known:}",
    "Unknown key '{key}'": "不认识的键“{key:}”",
    "expected '{key}', but there is none": "缺少“{key:}”",
    "expected a map, but found {found:}": "应为映射，但写的是 {found:}",
    "Expected a map, but found {found:}": "应为映射，但写的是 {found:}",
    "until {last} lies before from {first}": "until（{last}）早于 from（{first}）",
    "expected an amount, but found {found:}": "应为金额，但写的是 {found:}",
    "expected a date like 2026-10-01, but found '{found}'": "应为形如 2026-10-01 的日期，但写的是“{found:}”",
    "Expected a date like 2026-10-01, but found '{found}'": "应为形如 2026-10-01 的日期，但写的是“{found:}”",
    "expected a time like 2026-10-01 08:00, but found '{found}'": (
        "应为形如 2026-10-01 08:00 的时刻，但写的是“{found:}”"
    ),
    "expected a zone like Asia/Shanghai, but found '{found}'": "应为形如 Asia/Shanghai 的时区，但写的是“{found:}”",
    "Expected a zone like Asia/Shanghai, but found '{found}'": "应为形如 Asia/Shanghai 的时区，但写的是“{found:}”",
    "expected at most {most} shifts, but found {found}": "最多 {most} 个班次，但有 {found} 个",
    "expected an end after its beginning, but until is {until}": "结束应晚于开始，但 until 是 {until}",
    "expected `person`, or a list of `people`": "应写 `person`，或 `people` 列表",
    "Expected a text, or zh and en, but got {found:}": "应为文字，或 zh 与 en，但写的是 {found:}",
    "Expected 'calendar', the id of this calendar": "缺少“calendar”（本日历的标识）",
    "Expected working_days or half_days, but found '{found}'": "应为 working_days 或 half_days，但写的是“{found:}”",
    "Expected a holiday table ({known:}), but found '{found}'": "应为节假日表（{known:}），但写的是“{found:}”",
    "Expected the open hours of the week, such as monday-friday: ['09:00-18:00']": (
        "应写一周的工作时间，如 monday-friday: ['09:00-18:00']"
    ),
    "Expected open hours on at least one day of the week": "一周至少一天有工作时间",
    "Expected every_day, a weekday or a range of them, but found '{found}'": (
        "应为 every_day、星期几或其范围，但写的是“{found:}”"
    ),
    "Expected a range within a week from Monday to Sunday, but found '{found}'": (
        "范围须在周一至周日的一周之内，但写的是“{found:}”"
    ),
    "Expected a list of spans like '09:00-12:00'": "应为时段列表，如“09:00-12:00”",
    "Expected spans in order without overlap, but {span:} is too early": "时段须依次排列、互不重叠，但 {span:} 太早",
    "Expected a span like '09:00-12:00', but found '{found}'": "应为形如“09:00-12:00”的时段，但写的是“{found:}”",
    "Expected a span within one day, but found '{found}'; over midnight it takes two": (
        "时段须在一天之内，但写的是“{found:}”；跨午夜请写两段"
    ),
    "Expected a time of day like '18:00', but found '{found}'": "应为形如“18:00”的时刻，但写的是“{found:}”",
    "Expected 'for', the day off this day makes up for": "缺少“for”（这一天调休所补的假日）",
    "Expected days of {year:}, but found {day}": "应为 {year:} 年的日期，但写的是 {day}",
    "Expected `calendar` or `holidays` at the top, but found neither": "顶层须有 `calendar` 或 `holidays`，但都没有",
    "Expected one calendar '{calendar}', but found two": "日历“{calendar:}”只能有一个，但有两个",
    "Expected the company's calendar '{calendar}', but there is no such calendar": "没有公司日历“{calendar:}”",
    "Expected a calendar, but there is none called '{calendar}'": "没有日历“{calendar:}”",
    "Expected a usable organisation and calendars, but {error}": "组织文件和日历不可用：{error}",
    "Expected a calendar or holidays, but {error}": "须为日历或节假日通知：{error}",
    "Expected a file of the documented form, but a value has another one ({error:})": (
        "文件格式不对：有的值形式不对（{error:}）"
    ),
}
