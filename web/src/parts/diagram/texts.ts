import { texts } from "~/texts/texts";

export const diagramTexts = texts({
  diagram: ["{name} 流程图", "Diagram of {name}"],
  closer: ["放大", "Closer"],
  farther: ["缩小", "Farther"],
  whole: ["看全图", "See all of it"],
  help: ["方向键移动，加减号缩放", "Arrow keys move it, plus and minus change its size"],
  done: ["已完成", "done"],
  now: ["进行中", "here now"],
  skipped: ["已略过", "left out"],
  cancelled: ["已取消", "cancelled"],
  incident: ["异常", "incident"],
  none: ["未到", "not reached"],
  late: ["逾期", "late"],
  open: ["在办 {count}", "{count} open"],
  openLate: ["在办 {count}，逾期 {late}", "{count} open, {late} late"],
  wait: ["中位 {hours} 工作小时", "median {hours} working hours"],
  only: ["仅当 {when}", "only if {when}"],
  behind: ["已走过", "behind it"],
});
