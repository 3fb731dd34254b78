import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { accessGroups, auditEntries, caseGroups, operators, sessions } from "@/db/schema";
import { ROLES } from "@/db/values/access";
import { type Context, inTransaction, type OperatorContext, reading } from "../context";
import { openDesk, type TestTenant } from "../testing";
import * as access from ".";
import { verifyPassword } from "./password";

const desk = await openDesk();
const PASSWORD = "zelené kolo jede s kopce";
const NEW_PASSWORD = "fialová ponožka na stole";

const setPassword = async (ctx: OperatorContext, password = PASSWORD) => {
  const passwordHash = await access.hashPassword(password);
  await inTransaction(ctx, async (_, tx) =>
    tx.update(operators).set({ passwordHash }).where(eq(operators.id, ctx.actor.operatorId)),
  );
};

const rowOf = async (ctx: Context, operatorId: number) => {
  const [row] = await reading(ctx, (tx) =>
    tx.select().from(operators).where(eq(operators.id, operatorId)),
  );
  if (!row) throw new Error("no such operator");
  return row;
};

const lastAudit = async (ctx: Context, entityId: number) => {
  const rows = await reading(ctx, (tx) =>
    tx
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.entityId, entityId))
      .orderBy(auditEntries.id),
  );
  return rows.at(-1);
};

const newcomer = (extra: Partial<access.CreateOperatorInput> = {}) => ({
  email: "new@verbs.example",
  name: "Nová Osoba",
  role: "operator" as const,
  language: "cs" as const,
  seesAllGroups: false,
  accessGroupIds: [] as number[],
  ...extra,
});

async function staffed(): Promise<{ tenant: TestTenant; admin: OperatorContext; group: number }> {
  const tenant = await desk.tenant();
  const admin = await tenant.operator("administrator", { name: "Správce" });
  const { accessGroupId } = await access.createAccessGroup(admin, { code: "BRNO", name: "Brno" });
  return { tenant, admin, group: accessGroupId };
}

describe("what only an administrator may do", () => {
  const acts: [string, (ctx: OperatorContext, id: number) => unknown][] = [
    ["createOperator", (ctx) => access.createOperator(ctx, newcomer())],
    ["updateOperator", (ctx, id) => access.updateOperator(ctx, { operatorId: id, name: "X Y" })],
    ["setTemporaryPassword", (ctx, id) => access.setTemporaryPassword(ctx, { operatorId: id })],
    ["resetSecondFactor", (ctx, id) => access.resetSecondFactor(ctx, { operatorId: id })],
    ["signOutOperator", (ctx, id) => access.signOutOperator(ctx, { operatorId: id })],
    ["listOperators", (ctx) => access.listOperators(ctx, {})],
    ["permissionMatrix", async (ctx) => access.permissionMatrix(ctx)],
    ["createAccessGroup", (ctx) => access.createAccessGroup(ctx, { code: "P", name: "Praha" })],
    [
      "updateAccessGroup",
      (ctx) => access.updateAccessGroup(ctx, { accessGroupId: 1, code: "P", name: "Praha" }),
    ],
    ["deleteAccessGroup", (ctx) => access.deleteAccessGroup(ctx, { accessGroupId: 1 })],
  ];

  it.each(acts)("%s refuses the unauthorised", async (_, act) => {
    const tenant = await desk.tenant();
    const victim = await tenant.operator("operator");
    for (const role of ROLES.filter((each) => each !== "administrator")) {
      const ctx = await tenant.operator(role);
      await expect((async () => act(ctx, victim.actor.operatorId))()).rejects.toMatchObject({
        kind: "forbidden",
        code: "access.forbidden",
      });
    }
  });
});

