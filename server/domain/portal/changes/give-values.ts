import type { Tx } from "@/db/client";
import type { ClientField } from "@/db/values/portal";
import { DomainError } from "@/server/kernel/errors";
import { jsonText } from "@/server/kernel/well-formed";
import { writeAudit } from "../../audit";
import { authorOf, type Context, inTransaction, type SystemActor } from "../../context";
import { confirmedFields, readRules } from "../rules";
import { askToConfirm, endAsking } from "./ask-to-confirm";
import { type Card, type CardValues, lockCard, readCard, writeCard } from "./fields";
import type { GivenValues } from "./inputs";

export interface Given {
  partyId: number;
  /** The card as its client saw it; null: they did not see it. */
  version: number | null;
  values: Partial<GivenValues>;
  /** What somebody of ours confirms; left out: what the tenant's rules say. */
  confirmed?: readonly ClientField[];
}

/**
 * What a client says of a card: on the card at once, with the old value kept; what the tenant wants
 * confirmed waits, one change a field, and a newer one takes its place. Throws conflict
 * `parties.changed_meanwhile`, invalid `bank.account_number`, and what a form of ours would refuse.
 */
export async function giveValues(
  ctx: Context<SystemActor>,
  { partyId, version, values, confirmed: given }: Given,
): Promise<{ waiting: ClientField[] }> {
  return inTransaction(ctx, async (inner, tx) => {
    await lockCard(tx, partyId);
    const before = await readCard(inner, tx, partyId);
    if (version !== null && before.card.version !== version) {
      throw new DomainError("conflict", "parties.changed_meanwhile", { name: "" });
    }
    const confirmed = given ?? confirmedFields(await readRules(tx));
    const fields = (Object.keys(values) as ClientField[]).filter(
      (field) => values[field] !== undefined,
    );
    const isWaiting = (field: ClientField) => confirmed.includes(field);
    const atOnce = pick(
      values,
      fields.filter((field) => !isWaiting(field)),
    );
    const waiting = pick(values, fields.filter(isWaiting));
    const isAnyWaiting = Object.keys(waiting).length > 0;
    const foretold = isAnyWaiting ? await foretell(inner, partyId, waiting) : before;
    await writeCard(inner, tx, { card: before.card, values: atOnce });
    const after = await readCard(inner, tx, partyId);
    const applied = differing(before.values, after.values, Object.keys(atOnce) as ClientField[]);
    await insert(inner, tx, { partyId, state: "applied", before, after, fields: applied });
    const kept = await saidAgain(tx, { partyId, foretold, fields: Object.keys(waiting) });
    const asked = (Object.keys(waiting) as ClientField[]).filter((field) => !kept.includes(field));
    await withdraw(inner, tx, { partyId, fields: [...applied, ...asked] });
    const open = differing(before.values, foretold.values, asked);
    await insert(inner, tx, { partyId, state: "waiting", before, after: foretold, fields: open });
    if (open.length > 0) await askToConfirm(inner, tx, { partyId, fields: open });
    return { waiting: open };
  });
}

const pick = (values: Partial<GivenValues>, fields: readonly ClientField[]): Partial<GivenValues> =>
  Object.fromEntries(fields.map((field) => [field, values[field]]));

const differing = (from: CardValues, to: CardValues, fields: readonly ClientField[]) =>
  fields.filter((field) => JSON.stringify(from[field]) !== JSON.stringify(to[field]));

/** A form sends all that it shows: what waits already, and is the same, goes on waiting. */
async function saidAgain(
  { sql }: Tx,
  said: { partyId: number; foretold: Card; fields: readonly string[] },
): Promise<ClientField[]> {
  const { partyId, foretold, fields } = said;
  if (fields.length === 0) return [];
  const rows = await sql<{ field: ClientField }[]>`
    select field from client_changes
     where party_id = ${partyId} and state = 'waiting' and field = any (${[...fields]}::text[])
       and after = ${jsonText(foretold.values)}::jsonb -> field`;
  return rows.map(({ field }) => field);
}

class Undone extends Error {
  constructor(readonly card: Card) {
    super("the card was only tried");
  }
}

/** The card as it would be: written and taken back, so that what waits is sure to be writable. */
async function foretell(
  ctx: Context,
  partyId: number,
  values: Partial<GivenValues>,
): Promise<Card> {
  try {
    return await inTransaction(ctx, async (inner, tx): Promise<Card> => {
      const { card } = await readCard(inner, tx, partyId);
      await writeCard(inner, tx, { card, values });
      throw new Undone(await readCard(inner, tx, partyId));
    });
  } catch (cause) {
    if (cause instanceof Undone) return cause.card;
    throw cause;
  }
}

interface Told {
  partyId: number;
  state: "applied" | "waiting";
  before: Card;
  after: Card;
  fields: readonly ClientField[];
}

async function insert(ctx: Context, { sql }: Tx, told: Told): Promise<void> {
  const { partyId, state, before, after, fields } = told;
  if (fields.length === 0) return;
  const { actor } = ctx;
  const client = actor.kind === "system" ? actor.forClient?.portalUserId : undefined;
  const rows = fields.map((field) => {
    return { field, before: before.values[field], after: after.values[field] };
  });
  await sql`
    insert into client_changes (party_id, field, before, after, state, portal_user_id,
           given_by_name, given_at)
    select ${partyId}, r.field, r.before, r.after, ${state}, ${client || null}::bigint,
           ${authorOf(actor).name}, ${ctx.now}
      from json_to_recordset(${jsonText(rows)}::text::json)
           as r (field text, before jsonb, after jsonb)`;
  if (state === "applied") return;
  const entry = { entity: "party", entityId: partyId, action: "portal.ask-change" };
  await writeAudit(ctx, {
    ...entry,
    before: Object.fromEntries(rows.map(({ field, before: old }) => [field, old])),
    after: Object.fromEntries(rows.map(({ field, after: asked }) => [field, asked])),
  });
}

/** What waited for these fields is the client's word no more. */
async function withdraw(
  ctx: Context,
  tx: Tx,
  { partyId, fields }: { partyId: number; fields: readonly ClientField[] },
): Promise<void> {
  if (fields.length === 0) return;
  const rows = await tx.sql<{ taskEventId: number | null }[]>`
    update client_changes set state = 'withdrawn', decided_at = ${ctx.now}
     where party_id = ${partyId} and state = 'waiting' and field = any (${[...fields]}::text[])
    returning task_event_id as "taskEventId"`;
  await endAsking(
    ctx,
    tx,
    rows.map(({ taskEventId }) => taskEventId),
  );
}
