import type { ChannelTold, Words } from "~/api/schema";

export type Channel = ChannelTold["channel"];

/** What people call the ways to reach them. */
export const CHANNEL_NAMES: Record<Channel, Words> = {
  mail: { zh: "邮件", en: "E-mail" },
  wecom: { zh: "企业微信", en: "WeCom" },
  dingtalk: { zh: "钉钉", en: "DingTalk" },
  feishu: { zh: "飞书", en: "Feishu" },
  webhook: { zh: "自动接口", en: "Webhook" },
};
