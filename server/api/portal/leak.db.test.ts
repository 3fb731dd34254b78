import { describe, expect, it } from "vitest";
import { openCase } from "@/server/domain/cases";
import { inTransaction, reading } from "@/server/domain/context";
import { createParty } from "@/server/domain/parties";
import {
  clientOfSession,
  findSite,
  openLetter,
  setClient,
  setParent,
} from "@/server/domain/portal";
import { type PortalScene, portalScene } from "@/server/domain/portal/testing/portal-scene";
import { VISITOR } from "@/server/domain/portal/testing/registered";
import { openDesk } from "@/server/domain/testing";
import { portalRouter } from "./root";
import { ATTACKS } from "./testing/attacks";
import { type Caller, callerOf, doorOf, type Somebody, somebody } from "./testing/somebody";

const desk = await openDesk();
const door = doorOf(desk);

/** Two neighbours of one organisation and one of another, who never see each other. */
async function threeOfTwo() {
  const [here, there] = [await portalScene(desk), await portalScene(desk)];
  const organisation = await createParty(here.admin, {
    ...{ kind: "legal_entity", fullName: "Zlatohrad s.r.o.", isKnownToDiffer: true },
  });
  const all = {
    first: await somebody(desk, here, "Zlatoslav"),
    second: await somebody(desk, here, "Dobroslava"),
    third: await somebody(desk, there, "Mirohněv"),
  };
  await inTransaction(here.admin, async (_, { sql }) => {
    // Of one organisation, and yet each sees only what is their own.
    await sql`update portal_users set organisation_id = ${organisation.partyId}
               where id = any(${[all.first.ctx.actor.portalUserId, all.second.ctx.actor.portalUserId]}::bigint[])`;
  });
  return { here, ...all };
}

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

  it("by a letter is told of its one case, and nothing of others' nor of people", async () => {
    const { here, first, second, third } = await threeOfTwo();
    const { ctx } = first;
    const input = { token: first.letterToken, birthOn: first.birthOn, refNo: first.refNo };
    const { secret } = await openLetter(door, here.tenantId, { input, visitor: VISITOR });
    const actor = await clientOfSession(door, secret);
    if (!actor) throw new Error("nobody was let in");
    const site = await findSite(door, { slug: here.slug });
    const guest = {
      ...first,
      ctx: { ...ctx, actor },
      caller: callerOf(desk, site, { ...ctx, actor }),
    };
    expect((await guest.caller.myCase({ refNo: first.refNo })).refNo).toBe(first.refNo);
    for (const victim of [second, third]) {
      const told = await haul(guest, victim);
      expect(told).not.toContain(victim.mark);
      expect(told).not.toContain(victim.ctx.actor.email);
    }
    // What is of the person and not of the case wants an account.
    const again = callerOf(desk, site, { ...ctx, actor });
    for (const ask of [again.myData, again.myCases, again.myRequests, again.myOrganisation]) {
      await expect(ask()).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
  });

  it("of a parent sees its subsidiary's cases by that sight, and a neighbour's by none", async () => {
    const { here, first, second } = await threeOfTwo();
    const family = await Promise.all(
      ["Matka s.r.o.", "Dcera s.r.o.", "Soused s.r.o."].map(async (fullName) => {
        const kind = "legal_entity" as const;
        return (await createParty(here.admin, { kind, fullName, isKnownToDiffer: true })).partyId;
      }),
    );
    const [parentId = 0, subsidiaryId = 0, neighbourId = 0] = family;
    await setParent(here.admin, { partyId: subsidiaryId, parentId });
    const open = async (partyId: number) => {
      const parties = [{ partyId, role: "debtor" }];
      return (await openCase(here.admin, { category: "collection", parties })).refNo;
    };
    const [below, beside] = [await open(subsidiaryId), await open(neighbourId)];
    const see = (somebodyOf: Somebody, sight: "organisation" | "subordinate") => {
      const { portalUserId } = somebodyOf.ctx.actor;
      const organisationId = parentId;
      return setClient(here.admin, { portalUserId, isActive: true, sight, organisationId });
    };
    await see(first, "subordinate");
    await see(second, "organisation");
    const refsOf = async ({ caller }: Somebody) =>
      (await caller.myCases()).map(({ refNo }) => refNo);
    expect(await refsOf(first)).toContain(below);
    expect(await refsOf(first)).not.toContain(beside);
    expect(await refsOf(second)).not.toContain(below);
    expect(await haul(first, second)).not.toContain(second.mark);
  });

  it("is nobody at another tenant's door", async () => {
    const { first, third } = await threeOfTwo();
    const mine = await first.caller.site();
    const theirs = await third.caller.site();
    expect(mine.slug).not.toBe(theirs.slug);
    const site = await findSite(door, { slug: theirs.slug });
    const stranger = callerOf(desk, site, null);
    await expect(stranger.myCases()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(callerOf(desk, null, first.ctx).myCases()).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
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
