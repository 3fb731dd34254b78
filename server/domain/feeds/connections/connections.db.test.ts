import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FioTwin, openFioTwin } from "@/server/connectors/bank/testing/fio-twin";
import { MOVEMENT, type WrittenMovement } from "@/server/connectors/bank/testing/written";
import { addDays } from "@/server/kernel/days";
import { listAudit } from "../../audit";
import { listMovements, listStatements, saveAccount } from "../../bank";
import { type Context, makeToday, reading } from "../../context";
import { openDesk } from "../../testing";
import {
  connectAccount,
  disconnectAccount,
  listConnections,
  syncConnection,
  syncConnections,
} from "..";

const desk = await openDesk();
const ACCOUNT = "2600000003/2010";
const TOKEN = "aGivenFioTokenOf64LettersaGivenFioTokenOf64LettersaGivenFioTok1234";

let now = desk.now;
let twin: FioTwin;
beforeEach(async () => {
  now = desk.now;
  twin = await openFioTwin({ now: () => now, listMax: 8 });
});
afterEach(() => twin.close());

const pass = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};

/** The same person or job, by the clock of the test, with the twin for a bank. */
function at<C extends Context>(ctx: C): C {
  const outside = { fioUrl: twin.url, isPrivateAllowed: true };
  return { ...ctx, now, today: makeToday(now), outside };
}

let serial = 0;
const movement = (bookedOn: string, more: Partial<WrittenMovement> = {}): WrittenMovement => {
  serial += 1;
  return { ...MOVEMENT, bookedOn, valueOn: bookedOn, bankId: `9900${serial}`, ...more };
};

async function agency(movements: WrittenMovement[], account = ACCOUNT) {
  const tenant = await desk.tenant();
  const admin = await tenant.operator("administrator");
  const supervisor = await tenant.operator("supervisor");
  const { accountId } = await saveAccount(admin, { number: ACCOUNT, currency: "CZK" });
  const held = twin.hold(TOKEN, { account, movements });
  const { connectionId } = await connectAccount(at(admin), { accountId, token: TOKEN });
  const sync = () => syncConnection(at(supervisor), connectionId);
  const sweep = (more = {}) =>
    syncConnections(at(tenant.system("bank-connections")), { clock: () => now, ...more });
  const taken = async () => (await listMovements(supervisor, { order: "asc" })).items;
  const state = async () => (await listConnections(supervisor))[0];
  return { tenant, admin, supervisor, accountId, connectionId, held, sync, sweep, taken, state };
}

const answer = (status: number, body: string) => (reply: import("node:http").ServerResponse) =>
  void reply.writeHead(status, { "content-type": "text/html" }).end(body);

