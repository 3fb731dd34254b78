import { beforeAll, describe, expect, it } from "vitest";
import type { TwinEvent } from "@/server/connectors/isir-cz/testing/event-words";
import { inTransaction } from "../../context";
import { openDesk } from "../../testing";
import { saveInsolvencySettings } from "../save-settings";
import { claimRead } from "./claim-read";
import type { FeedParts } from "./hand";
import { listFeeds, readFeedPage, replayFeed, watchParties } from "./index";
import { keepPage } from "./keep-page";
import { addDebtor, type FeedScene, openFeedScene } from "./testing/feed-scene";

const desk = await openDesk();
const JAN = { surname: "Zkušební", givenName: "Jan", birthNumber: "800101/9114" };
let scene: FeedScene;
let ours: Awaited<ReturnType<FeedScene["agency"]>>;
let theirs: typeof ours;
let ourJan = 0;
let theirJan = 0;
beforeAll(async () => {
  scene = await openFeedScene(desk, [event(500)]);
  return () => scene.twin.close();
});

function event(id: number, more: Partial<TwinEvent> = {}): TwinEvent {
  return { id, mark: "INS 1/2026", type: "5", courtCode: "KSJIMBM", ...more };
}

const read = () => readFeedPage(scene.parts());
/** Ten minutes later, as the register wants it. */
const readLater = () => {
  scene.pass(10);
  return read();
};

async function hintsOf({ clock }: typeof ours) {
  return inTransaction(clock(), async (_, { sql }) => [
    ...(await sql<{ partyId: number; mark: string; type: string; kind: string }[]>`
      select party_id as "partyId", mark, type, kind from insolvency_hints order by id`),
  ]);
}

const health = async () => (await listFeeds(ours.clock()))[0];

describe("the copy of the register's events", () => {
  it("is not read while nobody is watched", async () => {
    expect(await read()).toMatchObject({ outcome: "idle" });
    expect(scene.askedCount()).toBe(0);
  });

  it("begins behind what the register has by then", async () => {
    [ours, theirs] = [await scene.agency(), await scene.agency()];
    ourJan = (await addDebtor(ours.admin, { fullName: "Jan Zkušební", birthNumber: "8001019114" }))
      .partyId;
    theirJan = (
      await addDebtor(theirs.admin, { fullName: "Jan Zkušební", birthNumber: "8001019114" })
    ).partyId;
    await addDebtor(theirs.admin, { fullName: "Eva Klidná", birthNumber: "855615/9227" });
    expect(await watchParties(ours.clock())).toEqual({ count: 1 });
    expect(await watchParties(theirs.clock())).toEqual({ count: 2 });
    expect(await watchParties(theirs.clock())).toEqual({ count: 0 });
    expect(await read()).toMatchObject({ outcome: "read", eventCount: 0, isMore: false });
    expect(await health()).toMatchObject({
      ...{ lastId: 500, watchedCount: 1, trouble: null, comparing: null },
      comparedAt: expect.any(Date),
    });
  });

  it("finds the watched parties of every tenant, and shows each only its own", async () => {
    scene.twin.events.push(event(501, { persons: [JAN] }));
    expect(await readLater()).toMatchObject({ eventCount: 1, hintCount: 2, isMore: false });
    const hint = { mark: "INS 1/2026", type: "5", kind: "birth_number" };
    expect(await hintsOf(ours)).toEqual([{ partyId: ourJan, ...hint }]);
    expect(await hintsOf(theirs)).toEqual([{ partyId: theirJan, ...hint }]);
  });

  it("keeps no birth number and no name in it", async () => {
    for (const table of ["events", "proceedings", "debtors"]) {
      const rows = await desk.owner.unsafe(`select t::text as line from insolvency_${table} t`);
      expect(rows.length, table).toBeGreaterThan(0);
      expect(JSON.stringify(rows)).not.toMatch(/8001019114|800101|Zku|zku/);
    }
    const keys = await desk.owner<{ key: string }[]>`
      select encode(key, 'escape') as key from insolvency_debtors`;
    expect(JSON.stringify(keys)).not.toMatch(/8001019114|jan/);
  });

  it("is left alone for ten minutes once it was read to its end", async () => {
    const before = scene.askedCount();
    scene.pass(9);
    expect(await read()).toMatchObject({ outcome: "idle" });
    expect(scene.askedCount()).toBe(before);
    scene.pass(1);
    expect(await read()).toMatchObject({ outcome: "read", eventCount: 0 });
    expect(scene.askedCount()).toBe(before + 1);
  });

  it("goes on behind a gap and a poisoned note, and keeps both", async () => {
    scene.twin.events.push(
      event(505, { type: "76", note: "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>" }),
      event(506, { mark: "INS 2/2026" }),
    );
    // Its note says nothing, but whose proceeding that is was said before.
    expect(await readLater()).toMatchObject({ eventCount: 2, hintCount: 2 });
    expect(await health()).toMatchObject({ lastId: 506, skippedCount: 3, unreadCount: 1 });
    const gaps = await desk.owner`select from_id, to_id, kind from insolvency_gaps order by 1`;
    expect(gaps).toEqual([
      { from_id: "502", to_id: "504", kind: "skipped" },
      { from_id: "505", to_id: "505", kind: "note" },
    ]);
  });

  it("read once more from an id on holds nothing twice, and what was missing", async () => {
    const owner = { ...scene.parts(), db: ownerDatabase() };
    const before = await hintsOf(ours);
    scene.twin.events.push(event(503, { type: "63" }));
    await replayFeed(owner, { register: "isir_cz", fromId: 501 });
    expect(await read()).toMatchObject({ eventCount: 4, hintCount: 0 });
    expect(await hintsOf(ours)).toEqual(before);
    expect(await health()).toMatchObject({ lastId: 506, skippedCount: 2, unreadCount: 1 });
    const [{ n } = { n: 0 }] = await desk.owner`select count(*)::int as n from insolvency_events`;
    expect(n).toBe(4);
  });

  it("of a feed that was never read cannot be read again", async () => {
    const owner = { ...scene.parts(), db: ownerDatabase() };
    await expect(replayFeed(owner, { register: "isir_sk", fromId: 1 })).rejects.toMatchObject({
      code: "registers.feed_not_found",
    });
  });
});

