import type { Tx } from "@/db/client";
import { instantAt } from "@/server/kernel/wall-instant";
import type { Context } from "../context";
import { ASKERS } from "./askers";
import { type BulkRun, type PartyOutcome, writeOutcomes } from "./bulk-run";
import type { Question } from "./check-party";
import type { RegisterService } from "./services";
import { readSubjects } from "./subject";
import { validSince } from "./validity";

/** Looked at together; most of a portfolio's people may have been asked for lately. */
const LOOKED_AT_MAX = 200;

export interface Askable {
  partyId: number;
  question: Question;
  /** How often the register was asked in vain. */
  tries: number;
}

/**
 * Who of the next in line has to be asked for. The others are done with at once: whose answer still
 * holds, who was merged away, who has nothing to be asked by, and everybody where the register has no
 * address. Answers how many those were.
 */
export async function sortParties(
  ctx: Context,
  tx: Tx,
  { run, service }: { run: BulkRun; service: RegisterService },
): Promise<{ askable: Askable[]; done: number }> {
  const rows = await tx.sql<{ partyId: number; tries: number; isFresh: boolean }[]>`
    select r.party_id as "partyId", r.tries,
           coalesce(i.checked_at >= ${freshSince(ctx, run, service)}, false) as "isFresh"
      from insolvency_run_parties r
      left join party_insolvency i on i.party_id = r.party_id and i.register = r.register
     where r.run_id = ${run.id} and r.register = ${service.register} and r.outcome is null
     order by r.position limit ${LOOKED_AT_MAX}`;
  const outcomeOf = (outcome: PartyOutcome["outcome"], partyId: number): PartyOutcome => ({
    ...{ partyId, register: service.register, outcome, screeningId: null, isChanged: false },
  });
  const fresh = rows.filter(({ isFresh }) => isFresh);
  const stale = rows.filter(({ isFresh }) => !isFresh);
  const found: PartyOutcome[] = fresh.map(({ partyId }) => outcomeOf("fresh", partyId));
  if (service.url === "") {
    found.push(...stale.map(({ partyId }) => outcomeOf("unconfigured", partyId)));
    return { askable: [], done: await writeOutcomes(tx, run.id, found) };
  }
  const triesOf = new Map(stale.map(({ partyId, tries }) => [partyId, tries]));
  const subjects = await readSubjects(ctx, tx, [...triesOf.keys()]);
  const known = new Set(subjects.map(({ partyId }) => partyId));
  for (const { partyId } of stale) if (!known.has(partyId)) found.push(outcomeOf("gone", partyId));
  const askable: Askable[] = [];
  for (const subject of subjects) {
    const { partyId } = subject;
    const question = ASKERS[service.register]?.(ctx, subject, {}) ?? null;
    if (question) askable.push({ partyId, question, tries: triesOf.get(partyId) ?? 0 });
    else found.push(outcomeOf("no_identifier", partyId));
  }
  // As they stood in line: of the same age whoever came first.
  const place = new Map(rows.map(({ partyId }, no) => [partyId, no]));
  askable.sort((a, b) => (place.get(a.partyId) ?? 0) - (place.get(b.partyId) ?? 0));
  return { askable, done: await writeOutcomes(tx, run.id, found) };
}

/**
 * From when on an answer still holds. A watch asks every day; a check that was forced lets only its
 * own answers count; else the register's validity decides.
 */
function freshSince(ctx: Context, run: BulkRun, { validity }: RegisterService): Date {
  if (run.isForced) return run.createdAt;
  const since = run.kind === "watch" ? ctx.today : validSince(ctx.today, validity);
  return instantAt(since, "00:00");
}
