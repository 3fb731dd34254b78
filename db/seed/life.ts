import { saveAccount } from "@/server/domain/bank";
import { listCases, listTags, moveCases, saveTag, tagCases } from "@/server/domain/cases";
import { addCallForm, addNote, addTask } from "@/server/domain/timeline";
import type { Agency } from "./agency";

/** What a few weeks of work leave behind: tags, calls, notes, tasks, cases that moved on. */
export async function colour(agency: Agency): Promise<void> {
  await openAccounts(agency);
  const { administrator, supervisor, operator } = agency;
  await saveTag(administrator, { code: "vip", name: "Prioritní věřitel", colour: "violet" });
  const { items } = await listCases(supervisor, { limit: 60 });
  const ids = items.map(({ id }) => id);
  const at = (from: number, count: number) => ids.slice(from, from + count);
  for (const tag of await listTags(supervisor)) {
    const place = ["vip", "do_not_contact", "stop_notices"].indexOf(tag.code);
    if (place < 0) continue;
    const caseIds = at(place * 6, 3);
    if (caseIds.length > 0) await tagCases(supervisor, { caseIds, tagId: tag.id });
  }
  await work(operator, at(4, 8));
  await moveCases(supervisor, { caseIds: at(20, 12), to: "amicable" });
  await moveCases(supervisor, { caseIds: at(34, 5), to: "tracing" });
}

const DAY_MS = 86_400_000;

async function work(ctx: Agency["operator"], caseIds: number[]): Promise<void> {
  for (const [i, caseId] of caseIds.entries()) {
    await addNote(ctx, { caseId, text: NOTES[i % NOTES.length] ?? "" });
    await addTask(ctx, {
      caseId,
      text: TASKS[i % TASKS.length] ?? "",
      dueAt: new Date(ctx.now.getTime() + (i - 2) * DAY_MS),
      assigneeId: ctx.actor.operatorId,
    });
    if (i % 2 === 1) continue;
    await addCallForm(ctx, {
      ...{ caseId, direction: "outgoing", outcome: "reached" },
      text: "Dlužník hovor přijal, žádá o rozložení dluhu do splátek.",
    });
  }
}

const NOTES = [
  "Dlužník volal sám, úhradu slibuje po výplatě.",
  "Výzva se vrátila jako nedoručená, adresu je třeba ověřit.",
  "Zaměstnavatel potvrdil pracovní poměr.",
];
const TASKS = [
  "Ověřit, zda přišla slíbená úhrada",
  "Zavolat dlužníkovi kvůli splátkám",
  "Připravit předžalobní výzvu",
];

/** Where debtors pay to, in either currency; numbers of banks' own examples. */
async function openAccounts({ administrator }: Agency): Promise<void> {
  const accounts = [
    { number: "1265098001/5500", currency: "CZK" as const, name: "Inkasní účet" },
    { number: "SK3112000000198742637541", currency: "EUR" as const, name: "Inkasní účet EUR" },
  ];
  for (const account of accounts) await saveAccount(administrator, account);
}
