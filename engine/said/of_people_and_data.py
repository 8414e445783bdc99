"""People, fields, forms, decisions and values."""

OF_PEOPLE_AND_DATA = {
    "It must stand in the organisation": "须在组织中存在",
    "Expected a department of the organisation, but `{department}` is none": "组织中没有部门 `{department}`",
    "Expected a {kind} of the organisation, but `{written}` is none": "组织中没有{kind} `{written}`",
    "Expected a {kind} or a list of them, but found a map": "应为{kind}或其列表，但写的是映射",
    "Expected the address of a {kind}, but this gives a {found}": "应为{kind}的地址，但得到的是{found}",
    "Expected a person or several, but this gives a {found}": "应为一人或多人，但得到的是{found}",
    "Name a field of type person, `initiator` or a step's `by`": "请写人员类型的字段、`initiator` 或步骤的 `by`",
    "Expected an amount, but this gives a {found}": "应为金额，但得到的是{found}",
    "Expected exactly one of `role`, `post`, `level` or `authority`": "须恰好有 `role`、`post`、`level`、`authority` 之一",
    "Expected exactly one of {kinds}": "须恰好有 {kinds} 之一",
    "Expected `department` alone, or beside `role` or `post`": "`department` 须单独写，或与 `role` 或 `post` 同用",
    "Expected no `each` beside `on_duty`: the seat is of those on duty": "`on_duty` 不能有 `each`：席位属于当班的人",
    "Expected `capability` and `authority` beside `role`, `group`, `post`, `department`": (
        "`capability` 和 `authority` 须与 `role`、`group`、`post` 或 `department` 同用"
    ),
    "Expected {what} with a name of its own, but `{word}` is a word of the language": "{what}须有自己的名称，`{word}` 是语言保留的词",
    "Expected {what} with an id of its own, but `{word}` stands on line {line} already": (
        "{what}须有自己的标识，`{word}` 在第 {line} 行已有"
    ),
    "Expected an item with a name of its own, but `{item}` is a field or item already": (
        "条目须有自己的名称，`{item}` 已是字段或条目"
    ),
    "Expected one of the values of `{path}`, but `{value}` is none": "`{path}` 没有值 `{value}`",
    "Expected one of {names}, but `{value}` is none": "应为 {names} 之一，但写的是 `{value}`",
    "Expected what this rule writes, but it is empty": "这条规则须写出结果，但为空",
    "Such as `then: {class: regular}`": "如 `then: {class: regular}`",
    "Expected a setting, but `{rest}` is none": "没有参数 `{rest}`",
    "Expected a field, but `{path}` is none": "没有字段 `{path}`",
    "Expected a field of type {names} for `hit: {hit}`, but `{path}` is {type}": (
        "`hit: {hit}` 需要{names}类型的字段，但 `{path}` 是{type}"
    ),
    "`{path}` belongs to the step, above `rules`": "`{path}` 属于步骤，写在 `rules` 之上",
    "Narrow one of them, or write `hit: first`": "请缩小其中一条，或写 `hit: first`",
    "Expected one rule at most for every case, but this one and that on line {line} fit together": (
        "每种情形最多一条规则，但这条和第 {line} 行的会同时适用"
    ),
    "Expected a value, but nothing is written": "应有值，但为空",
    "Write `=null` to empty the field": "清空字段请写 `=null`",
    "Expected {wanted}, but found a map": "应为{wanted}，但写的是映射",
    "Expected {wanted}, but found a list": "应为{wanted}，但写的是列表",
    "Expected {wanted}, but this gives a {found}": "应为{wanted}，但得到的是{found}",
    "Expected a part of the field, but `{key}` is none": "字段没有组成部分 `{key}`",
    "Write `={value}` for the value of the field": "要用字段的值请写 `={value}`",
    "Expected a text such as `{word}`, but this gives a {found}": "应为文本，如 `{word}`，但得到的是{found}",
    "Expected {words}, but found `{value}`": "应为 {words}，但写的是 `{value}`",
    "Expected a text or number as key, but this gives a {found}": "编号应为文本或数字，但得到的是{found}",
    "Expected each path once, but `{path}` stands here twice": "每个路径只写一次，`{path}` 写了两次",
    "Expected a formula that gives a value of type {type}, but this gives a {found}": "公式应得到{type}，但得到的是{found}",
    "Expected no `from` at a field of type {type}: it says which person may be chosen": (
        "{type}类型的字段不能有 `from`：它说明可选哪些人"
    ),
    "Expected no `{key}` at a field of type {type}: people pick it": "{type}字段由人选取，不能有 `{key}`",
    "Expected another case in a field of its own, not inside another field": "关联案件须是单独的字段，不能在其他字段之内",
    "Expected a field of the case, but there is no `{name}`": "没有字段 `{name}`",
    "Expected a number or money that people fill in, but `{name}` is none": "`{name}` 不是由人填写的数字或金额",
    "Expected a field of the `summary` of `{process}`, but `{limit}` is none": (
        "`{limit}` 不在 `{process}` 的 `summary` 中"
    ),
    "Expected a setting with a `default`, but `{key}` belongs to a field": "参数须有 `default`；`{key}` 属于字段",
    "Expected no `{key}` at a field that is calculated by its formula": "由公式计算的字段不能有 `{key}`",
    "Expected a currency by its code in three capital letters, but found `{currency}`": (
        "币种应为三个大写字母的代码，但写的是 `{currency}`"
    ),
    "Such as `CNY`": "如 `CNY`",
    "Did you mean `{code}`?": "是否应为 `{code}`？",
    "Expected a kind of file by its ending, but found `{kind}`": "文件种类应写后缀名，但写的是 `{kind}`",
    "Such as `pdf`": "如 `pdf`",
    "Expected no `{key}` at a field of type {type}, which has neither size nor number": (
        "{type}类型的字段没有大小和数量，不能有 `{key}`"
    ),
    "Expected no `{key}` at a field of type {type}: it belongs to a text": "{type}类型的字段不能有 `{key}`：它属于文本",
    "Expected no circle of formulas, but found {way}": "公式不能循环，但有 {way}",
    "Expected a regular expression, but {msg}": "应为正则表达式，但此处不合规则",
    "Expected how many, a whole number, but found `{bound}`": "应为数量（整数），但写的是 `{bound}`",
    "Expected {what}, but `{word}` is none": "应为{what}，但没有 `{word}`",
    "The item is a row that can be written only where `in` names a table field": "只有 `in` 是表格字段时，条目的行才能写入",
    "Expected a column of the table, but `{path}` is none": "表格没有列 `{path}`",
    "Expected a field, but `{path}` cannot be written": "应为字段，但 `{path}` 不能写入",
    "Expected a field that is filled, but `{formula}` is calculated by its formula": "应为填写的字段，但 `{formula}` 由公式计算",
    "Take it out of {value}, or take the formula away": "请从{value}中去掉，或去掉公式",
    "Expected one running number, but found {found}": "流水号须恰好一个，但有{found}",
    "Expected a date or a running number in braces, but found `{found}`": "花括号中应为日期或流水号，但写的是 `{found}`",
    "Patterns look like `QJ-{yyyymmdd}-{nnn}`: `{yyyy}`, `{yyyymm}` or `{yyyymmdd}`, and `{nnn}` once": (
        "编号规则形如 `QJ-{yyyymmdd}-{nnn}`：`{yyyy}`、`{yyyymm}` 或 `{yyyymmdd}`，`{nnn}` 一次"
    ),
    "Expected a path of `edit` or `require`, but `{path}` is none of them: {names}": (
        "应为 `edit` 或 `require` 中的路径，`{path}` 不在其中：{names}"
    ),
    "Add `{path}` to `edit` or `require`, or take the condition away": "请把 `{path}` 加入 `edit` 或 `require`，或去掉条件",
    "Expected a field that these people may change, but only {who} may change `{path}`": (
        "这些人不能修改 `{path}`，只有 {who} 可以"
    ),
    "Show it instead, or ask those who may": "请改为只显示，或由有权的人填写",
    "Expected each path in one list, but `{path}` stands in {where} already": "每个路径只在一个列表中，`{path}` 已在{where}中",
    "Keep the strongest: `require`, then `edit`": "请保留最强的：先 `require`，后 `edit`",
}
