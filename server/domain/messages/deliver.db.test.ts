import { describe, expect, it } from "vitest";
import { atInstant, type Context, inTransaction, reading } from "../context";
import { makeDebtor } from "../dunning/testing/dunning-scene";
import { openDesk } from "../testing";
import { askUncertain } from "./ask-uncertain";
import { deliverMessages } from "./deliver-messages";
import type { MessageDraft } from "./draft";
import { mailDraft } from "./testing/mail-draft";
import { restless } from "./testing/restless";
import { scriptedCarrier } from "./testing/scripted-carrier";
import { writeMessages } from "./write-messages";

const desk = await openDesk();

async function scene() {
  const tenant = await desk.tenant();
  const ctx = tenant.system();
  await restless(ctx);
  const debtor = await makeDebtor(ctx);
  const twin = scriptedCarrier();
  const write = (more: Partial<MessageDraft> = {}) =>
    inTransaction(ctx, (inner, tx) => writeMessages(inner, tx, [mailDraft(debtor, more)]));
  const later = (seconds: number): Context =>
    atInstant(ctx, new Date(desk.now.getTime() + seconds * 1_000));
  const deliver = (at: Context = ctx) =>
    deliverMessages(at, { channel: "email", carrier: twin.carrier });
  const ask = (at: Context) => askUncertain(at, { channel: "email", carrier: twin.carrier });
  const rows = () =>
    reading(
      ctx,
      ({ sql }) => sql`select state, attempts, last_error, provider_id, channel
      from messages order by id`,
    );
  return { ctx, debtor, twin, write, later, deliver, ask, rows };
}

