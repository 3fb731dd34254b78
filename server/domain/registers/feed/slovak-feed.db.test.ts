import { beforeEach, describe, expect, it } from "vitest";
import type { TwinProceeding } from "@/server/connectors/isir-sk/testing/replik-words";
import { inTransaction } from "../../context";
import { openDesk } from "../../testing";
import { openSlovakScene, type SlovakScene } from "../testing/slovak-scene";
import type { FeedParts } from "./hand";
import {
  askHints,
  compareWatches,
  listFeeds,
  readProceedings,
  readSlovakChanges,
  replayFeed,
  watchParties,
} from "./index";
import { addDebtor } from "./testing/feed-scene";

const desk = await openDesk();
const JAN = { fullName: "Ján Skúšobný", birthNumber: "8001019114", country: "SK" };
let scene: SlovakScene;
let ours: Awaited<ReturnType<SlovakScene["agency"]>>;
let partyId = 0;

beforeEach(async () => {
  await desk.owner`truncate insolvency_feeds, insolvency_events, insolvency_proceedings,
    insolvency_debtors, insolvency_gaps, insolvency_unread, insolvency_hints, insolvency_watches,
    insolvency_watch_keys`;
  scene = await openSlovakScene(desk);
  ours = await scene.agency();
  partyId = (await addDebtor(ours.admin, JAN)).partyId;
  await watchParties(ours.clock());
  return () => scene.twin.close();
});

/** A proceeding that changed so many minutes after the scene's clock. */
function changed(id: number, minutes: number, more: Partial<TwinProceeding> = {}): TwinProceeding {
  const changedAt = new Date(scene.now().getTime() + minutes * 60_000);
  return { id, debtorName: `Iný Dlžník`, bornOn: "1955-05-05", changedAt, ...more };
}
const ofJan = (id: number, minutes: number, more: Partial<TwinProceeding> = {}) =>
  changed(id, minutes, {
    ...{ debtorName: "Ján Skúšobný", bornOn: "1980-01-01", birthNumber: "800101/9114" },
    ...{ kind: "RESTRUKTURALIZACIA", processStartedOn: "2026-11-02", ...more },
  });

const read = () => readSlovakChanges(scene.parts());
/** No moment passes meanwhile. */
const readWhole = () => readProceedings(scene.parts(), scene.now);
const readLater = (minutes = 10) => {
  scene.pass(minutes);
  return read();
};
const health = async () => (await listFeeds(ours.clock())).find((f) => f.register === "isir_sk");
const hintsOf = () =>
  inTransaction(ours.clock(), async (_, { sql }) => [
    ...(await sql<{ mark: string; kind: string; isSettled: boolean }[]>`
      select mark, kind, settled_at is not null as "isSettled" from insolvency_hints order by id`),
  ]);
const eventOf = async () => {
  const [row] = await desk.owner`
    select max(event_id)::int as id from insolvency_hints where mark = '990001'`;
  return row?.id as number;
};
const setClosed = (is: boolean) =>
  inTransaction(ours.clock(), async (_, { sql }) => {
    await sql`update cases set closed_at = case when ${is} then now() end
               where debtor_party_id = ${partyId}`;
  });
const eventCount = async () => {
  const [row] = await desk.owner`select count(*)::int as n from insolvency_events`;
  return row?.n as number;
};

