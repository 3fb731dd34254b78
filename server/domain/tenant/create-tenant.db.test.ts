import { afterAll, describe, expect, it } from "vitest";
import { connect } from "@/db/client";
import { testDatabase } from "@/db/testing";
import { signIn } from "../access";
import { listAudit } from "../audit";
import { type Context, makeToday, reading, type SystemActor } from "../context";
import { makeKeys } from "../keys";
import { openDesk } from "../testing";
import { createTenant, missingDetails, tenantSettings, updateTenant } from ".";

const { ownerUrl, appUrl } = await testDatabase();
const owner = connect(ownerUrl, { poolMax: 2 });
const app = connect(appUrl, { poolMax: 4 });
afterAll(async () => {
  await owner.end();
  await app.end();
});
const desk = await openDesk();

const secret = Buffer.alloc(32, 7).toString("base64");
const common = {
  keys: makeKeys(secret, secret),
  log: { info: () => undefined, error: () => undefined },
  now: new Date("2026-11-22T09:00:00Z"),
};
const platform = { ...common, db: owner };
const administrator = { email: "admin@alfa.example", name: "Jana Nováková" };
const visitor = { ip: "203.0.113.9", userAgent: "Test" };

const inside = (tenantId: number): Context<SystemActor> => ({
  ...common,
  db: app,
  today: makeToday(common.now),
  actor: { kind: "system", tenantId, job: "test", language: "cs" },
});

describe("a new tenant", () => {
  it("has an administrator who replaces the temporary password, orders of payment and tags", async () => {
    const made = await createTenant(platform, { slug: "alfa", name: "Alfa", administrator });
    const door = { ...common, db: app };
    const password = made.temporaryPassword ?? "";
    const given = { email: administrator.email, password };
    expect(await signIn(door, given, visitor)).toEqual({ kind: "newPassword" });
    const ctx = inside(made.tenantId);
    const [profiles, tags] = await reading(ctx, async ({ sql }) => [
      await sql`select code, kind_order, is_default, source from allocation_profiles order by id`,
      await sql`select code, name, effects from tags order by id`,
    ]);
    expect(profiles).toMatchObject([
      {
        code: "cz-consumer",
        is_default: false,
        kind_order: [
          ["costs", "fee"],
          ["principal"],
          ["interest"],
          ["lateInterest"],
          ["contractualPenalty"],
        ],
      },
      { code: "cz-civil", is_default: false },
    ]);
    for (const { source } of profiles) expect(source).toMatch(/§ 1932.*právníkem/s);
    expect(tags).toMatchObject([
      { name: "Nekontaktovat", effects: ["do_not_contact"] },
      { name: "Stop výzvy", effects: ["stop_notices"] },
      { name: "Stop úroky", effects: ["stop_interest"] },
      { name: "Stop poplatky", effects: ["stop_fees"] },
    ]);
    const audit = await listAudit(ctx, {});
    expect(audit.items.map(({ action }) => action).sort()).toEqual([
      "access.create-operator",
      "settings.create-tenant",
    ]);
  });

  it("of Slovakia has its own orders, none of them the default", async () => {
    const made = await createTenant(platform, {
      slug: "sk",
      name: "SK",
      country: "SK",
      language: "sk",
      administrator: { ...administrator, password: "zelené kolo jede s kopce" },
    });
    expect(made.temporaryPassword).toBeNull();
    const rows = await reading(
      inside(made.tenantId),
      ({ sql }) =>
        sql`select code from allocation_profiles where code like 'sk-%' and not is_default order by id`,
    );
    expect(rows).toEqual([{ code: "sk-civil" }, { code: "sk-commercial" }]);
    const given = { email: administrator.email, password: "zelené kolo jede s kopce" };
    const answer = await signIn({ ...common, db: app }, given, visitor);
    expect(answer).toMatchObject({ kind: "signedIn", tenantId: made.tenantId, language: "sk" });
  });

  it("is refused when its slug is taken, and nothing is left of it", async () => {
    await createTenant(platform, { slug: "twice", name: "Once", administrator });
    await expect(
      createTenant(platform, { slug: "twice", name: "Again", administrator }),
    ).rejects.toMatchObject({ code: "settings.tenant_exists", params: { slug: "twice" } });
    await expect(
      createTenant(platform, { slug: "Bad Slug", name: "X Y", administrator }),
    ).rejects.toThrow();
  });

  it("cannot be made by the application's role", async () => {
    await expect(
      createTenant({ ...common, db: app }, { slug: "evil", name: "Evil", administrator }),
    ).rejects.toMatchObject({ cause: { code: "42501" } });
  });
});

describe("settings of a tenant", () => {
  it("are read and changed by an administrator, audited, and by nobody else", async () => {
    const tenant = await desk.tenant();
    const admin = await tenant.operator("administrator");
    await updateTenant(admin, { name: "Nový název", language: "sk" });
    expect(await tenantSettings(admin)).toMatchObject({ name: "Nový název", language: "sk" });
    const audit = await listAudit(admin, { action: "settings.update-tenant" });
    expect(audit.items).toMatchObject([{ after: { name: "Nový název", language: "sk" } }]);
    for (const role of ["supervisor", "operator", "readOnly"] as const) {
      const ctx = await tenant.operator(role);
      const forbidden = { kind: "forbidden" };
      await expect(updateTenant(ctx, { name: "Zase", language: "cs" })).rejects.toMatchObject(
        forbidden,
      );
      await expect(tenantSettings(ctx)).rejects.toMatchObject(forbidden);
    }
  });

  it("keep numbers as they are printed, refuse what is none, and tell what letters lack", async () => {
    const tenant = await desk.tenant();
    const admin = await tenant.operator("administrator");
    const operator = await tenant.operator("operator");
    expect(await missingDetails(operator)).toContain("registrationNo");
    const given = { name: "Inkaso", language: "cs" as const, email: "a@inkaso.example" };
    const place = { street: "Dlouhá 1", city: "Praha", postalCode: "11000" };
    await updateTenant(admin, { ...given, ...place, registrationNo: "177041" });
    expect(await tenantSettings(admin)).toMatchObject({
      ...{ postalCode: "110 00", registrationNo: "00177041" },
    });
    expect(await missingDetails(operator)).toEqual([]);
    const wrong = updateTenant(admin, { ...given, postalCode: "11" });
    await expect(wrong).rejects.toMatchObject({ code: "kernel.postal_code_bad_shape" });
    // A historic number fails its check: kept, and asked about on the page.
    await updateTenant(admin, { ...given, ...place, registrationNo: "00177042" });
    expect(await tenantSettings(admin)).toMatchObject({ registrationNo: "00177042" });
  });
});