describe("a message that waits", () => {
  it("is handed over once and said to be sent", async () => {
    const { ctx, debtor, twin, write, deliver, rows } = await scene();
    const [written] = await write({ key: "k" });
    expect(await write({ key: "k" })).toEqual([]);
    expect(await deliver()).toEqual({ count: 1 });
    expect(await deliver()).toEqual({ count: 0 });
    expect(twin.taken).toEqual(["k"]);
    expect(await rows()).toMatchObject([{ state: "sent", attempts: 1, provider_id: "p-1" }]);
    const lines = await reading(
      ctx,
      ({ sql }) => sql`
      select kind, text, data from case_events where case_id = ${debtor.caseId}`,
    );
    expect(lines).toMatchObject([
      { kind: "message", text: "Upomínka", data: { messageId: written?.messageId } },
    ]);
  });

  it("is not handed over before its time", async () => {
    const { twin, write, later, deliver } = await scene();
    await write({ notBefore: new Date(desk.now.getTime() + 60_000) });
    await deliver();
    expect(twin.taken).toEqual([]);
    await deliver(later(60));
    expect(twin.taken).toHaveLength(1);
  });

  it("waits longer each time a carrier is busy, or as long as it asks", async () => {
    const { twin, write, later, deliver, rows } = await scene();
    twin.script.push(
      { outcome: "busy", reason: "503" },
      { outcome: "busy", reason: "429", retryAfterSeconds: 500 },
    );
    await write();
    await deliver();
    expect(await rows()).toMatchObject([{ state: "waiting", attempts: 1, last_error: "503" }]);
    await deliver(later(14));
    expect(await rows()).toMatchObject([{ attempts: 1 }]);
    await deliver(later(15));
    await deliver(later(15 + 499));
    expect(await rows()).toMatchObject([{ state: "waiting", attempts: 2 }]);
    await deliver(later(15 + 500));
    expect(await rows()).toMatchObject([{ state: "sent", attempts: 3, last_error: null }]);
  });

  it("is never handed over again while nobody knows, until the carrier was asked", async () => {
    const { twin, write, later, deliver, ask, rows } = await scene();
    twin.script.push("accept-silently", { outcome: "uncertain", reason: "reset" });
    await write({ key: "taken" });
    await write({ key: "lost" });
    await deliver();
    await deliver(later(3_600));
    expect(await rows()).toMatchObject([{ state: "uncertain" }, { state: "uncertain" }]);
    expect(twin.taken).toEqual(["taken"]);
    expect(await ask(later(59))).toEqual({ count: 0 });
    expect(await ask(later(60))).toEqual({ count: 2 });
    expect(await rows()).toMatchObject([
      { state: "sent", provider_id: "p-1" },
      { state: "waiting", last_error: "not_taken" },
    ]);
    await deliver(later(3_600));
    expect(twin.taken).toEqual(["taken", "lost"]);
  });

  it("stays uncertain where the carrier cannot say", async () => {
    const { twin, write, later, deliver, ask, rows } = await scene();
    twin.mute();
    twin.script.push("accept-silently");
    await write();
    await deliver();
    expect(await ask(later(60))).toEqual({ count: 0 });
    expect(await rows()).toMatchObject([{ state: "uncertain" }]);
    expect(twin.taken).toHaveLength(1);
  });

  it("that was in hand when the process died is asked for, not sent again", async () => {
    const { ctx, twin, write, later, deliver, ask, rows } = await scene();
    await write({ key: "k" });
    await inTransaction(ctx, async (_, { sql }) => {
      await sql`update messages set state = 'sending', attempts = 1, claimed_at = ${desk.now},
                       provider = 'scripted'`;
    });
    await deliver(later(100));
    await ask(later(100));
    expect(await rows()).toMatchObject([{ state: "sending" }]);
    await ask(later(150));
    expect(await rows()).toMatchObject([{ state: "waiting" }]);
    await deliver(later(3_600));
    expect(twin.taken).toEqual(["k"]);
  });

  it("is asked for its right to leave once more: who died meanwhile gets none", async () => {
    const { ctx, debtor, twin, write, deliver, rows } = await scene();
    await write({ fallback: ["letter"] });
    await inTransaction(ctx, async (_, { sql }) => {
      await sql`insert into contact_holds (party_id, kind, reason)
                values (${debtor.partyId}, 'deceased', 'x')`;
    });
    await deliver();
    expect(twin.taken).toEqual([]);
    expect(await rows()).toMatchObject([{ state: "cancelled", last_error: "deceased" }]);
    const lines = await reading(
      ctx,
      ({ sql }) => sql`
      select data ->> 'code' as code from case_events where kind = 'system'`,
    );
    expect(lines).toEqual([{ code: "message.stopped" }]);
  });

  it("waits where the night has come meanwhile, and that is no try", async () => {
    const { ctx, twin, write, later, deliver, rows } = await scene();
    await write();
    await inTransaction(ctx, async (_, { sql }) => {
      await sql`update contact_policies set quiet_from = '09:30', quiet_to = '11:00'`;
    });
    await deliver();
    expect(await rows()).toMatchObject([{ state: "waiting", attempts: 0 }]);
    expect(twin.taken).toEqual([]);
    await deliver(later(3_600));
    expect(twin.taken).toHaveLength(1);
  });

  it("by two at once leaves once", async () => {
    const { twin, write, deliver } = await scene();
    for (let each = 0; each < 30; each += 1) await write();
    await Promise.all([deliver(), deliver(), deliver()]);
    expect(twin.taken).toHaveLength(30);
    expect(new Set(twin.taken).size).toBe(30);
  });

  it("that is refused goes by the next channel, without being a second cause", async () => {
    const { twin, write, deliver, rows } = await scene();
    twin.script.push({ outcome: "refused", reason: "550" });
    await write({ key: "k", fallback: ["data_box", "letter"] });
    await deliver();
    expect(await rows()).toMatchObject([
      { state: "refused", channel: "email", last_error: "550" },
      { state: "waiting", channel: "letter" },
    ]);
  });

  it("cannot be changed any more, nor its files", async () => {
    const { ctx, write } = await scene();
    const bytes = Buffer.from("dopis");
    await write({ files: [{ kind: "document", name: "a.txt", mediaType: "text/plain", bytes }] });
    const change = (statement: string) =>
      inTransaction(ctx, async (_, { sql }) => {
        await sql.unsafe(statement);
      }).catch((error: { cause?: unknown; message: string }) => error.message);
    for (const statement of [
      "update messages set body = 'jiný'",
      "update messages set content_hash = null",
      "delete from messages",
      "update message_files set place = 3",
      "delete from message_files",
      "update file_chunks set content = 'x'",
      "delete from file_chunks",
      "update files set sha256 = 'x'",
    ]) {
      expect(await change(statement), statement).toMatch(/never changes|append-only|denied/);
    }
  });
});