describe("operators", () => {
  it("are made with a temporary password, groups and an audit entry without secrets", async () => {
    const { admin, group } = await staffed();
    const made = await access.createOperator(admin, newcomer({ accessGroupIds: [group, group] }));
    const row = await rowOf(admin, made.operatorId);
    expect(await verifyPassword(row.passwordHash, made.temporaryPassword)).toBe(true);
    expect(row.temporaryPasswordUntil?.getTime()).toBe(desk.now.getTime() + 14 * 86_400_000);
    const entry = await lastAudit(admin, made.operatorId);
    expect(entry).toMatchObject({ action: "access.create-operator", actorName: "Správce" });
    expect(entry?.after).toMatchObject({ email: "new@verbs.example", accessGroups: ["BRNO"] });
    expect(JSON.stringify(entry)).not.toContain(made.temporaryPassword);
    expect(JSON.stringify(entry)).not.toContain("argon2");
    const page = await access.listOperators(admin, { search: "nova osoba" });
    expect(page.items).toMatchObject([{ accessGroupIds: [group], hasTemporaryPassword: true }]);
  });

  it("share an e-mail with nobody of their tenant", async () => {
    const { admin } = await staffed();
    await access.createOperator(admin, newcomer());
    await expect(
      access.createOperator(admin, newcomer({ email: "NEW@verbs.example" })),
    ).rejects.toMatchObject({ code: "access.email_taken", params: { field: "email" } });
  });

  it("see another tenant's neither to change nor to join", async () => {
    const { admin } = await staffed();
    const other = await staffed();
    const operatorId = other.admin.actor.operatorId;
    const missing = { kind: "not_found" };
    await expect(access.updateOperator(admin, { operatorId, name: "X Y" })).rejects.toMatchObject(
      missing,
    );
    await expect(access.setTemporaryPassword(admin, { operatorId })).rejects.toMatchObject(missing);
    await expect(
      access.createOperator(admin, newcomer({ accessGroupIds: [other.group] })),
    ).rejects.toMatchObject(missing);
    expect((await rowOf(other.admin, operatorId)).name).toBe("Správce");
  });

  it("tell the audit what changed, and only that", async () => {
    const { admin, tenant, group } = await staffed();
    const { operatorId } = (await tenant.operator("operator")).actor;
    await access.updateOperator(admin, {
      operatorId,
      role: "supervisor",
      seesAllGroups: false,
      accessGroupIds: [group],
    });
    expect(await lastAudit(admin, operatorId)).toMatchObject({
      before: { role: "operator", accessGroups: [] },
      after: { role: "supervisor", accessGroups: ["BRNO"] },
    });
    const entry = await lastAudit(admin, operatorId);
    await access.updateOperator(admin, { operatorId, role: "supervisor" });
    expect((await lastAudit(admin, operatorId))?.id).toBe(entry?.id);
  });

  it("keep at least one active administrator, who cannot switch themselves off", async () => {
    const { admin, tenant } = await staffed();
    const { operatorId } = admin.actor;
    const last = { code: "access.last_administrator" };
    await expect(
      access.updateOperator(admin, { operatorId, role: "operator" }),
    ).rejects.toMatchObject(last);
    await expect(
      access.updateOperator(admin, { operatorId, isActive: false }),
    ).rejects.toMatchObject({ code: "access.not_yourself" });
    const second = await tenant.operator("administrator");
    await expect(
      access.updateOperator(second, { operatorId, isActive: false }),
    ).resolves.toBeUndefined();
    await expect(
      access.updateOperator(second, { operatorId: second.actor.operatorId, role: "readOnly" }),
    ).rejects.toMatchObject(last);
  });

  it("two administrators who demote each other at once: one stays", async () => {
    const { admin, tenant } = await staffed();
    const second = await tenant.operator("administrator");
    const demote = (ctx: OperatorContext, of: OperatorContext) =>
      access.updateOperator(ctx, { operatorId: of.actor.operatorId, role: "operator" });
    const outcomes = await Promise.allSettled([demote(admin, second), demote(second, admin)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const left = await reading(admin, (tx) =>
      tx.$count(operators, and(eq(operators.role, "administrator"), eq(operators.isActive, true))),
    );
    expect(left).toBe(1);
  });

  it("are paged by name, blind to diacritics, none twice and none left out", async () => {
    const { admin, tenant } = await staffed();
    for (const name of ["Čapek", "Cibulka", "Chalupa", "Hora", "Čapek"]) {
      await tenant.operator("operator", { name });
    }
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof access.listOperators>> = await access.listOperators(
        admin,
        { limit: 2, cursor },
      );
      names.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    } while (cursor);
    expect(names).toEqual(["Čapek", "Čapek", "Chalupa", "Cibulka", "Hora", "Správce"]);
  });
});

describe("access groups", () => {
  it("have codes of their own, and go only when nothing uses them", async () => {
    const { admin, group } = await staffed();
    await expect(
      access.createAccessGroup(admin, { code: "brno", name: "Brno II" }),
    ).rejects.toMatchObject({ code: "access.group_code_taken" });
    const { accessGroupId } = await access.createAccessGroup(admin, { code: "PHA", name: "Praha" });
    await expect(
      access.updateAccessGroup(admin, { accessGroupId, code: "Brno", name: "Praha" }),
    ).rejects.toMatchObject({ code: "access.group_code_taken" });
    const member = await access.createOperator(admin, newcomer({ accessGroupIds: [group] }));
    const inUse = { code: "access.group_in_use" };
    await expect(access.deleteAccessGroup(admin, { accessGroupId: group })).rejects.toMatchObject(
      inUse,
    );
    await access.updateOperator(admin, { operatorId: member.operatorId, accessGroupIds: [] });
    await inTransaction(admin, async (_, tx) =>
      tx.insert(caseGroups).values({ code: "G", accessGroupId }),
    );
    await expect(access.deleteAccessGroup(admin, { accessGroupId })).rejects.toMatchObject(inUse);
    await access.deleteAccessGroup(admin, { accessGroupId: group });
    expect(await access.listAccessGroups(admin)).toMatchObject([{ code: "PHA", members: 0 }]);
    expect(await lastAudit(admin, group)).toMatchObject({
      action: "access.delete-group",
      before: { code: "BRNO", name: "Brno" },
    });
    await expect(access.deleteAccessGroup(admin, { accessGroupId: group })).rejects.toMatchObject({
      kind: "not_found",
    });
    const left = await reading(admin, (tx) => tx.$count(accessGroups));
    expect(left).toBe(1);
  });
});

describe("one's own account", () => {
  it("changes its password with the old one and signs other devices out", async () => {
    const ctx = await (await desk.tenant()).operator("readOnly", { name: "Jan Malý" });
    await setPassword(ctx);
    const { operatorId } = ctx.actor;
    const life = { operatorId, expiresAt: new Date(desk.now.getTime() + 1e9) };
    await inTransaction(ctx, async (_, tx) =>
      tx
        .insert(sessions)
        .values([{ ...life, id: ctx.actor.sessionId, lastSeenAt: desk.now }, life]),
    );
    await expect(
      access.changePassword(ctx, { password: "jiné heslo úplně", newPassword: NEW_PASSWORD }),
    ).rejects.toMatchObject({ code: "access.wrong_password", params: { field: "password" } });
    await expect(
      access.changePassword(ctx, { password: PASSWORD, newPassword: "heslo1234567" }),
    ).rejects.toMatchObject({ code: "access.password_common" });
    await access.changePassword(ctx, { password: PASSWORD, newPassword: NEW_PASSWORD });
    const row = await rowOf(ctx, operatorId);
    expect(await verifyPassword(row.passwordHash, NEW_PASSWORD)).toBe(true);
    expect(await access.mySessions(ctx)).toMatchObject([{ isThis: true }]);
    expect(await lastAudit(ctx, operatorId)).toMatchObject({
      action: "access.change-password",
      after: { endedSessions: 1 },
    });
  });

  it("is no place to guess the password at", async () => {
    const ctx = await (await desk.tenant()).operator("operator");
    await setPassword(ctx);
    const guess = { password: "špatné heslo zde", newPassword: NEW_PASSWORD };
    for (let count = 0; count < 5; count += 1) {
      await expect(access.changePassword(ctx, guess)).rejects.toMatchObject({
        code: "access.wrong_password",
      });
    }
    await expect(
      access.changePassword(ctx, { password: PASSWORD, newPassword: NEW_PASSWORD }),
    ).rejects.toMatchObject({ code: "access.locked" });
    await expect(access.beginSecondFactor(ctx, { password: PASSWORD })).rejects.toMatchObject({
      code: "access.locked",
    });
  });

  it("switches the second factor off only with password and code together", async () => {
    const ctx = await (await desk.tenant()).operator("operator");
    await setPassword(ctx);
    await expect(
      access.disableSecondFactor(ctx, { password: PASSWORD, code: "123456" }),
    ).rejects.toMatchObject({ code: "access.second_factor_is_off" });
    await expect(access.confirmSecondFactor(ctx, { code: "123456" })).rejects.toMatchObject({
      code: "access.second_factor_not_begun",
    });
    const { secret } = await access.beginSecondFactor(ctx, { password: PASSWORD });
    const { Secret, TOTP } = await import("otpauth");
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({
      timestamp: desk.now.getTime(),
    });
    const { recoveryCodes } = await access.confirmSecondFactor(ctx, { code });
    expect(recoveryCodes).toHaveLength(10);
    const row = await rowOf(ctx, ctx.actor.operatorId);
    expect(row.totpSecretCipher?.toString("utf8")).not.toContain(secret);
    const [one = "", two = ""] = recoveryCodes;
    await expect(
      access.disableSecondFactor(ctx, { password: "špatné heslo zde", code: one }),
    ).rejects.toMatchObject({ code: "access.wrong_password" });
    await expect(
      access.disableSecondFactor(ctx, { password: PASSWORD, code: "000000" }),
    ).rejects.toMatchObject({ code: "access.bad_code" });
    const fresh = await access.replaceRecoveryCodes(ctx, { password: PASSWORD, code: one });
    await expect(
      access.disableSecondFactor(ctx, { password: PASSWORD, code: two }),
    ).rejects.toMatchObject({ code: "access.bad_code" });
    const [next = ""] = fresh.recoveryCodes;
    await access.disableSecondFactor(ctx, { password: PASSWORD, code: next });
    expect(await rowOf(ctx, ctx.actor.operatorId)).toMatchObject({
      totpSecretCipher: null,
      totpEnabledAt: null,
      recoveryCodeHashes: [],
    });
  });

  it("loses the factor by an administrator, who cannot do it to themselves", async () => {
    const { admin, tenant } = await staffed();
    const ctx = await tenant.operator("operator");
    const { operatorId } = ctx.actor;
    await inTransaction(admin, async (_, tx) =>
      tx
        .update(operators)
        .set({ totpEnabledAt: desk.now, totpSecretCipher: desk.keys.seal("x") })
        .where(eq(operators.id, operatorId)),
    );
    await access.resetSecondFactor(admin, { operatorId });
    expect((await rowOf(admin, operatorId)).totpEnabledAt).toBeNull();
    expect(await lastAudit(admin, operatorId)).toMatchObject({
      action: "access.reset-second-factor",
      actorName: "Správce",
    });
    await expect(access.resetSecondFactor(admin, { operatorId })).rejects.toMatchObject({
      code: "access.second_factor_is_off",
    });
    const own = { operatorId: admin.actor.operatorId };
    const notYourself = { code: "access.not_yourself" };
    await expect(access.resetSecondFactor(admin, own)).rejects.toMatchObject(notYourself);
    await expect(access.setTemporaryPassword(admin, own)).rejects.toMatchObject(notYourself);
  });

  it("keeps name, language, appearance and presence, audited when they change", async () => {
    const ctx = await (await desk.tenant()).operator("readOnly", { name: "Jan Malý" });
    await access.updateAccount(ctx, { name: "Jan Velký", theme: "dark" });
    await access.setPresence(ctx, { isPresent: false });
    expect(await access.myAccount(ctx)).toMatchObject({
      name: "Jan Velký",
      theme: "dark",
      isPresent: false,
      language: "cs",
      permissions: [
        ...["cases:read", "parties:read", "claims:read", "registers:read"],
        ...["templates:read", "messages:read", "dunning:read"],
      ],
    });
    expect(await lastAudit(ctx, ctx.actor.operatorId)).toMatchObject({
      action: "access.set-presence",
      before: { isPresent: true },
      after: { isPresent: false },
    });
  });

  it("ends its own sessions, one or all, and nobody else's", async () => {
    const tenant = await desk.tenant();
    const [ctx, other] = [await tenant.operator("operator"), await tenant.operator("operator")];
    const expiresAt = new Date(desk.now.getTime() + 1e9);
    const open = (of: OperatorContext) =>
      inTransaction(of, async (_, tx) => {
        const [row] = await tx
          .insert(sessions)
          .values({ operatorId: of.actor.operatorId, expiresAt, lastSeenAt: desk.now })
          .returning({ id: sessions.id });
        return row?.id ?? "";
      });
    const [mine, , theirs] = [await open(ctx), await open(ctx), await open(other)];
    await expect(access.revokeSession(ctx, { sessionId: theirs })).rejects.toMatchObject({
      code: "access.session_not_found",
    });
    await access.revokeSession(ctx, { sessionId: mine });
    await expect(access.revokeSession(ctx, { sessionId: mine })).rejects.toMatchObject({
      code: "access.session_not_found",
    });
    expect(await access.signOutEverywhere(ctx, {})).toEqual({ endedSessions: 1 });
    expect(await access.mySessions(ctx)).toEqual([]);
    expect(await access.mySessions(other)).toHaveLength(1);
  });
});
