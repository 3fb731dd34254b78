import type { Tx } from "@/db/client";
import type { DataRight } from "@/db/values/portal";
import { addMonths } from "@/server/kernel/calendar";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import type { Context } from "../../context";
import { askSomebody } from "../ask-somebody";

/** GDPR art. 12 (3): within one month of the receipt. */
const ANSWER_MONTHS = 1;
/** Somebody has to begin long before that. */
const BEGIN_DAYS = 7;

const TASKS: Record<DataRight, Record<Locale, string>> = {
  erasure: {
    cs: "Rozhodnout o výmazu osobních údajů",
    sk: "Rozhodnúť o vymazaní osobných údajov",
    en: "Decide about erasing personal data",
    ru: "Решить об удалении персональных данных",
  },
  restriction: {
    cs: "Rozhodnout o omezení zpracování údajů",
    sk: "Rozhodnúť o obmedzení spracúvania údajov",
    en: "Decide about restricting the processing",
    ru: "Решить об ограничении обработки данных",
  },
};

interface Asked {
  caseId: number;
  partyId: number;
  kind: DataRight;
  /** When it came; left out: now. */
  received?: { at: Date; on: Day };
}

/**
 * Writes down what a person asks of their data and by when the law wants it answered. Throws
 * precondition `requests.right_of_people` of a company, `requests.right_open` where they have asked.
 */
export async function askRight(
  ctx: Context,
  { sql }: Tx,
  { caseId, partyId, kind, received = { at: ctx.now, on: ctx.today } }: Asked,
): Promise<void> {
  const [party] = await sql<{ kind: string }[]>`
    select kind from parties where id = ${partyId} for no key update`;
  if (party?.kind === "legal_entity") {
    throw new DomainError("precondition", "requests.right_of_people");
  }
  const dueOn = addMonths(received.on, ANSWER_MONTHS);
  const [row] = await sql`
    insert into data_rights (request_id, party_id, kind, asked_at, due_on)
    values (${caseId}, ${partyId}, ${kind}, ${received.at}, ${dueOn})
    on conflict (tenant_id, party_id, kind) where decided_at is null do nothing returning id`;
  if (!row) throw new DomainError("precondition", "requests.right_open");
  const texts = TASKS[kind];
  await askSomebody(ctx, caseId, { texts, dueInDays: BEGIN_DAYS, isAlways: true });
}
