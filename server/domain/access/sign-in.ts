import { and, eq } from "drizzle-orm";
import { operators, sessions } from "@/db/schema";
import type { Theme } from "@/db/values/access";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import { writeAudit } from "../audit";
import { type Context, inTransaction, makeToday, type SystemActor } from "../context";
import { acceptCode } from "./accept-code";
import type { SignInInput } from "./inputs";
import { networkOf } from "./network";
import { hashPassword, spendPasswordWork, verifyPassword } from "./password";
import { assertGoodPassword } from "./password-policy";
import { SESSION_LIFE_MS } from "./session";
import {
  type Attempt,
  claimAttempt,
  type Doorstep,
  forgetFailures,
  minutesUntil,
  releaseAttempt,
} from "./throttle";

export interface Visitor {
  /** Address as the outermost trusted hop saw it. */
  ip: string;
  userAgent: string;
}

export type SignInAnswer =
  | { kind: "signedIn"; tenantId: number; sessionId: string; language: Locale; theme: Theme }
  /** The same e-mail and password open several tenants. */
  | { kind: "chooseTenant"; tenants: { slug: string; name: string }[] }
  /** A temporary password was right; it opens nothing but its own replacement. */
  | { kind: "newPassword" }
  | { kind: "secondFactor" };

interface Candidate {
  tenantId: number;
  slug: string;
  name: string;
  operatorId: number;
  passwordHash: string;
}

type Refusal = { kind: "refused"; error: DomainError };

/** Who works in a tenant while nobody is known yet. */
export function signInContext(door: Doorstep, tenantId: number): Context<SystemActor> {
  const actor: SystemActor = { kind: "system", tenantId, job: "sign-in", language: "cs" };
  return { ...door, actor, today: makeToday(door.now) };
}

function candidatesOf(door: Doorstep, email: string): Promise<Candidate[]> {
  const nobody = { tenantId: null, actorKind: "system", actorId: null, accessGroupIds: [] };
  return door.db.begin(
    nobody,
    ({ sql }) => sql<Candidate[]>`
      select tenant_id as "tenantId", tenant_slug as slug, tenant_name as name,
             operator_id as "operatorId", password_hash as "passwordHash"
        from sign_in_candidates(${email})`,
  );
}

async function withPassword(candidates: Candidate[], password: string): Promise<Candidate[]> {
  if (candidates.length === 0) await spendPasswordWork(password);
  const fits = await Promise.all(candidates.map((c) => verifyPassword(c.passwordHash, password)));
  return candidates.filter((_, index) => fits[index]);
}

async function auditFailure(door: Doorstep, who: Candidate, facts: Record<string, unknown>) {
  await inTransaction(signInContext(door, who.tenantId), async (ctx) => {
    const row = { entity: "operator", entityId: who.operatorId };
    await writeAudit(ctx, { ...row, action: "access.sign-in-failed", after: facts });
    if (facts.lockedUntil) {
      await writeAudit(ctx, { ...row, action: "access.lock-out", after: facts });
    }
  });
}

/** Claims the account's and the address's attempt; a lock on either refuses. */
async function claimBoth(door: Doorstep, email: string, ip: string) {
  const account = await claimAttempt(door, "email", email);
  if (account.isLocked) throw locked(account.lockedUntil, door.now);
  const address = await claimAttempt(door, "address", networkOf(ip));
  if (address.isLocked) {
    await releaseAttempt(door, account.attempt);
    throw locked(address.lockedUntil, door.now);
  }
  return { account: account.attempt, address: address.attempt };
}

function locked(until: Date, now: Date): DomainError {
  return new DomainError("precondition", "access.locked", { minutes: minutesUntil(until, now) });
}

/**
 * One step of signing in; the same form is sent again with what the answer asks for, until it says
 * "signedIn". Throws `access.bad_credentials`, `access.bad_code`, `access.locked`,
 * `access.temporary_password_expired` and the refusals of the password policy. No answer tells
 * whether an e-mail is known before its password was given.
 */
