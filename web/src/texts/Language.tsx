import { ConfigProvider } from "antd";
import en_US from "antd/es/locale/en_US";
import zh_CN from "antd/es/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { setClientLanguage } from "~/api/client";
import { useTouch } from "~/shell/narrow";
import { theme, touchTheme } from "~/theme";
import { type Language, LanguageShown } from "./texts";

const KEPT = "banjie.language";
const NONCE = document.querySelector<HTMLMetaElement>("meta[name=csp-nonce]")?.content ?? "";
const Switch = createContext<(to: Language) => void>(() => {});

export const useLanguageSwitch = () => useContext(Switch);

function firstLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  if (kept === "zh" || kept === "en") return kept;
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

function use(language: Language) {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  dayjs.locale(language === "zh" ? "zh-cn" : "en");
  setClientLanguage(language);
}

/** Texts, dates and the parts of antd, in the language somebody chose. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage);
  const touch = useTouch();
  use(language);
  useEffect(() => localStorage.setItem(KEPT, language), [language]);
  const choose = useMemo(() => setLanguage, []);
  return (
    <Switch value={choose}>
      <LanguageShown value={language}>
        <ConfigProvider
          locale={language === "zh" ? zh_CN : en_US}
          theme={touch ? touchTheme : theme}
          button={{ autoInsertSpace: false }}
          csp={{ nonce: NONCE }}
        >
          {children}
        </ConfigProvider>
      </LanguageShown>
    </Switch>
  );
}