describe("changes of the Slovak register", () => {
  it("are not read while nobody is watched, and begin an hour back", async () => {
    await desk.owner`truncate insolvency_watches, insolvency_watch_keys`;
    expect(await read()).toMatchObject({ outcome: "idle" });
    await compareWatches(ours.clock());
    await watchParties(ours.clock());
    scene.twin.proceedings.push(changed(1, -300), changed(2, -30));
    expect(await read()).toMatchObject({ outcome: "read", eventCount: 0 });
    expect(await readLater()).toMatchObject({ eventCount: 1, isMore: false });
    expect(await health()).toMatchObject({ watchedCount: 1, pendingCount: 1, lastId: null });
  });

  it("find a watched party by the proceeding whole, and the answer is the register's", async () => {
    await read();
    scene.twin.proceedings.push(ofJan(990_001, 5), changed(990_002, 6));
    expect(await readLater()).toMatchObject({ eventCount: 2 });
    expect(await readWhole()).toMatchObject({ readCount: 2, hintCount: 1 });
    expect(await hintsOf()).toEqual([{ mark: "990001", kind: "birth_number", isSettled: false }]);
    expect(await askHints(ours.clock())).toEqual({ count: 1 });
    const [known] = await inTransaction(ours.clock(), (_, { sql }) =>
      sql<object[]>`
        select is_active as "isActive", procedure, mark, started_on as "startedOn"
          from party_insolvency where party_id = ${partyId}`.then((rows) => [...rows]),
    );
    expect(known).toEqual({
      ...{ isActive: true, procedure: "restructuring", mark: "990001", startedOn: "2026-11-02" },
    });
    expect(await hintsOf()).toMatchObject([{ isSettled: true }]);
    expect(await health()).toMatchObject({ waitingCount: 0, pendingCount: 0, trouble: null });
  });

  it("keep no birth number and no name", async () => {
    await read();
    scene.twin.proceedings.push(ofJan(990_001, 5));
    await readLater();
    await readWhole();
    for (const table of ["events", "proceedings", "debtors", "unread"]) {
      const rows = await desk.owner.unsafe(`select t::text as line from insolvency_${table} t`);
      expect(JSON.stringify(rows)).not.toMatch(/8001019114|800101|Skú|skus/);
    }
  });

  it("open the hint again when the proceeding changes again", async () => {
    await read();
    scene.twin.proceedings.push(ofJan(990_001, 5));
    await readLater();
    await readWhole();
    await askHints(ours.clock());
    scene.twin.proceedings.splice(0, 1, ofJan(990_001, 7));
    expect(await readLater()).toMatchObject({ eventCount: 1 });
    expect(await readWhole()).toMatchObject({ hintCount: 1 });
    expect(await hintsOf()).toMatchObject([{ mark: "990001", isSettled: false }]);
  });

  it("made while a party was not watched open the hint again, by the newest of them", async () => {
    await read();
    scene.twin.proceedings.push(ofJan(990_001, 5));
    await readLater();
    await readWhole();
    await askHints(ours.clock());
    const before = await eventOf();
    await setClosed(true);
    await watchParties(ours.clock());
    // Others of the register are watched still.
    await addDebtor(ours.admin, { fullName: "Eva Jiná", birthOn: "1977-07-08", country: "SK" });
    await watchParties(ours.clock());
    for (const minutes of [7, 9]) {
      scene.twin.proceedings.splice(0, 1, ofJan(990_001, minutes));
      await readLater();
      expect(await readWhole()).toMatchObject({ readCount: 1 });
    }
    expect(await hintsOf()).toMatchObject([{ isSettled: true }]);
    await setClosed(false);
    await watchParties(ours.clock());
    expect(await hintsOf()).toMatchObject([{ mark: "990001", isSettled: false }]);
    expect(await eventOf()).toBe(before + 2);
  });

  it("are compared with whom the list of changes names, and not with everybody", async () => {
    await desk.owner`truncate insolvency_watches, insolvency_watch_keys`;
    expect(await watchParties(ours.clock())).toEqual({ count: 0 });
    const { partyId: newId } = await addDebtor(ours.admin, {
      ...{ fullName: "Eva Nová", birthOn: "1977-07-07", country: "SK" },
    });
    expect(await watchParties(ours.clock())).toEqual({ count: 1 });
    const watched = await inTransaction(ours.clock(), async (_, { sql }) => [
      ...(await sql`select party_id, register from insolvency_watches order by register`),
    ]);
    expect(watched).toEqual([
      { party_id: newId, register: "isir_cz" },
      { party_id: newId, register: "isir_sk" },
    ]);
  });

  it("are read page by page, none twice and none left out", async () => {
    await read();
    const many = Array.from({ length: 1_130 }, (_, i) => changed(i + 1, 1 + i / 200));
    scene.twin.proceedings.push(...many);
    expect(await readLater()).toMatchObject({ eventCount: 500, isMore: true });
    // The moment on which a page was cut is read once more, and what is known of it counts once.
    expect(await read()).toMatchObject({ eventCount: 499, isMore: true });
    expect(await read()).toMatchObject({ eventCount: 131, isMore: false });
    expect(await eventCount()).toBe(1_130);
    const before = scene.askedFor("vyhladajPoslednuZmenuOd");
    expect(await readLater(9)).toMatchObject({ outcome: "idle" });
    expect(scene.askedFor("vyhladajPoslednuZmenuOd")).toBe(before);
    // Ten minutes back it looks again, for what was written down late.
    scene.twin.proceedings.push(changed(5_000, -12));
    expect(await readLater(1)).toMatchObject({ eventCount: 0, isMore: true });
    expect(await read()).toMatchObject({ eventCount: 0, isMore: true });
    expect(await read()).toMatchObject({ eventCount: 1, isMore: false });
    expect(await health()).toMatchObject({ skippedCount: 0, unreadCount: 0 });
  });

  it("of which a cut page lacks the earliest are a gap, and so is one without a moment", async () => {
    await read();
    scene.twin.proceedings.push(...Array.from({ length: 600 }, (_, i) => changed(i + 1, i / 100)));
    scene.twin.meet("falling");
    expect(await readLater()).toMatchObject({ eventCount: 500 });
    expect(await health()).toMatchObject({ skippedCount: 1, unreadCount: 0 });
    scene.twin.meet("odd_change");
    scene.twin.proceedings = [changed(700, 1), changed(701, 2)];
    expect(await read()).toMatchObject({ eventCount: 1, isMore: false });
    expect(await health()).toMatchObject({ skippedCount: 1, unreadCount: 1 });
  });

  it("of one moment that fill a page do not hold it for ever", async () => {
    await read();
    scene.twin.proceedings.push(...Array.from({ length: 600 }, (_, i) => changed(i + 1, 5)));
    expect(await readLater()).toMatchObject({ eventCount: 500, isMore: true });
    expect(await read()).toMatchObject({ eventCount: 0, isMore: true });
    expect(await read()).toMatchObject({ eventCount: 0, isMore: false });
    expect(await health()).toMatchObject({ skippedCount: 1 });
  });

  it("of a clock that is ahead are taken, and the place stays where time is", async () => {
    await read();
    scene.twin.proceedings.push(changed(1, 60 * 24 * 365));
    expect(await readLater()).toMatchObject({ eventCount: 1 });
    scene.twin.proceedings.push(changed(2, -5));
    expect(await readLater()).toMatchObject({ eventCount: 1 });
    const { lastAt } = (await health()) ?? {};
    expect(lastAt?.getTime()).toBeLessThanOrEqual(scene.now().getTime());
  });

  it("are read by one process at a time, and by the next when it died", async () => {
    await read();
    scene.twin.proceedings.push(changed(1, 5));
    scene.pass(10);
    const both = await Promise.all([read(), read()]);
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(["idle", "read"]);
    expect(await eventCount()).toBe(1);
    await desk.owner`update insolvency_feeds set lease_until = ${new Date(scene.now().getTime() + 1)},
      next_at = ${scene.now()}`;
    expect(await read()).toMatchObject({ outcome: "idle" });
    scene.pass(1);
    expect(await read()).toMatchObject({ outcome: "read" });
  });

  it("that cannot be read are noted as trouble and concluded from by nobody", async () => {
    await read();
    scene.twin.meet("outage_page");
    expect(await readLater()).toMatchObject({ outcome: "unavailable" });
    expect(await health()).toMatchObject({ trouble: "outage", failures: 1 });
    scene.twin.meet(null);
    expect(await readLater()).toMatchObject({ outcome: "read" });
    expect(await health()).toMatchObject({ trouble: null, failures: 0 });
  });
});

