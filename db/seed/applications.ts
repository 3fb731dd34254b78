import { listCases, moveCase, openCase } from "@/server/domain/cases";
import { assignActions, caseActions, decideAction } from "@/server/domain/collegial";
import { createParty } from "@/server/domain/parties";
import type { Agency } from "./agency";

type Demo = Pick<Agency, "salesManager" | "commercialDirector" | "attendants">;

/** Discounts waiting and approved, and applications for accounts and cards on their way. */
export async function apply(agency: Demo): Promise<void> {
  await askForDiscounts(agency);
  await openAccounts(agency);
}

async function askForDiscounts({ salesManager, commercialDirector }: Demo): Promise<void> {
  const { items } = await listCases(salesManager, { filter: { category: "deal" } });
  const assignees = [{ operatorId: commercialDirector.actor.operatorId }];
  const wanted: Record<string, string | number>[] = [
    { subject: "Správa pohledávek na rok", reason: "Podpis na dva roky dopředu", percent: 10 },
    { subject: "Zavedení a školení", reason: "Odběratel uvažuje o levnějším", amount: 2_500_000 },
  ];
  const caseIds: number[] = [];
  for (const [index, fields] of wanted.entries()) {
    const parentCaseId = items[index]?.id;
    const place = { category: "discount", ...(parentCaseId ? { parentCaseId } : {}) };
    const { caseId } = await openCase(salesManager, { ...place, fields });
    await assignActions(salesManager, { caseId, kind: "approve", assignees });
    await moveCase(salesManager, { caseId, to: "approval" });
    caseIds.push(caseId);
  }
  const [caseId = 0] = caseIds;
  const actions = await caseActions(commercialDirector, { caseId });
  const actionId = actions.items[0]?.id ?? 0;
  const comment = "Souhlasím, platí po celou dobu smlouvy.";
  await decideAction(commercialDirector, { actionId, outcome: "positive", comment });
  await moveCase(commercialDirector, { caseId, to: "approved" });
}

async function openAccounts({ attendants }: Demo): Promise<void> {
  const { personalManager, securityOfficer, accountOfficer } = attendants;
  const company = (fullName: string, registrationNo: string) =>
    createParty(personalManager, { kind: "legal_entity", fullName, registrationNo });
  const client = await company("Pivovar Jizera, a.s.", "99900114");
  const related = await company("Jizera Holding, s.r.o.", "99900220");
  const parties = [
    { partyId: client.partyId, role: "client" },
    { partyId: related.partyId, role: "relatedCompany" },
  ];
  const application = async (accountType: string, purpose: string) => {
    const fields = { accountType, purpose };
    const { caseId } = await openCase(personalManager, {
      ...{ category: "account-opening", parties, fields },
    });
    await moveCase(personalManager, { caseId, to: "security-check" });
    return caseId;
  };
  const caseId = await application("current", "Tržby z prodeje a mzdy");
  await moveCase(securityOfficer, { caseId, to: "sufficiency" });
  await moveCase(accountOfficer, { caseId, to: "opening" });
  const accountNo = "2000145399/0800";
  await moveCase(accountOfficer, { caseId, to: "opened", fields: { accountNo } });
  await application("escrow", "Úschova kupní ceny provozovny");
  const card = await openCase(personalManager, {
    ...{ category: "card-issue", parties: parties.slice(0, 1) },
    fields: { cardType: "debit", accountNo, holderName: "PIVOVAR JIZERA" },
  });
  await moveCase(personalManager, { caseId: card.caseId, to: "check" });
}
