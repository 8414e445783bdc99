import { ConfigProvider } from "antd";
import en_US from "antd/es/locale/en_US";
import zh_CN from "antd/es/locale/zh_CN";
import type { ReactNode } from "react";
import { theme, touchTheme } from "~/theme";
import { useLanguage } from "~/texts/texts";
import { useTouch } from "./narrow";
import { NONCE } from "./styles";

/** What the parts of antd stand in: our look, the language somebody chose, the size of a finger. */
export function Antd({ children }: { children: ReactNode }) {
  return (
    <ConfigProvider
      locale={useLanguage() === "zh" ? zh_CN : en_US}
      theme={useTouch() ? touchTheme : theme}
      button={{ autoInsertSpace: false }}
      csp={{ nonce: NONCE }}
    >
      {children}
    </ConfigProvider>
  );
}
