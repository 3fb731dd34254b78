import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { parseBirthNumber } from "@/server/kernel/identifiers";
import { writeAudit } from "../audit";
import { type Actor, type Context, inTransaction, may, reading } from "../context";
import { birthNumberHash } from "../keys";
import { planSearch } from "../search";

/** Whole birth numbers that one person may try in an hour; who may read them all is not limited. */
export const BIRTH_NUMBER_SEARCHES_PER_HOUR_MAX = 60;
/** Further pages, counts and the export of one search, and the same question asked again. */
const SAME_SEARCH_MINUTES = 10;
const HOUR_MINUTES = 60;
const MINUTE_MS = 60_000;

const SHAPE = /^\d{6}\/?\d{3,4}$/;
const SEARCHED = "parties.search-birth-number";

/**
 * The keyed hash of a search text that is a whole birth number; null for everything else. Being
 * asked is written down (who, when, which hash; never the number), because a register that answers
 * any number can be asked for all of them. Throws `parties.birth_number_searches`.
 */
export async function searchedBirthNumber(
  ctx: Context,
  tx: Tx,
  text: string,
): Promise<Buffer | null> {
  if (!SHAPE.test(text)) return null;
  const parsed = parseBirthNumber(text);
  if (!parsed.ok) return null;
  const hash = birthNumberHash(ctx.keys, ctx.actor.tenantId, parsed.value.value);
  if (await isAnotherNumber(tx, text, hash)) return null;
  await noteSearch(ctx, tx, hash);
  return hash;
}

/**
 * Is it nobody's birth number, but a symbol or a telephone of some case? Every eleventh symbol of ten
 * digits looks like a birth number, and whoever looks them up all day asks nothing about people.
 */
async function isAnotherNumber(tx: Tx, text: string, hash: Buffer): Promise<boolean> {
  const [person] = await tx.sql`
    select 1 from parties where birth_number_hash = ${hash} and merged_into_id is null`;
  if (person) return false;
  const plan = await planSearch(tx, "cases", text);
  return plan.kind === "scan" || (plan.kind === "ids" && plan.ids.length > 0);
}

/** Writes a question down by itself, ahead of work that may still be refused and taken back. */
export async function noteQuestion(ctx: Context, text: string): Promise<void> {
  if (!SHAPE.test(text)) return;
  await inTransaction(ctx, (inner, tx) => searchedBirthNumber(inner, tx, text));
}

/**
 * Reads what a search text finds. Where it is a whole birth number the question is written down in
 * the same transaction, which therefore is not one of mere reading.
 */
export function searching<A extends Actor, T>(
  ctx: Context<A>,
  text: string | undefined,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return SHAPE.test(text?.trim() ?? "")
    ? inTransaction(ctx, (_, tx) => work(tx))
    : reading(ctx, work);
}

interface Hour {
  attempts: number;
  isSame: boolean;
  firstAt: Date | null;
}

/** Counts a question for this number as an attempt, unless it is the one just asked. */
export async function noteSearch(ctx: Context, tx: Tx, hash: Buffer): Promise<void> {
  const hashText = hash.toString("hex");
  const hour = await lastHour(ctx, tx, hashText);
  if (hour.isSame) return;
  const isLimited = !may(ctx.actor, "parties:reveal-birth-number");
  if (isLimited && hour.attempts >= BIRTH_NUMBER_SEARCHES_PER_HOUR_MAX) {
    throw new DomainError("precondition", "parties.birth_number_searches", {
      max: BIRTH_NUMBER_SEARCHES_PER_HOUR_MAX,
      minutes: minutesLeft(hour.firstAt ?? ctx.now, ctx.now),
    });
  }
  await writeAudit(
    { ...ctx, tx },
    { action: SEARCHED, entity: "party", entityId: null, after: { hash: hashText } },
  );
}

/** The lock lets requests of one person through one by one: list and count come together. */
async function lastHour(ctx: Context, { sql }: Tx, hash: string): Promise<Hour> {
  const { actor, now } = ctx;
  const id = actor.kind === "operator" ? actor.operatorId : 0;
  const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * MINUTE_MS);
  await sql`
    select pg_advisory_xact_lock(hashtext('birth-number-search:' || app_tenant()), ${id}::integer)`;
  const [row] = await sql<Hour[]>`
    select count(*) as attempts, min(at) as "firstAt",
           coalesce(bool_or(after ->> 'hash' = ${hash}
             and at > ${minutesAgo(SAME_SEARCH_MINUTES)}), false) as "isSame"
      from audit_entries
     where actor_kind = ${actor.kind} and actor_id = ${id} and at > ${minutesAgo(HOUR_MINUTES)}
       and action = ${SEARCHED}`;
  if (!row) throw new Error("an aggregate answered nothing");
  return row;
}

function minutesLeft(firstAt: Date, now: Date): number {
  const passed = Math.floor((now.getTime() - firstAt.getTime()) / MINUTE_MS);
  return Math.max(1, HOUR_MINUTES - passed);
}
