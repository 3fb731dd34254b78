import { createHash } from "node:crypto";
import type { Tx } from "@/db/client";
import type { CompanyRegister, LookupKey } from "@/db/values/registers";
import { dayOf } from "@/server/kernel/days";
import type { Asked, RegisterAnswer } from "@/server/kernel/register-answer";
import { writeAudit } from "../audit";
import { authorOf, type Context } from "../context";
import { priceOf } from "./check-party";
import type { RegisterService } from "./services";
import { validUntil } from "./validity";

/** One question about companies, for a form. */
export interface LookupQuestion {
  register: CompanyRegister;
  askedBy: LookupKey;
  question: string;
}

export interface LoggedAnswer<Kept> {
  askedAt: Date;
  outcome: "found" | "clear";
  isCut: boolean;
  records: Kept[];
}

/** What the log still may say by the validity of the register; null where it has to be asked. */
export async function freshAnswer<Kept>(
  ctx: Context,
  { sql }: Tx,
  asked: LookupQuestion & { validity: string },
): Promise<LoggedAnswer<Kept> | null> {
  const [row] = await sql<LoggedAnswer<Kept>[]>`
    select asked_at as "askedAt", outcome, is_cut as "isCut", records from company_lookups
     where register = ${asked.register} and asked_by = ${asked.askedBy}
       and question = ${asked.question} and outcome <> 'unavailable'
     order by id desc limit 1`;
  if (!row) return null;
  const on = dayOf(row.askedAt);
  return validUntil(on, asked.validity) >= ctx.today ? row : null;
}

/** What the log says where nobody named a purpose: something was looked up for a form. */
export const FORM_PURPOSE = "form";
/** Whoever will owe or be owed is looked up in the asker's own interest (GDPR article 6). */
export const LOOKUP_BASIS = "gdpr_6_1_f";

/** Writes the question and what was answered into the log of look-ups, and who asked into the audit. */
export async function keepLookup<Kept>(
  ctx: Context,
  { sql }: Tx,
  lookup: LookupQuestion & { service: RegisterService; asked: Asked<Kept> },
): Promise<void> {
  const { register, askedBy, question, service, asked } = lookup;
  const { answer } = asked;
  const { id, name } = authorOf(ctx.actor);
  const { priceMinor, currency } = priceOf(service, asked);
  const hash = asked.received && createHash("sha256").update(asked.received).digest();
  await sql`
    insert into company_lookups (register, asked_by, question, purpose, legal_basis, asked_at,
      operator_id, actor_name, outcome, reason, detail, as_of, is_cut, records, price_minor, currency,
      received_hash)
    values (${register}, ${askedBy}, ${question}, ${FORM_PURPOSE}, ${LOOKUP_BASIS}, ${ctx.now},
            ${id}, ${name}, ${answer.outcome}, ${reasonOf(answer)}, ${answer.outcome === "unavailable" ? answer.detail : null},
            ${answer.outcome === "unavailable" ? null : answer.asOf},
            ${answer.outcome === "found" && answer.isCut},
            ${JSON.stringify(answer.outcome === "found" ? answer.records : [])}::jsonb,
            ${priceMinor}, ${currency}, ${hash})`;
  await writeAudit(ctx, {
    ...{ action: "registers.look-up-company", entity: "register_service", entityId: null },
    after: { register, askedBy, question, outcome: answer.outcome, reason: reasonOf(answer) },
  });
}

const reasonOf = (answer: RegisterAnswer<unknown>): string | null =>
  answer.outcome === "unavailable" ? answer.reason : null;
