import { texts } from "~/texts/texts";

export const pathTexts = texts({
  path: ["办理路径", "The way of this case"],
  done: ["已办", "Done"],
  now: ["正在办理", "Now"],
  next: ["之后", "Next"],
  skipped: ["跳过", "Left out"],
  cancelled: ["已取消", "Cancelled"],
  depends: ["（视情况）", "(depends)"],
  onBehalf: ["代", "for"],
  due: ["期限", "Due"],
});
