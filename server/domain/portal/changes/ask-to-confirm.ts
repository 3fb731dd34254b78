import type { Tx } from "@/db/client";
import type { ClientField } from "@/db/values/portal";
import { addDays } from "@/server/kernel/days";
import { workingDayFrom } from "@/server/kernel/holidays";
import type { Locale } from "@/server/kernel/locale";
import { instantAt } from "@/server/kernel/wall-instant";
import type { Context } from "../../context";
import { addTask, resolveTask } from "../../timeline";

const TEXTS: Record<Locale, (name: string) => string> = {
  cs: (name) => `Klient změnil údaje a čekají na potvrzení: ${name}. Potvrďte je, nebo odmítněte.`,
  sk: (name) =>
    `Klient zmenil údaje a čakajú na potvrdenie: ${name}. Potvrďte ich, alebo odmietnite.`,
  en: (name) =>
    `The client changed data that wait to be confirmed: ${name}. Confirm or reject them.`,
  ru: (name) =>
    `Клиент изменил данные, они ждут подтверждения: ${name}. Подтвердите их или отклоните.`,
};

const DECIDED: Record<Locale, string> = {
  cs: "O změně je rozhodnuto.",
  sk: "O zmene je rozhodnuté.",
  en: "The change has been decided on.",
  ru: "Решение об изменении принято.",
};

interface Place {
  caseId: number | null;
  ownerId: number | null;
  name: string;
  language: Locale;
  country: string;
}

/** A task on the newest open case of the card, for its owner; without a case the queue is enough. */
export async function askToConfirm(
  ctx: Context,
  tx: Tx,
  { partyId, fields }: { partyId: number; fields: readonly ClientField[] },
): Promise<void> {
  const [place] = await tx.sql<Place[]>`
    select k.id as "caseId", k.owner_id as "ownerId", p.full_name as name, t.language, t.country
      from tenants t join parties p on p.id = ${partyId}
      left join lateral (
        select c.id, o.id as owner_id from case_parties cp join cases c on c.id = cp.case_id
          left join operators o on o.id = c.owner_id and o.is_active
         where cp.party_id = p.id and c.voided_at is null and c.closed_at is null
           and c.archived_at is null and c.category <> 'request'
         order by c.id desc limit 1) k on true`;
  if (!place || place.caseId === null) return;
  const dueOn = workingDayFrom(addDays(ctx.today, 1), place.country);
  const { eventId } = await addTask(ctx, {
    caseId: place.caseId,
    text: TEXTS[place.language](place.name),
    dueAt: instantAt(dueOn, "00:00"),
    assigneeId: place.ownerId,
  });
  await tx.sql`
    update client_changes set task_event_id = ${eventId}
     where party_id = ${partyId} and state = 'waiting' and field = any (${[...fields]}::text[])`;
}

/** Tasks of which no change waits any more are done. */
export async function endAsking(
  ctx: Context,
  { sql }: Tx,
  eventIds: readonly (number | null)[],
): Promise<void> {
  const ids = [...new Set(eventIds.filter((id) => id !== null))];
  if (ids.length === 0) return;
  const rows = await sql<{ id: number; language: Locale }[]>`
    select e.id, t.language from case_events e
      -- A case behind another wall keeps its task.
      join cases k on k.id = e.case_id cross join tenants t
     where e.id = any (${ids}::bigint[]) and e.resolved_at is null and e.deleted_at is null
       and not exists (select from client_changes c
                        where c.task_event_id = e.id and c.state = 'waiting')`;
  for (const { id: eventId, language } of rows) {
    await resolveTask(ctx, { eventId, result: DECIDED[language] });
  }
}