export async function signIn(
  door: Doorstep,
  input: SignInInput,
  visitor: Visitor,
): Promise<SignInAnswer> {
  const attempts = await claimBoth(door, input.email, visitor.ip);
  const candidates = await candidatesOf(door, input.email);
  const matches = await withPassword(candidates, input.password);
  const chosen = input.tenant ? matches.filter((m) => m.slug === input.tenant) : matches;
  const [first, ...others] = chosen;
  if (!first) {
    await Promise.all(
      candidates.map((who) => auditFailure(door, who, failureFacts(attempts.account, visitor))),
    );
    throw new DomainError("forbidden", "access.bad_credentials");
  }
  if (others.length > 0) {
    await releaseBoth(door, attempts);
    return { kind: "chooseTenant", tenants: chosen.map(({ slug, name }) => ({ slug, name })) };
  }
  const outcome = await enter(door, first, { input, visitor });
  if (outcome.kind === "refused") {
    await auditFailure(door, first, failureFacts(attempts.account, visitor));
    throw outcome.error;
  }
  await releaseAttempt(door, attempts.address);
  if (outcome.kind === "signedIn") await forgetFailures(door, attempts.account);
  else await releaseAttempt(door, attempts.account);
  return outcome;
}

async function releaseBoth(door: Doorstep, attempts: { account: Attempt; address: Attempt }) {
  await releaseAttempt(door, attempts.account);
  await releaseAttempt(door, attempts.address);
}

function failureFacts({ failures, lockedUntil }: Attempt, { ip }: Visitor) {
  return { ip, failures, ...(lockedUntil ? { lockedUntil } : {}) };
}

/** The password was right: replacement of a temporary one, second factor, then a session. */
async function enter(
  door: Doorstep,
  who: Candidate,
  { input, visitor }: { input: SignInInput; visitor: Visitor },
): Promise<SignInAnswer | Refusal> {
  const newHash = input.newPassword ? await hashPassword(input.newPassword) : null;
  return inTransaction(signInContext(door, who.tenantId), async (ctx, tx) => {
    const mine = and(eq(operators.id, who.operatorId), eq(operators.isActive, true));
    const [operator] = await tx.select().from(operators).where(mine).for("update");
    // Deactivated, or its password changed, while this attempt was being checked.
    if (!operator || operator.passwordHash !== who.passwordHash) {
      return { kind: "refused", error: new DomainError("forbidden", "access.bad_credentials") };
    }
    const until = operator.temporaryPasswordUntil;
    if (until && until <= ctx.now) {
      const error = new DomainError("precondition", "access.temporary_password_expired");
      return { kind: "refused", error };
    }
    if (until && !input.newPassword) return { kind: "newPassword" };
    if (until) assertGoodPassword(input.newPassword ?? "", { ...operator, old: input.password });
    if (operator.totpEnabledAt) {
      if (!input.code) return { kind: "secondFactor" };
      if (!(await acceptCode(ctx, operator, input.code))) {
        return { kind: "refused", error: new DomainError("forbidden", "access.bad_code") };
      }
    }
    await tx
      .update(operators)
      .set({
        lastSignInAt: ctx.now,
        ...(until && newHash ? { passwordHash: newHash, temporaryPasswordUntil: null } : {}),
      })
      .where(mine);
    const [session] = await tx
      .insert(sessions)
      .values({
        operatorId: operator.id,
        createdAt: ctx.now,
        lastSeenAt: ctx.now,
        expiresAt: new Date(ctx.now.getTime() + SESSION_LIFE_MS),
        ip: visitor.ip,
        userAgent: visitor.userAgent.slice(0, 400),
      })
      .returning({ id: sessions.id });
    if (!session) throw new Error("the session was not written");
    const asOperator = { ...ctx, actor: { ...ctx.actor, onBehalfOf: nameOf(operator) } };
    const row = { entity: "operator", entityId: operator.id };
    if (until) await writeAudit(asOperator, { ...row, action: "access.change-password" });
    const after = { ip: visitor.ip, secondFactor: operator.totpEnabledAt !== null };
    await writeAudit(asOperator, { ...row, action: "access.sign-in", after });
    return {
      kind: "signedIn",
      tenantId: who.tenantId,
      sessionId: session.id,
      language: operator.language,
      theme: operator.theme,
    };
  });
}

const nameOf = ({ id, name }: { id: number; name: string }) => ({ operatorId: id, name });
