import { strFromU8, unzipSync } from "fflate";
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
import { readMyFile } from "@/server/domain/requests";
import { openDesk } from "@/server/domain/testing";
import { answerOwnData, answerPortalFile } from "./files";
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

/** Three people with rows everywhere, and every procedure asked: long on a busy machine. */
const LONG = { timeout: 120_000 };

describe("a client", LONG, () => {
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

  it("is handed no file of another's by its link", async () => {
    const { first, second, third } = await threeOfTwo();
    for (const victim of [second, third]) {
      const files = await reading(
        victim.ctx,
        ({ sql }) => sql<{ id: number }[]>`select id from request_files`,
      );
      expect(files.length).toBeGreaterThan(0);
      for (const { id: requestFileId } of files) {
        const own = await readMyFile(victim.ctx, { requestFileId });
        expect(own.content.toString()).toBe(victim.mark);
        await expect(readMyFile(first.ctx, { requestFileId })).rejects.toMatchObject({
          code: "files.not_found",
        });
      }
    }
  });

  it("by a letter is told of its one case, and nothing of others' nor of people", async () => {
    const { here, first, second, third } = await threeOfTwo();
    const site = await findSite(door, { slug: here.slug });
    const enter = async (): Promise<Somebody> => {
      const input = { token: first.letterToken, birthOn: first.birthOn, refNo: first.refNo };
      const { secret } = await openLetter(door, here.tenantId, { input, visitor: VISITOR });
      const actor = await clientOfSession(door, secret);
      if (!actor) throw new Error("nobody was let in");
      const ctx = { ...first.ctx, actor };
      return { ...first, ctx, caller: callerOf(desk, site, ctx) };
    };
    for (const victim of [second, third]) {
      // One of the attacks leaves, which ends the session.
      const guest = await enter();
      const told = await haul(guest, victim);
      expect(told).not.toContain(victim.mark);
      expect(told).not.toContain(victim.ctx.actor.email);
    }
    const guest = await enter();
    expect((await guest.caller.myCase({ refNo: first.refNo })).refNo).toBe(first.refNo);
    for (const { fileIds } of [second, third]) {
      for (const fileId of fileIds) {
        expect((await fileOf(guest.ctx, here.slug, fileId)).status).toBe(404);
      }
    }
    // Of the addressee's files those that went with the case; confirmations are the account's.
    const { items } = await guest.caller.myDocuments({});
    expect(items.map(({ name }) => name).sort()).toEqual([
      ...[`dopis-${first.mark}.txt`, `smlouva-${first.mark}.txt`],
    ]);
    const opened = new Set(items.map(({ fileId }) => fileId));
    for (const fileId of first.fileIds) {
      const answer = await fileOf(guest.ctx, here.slug, fileId);
      expect(answer.status).toBe(opened.has(fileId) ? 200 : 404);
    }
    // What is of the person and not of the case wants an account.
    const ownData = await answerOwnData(
      new Request("http://x/api/files/portal/own-data", { method: "POST" }),
      { slug: here.slug },
      async () => ({ door, site, ctx: guest.ctx }),
    );
    expect(ownData.status).toBe(403);
    const { myData, myCases, myRequests, myOrganisation } = guest.caller;
    for (const ask of [myData, myCases, myRequests, myOrganisation]) {
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
      (await caller.myCases()).items.map(({ refNo }) => refNo);
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
  const { items: cases } = await caller.myCases();
  const { items: requests } = await caller.myRequests();
  const documents = await caller.myDocuments({});
  const messages = await caller.myMessages({});
  const details = await Promise.all(cases.map(({ refNo }) => caller.myCase({ refNo })));
  const data = await caller.myData();
  const talks = await Promise.all(requests.map(({ refNo }) => caller.myRequest({ refNo })));
  return { cases, requests, details, talks, data, documents, messages };
};

/** The file door as a browser reaches it, in the name of a context or of nobody. */
const fileOf = (ctx: Somebody["ctx"] | null, slug: string, fileId: number | string) =>
  answerPortalFile(
    new Request(`http://x/api/files/portal/${slug}/${fileId}`),
    { slug, fileId: String(fileId) },
    async () => ({ door, site: await findSite(door, { slug }), ctx }),
  );

describe("the file door", LONG, () => {
  it("opens to each client their own files, and to nobody another's, nor what is ours alone", async () => {
    const { here, first, second, third } = await threeOfTwo();
    const { items } = await first.caller.myDocuments({});
    expect(items.map(({ name }) => name).sort()).toEqual([
      ...[`dopis-${first.mark}.txt`, expect.stringMatching(/^potvrzeni-o-platbe-P-/)],
      `smlouva-${first.mark}.txt`,
    ]);
    const opened = new Set(items.map(({ fileId }) => fileId));
    for (const fileId of first.fileIds) {
      const answer = await fileOf(first.ctx, here.slug, fileId);
      expect(answer.status, `own file ${fileId}`).toBe(opened.has(fileId) ? 200 : 404);
    }
    for (const victim of [second, third]) {
      for (const fileId of victim.fileIds) {
        const answer = await fileOf(first.ctx, here.slug, fileId);
        expect(answer.status).toBe(404);
        expect(await answer.text()).not.toContain(victim.mark);
      }
    }
    for (const fileId of first.fileIds) {
      expect((await fileOf(null, here.slug, fileId)).status).toBe(401);
    }
    for (const odd of ["0", "-1", "1e3", "../1", "9".repeat(15), "x"]) {
      expect((await fileOf(first.ctx, here.slug, odd)).status, odd).toBe(404);
    }
  });

  it("lets nothing run, and shows only what by its bytes is a quiet PDF or a picture", async () => {
    const { here, first } = await threeOfTwo();
    const { items } = await first.caller.myDocuments({});
    for (const { fileId, source } of items) {
      const { headers } = await fileOf(first.ctx, here.slug, fileId);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      const isPdf = source === "paper";
      expect(headers.get("content-type")).toBe(
        isPdf ? "application/pdf" : "application/octet-stream",
      );
      expect(headers.get("content-disposition")).toMatch(isPdf ? /^inline/ : /^attachment/);
      if (!isPdf) expect(headers.get("content-security-policy")).toContain("sandbox");
    }
  });

  it("gives each client a file of their own data, with nobody else's in it, five times a day", async () => {
    const { here, first, second, third } = await threeOfTwo();
    const ask = (headers: Record<string, string> = {}) =>
      answerOwnData(
        new Request("http://x/api/files/portal/own-data", { method: "POST", headers }),
        { slug: here.slug },
        async () => ({ door, site: null, ctx: first.ctx }),
      );
    expect((await ask({ "sec-fetch-site": "cross-site" })).status).toBe(403);
    const zip = unzipSync(new Uint8Array(await (await ask()).arrayBuffer()));
    const texts = Object.values(zip).map((bytes) => strFromU8(bytes));
    expect(texts).toHaveLength(2);
    for (const text of texts) {
      expect(text).toContain(`Předmět ${first.mark}`);
      expect(text).toContain(`Dotaz ${first.mark}`);
      expect(text).not.toContain(`interni-${first.mark}`);
      for (const { mark, ctx } of [second, third]) {
        expect(text).not.toContain(mark);
        expect(text).not.toContain(ctx.actor.email);
      }
    }
    for (const _ of [2, 3, 4, 5]) expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect(refused.status).toBe(412);
    expect(await refused.json()).toMatchObject({ code: "papers.data_too_often" });
  });
});

describe("the walls", LONG, () => {
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
