import { desc, eq } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import { describe, expect, it } from "vitest";
import { auditEntries, operators, sessions } from "@/db/schema";
import { type Context, inTransaction, type OperatorActor, reading } from "../context";
import { openDesk, type TestTenant } from "../testing";
import { createOperator } from "./create-operator";
import { beginSecondFactor, confirmSecondFactor } from "./manage-second-factor";
import { hashPassword } from "./password";
import { setTemporaryPassword } from "./rescue-operator";
import { actorOfSession } from "./session";
import { signIn } from "./sign-in";
import { signOut } from "./sign-out";
import type { Doorstep } from "./throttle";
import { updateOperator } from "./update-operator";

const desk = await openDesk();
const log = { info: () => undefined, error: () => undefined };
const doorAt = (minutes: number): Doorstep => ({
  db: desk.db,
  keys: desk.keys,
  log,
  now: new Date(desk.now.getTime() + minutes * 60_000),
});
const door = doorAt(0);
const visitor = { ip: "203.0.113.7", userAgent: "Test" };
const PASSWORD = "zelené kolo jede s kopce";
const OTHER = "fialová ponožka na stole";
let serial = 0;

async function arrange(options: { tenant?: TestTenant; email?: string; password?: string } = {}) {
  const tenant = options.tenant ?? (await desk.tenant());
  const admin = await tenant.operator("administrator");
  const email = options.email ?? `person${++serial}@sign-in.example`;
  const { operatorId, temporaryPassword } = await createOperator(admin, {
    email,
    name: "Petr Svoboda",
    role: "operator",
    language: "sk",
    seesAllGroups: false,
    accessGroupIds: [],
  });
  const passwordHash = await hashPassword(options.password ?? PASSWORD);
  const settle = () =>
    inTransaction(admin, async (_, tx) =>
      tx
        .update(operators)
        .set({ passwordHash, temporaryPasswordUntil: null })
        .where(eq(operators.id, operatorId)),
    );
  return { tenant, admin, email, operatorId, temporaryPassword, settle };
}

async function person(options: Parameters<typeof arrange>[0] = {}) {
  const arranged = await arrange(options);
  await arranged.settle();
  return arranged;
}

const audited = (ctx: Context, operatorId: number) =>
  reading(ctx, async (tx) => {
    const rows = await tx
      .select({ action: auditEntries.action, actor: auditEntries.actorName })
      .from(auditEntries)
      .where(eq(auditEntries.entityId, operatorId))
      .orderBy(desc(auditEntries.id));
    return rows.map(({ action, actor }) => `${action} by ${actor}`);
  });

async function actorOf(email: string, code?: string): Promise<Context<OperatorActor>> {
  const answer = await signIn(door, { email, password: PASSWORD, code }, visitor);
  if (answer.kind !== "signedIn") throw new Error(answer.kind);
  const actor = await actorOfSession(door, answer);
  if (!actor) throw new Error("no session");
  return { ...door, actor, today: "2026-11-22" };
}

describe("the address's own limit", () => {
  it("counts a network of IPv6 as one caller", async () => {
    let serial = 0;
    const tryFrom = (ip: string) =>
      signIn(
        door,
        { email: `nobody${++serial}@network.example`, password: OTHER },
        { ...visitor, ip },
      );
    for (let host = 1; host <= 30; host += 1) {
      await expect(tryFrom(`2001:db8:7::${host}`)).rejects.toThrow("access.bad_credentials");
    }
    await expect(tryFrom("2001:db8:7::ffff")).rejects.toThrow("access.locked");
    await expect(tryFrom("2001:db8:8::1")).rejects.toThrow("access.bad_credentials");
  });
});