/** The owner's rights by the same means as the command's. */
function ownerDatabase(): FeedParts["db"] {
  return {
    ...desk.db,
    begin: (settings, work) =>
      desk.owner.begin(async (sql) => {
        await sql`select set_config('app.actor_kind', ${settings.actorKind}, true)`;
        return work({ sql } as never);
      }) as never,
  };
}

describe("processes", () => {
  it("that read at once ask the register once", async () => {
    scene.pass(10);
    const before = scene.askedCount();
    const steps = await Promise.all([read(), read(), read()]);
    expect(steps.map(({ outcome }) => outcome).sort()).toEqual(["idle", "idle", "read"]);
    expect(scene.askedCount()).toBe(before + 1);
  });

  it("that die between the page and the place leave both to the next", async () => {
    scene.twin.events.push(event(507, { type: "172", persons: [JAN] }));
    scene.pass(10);
    let transactions = 0;
    const dying: FeedParts["db"] = {
      ...desk.db,
      begin: (settings, work) =>
        desk.db.begin(settings, async (tx) => {
          transactions += 1;
          const isSecond = transactions === 2;
          const done = await work(tx);
          if (isSecond) throw new Error("killed");
          return done;
        }),
    };
    await expect(readFeedPage({ ...scene.parts(), db: dying })).rejects.toThrow("killed");
    expect(await health()).toMatchObject({ lastId: 506 });
    expect(await hintsOf(ours)).toHaveLength(2);
    // Its lease is still out.
    expect(await read()).toMatchObject({ outcome: "idle" });
    scene.pass(4);
    expect(await read()).toMatchObject({ eventCount: 1, hintCount: 2 });
    expect(await hintsOf(ours)).toHaveLength(3);
  });

  it("that come back too late write nothing", async () => {
    scene.pass(10);
    const late = scene.parts();
    const claimed = await claimRead(late, "isir_cz");
    expect(claimed).toMatchObject({ afterId: 507 });
    scene.pass(4);
    expect(await read()).toMatchObject({ outcome: "read" });
    const page = { outcome: "read", events: [], unreadable: [], lastId: 600, isEnd: true } as const;
    const at = { ...page, events: [], unreadable: [] };
    if (claimed) expect(await keepPage(late, { ...claimed, afterId: 507 }, at)).toBeNull();
    expect(await health()).toMatchObject({ lastId: 507 });
  });

  it("read page by page without a pause until the end", async () => {
    for (let id = 1_000; id < 2_005; id += 1) scene.twin.events.push(event(id, { type: "63" }));
    expect(await readLater()).toMatchObject({ eventCount: 1_000, isMore: true });
    expect(await read()).toMatchObject({ eventCount: 5, isMore: false });
    expect(await read()).toMatchObject({ outcome: "idle" });
  });

  it("take silence for trouble and wait longer each time", async () => {
    scene.twin.meet("outage_page");
    const { lastId } = (await health()) ?? {};
    expect(await readLater()).toMatchObject({ outcome: "unavailable" });
    expect(await health()).toMatchObject({ lastId, failures: 1, trouble: expect.any(String) });
    expect(await readLater()).toMatchObject({ outcome: "unavailable" });
    expect(await readLater()).toMatchObject({ outcome: "idle" });
    scene.twin.meet(null);
    expect(await readLater()).toMatchObject({ outcome: "read" });
    expect(await health()).toMatchObject({ failures: 0, trouble: null });
  });
});

