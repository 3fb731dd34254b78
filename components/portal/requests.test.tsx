import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import portal from "@/app/i18n/cs/portal.json";
import shell from "@/app/i18n/cs/shell.json";
import type { PortalOutput } from "../api/portal";
import { RequestActions } from "./request-actions";
import { RequestList } from "./request-list";
import { RequestNews } from "./request-news";
import { StandingMark } from "./standing-mark";

vi.mock("next/navigation", () => ({
  useRouter: () => ({ refresh: () => undefined, push: () => undefined }),
  usePathname: () => "/portal/demo",
}));

const html = (element: ReactNode): string =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="cs" timeZone="Europe/Prague" messages={{ portal, shell }}>
      {element}
    </NextIntlClientProvider>,
  );
const text = (element: ReactNode): string =>
  html(element)
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();

type Request = PortalOutput["myRequests"]["items"][number];
const request: Request = {
  ...{ refNo: "7/2026", subject: "Kolik zbývá?", kind: "payment", aboutRefNo: null },
  ...{ standing: "answered", rating: null, hasNews: false, lastPostAt: null },
  openedAt: new Date("2026-11-23T08:00:00Z"),
};

describe("the client's requests", () => {
  it("are marked where an answer was not opened yet", () => {
    const list = (hasNews: boolean) => (
      <RequestList
        slug="demo"
        page={{ items: [{ ...request, hasNews }], nextCursor: null }}
        isFirst
      />
    );
    expect(text(list(true))).toContain("nová odpověď");
    expect(text(list(false))).not.toContain("nová odpověď");
  });

  it("are counted beside their page's name, with words for those who hear", () => {
    expect(text(<RequestNews slug="demo" drawn={{ count: 2 }} />)).toBe(
      "2 nové odpovědi ve 2 dotazech",
    );
    expect(text(<RequestNews slug="demo" drawn={{ count: 0 }} />)).toBe("");
  });

  it("answered look like good news, and none like a warning", () => {
    for (const standing of ["open", "answered", "resolved", "closed"] as const) {
      expect(html(<StandingMark standing={standing} />), standing).not.toMatch(/warning|danger/);
    }
    expect(html(<StandingMark standing="answered" />)).toContain("positive");
  });

  it("are closed by their client only while somebody works on them", () => {
    const offers = (standing: Request["standing"]) =>
      text(
        <RequestActions
          {...{ slug: "demo", refNo: "7/2026", standing, rating: null }}
          {...{ lastPostAt: null, decision: null }}
        />,
      ).includes("Už to nepotřebuji");
    const standings = ["open", "answered", "resolved", "closed"] as const;
    expect(standings.map(offers)).toEqual([true, true, false, false]);
  });
});
