import type { Tx } from "@/db/client";
import { addDays } from "@/server/kernel/days";
import { workingDayFrom } from "@/server/kernel/holidays";
import type { Locale } from "@/server/kernel/locale";
import { ANSWERABLE_ROLES, refreshTimeline } from "../../cases";
import type { Context } from "../../context";
import { writeFacts } from "../../events";

interface Told {
  name: string;
  /** Proceedings that events have named them in. */
  marks: string;
}

/** Written when the task is made, in the owner's language. */
const TEXTS: Readonly<Record<Locale, (told: Told) => string>> = {
  cs: ({ name, marks }) =>
    `Možná insolvence: ${name} (${marks}). Insolvenční rejstřík opakovaně neodpověděl, ověřit v něm ručně.`,
  sk: ({ name, marks }) =>
    `Možná insolvencia: ${name} (${marks}). Register úpadcov opakovane neodpovedal, overiť v ňom ručne.`,
  en: ({ name, marks }) =>
    `Possible insolvency: ${name} (${marks}). The insolvency register has given no answer repeatedly: look it up there by hand.`,
  ru: ({ name, marks }) =>
    `Возможная несостоятельность: ${name} (${marks}). Реестр несостоятельности не ответил несколько раз подряд: проверить в нём вручную.`,
};

interface Place {
  caseId: number;
  ownerId: number | null;
  language: Locale;
  name: string;
}

/**
 * Leaves a party of whom the register has said nothing for long to people: a task for each owner of
 * an open case in which they answer, on the oldest of them.
 */
export async function handOver(
  ctx: Context,
  tx: Tx,
  given: { partyId: number; marks: readonly string[] },
): Promise<void> {
  const { sql } = tx;
  const { partyId, marks } = given;
  const [tenant] = await sql<{ country: string }[]>`select country from tenants`;
  const places = await sql<Place[]>`
    select distinct on (o.id) c.id as "caseId", o.id as "ownerId", p.full_name as name,
           coalesce(o.language, (select language from tenants)) as language
      from case_parties cp join cases c on c.id = cp.case_id
      join parties p on p.id = cp.party_id
      left join operators o on o.id = c.owner_id and o.is_active
     where cp.party_id = ${partyId} and cp.role = any(${[...ANSWERABLE_ROLES]}::text[])
       and c.closed_at is null and c.archived_at is null and c.voided_at is null
     order by o.id, c.id`;
  if (places.length === 0) return;
  const dueOn = workingDayFrom(addDays(ctx.today, 1), tenant?.country ?? "CZ");
  const text = ({ language, name }: Place) => TEXTS[language]({ name, marks: marks.join(", ") });
  const made = await sql<{ eventId: number; caseId: number; assigneeId: number | null }[]>`
    insert into case_events (case_id, party_id, kind, at, text, due_at, is_all_day, assignee_id,
                             priority, created_at)
    select n.case_id, ${partyId}, 'task', ${ctx.now}, n.text,
           ${dueOn}::date::timestamp at time zone 'Europe/Prague', true, n.owner_id, 'high',
           ${ctx.now}
      from unnest(${places.map(({ caseId }) => caseId)}::bigint[], ${places.map(text)}::text[],
                  ${places.map(({ ownerId }) => ownerId)}::bigint[]) as n (case_id, text, owner_id)
    returning id as "eventId", case_id as "caseId", assignee_id as "assigneeId"`;
  await refreshTimeline(
    tx,
    made.map(({ caseId }) => caseId),
  );
  await writeFacts(
    ctx,
    made.flatMap(({ eventId, caseId, assigneeId }) =>
      assigneeId === null
        ? []
        : [{ name: "task.assigned" as const, payload: { eventId, caseId, assigneeId } }],
    ),
  );
}