describe("e-mail and password", () => {
  it("open a session, whatever the case of the e-mail, and are audited", async () => {
    const { email, operatorId, admin, tenant } = await person();
    const given = { email: email.toUpperCase(), password: PASSWORD };
    const answer = await signIn(door, given, visitor);
    expect(answer).toMatchObject({ kind: "signedIn", tenantId: tenant.id, language: "sk" });
    if (answer.kind !== "signedIn") throw new Error();
    expect(await actorOfSession(door, answer)).toMatchObject({
      operatorId,
      role: "operator",
      accessGroupIds: [],
      tenantId: tenant.id,
    });
    expect((await audited(admin, operatorId))[0]).toBe("access.sign-in by Petr Svoboda");
  });

  it("refuse alike a wrong password, an unknown e-mail and a switched-off operator", async () => {
    const { email, operatorId, admin } = await person();
    const refusal = { code: "access.bad_credentials", params: {} };
    const bad = { email, password: "něco docela jiného" };
    await expect(signIn(door, bad, visitor)).rejects.toMatchObject(refusal);
    expect((await audited(admin, operatorId))[0]).toBe("access.sign-in-failed by sign-in");
    const unknown = { email: "nobody@sign-in.example", password: PASSWORD };
    await expect(signIn(door, unknown, visitor)).rejects.toMatchObject(refusal);
    await updateOperator(admin, { operatorId, isActive: false });
    const right = { email, password: PASSWORD };
    await expect(signIn(door, right, visitor)).rejects.toMatchObject(refusal);
  });

  it("ask which tenant only where the password is right in several", async () => {
    const email = "shared@sign-in.example";
    const one = await person({ email });
    const two = await person({ email });
    await person({ email, password: OTHER });
    const answer = await signIn(door, { email, password: PASSWORD }, visitor);
    if (answer.kind !== "chooseTenant") throw new Error(answer.kind);
    expect(answer.tenants).toHaveLength(2);
    const chosen = answer.tenants[1]?.slug;
    const given = { email, password: PASSWORD, tenant: chosen };
    const entered = await signIn(door, given, visitor);
    const expected = [one, two].map(({ tenant }) => tenant.id).sort((a, b) => a - b)[1];
    expect(entered).toMatchObject({ kind: "signedIn", tenantId: expected });
    await expect(
      signIn(door, { email, password: PASSWORD, tenant: "elsewhere" }, visitor),
    ).rejects.toMatchObject({ code: "access.bad_credentials" });
  });

  it("are locked after five failures even when right, known and unknown alike", async () => {
    const { email, operatorId, admin } = await person();
    for (const each of [email, "ghost@sign-in.example"]) {
      for (let count = 0; count < 5; count += 1) {
        await expect(
          signIn(door, { email: each, password: "špatné heslo" }, visitor),
        ).rejects.toMatchObject({ code: "access.bad_credentials" });
      }
      await expect(
        signIn(door, { email: each, password: PASSWORD }, visitor),
      ).rejects.toMatchObject({ code: "access.locked", params: { minutes: 1 } });
    }
    expect(await audited(admin, operatorId)).toContain("access.lock-out by sign-in");
    const right = { email, password: PASSWORD };
    expect(await signIn(doorAt(2), right, visitor)).toMatchObject({ kind: "signedIn" });
    await expect(
      signIn(doorAt(2), { email, password: "špatné heslo" }, visitor),
    ).rejects.toMatchObject({ code: "access.bad_credentials" });
  });
});

describe("a temporary password", () => {
  it("opens nothing but its own replacement, and only a good one", async () => {
    const { email, operatorId, admin, temporaryPassword } = await arrange();
    const given = { email, password: temporaryPassword };
    expect(await signIn(door, given, visitor)).toEqual({ kind: "newPassword" });
    await expect(signIn(door, { ...given, newPassword: "krátké" }, visitor)).rejects.toMatchObject({
      code: "access.password_too_short",
    });
    await expect(
      signIn(door, { ...given, newPassword: temporaryPassword }, visitor),
    ).rejects.toMatchObject({ code: "access.password_unchanged" });
    expect(await signIn(door, { ...given, newPassword: PASSWORD }, visitor)).toMatchObject({
      kind: "signedIn",
    });
    expect(await audited(admin, operatorId)).toContain("access.change-password by Petr Svoboda");
    await expect(signIn(door, given, visitor)).rejects.toMatchObject({
      code: "access.bad_credentials",
    });
    const right = { email, password: PASSWORD };
    expect(await signIn(door, right, visitor)).toMatchObject({ kind: "signedIn" });
  });

  it("is worthless after two weeks", async () => {
    const { email, temporaryPassword } = await arrange();
    const later = doorAt(14 * 24 * 60);
    await expect(
      signIn(later, { email, password: temporaryPassword, newPassword: PASSWORD }, visitor),
    ).rejects.toMatchObject({ code: "access.temporary_password_expired" });
  });

  it("set by an administrator ends all sessions and lifts the lock", async () => {
    const { email, operatorId, admin } = await person();
    const ctx = await actorOf(email);
    for (let count = 0; count < 5; count += 1) {
      await signIn(door, { email, password: "špatné heslo" }, visitor).catch(() => undefined);
    }
    const { temporaryPassword } = await setTemporaryPassword(admin, { operatorId });
    expect(await actorOfSession(door, ctx.actor)).toBeNull();
    const given = { email, password: temporaryPassword };
    expect(await signIn(door, given, visitor)).toEqual({ kind: "newPassword" });
  });
});

