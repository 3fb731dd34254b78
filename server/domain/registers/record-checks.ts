import { createHash } from "node:crypto";
import type { Tx } from "@/db/client";
import { meaningOf } from "@/db/values/register-meanings";
import type { InsolvencyRegister, Register } from "@/db/values/registers";
import { authorOf, type Context } from "../context";
import { birthNumberHash } from "../keys";
import { isActiveRecord } from "./debtor-status";
import { type AnsweredCheck, isInsolvencyRegister, legalBasisOf } from "./record";
import { activityOf, readStatuses } from "./statuses";

/** As far two clocks may differ. */
const AHEAD_MS = 300_000;

const seal = (ctx: Context, bytes: Uint8Array | null): Buffer | null =>
  bytes === null ? null : ctx.keys.seal(Buffer.from(bytes).toString("base64"));

/** Evidence as it was kept by `recordChecks`. */
export const openEvidence = (ctx: Context, sealed: Buffer | null): Buffer | null =>
  sealed === null ? null : Buffer.from(ctx.keys.open(sealed), "base64");

const hashOf = (bytes: Uint8Array | null): Buffer | null =>
  bytes === null ? null : createHash("sha256").update(bytes).digest();

/**
 * Writes answered checks and their records into the log, two statements for however many. Answers
 * the ids in the order given. What follows from them is `settleInsolvency`'s.
 */
export async function recordChecks(
  ctx: Context,
  tx: Tx,
  checks: readonly AnsweredCheck[],
): Promise<number[]> {
  if (checks.length === 0) return [];
  const rows = checks.map((check, no) => ({ no, ...lineOf(ctx, check) }));
  const ids = await insertChecks(ctx, tx, rows);
  await insertHits(ctx, tx, { checks, ids });
  return ids;
}

/** A clock that is ahead says nothing of how old its data are. */
const asOfBy = ({ now }: Context, asOf: Date | null): Date | null =>
  asOf !== null && asOf.getTime() > now.getTime() + AHEAD_MS ? null : asOf;

function lineOf(ctx: Context, check: AnsweredCheck) {
  const { asked, ...rest } = check;
  const { answer } = asked;
  const isFound = answer.outcome === "found";
  const isDown = answer.outcome === "unavailable";
  const remarks = isFound ? answer.records.flatMap((record) => record.remarks ?? []) : [];
  const isSuspected = isFound && answer.quality === "suspected";
  return {
    ...rest,
    outcome: answer.outcome,
    reason: isDown ? answer.reason : null,
    detail: isDown ? answer.detail : null,
    quality: isFound ? answer.quality : null,
    asOf: isDown ? null : asOfBy(ctx, answer.asOf),
    isCut: isFound && answer.isCut,
    meaning: meaningOf({ register: check.register, outcome: answer.outcome, isSuspected, remarks }),
    hitCount: isFound ? answer.records.length : 0,
    sent: seal(ctx, asked.sent),
    received: seal(ctx, asked.received),
    receivedHash: hashOf(asked.received),
    mediaType: asked.mediaType,
    askedMarks: asked.askedMarks ?? [],
    questionCount: asked.questionCount ?? 1,
  };
}
type Line = ReturnType<typeof lineOf> & { no: number };

async function insertChecks(ctx: Context, { sql }: Tx, rows: readonly Line[]): Promise<number[]> {
  const { id: operatorId, name } = authorOf(ctx.actor);
  const text = (pick: (row: Line) => string | null) => sql`${rows.map(pick)}::text[]`;
  const number = (pick: (row: Line) => number | null) => sql`${rows.map(pick)}::bigint[]`;
  const bytes = (pick: (row: Line) => Buffer | null) =>
    sql`${rows.map((row) => pick(row)?.toString("hex") ?? null)}::text[]`;
  const written = await sql<{ id: number }[]>`
    with given as (
      select * from unnest(
        ${number((r) => r.no)}, ${text((r) => r.register)}, ${number((r) => r.partyId)},
        ${number((r) => r.caseId)}, ${text((r) => r.cause)}, ${text((r) => r.purpose)},
        ${text((r) => legalBasisOf(r.cause))}, ${text((r) => r.askedBy)},
        ${text((r) => r.outcome)}, ${text((r) => r.reason)}, ${text((r) => r.detail)},
        ${text((r) => r.quality)}, ${text((r) => r.asOf?.toISOString() ?? null)},
        ${text((r) => String(r.isCut))}, ${number((r) => r.hitCount)},
        ${number((r) => r.priceMinor)}, ${text((r) => r.currency)}, ${bytes((r) => r.sent)},
        ${bytes((r) => r.received)}, ${bytes((r) => r.receivedHash)}, ${text((r) => r.mediaType)},
        ${text((r) => r.meaning)}, ${text((r) => JSON.stringify(r.askedMarks))},
        ${number((r) => r.questionCount)}
      ) as g(no, register, party_id, case_id, cause, purpose, legal_basis, asked_by, outcome, reason,
             detail, quality, as_of, is_cut, hit_count, price_minor, currency, sent, received,
             received_hash, media_type, meaning, asked_marks, question_count)
    )
    insert into screenings (register, party_id, case_id, cause, purpose, legal_basis, asked_by,
      asked_at, operator_id, actor_name, outcome, reason, detail, quality, as_of, is_cut, hit_count,
      price_minor, currency, sent, received, received_hash, media_type, meaning,
      asked_marks, question_count, is_first)
    select register, party_id, case_id, cause, purpose, legal_basis, asked_by, ${ctx.now},
           ${operatorId}, ${name}, outcome, reason, detail, quality, as_of::timestamptz,
           is_cut::boolean, hit_count, price_minor, currency, decode(sent, 'hex'),
           decode(received, 'hex'), decode(received_hash, 'hex'), media_type, meaning,
           array(select jsonb_array_elements_text(asked_marks::jsonb)), question_count::integer,
           outcome <> 'unavailable' and not exists (
             select from screenings s where s.party_id = g.party_id and s.register = g.register
                and s.outcome <> 'unavailable')
      from given g order by no
    returning id`;
  return written.map(({ id }) => id);
}

