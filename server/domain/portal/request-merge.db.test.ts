import { describe, expect, it } from "vitest";
import { inTransaction, reading } from "../context";
import {
  answerRequest,
  cannedFor,
  deleteCanned,
  listCanned,
  livingRequest,
  mergeRequests,
  myRequest,
  myRequests,
  replyToRequest,
  requestThread,
  saveCanned,
} from "../requests";
import { openDesk } from "../testing";
import { addNote } from "../timeline";
import { requestKey, requestScene } from "./testing/request-scene";

const desk = await openDesk();

describe("two requests of one client", () => {
  it("become one, to which the old link leads, with all that was written", async () => {
    const scene = await requestScene(desk);
    const { admin, client } = scene;
    const kept = await scene.ask({ text: "První" });
    const other = await scene.ask({ text: "Druhá" });
    await answerRequest(admin, { caseId: kept.caseId, text: "Ano", idempotencyKey: requestKey() });
    await mergeRequests(admin, { caseId: kept.caseId, otherId: other.caseId });
    expect((await myRequests(client)).items.map(({ refNo }) => refNo)).toEqual([kept.refNo]);
    const seen = await myRequest(client, { refNo: other.refNo });
    expect(seen.refNo).toBe(kept.refNo);
    expect(seen.posts.map(({ text }) => text)).toEqual(["První", "Druhá", "Ano"]);
    // The other waited for us: so does the one that is left.
    expect(seen.standing).toBe("open");
    const reply = { refNo: other.refNo, text: "Díky", idempotencyKey: requestKey() };
    await replyToRequest(client, reply);
    const thread = await requestThread(admin, { caseId: kept.caseId });
    expect(thread.lines.map(({ text }) => text)).toEqual(["První", "Druhá", "Ano", "Díky"]);
    expect(thread).toMatchObject({ merged: [other.refNo], mergedInto: null });
    expect(await requestThread(admin, { caseId: other.caseId })).toMatchObject({
      mergedInto: { caseId: kept.caseId, refNo: kept.refNo },
      item: { state: "closed" },
    });
    expect(await reading(admin, (tx) => livingRequest(tx, other.caseId))).toBe(kept.caseId);
    await expect(
      answerRequest(admin, { caseId: other.caseId, text: "X", idempotencyKey: requestKey() }),
    ).rejects.toMatchObject({ code: "requests.merged", params: { refNo: kept.refNo } });
    // What was merged into the other goes along.
    const third = await scene.ask({ text: "Třetí" });
    await mergeRequests(admin, { caseId: third.caseId, otherId: kept.caseId });
    expect((await myRequest(client, { refNo: other.refNo })).refNo).toBe(third.refNo);
  });

  it("are merged once, by two at the same time too, and not into each other", async () => {
    const scene = await requestScene(desk);
    const { admin } = scene;
    const [a, b] = [await scene.ask(), await scene.ask()];
    const merge = { caseId: a.caseId, otherId: b.caseId };
    await Promise.all([mergeRequests(admin, merge), mergeRequests(admin, merge)]);
    const [count] = await reading(
      admin,
      ({ sql }) => sql`select count(*)::int as n from audit_entries
                        where action = 'requests.merge' and entity_id = ${b.caseId}`,
    );
    expect(count).toEqual({ n: 1 });
    const [c, d] = [await scene.ask(), await scene.ask()];
    const both = await Promise.allSettled([
      mergeRequests(admin, { caseId: c.caseId, otherId: d.caseId }),
      mergeRequests(admin, { caseId: d.caseId, otherId: c.caseId }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("stay two across clients and across walls", async () => {
    const scene = await requestScene(desk);
    const { admin, other } = scene;
    const [mine, theirs] = [await scene.ask(), await scene.ask({}, other)];
    const refused = (code: string, otherId: number, ctx = admin) =>
      expect(mergeRequests(ctx, { caseId: mine.caseId, otherId })).rejects.toMatchObject({ code });
    await refused("requests.merge_other_client", theirs.caseId);
    await refused("requests.merge_itself", mine.caseId);
    const behind = await scene.ask();
    const team = await scene.team("Zeď");
    await inTransaction(admin, async (_, { sql }) => {
      await sql`update cases set access_group_id = ${team} where id = ${behind.caseId}`;
    });
    await refused("requests.merge_other_wall", behind.caseId);
    // Who does not see it is told only that it is not there.
    await refused("requests.not_found", behind.caseId, await scene.member(null));
    await refused("requests.not_found", scene.first.caseId);
  });
});

describe("a note of a colleague", () => {
  it("stands in the thread of the house, and the client never sees it", async () => {
    const scene = await requestScene(desk);
    const { admin, client } = scene;
    const { caseId, refNo } = await scene.ask();
    await addNote(admin, { caseId, text: "Pozor, slíbil to už dvakrát" });
    const { lines } = await requestThread(admin, { caseId });
    expect(lines.map(({ author }) => author)).toEqual(["client", "note"]);
    await requestThread(admin, { caseId });
    // A page that is left open reads again and again; that somebody did stands there once.
    const read = await reading(
      admin,
      ({ sql }) => sql`select actor_name as name from audit_entries
                        where action = 'requests.read' and case_id = ${caseId}`,
    );
    expect(read).toEqual([{ name: admin.actor.name }]);
    expect(JSON.stringify(await myRequest(client, { refNo }))).not.toContain("dvakrát");
    // The database itself refuses it.
    await expect(
      reading(client, ({ sql }) => sql`select text from case_events`),
    ).rejects.toMatchObject({ code: "42501" });
    await expect(
      reading(client, ({ sql }) => sql`select priority from desk_requests`),
    ).rejects.toMatchObject({ code: "42501" });
  });
});

describe("an answer kept ready", () => {
  it("is filled in from the request and its case, in the client's language or visibly another", async () => {
    const scene = await requestScene(desk);
    const { admin } = scene;
    const { caseId } = await scene.ask({ aboutRefNo: scene.first.refNo });
    const whole = "{Klient.CeléJméno}, {Případ.RefNo}: {Dluh.Celkem}";
    const { answerId } = await saveCanned(admin, {
      ...{ version: 0, shortcut: "zůstatek", kinds: ["payment"] },
      texts: { cs: whole, en: "You owe {debt.total}" },
    });
    await saveCanned(admin, { version: 0, shortcut: "ahoj", texts: { en: "Hello" } });
    await saveCanned(admin, {
      version: 0,
      shortcut: "spor",
      kinds: ["dispute"],
      texts: { cs: "X" },
    });
    const { language, answers } = await cannedFor(admin, { caseId });
    expect(language).toBe("cs");
    expect(answers.map(({ shortcut, isFallback }) => [shortcut, isFallback])).toEqual([
      ["zůstatek", false],
      ["ahoj", true],
    ]);
    expect(answers[0]?.text).toMatch(/^Jan Novák, \d+\/2026: 900,00\sKč$/);
    expect(answers[0]?.unresolved).toEqual([]);
    const again = { version: 0, shortcut: "AHOJ", texts: { cs: "Y" } };
    await expect(saveCanned(admin, again)).rejects.toMatchObject({
      code: "requests.shortcut_taken",
    });
    await deleteCanned(admin, { answerId });
    expect((await listCanned(admin)).map(({ shortcut }) => shortcut)).toEqual(["ahoj", "spor"]);
    const stranger = await scene.member(null);
    await expect(
      saveCanned(stranger, { version: 0, shortcut: "x", texts: { cs: "X" } }),
    ).rejects.toMatchObject({ code: "access.forbidden" });
  });
});
