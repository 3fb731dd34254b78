"use client";

import { useLocale, useTranslations } from "next-intl";
import { placeOfPath } from "./problem-place";
import { codeOf, entriesOf, idOf, nameOf, type Raw } from "./use-draft";

/** Where a problem is, in words: "Stav Odloženo – Název (SK)". */
export function useProblemPlace(definitions: readonly Raw[]): (path: string) => string {
  const t = useTranslations("processes.editor");
  const language = useLocale();
  const wordOf = (group: "one" | "keys", word: string): string =>
    t.has(`${group}.${word}` as never) ? t(`${group}.${word}` as never) : word;
  const keyText = ([key = "", of = ""]: string[]): string =>
    key === "names" && of ? t("nameIn", { language: of.toUpperCase() }) : wordOf("keys", key);
  return (path) => {
    const place = placeOfPath(path);
    if (!place) return path;
    const { list, entry, keys } = place;
    const raw = definitions.find((each) => codeOf(each) === place.definition) ?? definitions[0];
    const entries = raw && list ? entriesOf(raw, list) : [];
    const known = entries.find((each) => idOf(each) === entry) ?? entries[Number(entry)];
    const named = known ? nameOf(known, language) : (entry ?? "");
    return [
      definitions.length > 1 && raw ? nameOf(raw, language) : "",
      list ? `${wordOf("one", list)} ${named}` : "",
      keys.length > 0 ? keyText(keys) : "",
    ]
      .filter(Boolean)
      .join(" – ");
  };
}