describe("a proceeding that changed", () => {
  it("waits out an outage, and is given up and noted when nothing is ever said of it", async () => {
    await read();
    scene.twin.proceedings.push(ofJan(990_001, 5), ofJan(990_002, 6));
    await readLater();
    scene.twin.meet("http_503");
    expect(await readWhole()).toMatchObject({ readCount: 0 });
    const asked = scene.askedFor("getKonanieDetail");
    expect(asked).toBe(1);
    scene.twin.meet(null);
    scene.pass(11);
    expect(await readWhole()).toMatchObject({ readCount: 2 });
    // Gone from the register: it answers with a fault each time.
    scene.twin.proceedings.splice(0, 2, ofJan(990_003, 7));
    await readLater();
    scene.twin.proceedings = [];
    for (let time = 0; time < 5; time += 1) {
      expect(await readWhole()).toMatchObject({ readCount: 0 });
      scene.pass(60 * 24);
    }
    expect(await health()).toMatchObject({ pendingCount: 0, unreadCount: 1 });
  });

  it("is claimed by itself at its own moment, and a slow register ends the run", async () => {
    await read();
    scene.twin.proceedings.push(...[1, 2, 3, 4].map((no) => changed(990_010 + no, no)));
    await readLater();
    const from = scene.now().getTime();
    let at = from;
    // Each answer takes 25 seconds: the third is begun within the minute, the fourth is not.
    const slow = () => {
      at += 12_500;
      return new Date(at - 12_500);
    };
    const first = await readProceedings(scene.parts(), slow);
    expect(first).toEqual({ readCount: 3, hintCount: 0, isMore: true });
    // The one that was left is nobody's, whatever became of this process.
    expect(await readWhole()).toMatchObject({ readCount: 1, isMore: false });
    scene.twin.proceedings.push(changed(990_020, 5));
    await readLater();
    scene.twin.meet("http_503");
    const late = new Date(scene.now().getTime() + 50_000);
    await readProceedings(scene.parts(), () => late);
    const [row] = await desk.owner`select next_at from insolvency_unread`;
    expect(row?.next_at).toEqual(new Date(late.getTime() + 10 * 60_000));
    scene.twin.meet(null);
  });

  it("is read again from a moment on, and nothing of it is there twice", async () => {
    await read();
    scene.twin.proceedings.push(ofJan(990_001, 5), changed(990_002, 6));
    await readLater();
    await readWhole();
    await desk.owner`delete from insolvency_proceedings where mark = '990002'`;
    const fromId = scene.now().getTime() - 3_600_000;
    const owner = { ...scene.parts(), db: ownerDatabase() };
    await replayFeed(owner, { register: "isir_sk", fromId });
    expect(await read()).toMatchObject({ eventCount: 0, isMore: false });
    // Only the one that was missing is read once more.
    expect(await readWhole()).toMatchObject({ readCount: 1, hintCount: 0 });
    expect(await eventCount()).toBe(2);
    expect(await hintsOf()).toHaveLength(1);
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
