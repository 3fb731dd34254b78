import { moveCase, openCase } from "@/server/domain/cases";
import { addDays, type Day } from "@/server/kernel/days";
import type { Agency } from "./agency";

type Fields = Record<string, string | number>;
interface SeedDeal {
  fields: Fields;
  /** States on its way, the last one is where it stands. */
  way?: readonly string[];
  /** Days until it is expected to close. */
  inDays?: number;
}

const contact = (contactName: string, senderEmail: string, contactPhone: string) => ({
  ...{ contactName, senderEmail, contactPhone },
});

const DEALS: readonly SeedDeal[] = [
  {
    fields: {
      ...{ company: "Tiskárna Polabí, s.r.o.", budget: 18_000_000, requestSource: "website" },
      ...contact("Milan Krejčí", "krejci@tiskarna.example", "+420 602 111 222"),
      ...{ description: "Správa pohledávek po splatnosti, asi 400 faktur měsíčně." },
      ...{ cameFrom: "Google", gaId: "GA1.2.1111", ymId: "1698765432" },
    },
  },
  {
    fields: {
      ...{ company: "Vodárny Vysočina, a.s.", budget: 42_000_000, requestSource: "recommendation" },
      ...contact("Ivana Dvořáková", "dvorakova@vodarny.example", "+420 603 333 444"),
    },
    way: ["first-contact"],
  },
  {
    fields: {
      ...{ company: "Slovak Energo, s.r.o.", budget: 1_250_000, budgetCurrency: "eur" },
      ...contact("Peter Kováč", "kovac@energo.example", "+421 905 555 666"),
      ...{ requestSource: "event" },
    },
    ...{ way: ["first-contact", "needs-gathering", "presentation"], inDays: 45 },
  },
  {
    fields: {
      ...{ company: "Autopůjčovna Rychle, s.r.o.", budget: 9_500_000, requestSource: "phone" },
      ...contact("Jakub Beneš", "benes@rychle.example", "+420 604 777 888"),
    },
    ...{ way: ["needs-gathering", "offer-preparation", "decision-making"], inDays: 14 },
  },
  {
    fields: { company: "Bytové družstvo Slunce", budget: 6_000_000, requestSource: "client" },
    ...{ way: ["first-contact", "prototype"], inDays: 80 },
  },
];

/** Deals in several stages, one won and one lost, and an assignment about one: the board is not empty. */
export async function sell({ salesManager, commercialDirector, operator }: Agency): Promise<void> {
  const { today } = salesManager;
  for (const { fields, way, inDays } of DEALS) {
    await dealOf({ salesManager }, { fields: { ...fields, ...dueIn(today, inDays) }, way });
  }
  const won = { company: "Mlékárna Orlice, a.s.", budget: 21_000_000 };
  const lost = { company: "Reklama Plus, s.r.o.", budget: 3_000_000 };
  const way = ["offer-preparation", "decision-making"];
  const wonId = await dealOf({ salesManager }, { fields: won, way });
  const lostId = await dealOf({ salesManager }, { fields: lost, way });
  await moveCase(commercialDirector, { caseId: wonId, to: "completed" });
  const reason = { refusalReason: "price" };
  await moveCase(commercialDirector, { caseId: lostId, to: "refusal", fields: reason });
  await openCase(salesManager, {
    ...{ category: "assignment", parentCaseId: wonId, ownerId: operator.actor.operatorId },
    fields: { subject: "Připravit smlouvu pro mlékárnu", dueOn: addDays(today, 5) },
  });
}

const dueIn = (today: Day, days: number | undefined): Fields =>
  days === undefined ? {} : { expectedOn: addDays(today, days) };

async function dealOf(
  { salesManager }: Pick<Agency, "salesManager">,
  { fields, way = [] }: SeedDeal,
): Promise<number> {
  const { caseId } = await openCase(salesManager, { category: "deal", fields });
  for (const to of way) await moveCase(salesManager, { caseId, to });
  return caseId;
}
