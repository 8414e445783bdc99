"""The help of all commands in Chinese: by the English text, which stands where the command does."""

from typing import Any

GROUPS = {
    "This machine": "本机",
    "Definitions": "流程定义",
    "Cases": "流程",
    "Tasks": "任务",
    "What is stuck, and why": "卡在哪里，为什么",
    "Operators": "运维",
    "People": "人员",
}
HELP = {
    "Who may sign in at the pages, and with what roles (账号).": "谁可以登录页面，有哪些角色（账号）。",
    "List the accounts.": "列出账号。",
    "Make an account; its first password is shown once, and must be changed.":
        "新建账号；初始密码只显示一次，首次登录须修改。",
    "Set what somebody is: these roles, or none.": "设定账号的角色；不写则取消全部。",
    "Let somebody in no more; they are signed out everywhere at once.": "停用账号，立即在各处退出登录。",
    "Give somebody a new first password; they are signed out everywhere at once.":
        "重置为新的初始密码，立即在各处退出登录。",
    "An id of the organisation.": "组织中的人员编号。",
    "What they sign in as; left out: their id.": "登录用的用户名；不写则为人员编号。",
    "operator, auditor or administrator. May be repeated.":
        "operator（运维）、auditor（审计）或 administrator（管理员），可重复。",
    "Without a password: they sign in at the identity provider.": "不设密码，经统一身份认证登录。",
    "Let them in again.": "重新启用。",
    "Tokens with which programs ask (令牌).": "供程序使用的令牌。",
    "Make a token; its secret is shown once.": "新建令牌；内容只显示一次。",
    "What it is called, as the program it is for.": "名称，例如使用它的程序。",
    "read, act, operate or administer; left out: read.":
        "read（读）、act（办理）、operate（运维）或 administer（管理）；不写为 read。",
    "How long it is good.": "有效天数。",
    "List somebody's tokens.": "列出某人的令牌。",
    "Take a token back.": "收回令牌。",
    "As `token list` has it.": "见 `token list`。",
    "Ask others to sign one's task as well (加签).": "请他人加签自己的任务。",
    "Take back signers one has added, before they answer (减签).": "减签：收回尚未办理的加签。",
    "Ask the starter, or an earlier actor, for fields; the task waits, its clock stands still (补正).":
        "要求发起人或之前的办理人补正字段；任务等待，计时暂停。",
    "Ask people about one's task; the answer comes to it, nothing waits (沟通).":
        "就自己的任务询问他人；答复回到任务，流程不等待。",
    "Wait no longer for what one has asked for.": "不再等待所要求的补正或答复。",
    "Who is asked to sign as well.": "请谁加签。",
    "Before me (I wait), after me (with my outcome), beside me.":
        "在我之前（我等待）、之后（同时给出我的结果）、并行。",
    "All of them, any, or in order.": "全部、任一或依次。",
    "By when, such as `2 working hours`; else half.": "时限，如 `2 working hours`；不写则为剩余时间的一半。",
    "My decision, with `--how after`.": "我的结果，与 `--how after` 同用。",
    "What is missing or wrong.": "缺少或有误的字段。",
    "Of whom; left out: the starter.": "由谁补正；不写则为发起人。",
    "By when, such as `1 working day`.": "时限，如 `1 working day`。",
    "Who is asked; the question is the comment.": "问谁；问题写在意见里。",
    "By when an answer is wanted.": "希望何时答复。",
    "Left out: all of them.": "不写则为全部。",
    "A case, or a task as `KEY/step`.": "流程，或写作 `编号/步骤` 的任务。",
    "A case: its key, `process:key`, or its id.": "流程：编号、`流程:编号` 或 id。",
    "A case; or a task as `KEY/step`: what it asks.": "流程；或写作 `编号/步骤` 的任务，查看要求。",
    "A comment others will read.": "意见，他人可见。",
    "A field of the form; `receiver.city=…` for a part. May be repeated.":
        "表单字段；分项写作 `receiver.city=…`。可重复。",
    "A refused start, as `starts` lists it; its first characters are enough.":
        "被拒的发起，见 `starts`；写前几个字符即可。",
    "Save what one has filled in, to go on later; `complete --draft` sends it. Without a task: list one's drafts.":
        "保存草稿，稍后继续；`complete --draft` 提交。不写任务则列出自己的草稿。",
    "A task as `KEY/step`; a process with `--start`.": "写作 `编号/步骤` 的任务；或流程，加 `--start`。",
    "Of a start of that process.": "该流程的哪一种发起。",
    "Only show it.": "只显示。",
    "Throw it away.": "删除草稿。",
    "Give it to somebody else.": "交给他人。",
    "With what is in one's draft.": "用草稿中的内容。",
    "Add files to a case one is in; nothing waits for them (附件).": "为流程添加附件；流程不等待。",
    "List the files of a case: those of its fields, and those that were attached.": "列出流程的文件：字段中的和附件。",
    "A file of the document store, by its digest (see `files CASE`).": "文件库中的文件，按摘要（见 `files 流程`）。",
    "Write a file out, held against its digest, for who may read a case that refers to it or has handed it in.":
        "取出文件，并按摘要核对；可阅读引用它的流程或本人上传过的才能取。",
    "Take files away for ever of which no case, draft, register or waiting act speaks.":
        "永久删除没有任何流程、草稿、台账或待办操作引用的文件。",
    "Not handed in for so many days.": "多少天以来没有人上传。",
    "Only list them.": "只列出。",
    "As `files CASE` lists it.": "见 `files 流程`。",
    "Where to; else by its name, here.": "写到哪里；不写则用原名，写到当前目录。",
    "A table from a CSV file, or pasted: `lines=-` reads standard input.":
        "表格，来自 CSV 文件或粘贴的单元格；`lines=-` 读标准输入。",
    "A task: `KEY/step`, or the case's key when it has only one.": "任务：`编号/步骤`；只有一个任务时写流程编号即可。",
    "All of the folder when none is named.": "不写则为整个目录。",
    "All of them when none is named.": "不写则为全部。",
    "All that fail.": "全部发不出去的。",
    "An earlier step, `start` or `previous`.": "之前的步骤、`start` 或 `previous`。",
    "An open step of the list to move; else the outermost.": "要移动的步骤序列中打开的步骤；不写则为最外层。",
    "As `outbox` lists it.": "见 `outbox`。",
    "Banjie (办结): processes written as YAML, every case run to its end. Begin with `up` or `demo`.":
        "办结：用 YAML 编写流程，每个流程办理到底。从 `up` 或 `demo` 开始。",
    "Change one rule at a time, and report which changes no scenario notices.":
        "逐条改动规则，报告哪些改动没有场景能发现。",
    "Check definitions, and report every problem with its line and column. `test` does the same for scenarios.":
        "检查流程定义，逐一报告问题及其行列。`test` 检查场景。",
    "Correct data of a case.": "更正流程的数据。",
    "Decide a task: its outcome, its form and a comment.": "办理任务：结果、表单和意见。",
    "Tell what a changed calendar does to days and open deadlines, or put it in force (日历).":
        "查看日历变更会改动哪些日子和未到的期限，或使其生效。",
    "A calendar or a notice of holidays, as YAML.": "日历或放假通知（YAML 文件）。",
    "The change that was looked at, as it was named then.": "已查看过的那次变更（查看时给出的代号）。",
    "Put it in force; open deadlines follow.": "使其生效，未到的期限随之变动。",
    "Hand over all that hangs on somebody who leaves: tasks, cases, choices, stand-ins, settings (交接).":
        "交接：把离职人的待办、发起的流程、指定、代理和参数交给他人。",
    "Who leaves.": "离职（交出）的人。",
    "Who takes over.": "接手的人。",
    "Only list what hangs on them.": "只列出须交接的事项。",
    "They stay in the company, in another place.": "此人仍在职，只是换岗。",
    "Undo a hand-over, as far as nobody has acted on it.": "撤销交接，已动的事项除外。",
    "The report of a hand-over.": "查看一次交接的结果。",
    "Sealed cases that were opened to somebody who is not in them, or are to be (密件).":
        "密件：向案外人打开的，或申请打开的。",
    "Ask to read a sealed case, with a reason; a second person confirms (打开密件).":
        "申请打开密件，须写理由，由第二人同意。",
    "For how long, once it is confirmed.": "同意后开放多少小时。",
    "Open a sealed case to who has asked, as the second person; those in it and the head are told.":
        "作为第二人同意打开；告知案内人员和部门负责人。",
    "Leave a sealed case closed, with a reason.": "不予打开，须写理由。",
    "List who asked to open which sealed case, and what came of it; the latest first.":
        "列出打开密件的申请及结果，新的在前。",
    "As `sealed list` has it.": "见 `sealed list`。",
    "Who stands in for whom, and when (代理).": "代理：谁在何时代理谁。",
    "Let somebody stand in for oneself; for another as their superior or HR (代理).":
        "设定代理人；上级或人事可为他人设定。",
    "Who stands in.": "代理人。",
    "For whom; left out: for who acts.": "被代理人；不写则为自己。",
    "The first day; left out: today.": "首日；不写则为今天。",
    "The last day; left out: until it is ended.": "末日；不写则直至结束。",
    "Only in this process. May be repeated.": "只限该流程，可重复。",
    "Only where an amount is decided on, and up to this one.": "只限按金额审批的事项，且不超过此金额。",
    "Tasks that are open already as well.": "含已有的待办。",
    "Who is stood in for may not act meanwhile.": "代理期间本人不能办理。",
    "End a stand-in from now on; untouched tasks return, what was taken stays.":
        "即刻结束代理；未动的任务退回，已认领的留代理人。",
    "As `stand-in list` has it.": "见 `stand-in list`。",
    "Only those of this person, either way.": "只列与此人有关的。",
    "Those that are over as well.": "也包括已结束的。",
    "List who stands in for whom, from today on.": "列出今天起的代理。",
    "Only tell which open tasks would be other people's by the organisation.": "只列出按新组织会变动的待办，不部署。",
    "Deploy definitions with the organisation and the calendars: for new cases, and their texts for all at once.":
        "部署流程定义、组织和日历：此后发起的流程按新版本，文字则立即用于所有流程。",
    "Refuse definitions that change more than names, help and notices.": "改动不只是名称、说明和通知的定义一律拒绝。",
    "End a case, whatever its definition says.": "终止流程，不论定义如何。",
    "With the contents of files, in a folder beside the file.": "连同文件内容，写入旁边的目录。",
    "Ended cases as well: their whole record.": "也包括已办结的流程：全部记录。",
    "Everything that is said of a case.": "流程的全部说明。",
    "Fields as a JSON object; `-` reads standard input.": "字段，写作 JSON 对象；`-` 读标准输入。",
    "From the server's histories, not from the stored turns.": "依据服务器的历史，而不是已存的回合。",
    "As an operator, whoever's superior one is; it is recorded as such.":
        "作为运维人员操作，不论是否上级；会如实记录。",
    "Give a task of one's people to somebody else.": "把下属的任务改派他人。",
    "Hand a task over for good.": "转办任务。",
    "In key, title and search words.": "在编号、标题和检索词中查找。",
    "Its data as well.": "也显示数据。",
    "Let a refused start begin, with all that was handed in, by the newest definition.":
        "让被拒的发起按最新定义、用原来提交的内容开始。",
    "Let a refused start go, with a reason: it will never begin.": "放弃被拒的发起，须写理由。",
    "Let an open step end, with an outcome where it has some, without its work being done.":
        "跳过打开的步骤，有结果的须写明结果。",
    "Let the case stand at another step.": "把流程移到另一个步骤。",
    "List cases that cannot move, do not move, or will be late, with the cause; the worst first.":
        "列出动不了、没有动或将逾期的流程及原因，最严重的在前。",
    "List cases, the newest first: the open ones unless asked otherwise.": "列出流程，新的在前；默认只列办理中的。",
    "List what a person has to do or may take, the most urgent first.": "列出某人的待办和可认领的任务，最急的在前。",
    "List what is deployed: the newest version of every process.": "列出已部署的流程：各自的最新版本。",
    "List what waits for an operator: parked steps, refused starts, instants of schedules, what fails to leave.":
        "列出等待运维处理的：受阻的步骤、被拒的发起等。",
    "Look at Python, packages, server, database, definitions, calendars, what went wrong, files, mail and disk.":
        "检查安装的各个部分是否正常，并指出该做什么。",
    "Make the read model again, and say what was different.": "重建读取模型，并报告差异。",
    "Move the case back to an earlier step, where the task allows it.": "在任务允许时，把流程退回到之前的步骤。",
    "Names that have this.": "名称中包含它的。",
    "Needed when there are several.": "有多个时须写明。",
    "On the pure core, the time-skipping server, or both.": "在核心上、快进时间的服务器上，或两者都用。",
    "Only cases at this stage.": "只列此阶段的流程。",
    "Only cases of this process.": "只列此种流程。",
    "Only compare; change nothing.": "只比较，不改动。",
    "Only what is held.": "只列已认领的。",
    "Let people read a case along, where the definition lets one choose them (抄送).":
        "抄送：让他人阅知流程，由流程定义允许的人选择。",
    "Who reads along. May be repeated.": "抄送给谁。可重复。",
    "Mark one's copy of a case as read.": "把抄送给自己的流程标为已阅。",
    "What one reads along (copies).": "只列抄送给自己的。",
    "Only those who decide read it.": "仅审批人可见。",
    "Only say what it would do.": "只预览，不执行。",
    "Only tasks of this process.": "只列该流程的任务。",
    "Only tasks of this step.": "只列该步骤的任务。",
    "The newest first.": "最新的在前。",
    "Then take the next one: of the same step, or of the same case.": "随后认领下一项：同一步骤，或同一流程。",
    "Undo an ended case, with a reason, by the linked case its definition names (撤销已通过).":
        "撤销已办结的流程：按流程定义发起关联的撤销流程，须写理由。",
    "Who reads: an id of the organisation.": "谁在查看：人员编号。",
    "Only what may be claimed.": "只列可认领的。",
    "Open and ended ones.": "办理中的和已办结的。",
    "Percent that may be missed before it counts as failed.": "可遗漏的百分比，超过则算失败。",
    "Play a month of office life in seconds: four orders of a shop, each with a story.":
        "几秒钟演示一个月的办公：店铺的四个订单，各有故事。",
    "Play the scenarios of definitions; on both stages they must come out literally the same.":
        "演练流程的场景；在两种环境上结果须完全一致。",
    "Port of its own pages; 0: a free one.": "其自带页面的端口；0 为任意空闲端口。",
    "Port of the Temporal server; 0: a free one.": "Temporal 服务的端口；0 为任意空闲端口。",
    "Port of the stand-ins for shop and stock; 0: a free one, -1: none.":
        "店铺与库存模拟系统的端口；0 为任意空闲端口，-1 为不启动。",
    "Press a button of a case: an event that a person may let happen.": "按下流程的按钮：由人触发的事件。",
    "Print one JSON document, for programs.": "输出一个 JSON 文档，供程序使用。",
    "Put a claimed task back.": "放回已认领的任务。",
    "Run everything on this machine: server, worker, definitions, pages. Ctrl-C stops all of it; nothing is lost.":
        "在本机启动全部：服务、工作进程、流程定义、网页。按 Ctrl-C 停止，数据不会丢失。",
    "Say why a case is where it is: the cause, the evidence, what happens next by itself; why a task came to whom.":
        "说明流程为什么停在这里：原因、依据，接下来自动发生的事；任务为什么由谁办理。",
    "Send a message to the cases that hear it with this key, and to the processes it starts.":
        "发消息给以此键等待的流程，以及由它发起的流程。",
    "Show a case: where it is, who has it, since when, what comes next and when; or what a task asks.":
        "查看流程：在哪一步、谁在办、接下来做什么；或查看任务。",
    "Show this message and exit.": "显示本帮助。",
    "Start a case of a process.": "发起流程。",
    "Starts nobody stands at: what each schedule does next, what went wrong, and the starts that were refused.":
        "无人在场的发起：定时发起的下次时间、未成的，以及被拒的发起。",
    "Take a task from the pool for oneself.": "认领任务。",
    "Take in what another installation exported; each case goes on where it stood.":
        "接收另一处导出的内容，流程各自从原处继续。",
    "Tasks: `KEY/step`, or a case's key when it has only one.": "任务：`编号/步骤`；只有一个任务时写流程编号即可。",
    "Tell what has happened in a case, from its beginning.": "讲述流程从头以来发生的事。",
    "The ended ones.": "已办结的。",
    "The id of a `by` event.": "`by` 事件的 id。",
    "The id of an open step.": "打开的步骤的 id。",
    "The inner events as well.": "也包括内部事件。",
    "The key it carries, as the waiting case has it.": "消息携带的键，与等待的流程一致。",
    "The language of what is printed: zh or en.": "显示的语言：zh 或 en。",
    "The parked step, if several are.": "受阻的步骤，有多个时写明。",
    "Those that were settled as well.": "也包括已处理的。",
    "Try a parked step again.": "重试受阻的步骤。",
    "Try again now what failed to leave, given up or not.": "立即重发发不出去的，无论是否已放弃。",
    "Make a case of one's own a draft again, until somebody has decided (撤回).":
        "撤回：把自己发起的流程退为草稿，限他人办理之前。",
    "Cases, each by its key.": "流程，写编号，可写多个。",
    "End a case of one's own, with a reason, until its last approval (撤销).":
        "撤销：终止自己发起的流程，限末级审批之前，须写理由。",
    "Let tasks wait for the world until a moment, with a reason; they return by themselves (挂起).":
        "挂起：任务等待外部条件，到时自动恢复，须写理由。",
    "When it returns: `2026-03-04 09:00`.": "何时恢复，如 `2026-03-04 09:00`。",
    "Take held tasks up again before their date.": "提前恢复已挂起的任务。",
    "Ask the superior for a later due time, with a reason (申请延期).": "申请延期：请上级批准新的期限，须写理由。",
    "The new due time: `2026-03-04 18:00`.": "新的期限，如 `2026-03-04 18:00`。",
    "Grant the later due time that somebody of one's own people has asked for.": "同意下属的延期申请。",
    "Grant no later due time, with a reason.": "不同意延期，须写理由。",
    "Press whoever can move an open step now, with a text (催办).": "催办：提醒现在能办理该步骤的人，须写说明。",
    "An open step, such as `DD-1/approve`.": "打开的步骤，如 `DD-1/approve`。",
    "Lend a task: the other recommends, oneself confirms by `complete` (委派).":
        "委派：请他人填写并建议，由本人用 `complete` 确认。",
    "Who fills it in and recommends.": "由谁填写并建议。",
    "Take lent tasks back before anything was recommended.": "收回尚未给出建议的委派。",
    "Answer for late tasks of one's people until a moment; the next escalation waits until then.":
        "就下属逾期的任务承诺办结时间；此前不再升级。",
    "When it will be done: `2026-03-04 18:00`.": "何时办结，如 `2026-03-04 18:00`。",
    "Say something about a case one is in; nothing waits for it (评论).": "评论自己参与的流程，不影响办理。",
    "A case by its key, or an open task `KEY/step` of it.": "流程编号，或其打开的任务 `编号/步骤`。",
    "Who is told. May be repeated.": "通知谁，可重复。",
    "Decide tasks at once, where their steps allow it; each is answered for itself (批量办理).":
        "批量办理：限步骤允许的任务，逐项给出结果。",
    "The turn of the case that was looked at.": "查看时流程的回合数；此后所见内容有变则不予办理。",
    "Only what waits for the world (on hold).": "只列已挂起的。",
    "Undo a decision of one's own, while nobody has built on it (拿回).": "拿回自己的决定，只要后续尚未办理。",
    "What fails to leave: notices and messages, each with its attempts and its last error.":
        "发不出去的通知和消息，及其次数和最近的错误。",
    "Where its list of steps shall stand.": "步骤序列要停在哪一步。",
    "Where the definitions are.": "流程定义所在的目录。",
    "Where the installation keeps what it has.": "数据所在的目录。",
    "Sign with one's own name.": "以本人姓名签名。",
    "Which start, if several.": "有多种发起方式时写明。",
    "For which of one's departments, with posts in several.": "在多个部门任职时，写明以哪个部门的名义发起。",
    "For somebody else.": "代他人发起。",
    "Who acts: an id of the organisation.": "由谁办理：组织中的人员编号。",
    "Who gets it, for good.": "转给谁。",
    "Why; it is recorded.": "理由，会被记录。",
    "Write an installation with its running cases, or some cases, into a file that another one can import.":
        "把整个系统连同办理中的流程（或指定的流程）写入文件，供另一处接收。",
}  # fmt: skip


def in_chinese(command: Any) -> None:
    """Put a command and all below it into Chinese; what has no Chinese text stays as it is."""
    first = " ".join((command.help or "").split("\n\n")[0].split())
    command.help = HELP.get(first, command.help)
    group = getattr(command, "rich_help_panel", None)
    if isinstance(group, str):
        command.rich_help_panel = GROUPS.get(group, group)
    for option in command.params:
        said = getattr(option, "help", None)
        if said:
            option.help = HELP.get(said, said)
    for below in getattr(command, "commands", {}).values():
        in_chinese(below)
