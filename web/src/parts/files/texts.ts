import { texts } from "~/texts/texts";

export const fileTexts = texts({
  files: ["文件", "Files"],
  compare: ["对比旧版", "Compare"],
  compareTitle: ["新旧对比：{name}", "Versions beside each other: {name}"],
  earlierVersion: ["旧版本", "Earlier version"],
  current: ["现行", "Now"],
  download: ["下载", "Download"],
  noPreview: ["此类文件不能在此查看，请下载。", "This kind of file is not shown here. Please download it."],
  next: ["下一个文件", "Next file"],
  previous: ["上一个文件", "Previous file"],
  of: ["{index} / {count}", "{index} of {count}"],
  nextPage: ["下一页", "Next page"],
  previousPage: ["上一页", "Previous page"],
  page: ["第 {page} / {pages} 页", "Page {page} of {pages}"],
  cut: ["只显示了一部分，其余请下载查看。", "There is more; please download it to see the rest."],
  broken: ["文件打不开，请下载后查看。", "This file cannot be shown. Please download it."],
});
