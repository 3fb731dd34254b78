import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { inTransaction } from "../../context";
import { openDesk } from "../../testing";
import {
  cancelMessage,
  confirmBatch,
  holdContact,
  listBatches,
  makeBatch,
  prepareBatch,
  releaseBatch,
  saveChannel,
} from "..";
import { channelScene } from "../testing/channel-scene";
import { readPostingNumbers } from "./posting-numbers";

const desk = await openDesk();

const letter = (street: string, deliveryMode: "ordinary" | "registered") => ({
  ...{ channel: "letter" as const, toAddress: street, deliveryMode },
  toPostal: { name: "Karel Dlužný", street, city: "Praha", postalCode: "110 00", country: "CZ" },
  files: [
    {
      ...{ kind: "document" as const, name: "vyzva.txt", mediaType: "text/plain; charset=utf-8" },
      bytes: Buffer.from(`Dlužíte. ${street}`),
    },
  ],
});

async function scene() {
  const made = await channelScene(desk, { channel: "letter", provider: "batch", settings: {} });
  await made.write(letter("Dlouhá 1", "ordinary"), letter("Krátká 2/3", "registered"));
  await made.deliver("letter");
  return made;
}

async function zipOf(ctx: Parameters<typeof prepareBatch>[0], batchId: number): Promise<Buffer> {
  const { write } = await prepareBatch(ctx, { batchId });
  const stream = new PassThrough();
  const pieces: Buffer[] = [];
  stream.on("data", (piece: Buffer) => pieces.push(piece));
  await write(stream);
  return Buffer.concat(pieces);
}

describe("letters that people post themselves", () => {
  it("are printed, wait, leave as one ZIP, and were posted on the day a person says", async () => {
    const { admin, rows, files } = await scene();
    expect((await rows()).map(({ state, pages }) => [state, pages])).toEqual([
      ["waiting", 1],
      ["waiting", 1],
    ]);
    expect(await listBatches(admin)).toMatchObject({ waiting: 2, items: [] });
    const { batchId, letters } = await makeBatch(admin);
    expect(letters).toBe(2);
    await expect(makeBatch(admin)).rejects.toMatchObject({ code: "channels.batch_empty" });
    const first = await zipOf(admin, batchId);
    expect((await zipOf(admin, batchId)).equals(first)).toBe(true);
    expect(first.includes("seznam.csv")).toBe(true);
    expect((await files()).filter(({ kind }) => kind === "print")).toHaveLength(2);
    const [one] = (await rows()) as { id: number }[];
    const cancel = cancelMessage(admin, { messageId: one?.id ?? 0, reason: "x" });
    await expect(cancel).rejects.toMatchObject({ code: "messages.gone" });
    const late = confirmBatch(admin, { batchId, postedOn: "2026-11-23" });
    await expect(late).rejects.toMatchObject({ code: "channels.posted_later" });
    const key = `saldo-${admin.actor.tenantId}-${one?.id}`;
    const manifest = `\ufeffPořadí;Značka;Podací číslo\r\n1;${key};rr 123456789 cz\r\n2;x;\r\n`;
    const done = await confirmBatch(admin, { batchId, postedOn: "2026-11-20", manifest });
    expect(done).toEqual({ letters: 2, numbered: 1 });
    expect(await rows()).toMatchObject([
      { state: "sent", posted_on: "2026-11-20", posting_no: "RR123456789CZ", provider: "batch" },
      { state: "sent", posted_on: "2026-11-20", posting_no: null },
    ]);
    const again = confirmBatch(admin, { batchId, postedOn: "2026-11-20" });
    await expect(again).rejects.toMatchObject({ code: "channels.batch_closed" });
  });

  it("are asked about holds once more before they go into a batch", async () => {
    const { admin, debtor, rows, write, deliver, events } = await scene();
    await write({ ...letter("Jiná 3", "ordinary"), isAutomatic: true });
    await deliver("letter");
    const { caseId, partyId } = debtor;
    await holdContact(admin, { caseId, kind: "pause", reason: "Nemocnice" });
    expect(await makeBatch(admin)).toMatchObject({ letters: 2 });
    expect((await rows()).map(({ state }) => state)).toEqual(["waiting", "waiting", "cancelled"]);
    expect((await events("system")).slice(1)).toMatchObject([
      { data: { code: "message.stopped", params: { reasons: "pause", channel: "letter" } } },
    ]);
    await write(letter("Poslední 4", "ordinary"));
    await deliver("letter");
    await holdContact(admin, { partyId, kind: "deceased", reason: "Úmrtní list" });
    await expect(makeBatch(admin)).rejects.toMatchObject({ code: "channels.batch_empty" });
    expect((await rows())[3]).toMatchObject({ state: "cancelled", last_error: "deceased" });
  });

  it("wait again when a batch is given up, and leave by another way if one is chosen", async () => {
    const { admin, deliver, rows } = await scene();
    const { batchId } = await makeBatch(admin);
    await saveChannel(admin, { channel: "letter", provider: "catcher" });
    await deliver("letter");
    expect((await rows()).map(({ state }) => state)).toEqual(["waiting", "waiting"]);
    expect(await releaseBatch(admin, { batchId })).toEqual({ letters: 2 });
    await deliver("letter");
    expect((await rows()).map(({ state }) => state)).toEqual(["sent", "sent"]);
  });

  it("are neither downloaded in part nor confirmed by who sees only some of them", async () => {
    const { admin, tenant, ctx } = await scene();
    const { batchId } = await makeBatch(admin);
    await inTransaction(ctx, async (_, { sql }) => {
      const [group] = await sql<{ id: number }[]>`
        insert into access_groups (code, name) values ('a', 'a') returning id`;
      await sql`update cases set access_group_id = ${group?.id ?? 0}`;
    });
    const other = await tenant.operator("supervisor", { accessGroupIds: [] });
    const missing = { code: "channels.batch_not_found" };
    await expect(prepareBatch(other, { batchId })).rejects.toMatchObject(missing);
    const confirm = confirmBatch(other, { batchId, postedOn: "2026-11-20" });
    await expect(confirm).rejects.toMatchObject(missing);
    await expect(releaseBatch(other, { batchId })).rejects.toMatchObject(missing);
  });

  it("have a list that a person adds numbers to; what is wrong with it is told by its line", () => {
    const read = (text: string) => [...readPostingNumbers(text)];
    expect(read('Značka,"Podací číslo"\n"saldo-1-2","RR1234567CZ"\nsaldo-1-3,\n')).toEqual([
      ["saldo-1-2", "RR1234567CZ"],
    ]);
    const refused = (text: string) => {
      try {
        readPostingNumbers(text);
      } catch (error) {
        return error;
      }
    };
    expect(refused("Značka;Ulice\na;b")).toMatchObject({ code: "channels.manifest_columns" });
    expect(refused("Značka;Podací číslo\na;??")).toMatchObject({
      ...{ code: "channels.manifest_number", params: { line: 2 } },
    });
    expect(refused("Značka;Podací číslo\na;RR1111111CZ\na;RR2222222CZ")).toMatchObject({
      ...{ code: "channels.manifest_twice", params: { line: 3 } },
    });
  });
});
