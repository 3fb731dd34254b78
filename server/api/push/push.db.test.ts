import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { encode } from "next-auth/jwt";
import { afterAll, describe, expect, it, vi } from "vitest";
import { sessions } from "@/db/schema";
import { getBoard } from "@/server/domain/boards";
import { moveCase, openCase } from "@/server/domain/cases";
import { inTransaction, type OperatorContext, reading } from "@/server/domain/context";
import { createParty } from "@/server/domain/parties";
import { saveSite, setParent, signInClient } from "@/server/domain/portal";
import {
  openDoor,
  type PortalScene,
  portalScene,
} from "@/server/domain/portal/testing/portal-scene";
import { PASSWORD, VISITOR } from "@/server/domain/portal/testing/registered";
import { answerRequest } from "@/server/domain/requests";
import { openDesk } from "@/server/domain/testing";
import { doorOf, type Somebody, somebody } from "../portal/testing/somebody";
import { answerPush, streams } from "./door";
import { Hub } from "./hub";
import { STREAMS_PER_ACCOUNT } from "./listeners";
import { Stream } from "./stream";
import { openReader } from "./testing/reader";

const NEXTAUTH_SECRET = "a secret of the test, long enough";
const base64 = randomBytes(32).toString("base64");
for (const [name, value] of Object.entries({
  ...{ DATABASE_URL: "-", NEXTAUTH_SECRET, SALDO_DATA_KEY: base64, SALDO_HASH_KEY: base64 },
})) {
  vi.stubEnv(name, value);
}
const desk = await openDesk();
// The door looks at its own clock.
desk.now = new Date();
Object.assign(globalThis, { saldoFuses: doorOf(desk) });

