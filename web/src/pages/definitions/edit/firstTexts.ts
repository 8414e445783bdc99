import type { TwoTexts } from "./useTwoTexts";

/** What a new process begins with: the least that runs, to be changed. */
export const firstTexts = (process: string): TwoTexts => ({
  definition: `process: ${process}
name: {zh: 新流程, en: New process}
department: management
calendar: office
title: '{initiator}: {subject}'

data:
  subject: {type: text, name: {zh: 事由, en: Subject}}

start:
  application:
    name: {zh: 申请, en: Ask}
    by: {role: employee}
    form: {require: [subject]}

steps:
  - user_task: approve
    name: {zh: 主管审批, en: The superior approves}
    assign: {person: manager of(initiator)}
    due: 1 working day
    form: {show: [subject]}
    outcomes:
      approve: {name: {zh: 同意, en: Approve}}
      refuse: {name: {zh: 不同意, en: Refuse}, comment: required, next: refused}

  - {end: approved, name: {zh: 已批准, en: Approved}}
  - {end: refused, name: {zh: 未批准, en: Refused}}
`,
  scenarios: "",
});