describe("a connection with the bank", () => {
  it("brings movements in through the door of files, and again and again none twice", async () => {
    const { held, sweep, taken, supervisor, state } = await agency([
      movement("2026-11-10"),
      movement("2026-11-20"),
    ]);
    expect(await sweep()).toEqual({ count: 1 });
    expect((await taken()).map(({ bookedOn }) => bookedOn)).toEqual(["2026-11-10", "2026-11-20"]);
    expect(await sweep()).toEqual({ count: 0 });
    // The bank enters one under an earlier day; the overlap of a week finds it.
    held.movements.push(movement("2026-11-18"), movement("2026-11-22"));
    pass(5 * 60);
    await sweep();
    pass(5 * 60);
    await sweep();
    expect(await taken()).toHaveLength(4);
    expect(twin.asked.map((path) => path.split("/").slice(5, 7))).toEqual([
      ["2026-08-25", "2026-11-22"],
      ["2026-11-15", "2026-11-22"],
      ["2026-11-15", "2026-11-22"],
    ]);
    // A round that brought nothing leaves no statement behind, and overlapping ones show no gap.
    const { items } = await listStatements(supervisor, {});
    expect(items.map(({ isGap, newCount }) => [isGap, newCount])).toEqual([
      [false, 2],
      [false, 2],
    ]);
    expect(await state()).toMatchObject({ syncedTo: "2026-11-22", trouble: null, okAt: now });
  });

  it("is one question in half a minute for all processes, and waits where another program asks", async () => {
    const { sync, sweep, connectionId, tenant, state } = await agency([movement("2026-11-20")]);
    const both = await Promise.allSettled([sync(), sync()]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(twin.asked).toHaveLength(1);
    pass(10);
    await expect(sync()).rejects.toMatchObject({ code: "feeds.fio_rest", params: { seconds: 20 } });
    // The bank's own clock: it has just answered a stranger with this token.
    pass(300);
    await fetch(`${twin.url}periods/${TOKEN}/2026-11-20/2026-11-20/transactions.json`);
    await sweep();
    expect(await state()).toMatchObject({ trouble: null, state: "active" });
    pass(29);
    await syncConnections(at(tenant.system()));
    expect(twin.asked).toHaveLength(3);
    pass(1);
    expect(await syncConnection(at(tenant.system()), connectionId)).toMatchObject({
      trouble: null,
    });
  });

  it("is asked at its own moment, not at that of the round's first one", async () => {
    const { admin, sweep } = await agency([movement("2026-11-20")]);
    const number = "2100000007/2010";
    const { accountId } = await saveAccount(admin, { number, currency: "CZK" });
    const token = "x".repeat(64);
    twin.hold(token, { account: number, movements: [] });
    await connectAccount(at(admin), { accountId, token });
    const begun = now;
    twin.say((reply) => {
      pass(40);
      answer(404, "")(reply);
    });
    await sweep();
    const called = await reading(admin, ({ sql }) =>
      sql<{ at: Date }[]>`
        select called_at as at from bank_connections order by called_at`.then((rows) => [...rows]),
    );
    expect(called.map((row) => row.at)).toEqual([begun, now]);
  });

  it("that would be asked too late in a round is left to the next one", async () => {
    const { sweep } = await agency([movement("2026-11-20")]);
    const late = () => new Date(now.getTime() + 61_000);
    expect(await sweep({ clock: late })).toEqual({ count: 0 });
    expect(await sweep()).toEqual({ count: 1 });
  });

  it("halves the days where there is too much in them, down to every single movement", async () => {
    const days = Array.from({ length: 20 }, (_, ago) => addDays("2026-11-22", -ago));
    const { sweep, taken, state } = await agency(days.map((day) => movement(day)));
    for (
      let question = 0;
      question < 40 && (await state())?.syncedTo !== "2026-11-22";
      question += 1
    ) {
      await sweep();
      pass(30);
    }
    expect(await taken()).toHaveLength(20);
    expect(await state()).toMatchObject({ isCatchingUp: false, trouble: null });
  });

  it("says what a person must do: unlock old days, or give another token", async () => {
    const { sync, held, state, admin, accountId, sweep } = await agency([movement("2026-11-20")]);
    twin.say(answer(422, ""));
    expect(await sync()).toMatchObject({ trouble: { code: "feeds.fio_locked" } });
    expect(await state()).toMatchObject({ state: "active", troubleAt: now });
    twin.hold(TOKEN, held);
    pass(60);
    twin.say(answer(500, "<response>"));
    expect(await sync()).toMatchObject({ trouble: { code: "feeds.fio_token" } });
    expect(await state()).toMatchObject({ state: "broken" });
    pass(3_600);
    expect(await sweep()).toEqual({ count: 0 });
    await expect(sync()).rejects.toMatchObject({ code: "feeds.connection_broken" });
    const token = `${"x".repeat(60)}9876`;
    twin.hold(token, held);
    await connectAccount(at(admin), { accountId, token });
    expect(await sweep()).toEqual({ count: 1 });
    expect(await state()).toMatchObject({ state: "active", trouble: null, tokenTail: "9876" });
  });

  it.each<[string, (twin: FioTwin) => void, string]>([
    [
      "a page of a proxy with 200",
      (t) => t.say(answer(200, "<html>Údržba</html>")),
      "feeds.fio_odd",
    ],
    ["JSON of something else", (t) => t.say(answer(200, '{"error":1}')), "feeds.fio_odd"],
    [
      "JSON that breaks off",
      (t) => t.say(answer(200, '{"accountStatement":{"info":{"accountId":"26000')),
      "bank.truncated_file",
    ],
    ["a path it does not know", (t) => t.say(answer(404, "")), "feeds.fio_odd"],
    ["nothing at all", (t) => t.say((reply) => void reply.destroy()), "feeds.web_unreachable"],
    [
      "half an answer",
      (t) =>
        t.say((reply) => {
          reply.writeHead(200, { "content-length": "900" }).write('{"accountStatement":{');
          setImmediate(() => reply.destroy());
        }),
      "feeds.web_unreachable",
    ],
  ])("is told by the bank %s, keeps nothing of it and tries again", async (_, say, code) => {
    const { sync, taken, state } = await agency([movement("2026-11-20")]);
    say(twin);
    expect(await sync()).toMatchObject({ newCount: 0, trouble: { code } });
    expect(await taken()).toEqual([]);
    expect(await state()).toMatchObject({ state: "active", okAt: null });
    pass(60);
    expect(await sync()).toEqual({ newCount: 1, trouble: null });
    expect(await state()).toMatchObject({ trouble: null });
  });

  it("takes nothing of an account that is not the one it was entered for", async () => {
    const { sync, taken } = await agency([movement("2026-11-20")], "2000000005/2010");
    expect(await sync()).toMatchObject({
      trouble: { code: "feeds.fio_other_account", params: { own: ACCOUNT } },
    });
    expect(await taken()).toEqual([]);
  });

  it("that died or hung between question and answer holds nobody up, and loses and doubles nothing", async () => {
    const { sweep, taken, tenant, connectionId, state } = await agency([movement("2026-11-20")]);
    let asked: () => void = () => undefined;
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    let release: () => void = () => undefined;
    twin.say((reply) => {
      release = () => answer(200, '{"accountStatement":{}}')(reply);
      asked();
    });
    const hung = syncConnection(at(tenant.system()), connectionId);
    await isAsked;
    pass(119);
    expect(await sweep()).toEqual({ count: 0 });
    pass(1);
    expect(await sweep()).toEqual({ count: 1 });
    expect(await taken()).toHaveLength(1);
    // What it hears too late is not written over what the other has kept.
    release();
    await hung;
    expect(await state()).toMatchObject({ trouble: null, syncedTo: "2026-11-22" });
    pass(300);
    expect(await sweep()).toEqual({ count: 1 });
    expect(await taken()).toHaveLength(1);
  });

  it("shows its token to nobody: sealed in its row, masked in lists and audit, gone when it ends", async () => {
    const { admin, supervisor, connectionId, tenant, sync } = await agency([]);
    await sync();
    const rows = await reading(admin, ({ sql }) =>
      sql<{ text: string }[]>`select c::text as text from bank_connections c`.then((all) => [
        ...all,
      ]),
    );
    const { items } = await listAudit(admin, {});
    const shown = JSON.stringify([rows, items, await listConnections(supervisor)]);
    expect(shown).not.toContain(TOKEN);
    expect(shown).toContain("1234");
    await expect(connectAccount(supervisor, { accountId: 1, token: TOKEN })).rejects.toMatchObject({
      code: "access.forbidden",
    });
    await expect(listConnections(await tenant.operator("operator"))).rejects.toMatchObject({
      code: "access.forbidden",
    });
    await disconnectAccount(admin, { connectionId });
    expect(await listConnections(supervisor)).toMatchObject([{ id: null, tokenTail: null }]);
  });

  it("refuses accounts of other banks, other tenants' and a token that serves already", async () => {
    const { admin } = await agency([]);
    const other = await agency([]);
    const kb = await saveAccount(admin, { number: "19-2000145399/0800", currency: "CZK" });
    const second = await saveAccount(admin, { number: "2100000007/2010", currency: "CZK" });
    const connect = (accountId: number) => connectAccount(at(admin), { accountId, token: TOKEN });
    await expect(connect(kb.accountId)).rejects.toMatchObject({ code: "feeds.not_fio" });
    await expect(connect(second.accountId)).rejects.toMatchObject({ code: "feeds.token_taken" });
    await expect(connect(other.accountId + 999)).rejects.toMatchObject({
      code: "bank.account_not_found",
    });
    await expect(syncConnection(at(admin), other.connectionId)).rejects.toMatchObject({
      code: "feeds.connection_not_found",
    });
  });
});
