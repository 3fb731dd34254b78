import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { portalInvitations, portalUsers } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { assertGoodPassword, type Doorstep, hashPassword, type Visitor } from "../access";
import { writeAudit } from "../audit";
import { inTransaction } from "../context";
import { atDoor } from "./at-door";
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
    const invitation = await loadGood(door, tx, token);
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
  const passwordHash = await hashPassword(input.password);
  const outcome = await inTransaction(atDoor(door, tenantId), async (_, tx) => {
    const invitation = await loadGood(door, tx, input.token);
    const party = await loadInvited(tx, invitation.partyId);
    if (!(await isKnown(tx, party, input))) return countFailure(tx, invitation, door.now);
    assertGoodPassword(input.password, { email: input.email, name: party.name });
    const portalUserId = await makeUser(tx, invitation, { party, input, passwordHash });
    await tx
      .update(portalInvitations)
      .set({ usedAt: door.now, portalUserId })
      .where(eq(portalInvitations.id, invitation.id));
    const client = atDoor(door, tenantId, { portalUserId, name: party.name });
    const ctx = { ...client, tx };
    await writeAudit(ctx, {
      ...{ action: "portal.register", entity: "portal_user", entityId: portalUserId },
      after: { partyId: party.id, invitationId: invitation.id, ip: visitor.ip },
    });
    return openSession(ctx, portalUserId, visitor);
  });
  // The count of failures has to stay, so the refusal is thrown outside its transaction.
  if (outcome === null) throw new DomainError("forbidden", "portal.identity_wrong");
  return { secret: outcome, language: input.language };
}

async function loadGood(door: Doorstep, tx: Tx, token: string): Promise<Invitation> {
  if (!isSecret(token)) throw over();
  const mine = eq(portalInvitations.secretHash, hashOf(door.keys, "invitation", token));
  const [row] = await tx.select().from(portalInvitations).where(mine).for("update");
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
  const digits = (answers.registrationNo ?? "").replace(/\D/g, "");
  if (asksRegistrationNo && digits !== party.registrationNo) return false;
  if (!asksRefNo) return asksBirthOn || asksRegistrationNo;
  const [found] = await sql`
    select 1 from case_parties cp join cases k on k.id = cp.case_id
     where cp.party_id = ${party.id} and k.voided_at is null
       and k.ref_no = ${(answers.refNo ?? "").trim()}`;
  return found !== undefined;
}

async function countFailure(tx: Tx, { id, failures }: Invitation, now: Date): Promise<null> {
  const isLast = failures + 1 >= FAILURES_MAX;
  await tx
    .update(portalInvitations)
    .set({ failures: failures + 1, ...(isLast ? { revokedAt: now } : {}) })
    .where(eq(portalInvitations.id, id));
  return null;
}

async function makeUser(
  tx: Tx,
  { partyId, organisationId, sight }: Invitation,
  given: { party: InvitedParty; input: Answers; passwordHash: string },
): Promise<number> {
  const { email, language } = given.input;
  const { passwordHash } = given;
  const [row] = await tx
    .insert(portalUsers)
    .values({
      ...{ partyId, organisationId, sight, email, language, passwordHash },
      name: given.party.name,
    })
    .onConflictDoNothing()
    .returning({ id: portalUsers.id });
  // Whoever holds the invitation has proved who they are; it tells them of their own e-mail only.
  if (!row) throw new DomainError("conflict", "portal.email_taken", { field: "email" });
  return row.id;
}
