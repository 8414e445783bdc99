import { ConfigProvider, type ThemeConfig } from "antd";
import en_US from "antd/es/locale/en_US";
import zh_CN from "antd/es/locale/zh_CN";
import type { ReactNode } from "react";
import { theme, touchTheme } from "~/theme";
import { useLanguage } from "~/texts/texts";
import { LESS_MOTION } from "./motion";
import { useTouch } from "./narrow";
import { NONCE } from "./styles";

const moving = (look: ThemeConfig): ThemeConfig => ({ ...look, token: { ...look.token, motion: !LESS_MOTION } });
const [forMouse, forFinger] = [moving(theme), moving(touchTheme)];

/** What the parts of antd stand in: our look, the language somebody chose, the size of a finger. */
export function Antd({ children }: { children: ReactNode }) {
  return (
    <ConfigProvider
      locale={useLanguage() === "zh" ? zh_CN : en_US}
      theme={useTouch() ? forFinger : forMouse}
      button={{ autoInsertSpace: false }}
      csp={{ nonce: NONCE }}
    >
      {children}
    </ConfigProvider>
  );
}
