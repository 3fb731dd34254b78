import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import {
  claimAttempt,
  type Doorstep,
  minutesUntil,
  networkOf,
  releaseAttempt,
  type Visitor,
} from "../../access";
import { writeAudit } from "../../audit";
import { type Context, inTransaction, type SystemActor } from "../../context";
import { type LetterFact, type LetterLink, readLetterToken } from "../../templates";
import { addNote } from "../../timeline";
import { atDoor } from "../at-door";
import { type OpenLetterInput, openLetterInput } from "./inputs";
import { areRight, type Known, loadKnown } from "./letter-facts";
import { openLetterSession } from "./letter-session";
import { LETTER_LOCKED, LETTER_OPENED } from "./letter-words";

const DAY_MS = 86_400_000;
/** Wrong answers after which the links of that case and addressee are good for nothing. */
const FAILURES_MAX = 5;

const over = () => new DomainError("precondition", "portal.letter_over");

/** What the page of a letter's link asks for; nothing of the case is told before it is answered. */
export async function askLetter(
  door: Doorstep,
  tenantId: number,
  token: string,
): Promise<{ asks: readonly LetterFact[] }> {
  const { asks } = await inTransaction(atDoor(door, tenantId), async (_, tx) => {
    const link = await requireGood(door, tx, { tenantId, token });
    if (!(await loadKnown(tx, link))) throw over();
    return link;
  });
  return { asks };
}

/**
 * Lets the holder of a letter into its one case, for an hour. Throws precondition
 * `portal.letter_over` whatever the reason (unknown, ended, shut, the case is gone), forbidden
 * `portal.identity_wrong`, precondition `access.locked`.
 */
export async function openLetter(
  door: Doorstep,
  tenantId: number,
  { input: raw, visitor }: { input: OpenLetterInput; visitor: Visitor },
): Promise<{ secret: string; refNo: string }> {
  const input = openLetterInput.parse(raw);
  const claim = await claimAttempt(door, "clientAddress", networkOf(visitor.ip));
  if (claim.isLocked) {
    const minutes = minutesUntil(claim.lockedUntil, door.now);
    throw new DomainError("precondition", "access.locked", { minutes });
  }
  const outcome = await inTransaction(atDoor(door, tenantId), async (ctx, tx) => {
    const link = await requireGood(door, tx, { tenantId, token: input.token, isLocked: true });
    const known = await loadKnown(tx, link);
    if (!known) throw over();
    const client = { ...ctx.actor, forClient: { portalUserId: 0, name: known.name } };
    const inner = { ...ctx, actor: client };
    if (!areRight(link.asks, known, input))
      return countFailure(inner, tx, { link, known, visitor });
    return letIn(inner, tx, { link, known, visitor });
  });
  // The count of failures has to stay, so the refusal is thrown outside its transaction.
  if (outcome === null) throw new DomainError("forbidden", "portal.identity_wrong");
  await releaseAttempt(door, claim.attempt);
  return outcome;
}

interface Shown {
  tenantId: number;
  token: string;
  isLocked?: boolean;
}

interface Way {
  letterDays: number;
  shutBefore: Date | null;
}

/** The link behind a token, if it still leads anywhere; locked, nobody else counts beside. */
async function requireGood(
  door: Doorstep,
  { sql }: Tx,
  { tenantId, token, isLocked = false }: Shown,
): Promise<LetterLink> {
  const link = readLetterToken(door.keys, token);
  if (!link || link.tenantId !== tenantId) throw over();
  const { caseId, partyId, madeAt } = link;
  if (isLocked) {
    await sql`
      insert into portal_letter_ways (case_id, party_id)
      select k.id, living_party(${partyId}) from cases k
       where k.id = ${caseId} and living_party(${partyId}) is not null
      on conflict do nothing`;
    await sql`select 1 from portal_letter_ways
               where case_id = ${caseId} and party_id = living_party(${partyId}) for update`;
  }
  const [way] = await sql<Way[]>`
    select coalesce(r.letter_days, 30) as "letterDays",
           (select max(w.shut_before) from portal_letter_ways w
             where w.case_id = ${caseId}
               and living_party(w.party_id) = living_party(${partyId})) as "shutBefore"
      from tenants t left join portal_rules r on r.tenant_id = t.id`;
  if (!way) throw over();
  const isEnded = madeAt.getTime() + way.letterDays * DAY_MS <= door.now.getTime();
  if (isEnded || (way.shutBefore && madeAt <= way.shutBefore)) throw over();
  return link;
}

interface Visit {
  link: LetterLink;
  known: Known;
  visitor: Visitor;
}

async function letIn(
  ctx: Context<SystemActor>,
  { sql }: Tx,
  { link, known, visitor }: Visit,
): Promise<{ secret: string; refNo: string }> {
  const { caseId, madeAt } = link;
  const { partyId } = known;
  await sql`
    update portal_letter_ways set failures = 0, opened_times = opened_times + 1,
           last_opened_at = ${ctx.now}
     where case_id = ${caseId} and party_id = ${partyId}`;
  await tell(ctx, { caseId, action: "portal.open-letter", visitor });
  await addNote(ctx, { caseId, text: LETTER_OPENED[await languageOf(sql)](known.name) });
  const place = { caseId, partyId, madeAt };
  return { secret: await openLetterSession(ctx, place, visitor), refNo: known.refNo };
}

async function countFailure(
  ctx: Context<SystemActor>,
  { sql }: Tx,
  { link: { caseId }, known, visitor }: Visit,
): Promise<null> {
  const [row] = await sql<{ isLast: boolean }[]>`
    update portal_letter_ways w
       set failures = case when w.failures + 1 >= ${FAILURES_MAX} then 0 else w.failures + 1 end,
           shut_before = case when w.failures + 1 >= ${FAILURES_MAX} then ${ctx.now}::timestamptz
                              else w.shut_before end,
           shut_by_name = case when w.failures + 1 >= ${FAILURES_MAX} then null
                               else w.shut_by_name end
     where case_id = ${caseId} and party_id = ${known.partyId}
    returning failures = 0 as "isLast"`;
  const isLast = row?.isLast ?? false;
  await tell(ctx, { caseId, action: "portal.letter-failed", visitor, isLast });
  if (isLast) {
    await addNote(ctx, { caseId, text: LETTER_LOCKED[await languageOf(sql)](known.name) });
  }
  return null;
}

async function languageOf(sql: Tx["sql"]): Promise<Locale> {
  const [row] = await sql<{ language: Locale }[]>`select language from tenants`;
  return row?.language ?? "cs";
}

function tell(
  ctx: Context,
  what: { caseId: number; action: string; visitor: Visitor; isLast?: boolean },
): Promise<void> {
  const { caseId, action, visitor, isLast } = what;
  const after = { ip: visitor.ip, ...(isLast === undefined ? {} : { isLast }) };
  return writeAudit(ctx, { entity: "case", entityId: caseId, caseId, action, after });
}