/** As the parties' own: a joint debtor is known again by it. Hex. */
const hashOfNumber = (ctx: Context, digits: string | null): string | null =>
  digits && birthNumberHash(ctx.keys, ctx.actor.tenantId, digits).toString("hex");

async function insertHits(
  ctx: Context,
  tx: Tx,
  { checks, ids }: { checks: readonly AnsweredCheck[]; ids: readonly number[] },
): Promise<void> {
  const found = checks.flatMap(({ asked, partyId, register }, at) =>
    asked.answer.outcome === "found"
      ? asked.answer.records.map((record) => ({ ...record, partyId, register, id: ids[at] ?? 0 }))
      : [],
  );
  if (found.length === 0) return;
  const statuses = await readStatuses(tx);
  const activity = new Map<Register, ReadonlyMap<string, boolean>>();
  const activeOf = (hit: (typeof found)[number]): boolean | null => {
    if (!isInsolvencyRegister(hit.register)) return null;
    const known =
      activity.get(hit.register) ?? activityOf(statuses, hit.register as InsolvencyRegister);
    activity.set(hit.register, known);
    return isActiveRecord(hit, known);
  };
  const { sql } = tx;
  type Hit = (typeof found)[number];
  const text = (pick: (hit: Hit) => string | null) => sql`${found.map(pick)}::text[]`;
  const flag = (pick: (hit: Hit) => boolean | null) =>
    text((hit) => (pick(hit) === null ? null : String(pick(hit))));
  await sql`
    insert into screening_hits (screening_id, party_id, register, mark, file_mark, court, state_code, name,
      birth_on, registration_no, address, started_on, ended_on, url, is_co_debtor, quality, is_active, remarks, details,
      birth_number_hash, procedure)
    select screening_id, party_id, register, mark, file_mark, court, state_code, name, birth_on::date,
           registration_no, address, started_on::date, ended_on::date, url, is_co_debtor::boolean,
           quality, is_active::boolean, array(select jsonb_array_elements_text(remarks::jsonb)),
           details::jsonb, decode(birth_number_hash, 'hex'), procedure
      from unnest(${found.map((hit) => hit.id)}::bigint[],
        ${found.map((hit) => hit.partyId)}::bigint[], ${text((h) => h.register)},
        ${text((h) => h.mark)}, ${text((h) => h.fileMark)}, ${text((h) => h.court)}, ${text((h) => h.stateCode)},
        ${text((h) => h.name)}, ${text((h) => h.birthOn)}, ${text((h) => h.registrationNo)},
        ${text((h) => h.address)}, ${text((h) => h.startedOn)}, ${text((h) => h.endedOn)},
        ${text((h) => h.url)}, ${flag((h) => h.isCoDebtor)}, ${text((h) => h.quality)},
        ${flag(activeOf)}, ${text((h) => JSON.stringify(h.remarks ?? []))},
        ${text((h) => (h.details ? JSON.stringify(h.details) : null))},
        ${text((h) => hashOfNumber(ctx, h.birthNumber ?? null))},
        ${text((h) => h.procedure ?? null)}
      ) as h(screening_id, party_id, register, mark, file_mark, court, state_code, name, birth_on,
             registration_no, address, started_on, ended_on, url, is_co_debtor, quality, is_active, remarks, details,
             birth_number_hash, procedure)`;
}
