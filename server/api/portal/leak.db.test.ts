import { describe, expect, it } from "vitest";
import { saveGroup, saveTag, tagCases } from "@/server/domain/cases";
import {
  addCharge,
  createClaim,
  lowerClaim,
  recordPayment,
  returnSurplus,
  startInterest,
  stateLaw,
} from "@/server/domain/claims";
import { inTransaction, type PortalContext, reading } from "@/server/domain/context";
import { createSchedule, makePromise } from "@/server/domain/instalments";
import { createParty } from "@/server/domain/parties";
import { findSite, inviteClient, type PortalSite } from "@/server/domain/portal";
import {
  addDebtor,
  type Debtor,
  type PortalScene,
  portalScene,
} from "@/server/domain/portal/testing/portal-scene";
import { PASSWORD, registered, tokenOf, VISITOR } from "@/server/domain/portal/testing/registered";
import { openDesk } from "@/server/domain/testing";
import { createPortalCaller, portalRouter } from "./root";

const desk = await openDesk();
const log = { info: () => undefined, error: () => undefined };
const door = { db: desk.db, keys: desk.keys, now: desk.now, log };

type Caller = ReturnType<typeof createPortalCaller>;

interface Somebody extends Debtor {
  caller: Caller;
  ctx: PortalContext;
  /** A word that stands in every text of theirs, and nowhere else. */
  mark: string;
  requestNo: string;
  token: string;
}

const callerOf = (site: PortalSite | null, ctx: PortalContext | null): Caller =>
  createPortalCaller({ door, site, ctx, visitor: VISITOR, setSession: () => undefined });

async function somebody(scene: PortalScene, mark: string): Promise<Somebody> {
  const born = { birthOn: `198${mark.length % 10}-03-04` };
  const debtor = await addDebtor(scene.admin, { fullName: `Jan ${mark}`, ...born });
  const debt = { currency: "CZK" as const, dueOn: "2026-10-01", principalMinor: 5_000_00 };
  await createClaim(scene.admin, { caseId: debtor.caseId, ...debt, title: `Smlouva ${mark}` });
  await createSchedule(scene.admin, {
    ...{ caseId: debtor.caseId, currency: "CZK", totalMinor: 200_00, note: mark },
    rows: [{ dueOn: "2027-01-01", amountMinor: 200_00 }],
    idempotencyKey: `leak-schedule-${mark}`,
  });
  await furnish(scene, debtor, mark);
  const ctx = await registered(desk, scene, debtor);
  const caller = callerOf(await findSite(door, { slug: scene.slug }), ctx);
  const { refNo: requestNo } = await caller.openRequest({
    ...{ subject: `Dotaz ${mark}`, kind: "other", text: `Text ${mark}` },
    idempotencyKey: `leak-${mark}`,
  });
  const paper = { partyId: debtor.partyId, channel: "qr" as const };
  const token = tokenOf(await inviteClient(scene.admin, paper));
  return { ...debtor, ctx, caller, mark, requestNo, token };
}

/** A row in every table that a client may read, so that no wall stands idle. */
async function furnish({ admin }: PortalScene, { caseId, claimId }: Debtor, mark: string) {
  const reason = mark;
  const { groupId } = await saveGroup(admin, { code: mark, description: mark });
  await inTransaction(admin, async (_, { sql }) => {
    await sql`update cases set group_id = ${groupId} where id = ${caseId}`;
  });
  const { tagId } = await saveTag(admin, { code: mark, name: mark });
  await tagCases(admin, { caseIds: [caseId], tagId });
  await startInterest(admin, {
    ...{ claimId, kind: "lateInterest", regime: "cz-statutory" },
    idempotencyKey: `leak-interest-${mark}`,
  });
  const fee = { claimId, kind: "fee", amountMinor: 9_000_00, valueOn: "2026-11-01" } as const;
  const { componentId } = await addCharge(admin, fee);
  await lowerClaim(admin, {
    ...{ claimId, kind: "waiver", reason, idempotencyKey: `leak-waiver-${mark}` },
    items: [{ componentId, amountMinor: 50_00 }],
  });
  const sum = { amountMinor: 50_000_00, currency: "CZK" as const, valueOn: "2026-11-02" };
  const { paymentId } = await recordPayment(admin, {
    ...{ ...sum, caseId, currency: "CZK", idempotencyKey: `leak-payment-${mark}` },
  });
  await returnSurplus(admin, {
    ...{ paymentId, amountMinor: 1_00, valueOn: "2026-11-02", reason },
    idempotencyKey: `leak-surplus-${mark}`,
  });
  await stateLaw(admin, { caseId, aspect: "debtor", value: "consumer", reason });
  await makePromise(admin, {
    ...{ caseId, amountMinor: 1_00, currency: "CZK", dueOn: "2027-01-01", note: mark },
    idempotencyKey: `leak-promise-${mark}`,
  });
}

