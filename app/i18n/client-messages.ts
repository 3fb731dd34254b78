import type { AbstractIntlMessages } from "next-intl";
import type { Locale } from "@/server/kernel/locale";
import { loadMessages } from "./load-messages";
import type { Namespace } from "./namespaces";

/** Namespaces of which a client is told nothing but why something was refused. */
const ONLY_REFUSALS = [
  "access",
  "claims",
  "files",
  "instalments",
  "kernel",
  "papers",
  "parties",
  "paymentCodes",
  "requests",
] as const;
const OF_SHELL = ["app", "state", "format", "actions", "form", "errors"] as const;

/** The words of clients' pages; all of ours would be most of what a phone loads. */
export async function loadClientMessages(locale: Locale): Promise<AbstractIntlMessages> {
  const wanted: Namespace[] = ["portal", "shell", ...ONLY_REFUSALS];
  const whole = await loadMessages(locale, wanted);
  const parts = ONLY_REFUSALS.map((name) => [name, pick(whole[name], ["errors"])] as const);
  return {
    portal: whole.portal ?? {},
    shell: pick(whole.shell, OF_SHELL),
    ...Object.fromEntries(parts),
  };
}

function pick(
  messages: AbstractIntlMessages | string | undefined,
  keys: readonly string[],
): AbstractIntlMessages {
  if (typeof messages !== "object") return {};
  return Object.fromEntries(
    keys.flatMap((key) => {
      const found = messages[key];
      return found === undefined ? [] : [[key, found] as const];
    }),
  );
}
