import { createContext, useCallback, useContext, useMemo } from "react";
import type { Words } from "~/api/schema";
import { filled, type Values } from "./filled";

/** Each text in Chinese and English, side by side; neither can be forgotten. */
export type Texts = Record<string, readonly [zh: string, en: string]>;

export const texts = <T extends Texts>(table: T): T => table;

export type Language = "zh" | "en";

export const LanguageShown = createContext<Language>("zh");

/** The language of who looks. */
export const useLanguage = (): Language => useContext(LanguageShown);

/** The texts of a page in the language of who looks: `t("left", {count: 3})`. */
export function useTexts<T extends Texts>(table: T) {
  const language = useLanguage();
  return useCallback(
    (key: keyof T & string, values?: Values): string => {
      const text = table[key]![language === "en" ? 1 : 0];
      return values ? filled(text, values) : text;
    },
    [language, table],
  );
}

/** A text of the API in the language of who looks. */
export function useWords() {
  const language = useLanguage();
  return useMemo(() => (words: Words | null | undefined) => wordsIn(words, language), [language]);
}

/** Several texts of the API, one after another, as the language of who looks lists them. */
export function useJoined() {
  const language = useLanguage();
  return useMemo(
    () => (all: readonly Words[]) => all.map((words) => wordsIn(words, language)).join(language === "zh" ? "、" : ", "),
    [language],
  );
}

export const wordsIn = (words: Words | null | undefined, language: Language) =>
  words ? words[language] || words[language === "zh" ? "en" : "zh"] : "";