/** Two neighbours of one organisation and one of another, who never see each other. */
async function threeOfTwo() {
  const [here, there] = [await portalScene(desk), await portalScene(desk)];
  const organisation = await createParty(here.admin, {
    ...{ kind: "legal_entity", fullName: "Zlatohrad s.r.o.", isKnownToDiffer: true },
  });
  const all = {
    first: await somebody(here, "Zlatoslav"),
    second: await somebody(here, "Dobroslava"),
    third: await somebody(there, "Mirohněv"),
  };
  await inTransaction(here.admin, async (_, { sql }) => {
    // Of one organisation, and yet each sees only what is their own.
    await sql`update portal_users set organisation_id = ${organisation.partyId}
               where id = any(${[all.first.ctx.actor.portalUserId, all.second.ctx.actor.portalUserId]}::bigint[])`;
  });
  return { here, ...all };
}

type Attack = (victim: Somebody) => unknown;
const key = "leak-attack";

/** What a client sends to get at another's; every procedure stands here. */
const ATTACKS: Record<string, Attack[]> = {
  site: [() => undefined],
  me: [() => undefined],
  myCases: [() => undefined],
  myRequests: [() => undefined],
  myData: [() => undefined],
  changeMyData: [
    () => ({
      ...{ version: 99, emails: [], phones: [] },
      address: { street: "X 1", city: "X", postalCode: "", country: "CZ" },
    }),
  ],
  askInvitation: [() => ({ token: "x".repeat(43) })],
  acceptInvitation: [
    ({ token, refNo }) => ({
      ...{ token, refNo, birthOn: "1901-01-01", email: "evil@c.example", password: PASSWORD },
    }),
  ],
  demoClients: [() => undefined],
  enterByLink: [() => ({ token: "x".repeat(43) })],
  enterAsDemo: [({ ctx }) => ({ portalUserId: ctx.actor.portalUserId })],
  signIn: [({ ctx }) => ({ email: ctx.actor.email, password: "to není ono" })],
  myCase: [({ refNo }) => ({ refNo }), ({ requestNo }) => ({ refNo: requestNo })],
  myPaymentCode: [({ refNo, claimId }) => ({ refNo, claimId })],
  promisePayment: [
    ({ refNo }) => ({
      ...{ refNo, amountMinor: 100, currency: "CZK", dueOn: "2030-01-01", idempotencyKey: key },
    }),
  ],
  showPlan: [({ refNo }) => ({ refNo, count: 2 })],
  takePlan: [({ refNo }) => ({ refNo, count: 2, totalMinor: 5_900_00, idempotencyKey: key })],
  requestStamp: [({ requestNo }) => ({ refNo: requestNo })],
  myRequest: [({ requestNo }) => ({ refNo: requestNo }), ({ refNo }) => ({ refNo })],
  openRequest: [
    ({ refNo }) => ({
      ...{ subject: "X", kind: "other", text: "X", aboutRefNo: refNo, idempotencyKey: key },
    }),
  ],
  replyToRequest: [({ requestNo }) => ({ refNo: requestNo, text: "X", idempotencyKey: key })],
  closeMyRequest: [({ requestNo }) => ({ refNo: requestNo })],
  rateRequest: [({ requestNo }) => ({ refNo: requestNo, rating: "bad" })],
  // Last: whoever sends it is signed out.
  signOut: [() => undefined],
};

