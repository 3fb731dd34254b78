import { NextIntlClientProvider } from "next-intl";
import type { ComponentProps, ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import requests from "@/app/i18n/cs/requests.json";
import { CrmApiProvider } from "../api/crm";
import { RequestList } from "./case-requests";
import { RequestDebts } from "./request-debts";

const drawn = (element: ReactNode): string =>
  renderToStaticMarkup(
    <NextIntlClientProvider
      locale="cs"
      timeZone="Europe/Prague"
      messages={{ requests }}
      now={new Date("2026-11-23T12:00:00Z")}
    >
      <CrmApiProvider>{element}</CrmApiProvider>
    </NextIntlClientProvider>,
  );

const text = (html: string): string =>
  html
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();

const ruled = { processVersion: 0, fields: {}, state: "new" };

describe("debts beside a request", () => {
  type Debt = ComponentProps<typeof RequestDebts>["debts"]["items"][number];
  const debt: Debt = {
    ...{ ...ruled, caseId: 7, refNo: "7/2026", category: "collection", isOpen: true },
    ...{ claimCount: 1, creditorName: "Banka" },
    balance: { balanceCzkMinor: 900_00, balanceEurMinor: 0 },
  };

  it("say the number with the way to the case, the creditor and what is owed", () => {
    const debts = { isAbout: true, items: [debt], count: 1, isMore: false };
    const html = drawn(<RequestDebts debts={debts} clientId={2} />);
    expect(text(html)).toBe("Týká se 1 7/2026 věřitel Banka 900,00 Kč");
    const secret = { ...debts, items: [{ ...debt, balance: null }] };
    const without = drawn(<RequestDebts debts={secret} clientId={2} />);
    expect(text(without)).toBe("Týká se 1 7/2026 věřitel Banka");
    expect(html).toContain('href="/cases/7"');
  });

  it("are the client's where it names none: some, how many, and the way to all", () => {
    const closed = { ...debt, caseId: 8, refNo: "8/2026", isOpen: false, creditorName: null };
    const debts = { isAbout: false, items: [debt, closed], count: 200, isMore: true };
    const html = drawn(<RequestDebts debts={debts} clientId={2} />);
    expect(text(html)).toBe(
      "Případy klienta 200+ 7/2026 věřitel Banka 900,00 Kč 8/2026 uzavřený 900,00 Kč Všechny případy klienta",
    );
    expect(html).toContain('href="/parties/2"');
    const none = { ...debts, items: [], count: 0, isMore: false };
    expect(drawn(<RequestDebts debts={none} clientId={2} />)).toBe("");
  });
});

describe("requests about a case", () => {
  type Item = ComponentProps<typeof RequestList>["data"]["items"][number];
  const openedAt = new Date("2026-11-23T11:00:00Z");
  const item: Item = {
    ...{ ...ruled, caseId: 9, refNo: "9/2026", subject: "Kolik zbývá?", kind: "payment" },
    ...{ priority: "urgent", clientName: "Jan", ownerName: null, openedAt, resolvedAt: null },
  };

  it("say how many are open, and each leads to the desk", () => {
    const data = { items: [item], openCount: 1, count: 1 };
    const html = drawn(<RequestList data={data} />);
    expect(text(html)).toBe(
      "Požadavky k případu 1 1 otevřený 9/2026 Kolik zbývá? Platba Naléhavá před 1 h",
    );
    expect(html).toContain('href="/requests?request=9"');
  });

  it("wait behind a button from the sixth on", () => {
    const items = Array.from({ length: 7 }, (_, i) => ({ ...item, caseId: i + 1 }));
    const html = drawn(<RequestList data={{ items, openCount: 0, count: 7 }} />);
    expect(html.match(/<li/g)).toHaveLength(5);
    expect(text(html)).toMatch(/Ještě 2$/);
  });
});
