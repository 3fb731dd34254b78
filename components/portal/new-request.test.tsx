import { AppRouterContext } from "next/dist/shared/lib/app-router-context.shared-runtime";
import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import portal from "@/app/i18n/cs/portal.json";
import shell from "@/app/i18n/cs/shell.json";
import type { RequestKind } from "@/db/values/portal";
import { NewRequest } from "./new-request";

/** The number of the case that the form is about when it opens; "" is none. */
function about(refNos: readonly string[], first: RequestKind): string | undefined {
  const cases = refNos.map((refNo) => ({ refNo, counterpart: null }));
  const html = renderToStaticMarkup(
    <AppRouterContext.Provider value={{} as never}>
      <NextIntlClientProvider locale="cs" timeZone="Europe/Prague" messages={{ portal, shell }}>
        <NewRequest slug="demo" cases={cases} first={first} />
      </NextIntlClientProvider>
    </AppRouterContext.Provider>,
  );
  const field = /<select[^>]*name="aboutRefNo".*?<\/select>/s.exec(html)?.[0] ?? "";
  return /<option value="([^"]*)" selected=""/.exec(field)?.[1];
}

it("a new request of a client with one case is about it at first, unless it concerns the person", () => {
  expect(about(["7/2026"], "payment")).toBe("7/2026");
  expect(about(["7/2026", "8/2026"], "payment")).toBe("");
  expect(about([], "payment")).toBe("");
  for (const kind of ["erasure", "restriction", "contact-data"] as const) {
    expect(about(["7/2026"], kind)).toBe("");
  }
});