describe("the second factor", () => {
  const codeAt = (secret: string, minutes: number) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({
      timestamp: doorAt(minutes).now.getTime(),
    });

  async function withFactor() {
    const arranged = await person();
    const ctx = await actorOf(arranged.email);
    const { secret } = await beginSecondFactor(ctx, { password: PASSWORD });
    const code = codeAt(secret, 0);
    const { recoveryCodes } = await confirmSecondFactor(ctx, { code });
    const given = { email: arranged.email, password: PASSWORD };
    return { ...arranged, secret, recoveryCodes, given };
  }

  it("is asked for after the password, and each code is taken once", async () => {
    const { secret, given } = await withFactor();
    expect(await signIn(doorAt(1), given, visitor)).toEqual({ kind: "secondFactor" });
    const code = codeAt(secret, 1);
    expect(await signIn(doorAt(1), { ...given, code }, visitor)).toMatchObject({
      kind: "signedIn",
    });
    await expect(signIn(doorAt(1), { ...given, code }, visitor)).rejects.toMatchObject({
      code: "access.bad_code",
    });
    // The code that switched it on is used up too.
    const first = codeAt(secret, 0);
    await expect(signIn(door, { ...given, code: first }, visitor)).rejects.toMatchObject({
      code: "access.bad_code",
    });
  });

  it("locks guessing of codes, although the password is right each time", async () => {
    const { given, secret } = await withFactor();
    for (let count = 0; count < 5; count += 1) {
      await expect(signIn(doorAt(1), { ...given, code: "000000" }, visitor)).rejects.toMatchObject({
        code: "access.bad_code",
      });
      if (count < 4) await signIn(doorAt(1), given, visitor);
    }
    await expect(
      signIn(doorAt(1), { ...given, code: codeAt(secret, 1) }, visitor),
    ).rejects.toMatchObject({ code: "access.locked" });
  });

  it("gives way to a recovery code once", async () => {
    const { given, recoveryCodes, admin, operatorId } = await withFactor();
    const [code = ""] = recoveryCodes;
    expect(await signIn(door, { ...given, code: code.toUpperCase() }, visitor)).toMatchObject({
      kind: "signedIn",
    });
    await expect(signIn(door, { ...given, code }, visitor)).rejects.toMatchObject({
      code: "access.bad_code",
    });
    const [row] = await reading(admin, (tx) =>
      tx.select().from(operators).where(eq(operators.id, operatorId)),
    );
    expect(row?.recoveryCodeHashes).toHaveLength(9);
    expect(row?.recoveryCodeHashes.join()).not.toContain(recoveryCodes[1]?.replace("-", ""));
  });

  it("lets one of four through that bring the same recovery code, or the same code", async () => {
    const { given, recoveryCodes, secret } = await withFactor();
    for (const code of [recoveryCodes[0], codeAt(secret, 1)]) {
      const answers = await Promise.allSettled(
        // Other addresses and no common lock: what is raced for is the code.
        Array.from({ length: 4 }, (_, ip) =>
          signIn(doorAt(1), { ...given, code }, { ...visitor, ip: `198.51.100.${ip}` }),
        ),
      );
      const won = answers.filter((answer) => answer.status === "fulfilled");
      expect(won).toHaveLength(1);
    }
  });
});

describe("a session", () => {
  async function opened() {
    const { email, admin, operatorId } = await person();
    const { actor } = await actorOf(email);
    return { claim: actor, admin, operatorId };
  }
  const hours = 60;

  it("ends when it lies idle for twelve hours, and lives on while it is used", async () => {
    const { claim } = await opened();
    expect(await actorOfSession(doorAt(11 * hours), claim)).not.toBeNull();
    expect(await actorOfSession(doorAt(22 * hours), claim)).not.toBeNull();
    expect(await actorOfSession(doorAt(34 * hours), claim)).toBeNull();
  });

  it("lives past thirty days when it is used, and not without", async () => {
    const { claim, admin } = await opened();
    for (let hour = 10; hour <= 31 * 24; hour += 10) {
      expect(await actorOfSession(doorAt(hour * hours), claim), `hour ${hour}`).not.toBeNull();
    }
    await inTransaction(admin, async (_, tx) =>
      tx
        .update(sessions)
        .set({ expiresAt: doorAt(31 * 24 * hours).now })
        .where(eq(sessions.id, claim.sessionId)),
    );
    expect(await actorOfSession(doorAt(31 * 24 * hours + 1), claim)).toBeNull();
  });

  it("is not found under another tenant, nor after sign-out, which is audited once", async () => {
    const { claim, admin, operatorId } = await opened();
    const other = await desk.tenant();
    expect(await actorOfSession(door, { ...claim, tenantId: other.id })).toBeNull();
    await signOut(door, claim);
    await signOut(door, claim);
    expect(await actorOfSession(door, claim)).toBeNull();
    const rows = await audited(admin, operatorId);
    expect(rows.filter((row) => row.startsWith("access.sign-out"))).toEqual([
      "access.sign-out by Petr Svoboda",
    ]);
  });

  it("ends with the operator's access, and changes rights at once", async () => {
    const { claim, admin, operatorId } = await opened();
    await updateOperator(admin, { operatorId, role: "supervisor", seesAllGroups: true });
    expect(await actorOfSession(door, claim)).toMatchObject({
      role: "supervisor",
      accessGroupIds: "all",
    });
    await updateOperator(admin, { operatorId, isActive: false });
    expect(await actorOfSession(door, claim)).toBeNull();
    await updateOperator(admin, { operatorId, isActive: true });
    expect(await actorOfSession(door, claim)).toBeNull();
  });
});
