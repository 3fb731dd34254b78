import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { loadMessages } from "@/app/i18n/load-messages";
import { LOCALES, type Locale } from "@/server/kernel/locale";
import { type NamedClaim, useClaimName } from "./use-claim-name";

function Name({ claim }: { claim: NamedClaim }) {
  return useClaimName()(claim);
}

async function nameOf(claim: NamedClaim, locale: Locale = "cs"): Promise<string> {
  return renderToStaticMarkup(
    <NextIntlClientProvider
      locale={locale}
      timeZone="Europe/Prague"
      messages={await loadMessages(locale)}
    >
      <Name claim={claim} />
    </NextIntlClientProvider>,
  ).replaceAll("\u00a0", " ");
}

const bare = { title: "", variableSymbol: null, dueOn: "2026-01-31" };
const marked = { ...bare, variableSymbol: "0042" };

describe("the name of a claim", () => {
  it("is its description where it has one", async () => {
    expect(await nameOf({ ...marked, title: "Faktura 12" })).toBe("Faktura 12");
  });

  it("of one without says what is known: symbol and due day", async () => {
    expect(await nameOf(marked)).toBe("VS 0042, splatnost 31. 1. 2026");
    expect(await nameOf(bare)).toBe("Splatnost 31. 1. 2026");
  });

  it.each(LOCALES)("is a text of its own in %s", async (locale) => {
    const name = await nameOf(marked, locale);
    expect(name).toMatch(/^VS 0042, \p{L}+ .*2026$/u);
    if (locale !== "cs") expect(name).not.toBe(await nameOf(marked, "cs"));
  });
});
