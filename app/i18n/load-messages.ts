import type { AbstractIntlMessages } from "next-intl";
import { DEFAULT_LOCALE, type Locale } from "@/server/kernel/locale";
import { type Namespace, namespaces } from "./namespaces";

/** These namespaces of a language; a text that is not translated yet is shown in Czech. */
export async function loadMessages(
  locale: Locale,
  wanted: readonly Namespace[] = namespaces,
): Promise<AbstractIntlMessages> {
  const parts = await Promise.all(
    wanted.map(async (namespace) => {
      const own = await loadNamespace(locale, namespace);
      if (locale === DEFAULT_LOCALE) return [namespace, own] as const;
      return [namespace, fillIn(own, await loadNamespace(DEFAULT_LOCALE, namespace))] as const;
    }),
  );
  return Object.fromEntries(parts);
}

async function loadNamespace(locale: Locale, namespace: Namespace): Promise<AbstractIntlMessages> {
  try {
    return (await import(`./${locale}/${namespace}.json`)).default;
  } catch (error) {
    // A room may have no texts of its own.
    if (error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND") return {};
    throw error;
  }
}

function fillIn(own: AbstractIntlMessages, fallback: AbstractIntlMessages): AbstractIntlMessages {
  const filled: AbstractIntlMessages = { ...fallback };
  for (const [key, value] of Object.entries(own)) {
    const under = fallback[key];
    filled[key] =
      typeof value === "object" && typeof under === "object" ? fillIn(value, under) : value;
  }
  return filled;
}