describe("a watched party", () => {
  it("is found by what was read before they came", async () => {
    scene.twin.events.push(
      event(3_000, {
        mark: "INS 7/2026",
        persons: [{ surname: "Firma", registrationNo: "27082440" }],
      }),
    );
    expect(await readLater()).toMatchObject({ hintCount: 0 });
    const { partyId } = await addDebtor(ours.admin, {
      ...{ kind: "legal_entity", fullName: "Firma s.r.o.", registrationNo: "27082440" },
    });
    expect(await watchParties(ours.clock())).toEqual({ count: 1 });
    expect(await hintsOf(ours)).toContainEqual({
      ...{ partyId, mark: "INS 7/2026", type: "5", kind: "registration_no" },
    });
  });

  it("without an identifier is found by whole name and day of birth, by the name alone never", async () => {
    const born = { surname: "Stejná", givenName: "Marie", bornOn: "1975-05-05" };
    const { partyId } = await addDebtor(ours.admin, {
      ...{ fullName: "Marie Stejná", birthOn: "1975-05-05" },
    });
    await addDebtor(ours.admin, { fullName: "Marie Stejná", birthOn: "1976-06-06" });
    await watchParties(ours.clock());
    scene.twin.events.push(event(3_001, { mark: "INS 8/2026", persons: [born] }));
    expect(await readLater()).toMatchObject({ hintCount: 1 });
    expect(await hintsOf(ours)).toContainEqual({
      ...{ partyId, mark: "INS 8/2026", type: "5", kind: "person" },
    });
  });

  it("who is a creditor or a trustee there, or of an event that changes nothing, is none", async () => {
    const before = await hintsOf(ours);
    scene.twin.events.push(
      event(3_002, { mark: "INS 9/2026", persons: [{ ...JAN, role: "VĚŘITEL" }] }),
      event(3_003, { mark: "INS 1/2026", type: "63", persons: [JAN] }),
    );
    expect(await readLater()).toMatchObject({ eventCount: 2, hintCount: 0 });
    expect(await hintsOf(ours)).toEqual(before);
  });

  it("is told of the same once, and of another state again", async () => {
    const states = ["ÚPADEK", "ÚPADEK", "ODDLUŽENÍ"];
    states.forEach((state, at) => {
      scene.twin.events.push(event(3_010 + at, { type: "372", state }));
    });
    expect(await readLater()).toMatchObject({ eventCount: 3, hintCount: 4 });
    const [row] =
      await desk.owner`select state from insolvency_proceedings where mark = 'INS 1/2026'`;
    expect(row).toEqual({ state: "ODDLUŽENÍ" });
  });

  it("is let go with the case, and where the tenant does not watch", async () => {
    const watched = async () => (await health())?.watchedCount;
    expect(await watched()).toBe(4);
    await inTransaction(ours.clock(), async (_, { sql }) => {
      await sql`update cases set closed_at = now() where id = (
        select min(case_id) from case_parties where party_id <> ${ourJan})`;
    });
    await watchParties(ours.clock());
    expect(await watched()).toBe(3);
    const list = { bulkEmail: null, notifiesBulk: false, bulkSenderId: null } as const;
    await saveInsolvencySettings(ours.admin, {
      ...{ checksOnChoice: true, watchesDaily: false },
      ...list,
    });
    await watchParties(ours.clock());
    expect(await watched()).toBe(0);
    scene.twin.events.push(event(3_020, { type: "95" }));
    expect(await readLater()).toMatchObject({ hintCount: 1 });
    expect(await hintsOf(theirs)).toContainEqual(expect.objectContaining({ type: "95" }));
    expect(await hintsOf(ours)).not.toContainEqual(expect.objectContaining({ type: "95" }));
  });

  it("is forgotten by the copy when the register may no longer tell of them", async () => {
    const count = async () => {
      const [row] = await desk.owner<{ n: number }[]>`
        select count(*)::int as n from insolvency_debtors where mark = 'INS 1/2026'`;
      return row?.n;
    };
    expect(await count()).toBeGreaterThan(0);
    scene.twin.events.push(event(3_030, { type: "637" }));
    await readLater();
    expect(await count()).toBe(0);
  });
});

describe("the copy's walls", () => {
  const TABLES = ["feeds", "events", "proceedings", "debtors", "gaps"];
  it("let a tenant read and nobody but the install's own hand write", async () => {
    for (const table of TABLES) {
      const name = `insolvency_${table}`;
      const rows = await inTransaction(ours.admin, (_, { sql }) =>
        sql.unsafe(`select * from ${name}`),
      );
      expect(rows.length, name).toBeGreaterThan(0);
      const { count } = await inTransaction(ours.clock(), (_, { sql }) =>
        sql.unsafe(`delete from ${name}`),
      );
      expect(count, name).toBe(0);
    }
    const insert = inTransaction(ours.clock(), async (_, { sql }) => {
      await sql`insert into insolvency_events (register, event_id, mark, type)
                values ('isir_cz', 1, 'INS 1/2026', '5')`;
    });
    await expect(insert).rejects.toMatchObject({ code: "42501" });
  });

  it("hide parties from that hand", async () => {
    const { claims, keys } = await desk.db.begin(
      { tenantId: null, actorKind: "feed", actorId: null, accessGroupIds: [] },
      async ({ sql }) => ({
        claims: await sql`select * from parties`,
        keys: await sql`select * from insolvency_watch_keys`,
      }),
    );
    expect([...claims, ...keys]).toEqual([]);
  });
});
