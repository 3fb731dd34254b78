import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { LOCALES } from "@/server/kernel/locale";
import { FILE_WORDS } from "./words";

const FOLDER = new URL("../../../app/i18n", import.meta.url).pathname;

it.each(LOCALES)(
  "every word of the file has a text in %s, and no text is without a word",
  (locale) => {
    const texts = JSON.parse(readFileSync(`${FOLDER}/${locale}/explanation.json`, "utf8"));
    expect(Object.keys(texts.file).sort()).toEqual([...FILE_WORDS].sort());
  },
);
