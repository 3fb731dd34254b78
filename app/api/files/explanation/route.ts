import type { NextRequest } from "next/server";
import { createTranslator } from "next-intl";
import { loadMessages } from "@/app/i18n/load-messages";
import {
  claimText,
  type ExplainWords,
  kindText,
  lineText,
  overpaymentText,
} from "@/components/claims/explain-text";
import { refusedBody } from "@/server/api/body-limit";
import { sendExplanation } from "@/server/api/crm/explanation-files";
import { type Locale, TIME_ZONE } from "@/server/kernel/locale";
import { withSession } from "../session";

const BODY_BYTES_MAX = 16 * 1024;

/** A form's post, as exports are: nothing of whose debt it is stands in addresses and their logs. */
export function POST(request: NextRequest): Promise<Response> {
  return withSession(request, async (ctx) => {
    const refused = refusedBody(request.headers, BODY_BYTES_MAX);
    return refused ?? sendExplanation(ctx, await request.formData(), wordsOf);
  });
}

/** Texts of the file in its own language, whatever the operator reads. */
async function wordsOf(locale: Locale) {
  const messages = await loadMessages(locale);
  const t = createTranslator({ locale, messages, timeZone: TIME_ZONE });
  const words: ExplainWords = { locale, say: t as unknown as ExplainWords["say"] };
  return {
    word: (name: string, values?: Record<string, string | number>) =>
      words.say(`explanation.file.${name}`, values),
    claimName: (claim: Parameters<typeof claimText>[0]) => claimText(claim, words),
    kind: (component: Parameters<typeof kindText>[0]) => kindText(component, words),
    line: (line: Parameters<typeof lineText>[0], { currency }: { currency: "CZK" | "EUR" }) =>
      lineText(line, currency, words),
    overpayment: (
      step: Parameters<typeof overpaymentText>[0],
      { currency }: { currency: "CZK" | "EUR" },
    ) => overpaymentText(step, currency, words),
  };
}