const procedures = Object.keys(portalRouter._def.procedures);

/** Every answer and every refusal that an attacker gets, as one text. */
async function haul(attacker: Somebody, victim: Somebody): Promise<string> {
  const told: string[] = [];
  for (const [path, attacks] of Object.entries(ATTACKS)) {
    const call = (attacker.caller as unknown as Record<string, (input: unknown) => unknown>)[path];
    for (const attack of attacks) {
      const input = attack(victim);
      const answer = await Promise.resolve(call?.(input)).then(
        (value) => JSON.stringify(value ?? null),
        (error: Error) => `${error.message} ${JSON.stringify(error.cause ?? null)}`,
      );
      told.push(`${path}: ${answer}`);
    }
  }
  return told.join("\n");
}

describe("a client", () => {
  it("is attacked through every procedure there is", () => {
    expect(Object.keys(ATTACKS).sort()).toEqual([...procedures].sort());
  });

  it("is told nothing of another's, whatever is asked, and changes nothing of theirs", async () => {
    const { first, second, third } = await threeOfTwo();
    const before = await Promise.all([second, third].map(({ caller }) => stateOf(caller)));
    for (const victim of [second, third]) {
      const told = await haul(first, victim);
      expect(told).toContain(first.mark);
      expect(told).not.toContain(victim.mark);
      expect(told).not.toContain(victim.ctx.actor.email);
    }
    expect(await Promise.all([second, third].map(({ caller }) => stateOf(caller)))).toEqual(before);
  });

  it("is nobody at another tenant's door", async () => {
    const { first, third } = await threeOfTwo();
    const mine = await first.caller.site();
    const theirs = await third.caller.site();
    expect(mine.slug).not.toBe(theirs.slug);
    const site = await findSite(door, { slug: theirs.slug });
    const stranger = callerOf(site, null);
    await expect(stranger.myCases()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(callerOf(null, first.ctx).myCases()).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

const stateOf = async (caller: Caller) => {
  const cases = await caller.myCases();
  const requests = await caller.myRequests();
  const details = await Promise.all(cases.map(({ refNo }) => caller.myCase({ refNo })));
  const data = await caller.myData();
  const talks = await Promise.all(requests.map(({ refNo }) => caller.myRequest({ refNo })));
  return { cases, requests, details, talks, data };
};

describe("the walls", () => {
  it("stand on every table that a client may read, and none is idle", async () => {
    const { here, first } = await threeOfTwo();
    const walls = await desk.owner<{ name: string; sight: string }[]>`
      select c.relname as name, pg_get_expr(p.polqual, p.polrelid) as sight
        from pg_policy p join pg_class c on c.oid = p.polrelid
       where p.polname = 'portal_sight' order by 1`;
    const readable = await reading(here.admin, ({ sql }) => {
      return sql<{ name: string }[]>`
        select distinct c.relname as name from pg_class c
          join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
         where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
           and has_column_privilege('saldo_portal', c.oid, a.attnum, 'select') order by 1`;
    });
    expect(walls.map(({ name }) => name)).toEqual(readable.map(({ name }) => name));
    const rows = (name: string) =>
      reading(first.ctx, ({ sql }) => sql.unsafe(`select tenant_id from ${name}`));
    for (const { name, sight } of walls.filter((wall) => wall.sight !== "true")) {
      const [behind, total] = [(await rows(name)).length, await countOf(name, here)];
      expect(total, `others' rows of ${name}`).toBeGreaterThan(behind);
      await desk.owner.unsafe(`alter policy portal_sight on ${name} using (true)`);
      try {
        expect((await rows(name)).length, `${name} without its wall`).toBeGreaterThan(behind);
      } finally {
        await desk.owner.unsafe(`alter policy portal_sight on ${name} using (${sight})`);
      }
      expect((await rows(name)).length, `${name} with it again`).toBe(behind);
    }
  });
});

const countOf = (name: string, scene: PortalScene) =>
  reading(scene.admin, async ({ sql }) => {
    const [row] = await sql.unsafe<{ n: number }[]>(`select count(*)::int as n from ${name}`);
    return row?.n ?? 0;
  });
