import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import paperWords from "@/app/i18n/cs/papers.json";
import portal from "@/app/i18n/cs/portal.json";
import shell from "@/app/i18n/cs/shell.json";
import { type CaseDetail, CasePage } from "./case-page";
import { NoDebt } from "./no-debt";

vi.mock("next/navigation", () => ({
  useRouter: () => ({ refresh: () => undefined, push: () => undefined }),
  usePathname: () => "/portal/demo",
}));

const text = (element: ReactNode): string =>
  renderToStaticMarkup(
    <NextIntlClientProvider
      locale="cs"
      timeZone="Europe/Prague"
      messages={{ papers: paperWords, portal, shell }}
    >
      {element}
    </NextIntlClientProvider>,
  )
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");

const claim: CaseDetail["claims"][number] = {
  ...{ claimId: 1, title: "", variableSymbol: "4200000001", currency: "CZK" },
  ...{ dueOn: "2026-10-01", arisenOn: "2026-09-01", chargedMinor: 500_00, paidMinor: 0 },
  ...{ balanceMinor: 500_00, overdueMinor: 500_00, parts: [], dispute: null },
};
const names = { cs: "Číslo smlouvy", sk: "Číslo zmluvy", en: "Contract number", ru: "Договор" };
const detail: CaseDetail = {
  ...{ refNo: "12/2026", counterpart: "Telefony a.s.", isOwing: true, isOpen: true },
  ...{ openedOn: "2026-10-10", onDay: "2026-11-29", payments: [], schedules: [], promises: [] },
  totals: [
    {
      ...{ currency: "CZK", chargedMinor: 900_00, paidMinor: 0, balanceMinor: 900_00 },
      ...{ overdueMinor: 900_00, overpaymentMinor: 0 },
    },
  ],
  marks: [{ key: "contractNo", names, value: "SML-42" }],
  claims: [
    claim,
    { ...claim, claimId: 2, variableSymbol: null, arisenOn: null, dueOn: "2026-11-01" },
    { ...claim, claimId: 3, title: "Faktura 17" },
  ],
  wholes: [{ currency: "CZK", amountMinor: 900_00, variableSymbol: "4200000001" }],
  plan: null,
};
const none = { items: [], nextCursor: null };
const papers = { documents: none, messages: none, noDebt: null };
const page = (more: Partial<CaseDetail> = {}) =>
  text(<CasePage slug="demo" detail={{ ...detail, ...more }} papers={papers} />);

describe("a case as its client sees it", () => {
  it("tells its claims apart by whatever is known of them", () => {
    const shown = page();
    expect(shown).toContain("Věřitel Telefony a.s. Číslo smlouvy SML-42");
    expect(shown).toContain("Pohledávka VS 4200000001 vznik 1. 9. 2026 · splatné 1. 10. 2026");
    expect(shown).toContain("Pohledávka splatné 1. 11. 2026");
    expect(shown).toContain("Faktura 17 VS 4200000001 · vznik 1. 9. 2026 · splatné 1. 10. 2026");
    expect(page({ counterpart: null, marks: [] })).not.toContain("Věřitel");
  });

  it("is paid at once where one payment finds its way, else claim by claim", () => {
    expect(page()).toContain("Zaplatit vše");
    const [whole] = detail.wholes;
    const apart = page({ wholes: whole ? [{ ...whole, variableSymbol: null }] : [] });
    expect(apart).not.toContain("Zaplatit vše");
    expect(apart).toContain("Zaplaťte prosím každou pohledávku zvlášť");
    expect(page({ wholes: [] })).not.toMatch(/Zaplatit vše|zvlášť/);
  });

  it("says where a payment of all is for a claim whose dispute is not decided, too", () => {
    const pausedUntil = "2026-12-20";
    const dispute = { reason: "paid" as const, pausedUntil, refNo: "7/2026", isAgain: false };
    const disputed = (outcome: "accepted" | null) =>
      page({ claims: [claim, { ...claim, claimId: 2, dispute: { ...dispute, outcome } }] });
    expect(disputed(null)).toContain("zahrnuje i rozporovanou pohledávku");
    expect(disputed("accepted")).not.toContain("rozporovanou pohledávku");
  });
});

describe("a confirmation of no debt", () => {
  const shown = (offer: Parameters<typeof NoDebt>[0]["offer"]) =>
    text(<NoDebt slug="demo" offer={offer} label="Stáhnout" />);

  it("is offered where it would be given, else the page says what is in its way", () => {
    expect(shown({ refusal: null })).toContain("Stáhnout");
    const owed = { code: "papers.owed", refNo: "12/2026", amountMinor: 900_00 } as const;
    const refused = shown({ refusal: { ...owed, currency: "CZK" } });
    expect(refused).toContain("V případu 12/2026 zbývá zaplatit 900,00 Kč.");
    expect(refused).toContain("Otevřít případ 12/2026");
    expect(refused).not.toContain("Stáhnout");
    expect(shown({ refusal: { code: "papers.nothing_to_confirm" } })).toContain("Není co potvrdit");
    expect(shown(null)).toBe("");
  });
});
