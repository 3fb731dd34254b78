import type { PaperKind } from "@/db/values/portal";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import type { Currency } from "@/server/kernel/money";
import {
  claimAttempt,
  type Doorstep,
  minutesUntil,
  networkOf,
  releaseAttempt,
  type Visitor,
} from "../access";
import { inTransaction } from "../context";
import { atDoor } from "../portal";
import { codeHash } from "./code";
import type { PaperFacts } from "./facts";
import { type CheckPaperInput, checkPaperInput } from "./inputs";

/** What whoever holds a paper is told: that it is genuine, and in short what it says. */
export interface CheckedPaper {
  number: string;
  kind: PaperKind;
  issuedOn: Day;
  issuer: string;
  name: string;
  /** Of a payment. */
  amountMinor: number | null;
  currency: Currency | null;
  /** The day of the payment; the day as of which nothing was owed. */
  onDay: Day;
  refNos: string[];
}

const REF_NOS_MAX = 20;

/**
 * Whether a paper is one of the tenant's, by its number and the code that stands on it. Throws
 * not_found `papers.not_verified` for an unknown number and for a wrong code alike, precondition
 * `access.locked` for whoever tried too often.
 */
export async function checkPaper(
  door: Doorstep,
  tenantId: number,
  { input: raw, visitor }: { input: CheckPaperInput; visitor: Visitor },
): Promise<CheckedPaper> {
  const { number, code } = checkPaperInput.parse(raw);
  const claim = await claimAttempt(door, "paperAddress", networkOf(visitor.ip));
  if (claim.isLocked) {
    const minutes = minutesUntil(claim.lockedUntil, door.now);
    throw new DomainError("precondition", "access.locked", { minutes });
  }
  const hash = codeHash(door.keys, { tenantId, number, code });
  const found = await inTransaction(atDoor(door, tenantId), async (_, { sql }) => {
    const [row] = await sql<{ issuedOn: Day; issuer: string; facts: PaperFacts }[]>`
      select p.issued_on as "issuedOn", t.name as issuer, p.facts
        from issued_papers p join tenants t on t.id = p.tenant_id
       where p.number = ${number} and p.code_hash = ${hash}`;
    return row;
  });
  if (!found) throw new DomainError("not_found", "papers.not_verified");
  await releaseAttempt(door, claim.attempt);
  const { issuedOn, issuer, facts } = found;
  return { number, issuedOn, issuer, name: facts.name, kind: facts.kind, ...shortOf(facts) };
}

function shortOf(facts: PaperFacts) {
  if (facts.kind === "payment") {
    const { amountMinor, currency, valueOn, refNo } = facts;
    return { amountMinor, currency, onDay: valueOn, refNos: [refNo] };
  }
  const refNos = facts.cases.slice(0, REF_NOS_MAX).map(({ refNo }) => refNo);
  return { amountMinor: null, currency: null, onDay: facts.onDay, refNos };
}
