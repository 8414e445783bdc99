import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { setClientLanguage } from "~/api/client";
import { type Language, LanguageShown } from "./texts";

const KEPT = "banjie.language";
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

/** Texts and dates in the language somebody chose. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage);
  use(language);
  useEffect(() => localStorage.setItem(KEPT, language), [language]);
  const choose = useMemo(() => setLanguage, []);
  return (
    <Switch value={choose}>
      <LanguageShown value={language}>
        {children}
      </LanguageShown>
    </Switch>
  );
}
