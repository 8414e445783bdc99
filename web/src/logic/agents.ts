/** What a browser calls itself, most particular first: those inside an app call themselves Chrome or Safari as well. */
const BROWSERS: [RegExp, string][] = [
  [/wxwork\//i, "WeCom"], [/MicroMessenger\//, "WeChat"], [/DingTalk/, "DingTalk"], [/Lark|Feishu/, "Feishu"],
  [/Edg(e|A|iOS)?\//, "Edge"], [/Firefox\/|FxiOS\//, "Firefox"], [/(Headless)?Chrome\/|CriOS\//, "Chrome"], [/Safari\//, "Safari"],
];
const SYSTEMS: [RegExp, string][] = [
  [/iPhone/, "iPhone"], [/iPad/, "iPad"], [/HarmonyOS|OpenHarmony/, "HarmonyOS"], [/Android/, "Android"],
  [/Windows/, "Windows"], [/Mac OS X/, "macOS"], [/Linux/, "Linux"],
];

const nameIn = (agent: string, names: [RegExp, string][]) => names.find(([shape]) => shape.test(agent))?.[1];

/** A browser and its system as people call them: "Edge · Windows"; what is neither as it calls itself. */
export const agentTold = (agent: string) =>
  [nameIn(agent, BROWSERS), nameIn(agent, SYSTEMS)].filter(Boolean).join(" · ") || agent;
