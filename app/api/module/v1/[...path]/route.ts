import { createTranslator } from "next-intl";
import { loadMessages } from "@/app/i18n/load-messages";
import { answerModule, type Say } from "@/server/api/module/door";
import { type Locale, TIME_ZONE } from "@/server/kernel/locale";

type LooseTranslator = ((key: string, params?: object) => string) & { has(key: string): boolean };

/** Texts of codes in a language; a code without one says itself. */
async function sayIn(language: Locale): Promise<Say> {
  const t = createTranslator({
    locale: language,
    messages: await loadMessages(language),
    timeZone: TIME_ZONE,
  }) as unknown as LooseTranslator;
  return (code, params) => {
    const key = code.replace(".", ".errors.");
    return t.has(key) ? t(key, params) : code;
  };
}

async function answer(
  request: Request,
  { params }: { params: Promise<{ path: string[] }> },
): Promise<Response> {
  return answerModule(request, (await params).path, { sayIn });
}

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