const server = createServer((request, reply) => void answerPush(request, reply));
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/push`;
afterAll(async () => {
  await streams().end();
  server.close();
});

async function clientCookie(scene: PortalScene, { ctx }: Somebody): Promise<string> {
  const input = { email: ctx.actor.email, password: PASSWORD };
  const { secret } = await signInClient(doorOf(desk), scene.tenantId, { input, visitor: VISITOR });
  return `saldo.portal=${secret}`;
}

const listen = async (scene: PortalScene, who: Somebody) => {
  const reader = await openReader(`${base}/portal/${scene.slug}`, await clientCookie(scene, who));
  await reader.next("hello");
  return reader;
};

async function operatorCookie(ctx: OperatorContext): Promise<string> {
  const { tenantId, operatorId } = ctx.actor;
  const expiresAt = new Date(desk.now.getTime() + 1e9);
  const [row] = await inTransaction(ctx, (_, tx) =>
    tx
      .insert(sessions)
      .values({ operatorId, expiresAt, lastSeenAt: desk.now })
      .returning({ id: sessions.id }),
  );
  const token = { tenantId, sessionId: row?.id };
  return `saldo.session=${await encode({ token, secret: NEXTAUTH_SECRET })}`;
}

const caseIdOf = async ({ admin }: PortalScene, refNo: string) => {
  const [row] = await reading(
    admin,
    ({ sql }) => sql<{ id: number }[]>`select id from cases where ref_no = ${refNo}`,
  );
  return row?.id ?? 0;
};

let serial = 0;
const answer = async (scene: PortalScene, refNo: string) =>
  answerRequest(scene.admin, {
    ...{ caseId: await caseIdOf(scene, refNo), text: "Odpověď jen pro ni." },
    idempotencyKey: `push-test-${++serial}`,
  });

/** Two neighbours of one organisation and one of another, each with a request of their own. */
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
    await sql`update portal_users set organisation_id = ${organisation.partyId}
               where id = any(${[all.first.ctx.actor.portalUserId, all.second.ctx.actor.portalUserId]}::bigint[])`;
  });
  return { here, there, ...all };
}

describe("a client's stream", () => {
  it("tells of their own request and never of another's, and nothing of what was written", async () => {
    const { here, there, first, second, third } = await threeOfTwo();
    const [one, two, three] = await Promise.all([
      ...[listen(here, first), listen(here, second), listen(there, third)],
    ]);
    await answer(here, second.requestNo);
    await answer(there, third.requestNo);
    expect((await two?.next("look"))?.data).toEqual({ requests: [second.requestNo] });
    expect((await three?.next("look"))?.data).toEqual({ requests: [third.requestNo] });
    // What the first one hears next is their own: others' came before it, and were not for them.
    await answer(here, first.requestNo);
    await one?.next("look");
    expect(one?.told).toEqual([
      { event: "hello", data: {} },
      { event: "look", data: { requests: [first.requestNo] } },
    ]);
    expect(JSON.stringify(two?.told)).not.toContain("Odpověď");
  });

  it("hears of whom the walls show alone: without them the neighbour's would be told", async () => {
    const { here, first, second } = await threeOfTwo();
    await inTransaction(here.admin, (_, { sql }) => {
      // Both stand on the request; only the role decides which of them it is shown to.
      return sql`insert into case_parties (case_id, party_id, role)
                 select id, ${first.partyId}, 'contact' from cases where ref_no = ${second.requestNo}`;
    });
    const one = await listen(here, first);
    await answer(here, second.requestNo);
    await answer(here, first.requestNo);
    expect((await one.next("look")).data).toEqual({ requests: [first.requestNo] });
    const [wall] = await desk.owner<{ sight: string }[]>`
      select pg_get_expr(polqual, polrelid) as sight from pg_policy
       where polname = 'portal_sight' and polrelid = 'cases'::regclass`;
    await desk.owner`alter policy portal_sight on cases using (true)`;
    try {
      await answer(here, second.requestNo);
      expect((await one.next("look")).data).toEqual({ requests: [second.requestNo] });
    } finally {
      await desk.owner.unsafe(`alter policy portal_sight on cases using (${wall?.sight})`);
    }
  });

  it("learns at once that another organisation stands under theirs", async () => {
    const { here, first, second } = await threeOfTwo();
    const company = (fullName: string) =>
      createParty(here.admin, { kind: "legal_entity", fullName, isKnownToDiffer: true });
    const [parent, child] = [await company("Matka a.s."), await company("Dcera s.r.o.")];
    await inTransaction(here.admin, async (_, { sql }) => {
      await sql`update portal_users set organisation_id = ${parent.partyId}, sight = 'subordinate'
                 where id = ${first.ctx.actor.portalUserId}`;
      await sql`update case_parties set party_id = ${child.partyId} where role = 'client'
                   and case_id = (select id from cases where ref_no = ${second.requestNo})`;
    });
    const one = await listen(here, first);
    await setParent(here.admin, { partyId: child.partyId, parentId: parent.partyId });
    await answer(here, second.requestNo);
    expect((await one.next("look")).data).toEqual({ requests: [second.requestNo] });
    await setParent(here.admin, { partyId: child.partyId, parentId: null });
    await answer(here, second.requestNo);
    await answer(here, first.requestNo);
    expect((await one.next("look")).data).toEqual({ requests: [first.requestNo] });
  });

  it("ends with the session, the account and the door", async () => {
    const { here, first, second } = await threeOfTwo();
    const one = await listen(here, first);
    await inTransaction(here.admin, ({ now }, { sql }) => {
      return sql`update portal_sessions set revoked_at = ${now}
                  where portal_user_id = ${first.ctx.actor.portalUserId}`;
    });
    await one.next("over");
    const two = await listen(here, second);
    await inTransaction(here.admin, (_, { sql }) => {
      return sql`update portal_users set is_active = false
                  where id = ${second.ctx.actor.portalUserId}`;
    });
    await two.next("over");
    const again = await somebody(desk, here, "Bohumila");
    const three = await listen(here, again);
    await saveSite(here.admin, { ...openDoor, isOpen: false, version: 1 });
    await three.next("over");
  });

  it("is not opened for a stranger, a foreign door, or from another site", async () => {
    const { here, there, first } = await threeOfTwo();
    const cookie = await clientCookie(here, first);
    expect((await openReader(`${base}/portal/${here.slug}`, null)).status).toBe(401);
    expect((await openReader(`${base}/portal/${there.slug}`, cookie)).status).toBe(401);
    expect((await openReader(`${base}/crm`, cookie)).status).toBe(401);
    expect((await openReader(`${base}/elsewhere`, cookie)).status).toBe(404);
    const foreign = await fetch(`${base}/portal/${here.slug}`, {
      headers: { cookie, "sec-fetch-site": "cross-site" },
    });
    expect(foreign.status).toBe(403);
  });

  it("is one of so many that an account may have", async () => {
    const { here, first } = await threeOfTwo();
    const cookie = await clientCookie(here, first);
    const open = () => openReader(`${base}/portal/${here.slug}`, cookie);
    const readers = [];
    for (let count = 0; count < STREAMS_PER_ACCOUNT; count += 1) {
      const reader = await open();
      await reader.next("hello");
      readers.push(reader);
    }
    await (await open()).next("full");
    for (const reader of readers) reader.close();
  });
});

describe("an operator's stream", () => {
  it("tells of requests in their access groups, and ends when the account is shut", async () => {
    const { here, first } = await threeOfTwo();
    const [group] = await inTransaction(here.admin, (_, { sql }) => {
      return sql<{ id: number }[]>`
        insert into access_groups (code, name) values ('J', 'Jih') returning id`;
    });
    const groupId = group?.id ?? 0;
    await inTransaction(here.admin, (_, { sql }) => {
      return sql`update operators set sees_all_groups = true
                  where id = ${here.admin.actor.operatorId}`;
    });
    const member = await here.tenant.operator("operator", { accessGroupIds: [] });
    const outsider = await openReader(`${base}/crm`, await operatorCookie(member));
    const insider = await openReader(`${base}/crm`, await operatorCookie(here.admin));
    await Promise.all([outsider.next("hello"), insider.next("hello")]);
    const caseId = await caseIdOf(here, first.requestNo);
    await inTransaction(here.admin, (_, { sql }) => {
      return sql`update cases set access_group_id = ${groupId} where id = ${caseId}`;
    });
    expect((await insider.next("look")).data).toEqual({ cases: [caseId] });
    await inTransaction(here.admin, (_, { sql }) => {
      return sql`insert into operator_access_groups (operator_id, access_group_id)
                 values (${member.actor.operatorId}, ${groupId})`;
    });
    await moveCase(here.admin, { caseId, transition: "resolve" });
    await outsider.next("look");
    expect(outsider.told.map(({ event }) => event)).toEqual(["hello", "look"]);
    await inTransaction(here.admin, (_, { sql }) => {
      return sql`update operators set is_active = false where id = ${member.actor.operatorId}`;
    });
    await outsider.next("over");
  });
});

describe("a board's stream", () => {
  it("tells whoever sees the card that it was moved, and of many only that they were", async () => {
    const { here } = await threeOfTwo();
    const { partyId } = await createParty(here.admin, {
      ...{ kind: "legal_entity", fullName: "Kovář s.r.o." },
    });
    const { caseId } = await openCase(here.admin, {
      ...{ category: "deal", fields: { name: "Poptávka" }, parties: [{ partyId, role: "client" }] },
    });
    // Nobody has opened the board yet: nothing is said of it.
    await getBoard(here.admin, { category: "deal" });
    await inTransaction(here.admin, (_, { sql }) => {
      return sql`update operators set sees_all_groups = true
                  where id = ${here.admin.actor.operatorId}`;
    });
    const member = await here.tenant.operator("operator", { accessGroupIds: [] });
    const outsider = await openReader(`${base}/crm`, await operatorCookie(member));
    const insider = await openReader(`${base}/crm`, await operatorCookie(here.admin));
    await Promise.all([outsider.next("hello"), insider.next("hello")]);
    await moveCase(here.admin, { caseId, to: "presentation" });
    expect((await insider.next("look")).data).toEqual({ boards: { deal: [caseId] } });
    expect((await outsider.next("look")).data).toEqual({ boards: { deal: [caseId] } });
    await inTransaction(here.admin, async (_, { sql }) => {
      await sql`insert into access_groups (code, name) values ('K', 'Kraj')`;
      await sql`update cases set access_group_id = (select id from access_groups where code = 'K')
                 where id = ${caseId}`;
    });
    // Who has lost it from sight learns that the board is another, and not why.
    expect((await outsider.next("look")).data).toEqual({ boards: { deal: null } });
    await insider.next("look");
    await moveCase(here.admin, { caseId, to: "prototype" });
    expect((await insider.next("look")).data).toEqual({ boards: { deal: [caseId] } });
    await inTransaction(here.admin, (_, { sql }) => {
      return sql`update cases set access_group_id = null where id = ${caseId}`;
    });
    await outsider.next("look");
    expect(outsider.told.map(({ data }) => data)).toEqual([
      ...[{}, { boards: { deal: [caseId] } }, { boards: { deal: null } }],
      { boards: { deal: null } },
    ]);
  });
});

describe("the board of who sees only their own", () => {
  it("tells of no other's card and no other category, and that one of theirs has gone", async () => {
    const { here } = await threeOfTwo();
    const seller = await here.tenant.operator("salesManager", { accessGroupIds: [] });
    const { operatorId } = seller.actor;
    const opened = (ownerId: number) =>
      openCase(here.admin, { category: "deal", fields: { name: "Obchod" }, ownerId });
    const [other, own] = [await opened(here.admin.actor.operatorId), await opened(operatorId)];
    await getBoard(here.admin, { category: "deal" });
    const reader = await openReader(`${base}/crm`, await operatorCookie(seller));
    await reader.next("hello");
    await inTransaction(here.admin, (_, { sql }) => {
      return sql`select pg_notify('stream', app_tenant() || ' board collection *')`;
    });
    await moveCase(here.admin, { caseId: other.caseId, to: "presentation" });
    await moveCase(here.admin, { caseId: own.caseId, to: "presentation" });
    expect((await reader.next("look")).data).toEqual({ boards: { deal: [own.caseId] } });
    await inTransaction(here.admin, (_, { sql }) => {
      return sql`update cases set owner_id = ${here.admin.actor.operatorId}
                  where id = ${own.caseId}`;
    });
    await reader.next("look");
    expect(reader.told.map(({ data }) => data)).toEqual([
      ...[{}, { boards: { deal: [own.caseId] } }, { boards: { deal: null } }],
    ]);
  });
});

describe("another process", () => {
  it("hears the same, and is silent once it ended", async () => {
    const { here, second } = await threeOfTwo();
    const hub = new Hub({ ...doorOf(desk), clock: () => desk.now });
    await hub.open();
    const told: string[] = [];
    let wake: () => void = () => undefined;
    const outlet = {
      ...{ writableLength: 0, destroyed: false, destroy: () => undefined },
      write(text: string) {
        told.push(text);
        wake();
        return true;
      },
      end: (text = "") => void told.push(text),
    };
    const { tenantId, portalUserId: account, sessionId } = second.ctx.actor;
    hub.join({
      ...{ kind: "client", tenantId, account, sessionId, partyIds: [], isKnown: false },
      stream: new Stream(outlet),
    });
    const heard = async (word: string) => {
      while (!told.some((text) => text.includes(word))) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    };
    await heard("hello");
    await answer(here, second.requestNo);
    await heard(second.requestNo);
    expect(hub.size).toBe(1);
    await hub.end();
    expect(told.at(-1)).toContain("again");
    expect(hub.size).toBe(0);
  });
});
