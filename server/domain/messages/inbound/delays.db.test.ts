import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type IsdsTwin, isdsTwin } from "@/server/connectors/data-box/testing/isds-twin";
import type { Context } from "../../context";
import { openDesk } from "../../testing";
import { listDelayed, readDataBox } from "..";
import { channelScene } from "../testing/channel-scene";
import { delayHours } from "./delays";

const desk = await openDesk();
let isds: IsdsTwin;
beforeAll(async () => {
  isds = await isdsTwin();
});
beforeEach(() => {
  isds.received.length = 0;
  isds.now = desk.now;
  isds.fail(null);
});
afterAll(() => isds.close());

const DAY_SECONDS = 86_400;
const account = () => ({
  ...{ channel: "data_box" as const, provider: "isds", secrets: { password: "Heslo+1" } },
  // 10:00 in Prague is when the desk's clock stands.
  settings: { user: "abc123", baseUrl: isds.baseUrl, isReading: true, readHours: [10] },
});
const put = (id: string, subject: string) => {
  const base64 = Buffer.from("%PDF-1.7").toString("base64");
  const files = [{ name: "r.pdf", mediaType: "application/pdf", role: "main", base64 }];
  isds.put({ id, files, written: new Map([["dmAnnotation", subject]]) });
};
/** The downloads of these never come to an end. */
const breakAll = (prefix: string) => {
  isds.failOn = `>${prefix}`;
  isds.fail({ kind: "accept_and_drop" });
};
/** As the sweep does it: again until nothing came. */
const readAll = async (ctx: Context) => {
  while ((await readDataBox(ctx)).count > 0);
};

describe("data messages that cannot be downloaded", () => {
  it("at the head of the box step aside, and those behind them come", async () => {
    const scene = await channelScene(desk, account());
    const { ctx, admin, rows, later, account: accountOf } = scene;
    for (const n of [1, 2, 3]) put(`444400${n}`, `Vadná ${n}`);
    for (const n of [1, 2]) put(`777700${n}`, `Dobrá ${n}`);
    breakAll("4444");
    await readAll(ctx);
    // It could be the box itself: nothing is lost, and the page says so.
    expect(await accountOf("data_box")).toMatchObject({
      ...{ read_at: null, read_error: "dataBox.unreachable" },
    });
    expect(await listDelayed(admin)).toEqual([]);
    await readAll(later(600));
    await readAll(later(1_200));
    expect((await rows()).map(({ subject }) => subject)).toEqual(["Dobrá 1", "Dobrá 2"]);
    for (const minutes of [30, 40, 50]) await readAll(later(minutes * 60));
    const delayed = await listDelayed(admin);
    expect(delayed.map(({ providerId, attempts }) => [providerId, attempts])).toEqual([
      ["4444001", 3],
      ["4444002", 3],
      ["4444003", 3],
    ]);
    expect(delayed[0]).toMatchObject({ subject: "Vadná 1", reason: "dataBox.unreachable" });
    // The hour's work is done: nobody asks until the next one, and the channel is not in trouble.
    expect(await accountOf("data_box")).toMatchObject({ read_error: null });
    expect((await accountOf("data_box"))?.read_at).not.toBeNull();
    isds.asked.length = 0;
    await readAll(later(59 * 60));
    expect(isds.asked).toEqual([]);
  });

  it("are asked for again behind what is new, and kept once they come", async () => {
    const {
      ctx,
      admin,
      rows,
      files,
      later,
      account: accountOf,
    } = await channelScene(desk, account());
    put("4444001", "Vadná");
    breakAll("4444");
    for (const minutes of [0, 10, 20]) await readAll(later(minutes * 60));
    expect(await listDelayed(admin)).toMatchObject([{ attempts: 3 }]);
    isds.now = later(DAY_SECONDS).now;
    put("7777001", "Nová");
    isds.asked.length = 0;
    await readAll(later(DAY_SECONDS));
    const downloads = isds.asked.filter(({ operation }) => operation === "SignedMessageDownload");
    expect(downloads.map(({ question }) => /\d{7}/.exec(question)?.[0])).toEqual(["7777001"]);
    expect(await listDelayed(admin)).toMatchObject([{ attempts: 4 }]);
    expect(await accountOf("data_box")).toMatchObject({ read_error: null });
    isds.fail(null);
    // By now it is older than what the list of the box goes back to.
    isds.received.length = 2;
    const late = later(40 * DAY_SECONDS);
    await readAll(late as typeof ctx);
    expect((await rows()).map(({ subject, inbound_kind }) => [subject, inbound_kind])).toEqual([
      ["Nová", "person"],
      ["Vadná", "person"],
    ]);
    expect((await files()).filter(({ kind }) => kind === "original")).toHaveLength(2);
    expect(await listDelayed(admin)).toEqual([]);
  });

  it("are told of to who sees all groups alone, and that is written down", async () => {
    const { ctx, admin, tenant, later } = await channelScene(desk, account());
    put("4444001", "Vadná");
    breakAll("4444");
    for (const minutes of [0, 10, 20]) await readAll(later(minutes * 60) as typeof ctx);
    expect(await listDelayed(admin)).toHaveLength(1);
    const narrow = await tenant.operator("operator", { accessGroupIds: [] });
    expect(await listDelayed(narrow)).toEqual([]);
    const audit = await ctx.db.begin(
      { tenantId: tenant.id, actorKind: "system", actorId: null, accessGroupIds: "all" },
      ({ sql }) =>
        sql`select after from audit_entries where action = 'messages.list-delayed'`.then(
          (found) => [...found],
        ),
    );
    expect(audit).toEqual([{ after: { providerIds: ["4444001"] } }]);
  });

  it("wait longer each time, a day at most", () => {
    expect([1, 2, 3, 4, 5, 7, 8, 30].map(delayHours)).toEqual([0, 0, 1, 2, 4, 16, 24, 24]);
  });
});
