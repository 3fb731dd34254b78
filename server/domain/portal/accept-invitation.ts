import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { portalInvitations, portalUsers } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import {
  type Attempt,
  claimAttempt,
  type Doorstep,
  hashPassword,
  minutesUntil,
  networkOf,
  releaseAttempt,
  type Visitor,
} from "../access";
import { writeAudit } from "../audit";
import { type Context, inTransaction } from "../context";
import { atDoor } from "./at-door";
import { bare } from "./bare";
import { assertClientPassword, namesOfSite } from "./client-password";
import { type AcceptInvitationInput, acceptInvitationInput } from "./inputs";
import { type InvitedParty, loadInvited } from "./load";
import { hashOf, isSecret } from "./secret";
import { openSession } from "./session";

/** Wrong answers after which an invitation is good for nothing. */
const FAILURES_MAX = 5;

/** What an invitation's page asks for; nothing of the card itself is told before it is answered. */
export interface InvitationQuestions {
  asksBirthOn: boolean;
  asksRegistrationNo: boolean;
  asksRefNo: boolean;
  /** What it was sent to, to begin with; null: on paper or by SMS. */
  email: string | null;
}

type Invitation = typeof portalInvitations.$inferSelect;
type Answers = ReturnType<typeof acceptInvitationInput.parse>;

const over = () => new DomainError("precondition", "portal.invitation_over");

/** Throws precondition `portal.invitation_over`, whatever the reason: unknown, used, ended, taken back. */
export async function askInvitation(
  door: Doorstep,
  tenantId: number,
  token: string,
): Promise<InvitationQuestions> {
  return inTransaction(atDoor(door, tenantId), async (_, tx) => {
    const invitation = await loadGood(door, tx, { token });
    const party = await loadInvited(tx, invitation.partyId);
    const email = invitation.channel === "email" ? invitation.address : null;
    return { ...questionsOf(party), email };
  });
}

/**
 * Makes the client's account and lets them in. Throws `portal.invitation_over`,
 * `portal.identity_wrong`, `portal.email_taken` and the refusals of the password policy.
 */
export async function acceptInvitation(
  door: Doorstep,
  tenantId: number,
  { input: raw, visitor }: { input: AcceptInvitationInput; visitor: Visitor },
): Promise<{ secret: string; language: string }> {
  const input = acceptInvitationInput.parse(raw);
  // Work is done for whoever holds an invitation that is good, and for each network only so often.
  const attempt = await claimDoor(door, visitor.ip);
  await inTransaction(atDoor(door, tenantId), (_, tx) => loadGood(door, tx, input));
  const passwordHash = await hashPassword(input.password);
  const outcome = await inTransaction(atDoor(door, tenantId), async (ctx, tx) => {
    const invitation = await loadGood(door, tx, { token: input.token, isLocked: true });
    const party = await loadInvited(tx, invitation.partyId);
    if (!(await isKnown(tx, party, input))) {
      return countFailure(ctx, tx, { invitation, ip: visitor.ip });
    }
    const { name, birthOn, registrationNo } = party;
    const client = { email: input.email, name, birthOn, registrationNo };
    assertClientPassword(input.password, { ...client, sites: await namesOfSite(tx) });
    const { portalUserId, isReset } = await makeUser(ctx, tx, {
      ...{ invitation, party, input, passwordHash },
    });
    await tx
      .update(portalInvitations)
      .set({ usedAt: door.now, portalUserId })
      .where(eq(portalInvitations.id, invitation.id));
    const inner = { ...atDoor(door, tenantId, { portalUserId, name }), tx };
    await writeAudit(inner, {
      action: isReset ? "portal.reset-password" : "portal.register",
      ...{ entity: "portal_user", entityId: portalUserId },
      after: { partyId: party.id, invitationId: invitation.id, ip: visitor.ip },
    });
    return openSession(inner, portalUserId, visitor);
  });
  // The count of failures has to stay, so the refusal is thrown outside its transaction.
  if (outcome === null) throw new DomainError("forbidden", "portal.identity_wrong");
  await releaseAttempt(door, attempt);
  return { secret: outcome, language: input.language };
}

/** One network's tries are counted before any work is done. Throws precondition `access.locked`. */
async function claimDoor(door: Doorstep, ip: string): Promise<Attempt> {
  const claim = await claimAttempt(door, "clientAddress", networkOf(ip));
  if (!claim.isLocked) return claim.attempt;
  const minutes = minutesUntil(claim.lockedUntil, door.now);
  throw new DomainError("precondition", "access.locked", { minutes });
}

