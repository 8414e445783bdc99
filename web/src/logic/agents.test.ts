import { expect, test } from "vitest";
import { agentTold } from "./agents";

const CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";

test("a browser is told as people call it", () => {
  expect(agentTold(CHROME)).toBe("Chrome · Windows");
  expect(agentTold(`${CHROME} Edg/156.0`)).toBe("Edge · Windows");
  expect(agentTold("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Mobile/15E148 MicroMessenger/8.0")).toBe("WeChat · iPhone");
});

test("what is no browser is told as it calls itself", () => {
  expect(agentTold("python-httpx/0.28")).toBe("python-httpx/0.28");
});