async function loadGood(
  door: Doorstep,
  tx: Tx,
  { token, isLocked = false }: { token: string; isLocked?: boolean },
): Promise<Invitation> {
  if (!isSecret(token)) throw over();
  const mine = eq(portalInvitations.secretHash, hashOf(door.keys, "invitation", token));
  const found = tx.select().from(portalInvitations).where(mine);
  const [row] = await (isLocked ? found.for("update") : found);
  if (!row || row.usedAt || row.revokedAt || row.expiresAt <= door.now) throw over();
  return row;
}

const questionsOf = ({ kind, birthOn, registrationNo, caseCount }: InvitedParty) => ({
  asksBirthOn: kind === "natural_person" && birthOn !== null,
  asksRegistrationNo: registrationNo !== null && !(kind === "natural_person" && birthOn !== null),
  asksRefNo: caseCount > 0,
});

/** Every fact that the card has is asked for, and every one must be right. */
async function isKnown({ sql }: Tx, party: InvitedParty, answers: Answers): Promise<boolean> {
  const { asksBirthOn, asksRegistrationNo, asksRefNo } = questionsOf(party);
  if (asksBirthOn && answers.birthOn !== party.birthOn) return false;
  const isNumber = bare(answers.registrationNo) === bare(party.registrationNo);
  if (asksRegistrationNo && !isNumber) return false;
  if (!asksRefNo) return asksBirthOn || asksRegistrationNo;
  const [found] = await sql`
    select 1 from case_parties cp join cases k on k.id = cp.case_id
     where cp.party_id = ${party.id} and k.voided_at is null
       and k.ref_no = ${(answers.refNo ?? "").trim()}`;
  return found !== undefined;
}

async function countFailure(
  ctx: Context,
  tx: Tx,
  { invitation: { id, partyId, failures }, ip }: { invitation: Invitation; ip: string },
): Promise<null> {
  const isLast = failures + 1 >= FAILURES_MAX;
  await tx
    .update(portalInvitations)
    .set({ failures: failures + 1, ...(isLast ? { revokedAt: ctx.now } : {}) })
    .where(eq(portalInvitations.id, id));
  const row = { entity: "portal_invitation", entityId: id, action: "portal.identity-failed" };
  await writeAudit(ctx, { ...row, after: { partyId, failures: failures + 1, isLast, ip } });
  return null;
}

interface NewAccount {
  invitation: Invitation;
  party: InvitedParty;
  input: Answers;
  passwordHash: string;
}

/**
 * The account; of one that the same card has under the same e-mail the password is set anew, which
 * is how a forgotten one is replaced. Another's e-mail is refused.
 */
async function makeUser(
  ctx: Context,
  tx: Tx,
  { invitation, party, input, passwordHash }: NewAccount,
): Promise<{ portalUserId: number; isReset: boolean }> {
  const { organisationId, sight } = invitation;
  const { email, language } = input;
  const [known] = await tx.sql<{ id: number; isOwn: boolean; isActive: boolean }[]>`
    select id, living_party(party_id) = ${party.id} as "isOwn", is_active as "isActive"
      from portal_users where lower(email) = lower(${email}) for update`;
  if (known?.isOwn && known.isActive) {
    await tx.sql`update portal_users set password_hash = ${passwordHash}, sight = ${sight},
                        is_organisation_admin = is_organisation_admin and ${sight} <> 'own'
                          and organisation_id is not distinct from ${organisationId}::bigint,
                        organisation_id = ${organisationId} where id = ${known.id}`;
    await tx.sql`update portal_sessions set revoked_at = ${ctx.now}
                  where portal_user_id = ${known.id} and revoked_at is null`;
    return { portalUserId: known.id, isReset: true };
  }
  const account = { partyId: party.id, organisationId, sight, email, language, passwordHash };
  const [row] = known
    ? []
    : await tx
        .insert(portalUsers)
        .values({ ...account, name: party.name })
        .onConflictDoNothing()
        .returning({ id: portalUsers.id });
  // Whoever holds the invitation has proved who they are; it tells them of their own e-mail only.
  if (!row) throw new DomainError("conflict", "portal.email_taken", { field: "email" });
  return { portalUserId: row.id, isReset: false };
}
