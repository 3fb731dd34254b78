import { describe, expect, it } from "vitest";
import { type Context, inTransaction, reading } from "../context";
import { makeDebtor } from "../dunning/testing/dunning-scene";
import { foretellBulkMessage } from "../lists";
import { openDesk } from "../testing";
import { deliverMessages } from "./deliver-messages";
import { getMessage } from "./get-message";
import { endHold, holdContact } from "./holds";
import { previewMessage } from "./preview-message";
import { sendMessage } from "./send-message";
import { sendMessages } from "./send-messages";
import { waitingHeld } from "./stops-of-waiting";
import { mailDraft } from "./testing/mail-draft";
import { restless } from "./testing/restless";
import { scriptedCarrier } from "./testing/scripted-carrier";
import { writeMessages } from "./write-messages";

const desk = await openDesk();
let serial = 0;

async function scene() {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("administrator", { name: "Jana Vedoucí" });
  await restless(tenant.system());
  const debtor = await makeDebtor(tenant.system());
  return { tenant, ctx, debtor };
}

const key = () => `key-of-foretelling-${++serial}`;
const mail = { channel: "email" as const, subject: "Dluh", text: "Dlužíte." };

const notice = (ctx: Context, of: { caseId: number; partyId: number }) =>
  inTransaction(ctx, async (inner, tx) => {
    const draft = { ...mailDraft(of, { notBefore: desk.now }), isAutomatic: true };
    const [written] = await writeMessages(inner, tx, [draft]);
    return written?.messageId ?? 0;
  });

describe("a message to many", () => {
  it("is foretold: who gets it, what stops the rest, and the first of those who get it", async () => {
    const { tenant, ctx, debtor } = await scene();
    const held = await makeDebtor(tenant.system());
    const mute = await makeDebtor(tenant.system());
    await holdContact(ctx, { caseId: held.caseId, kind: "dispute", reason: "Spor" });
    await inTransaction(tenant.system(), async (_, { sql }) => {
      await sql`delete from party_contacts where party_id = ${mute.partyId}`;
    });
    const ids = [held.caseId, debtor.caseId, mute.caseId];
    const selection = { mode: "some" as const, ids };
    const told = await foretellBulkMessage(ctx, { list: "cases", channel: "email", selection });
    expect(told).toMatchObject({
      ...{ cases: 3, messages: 1, withoutDebtor: 0, isPartial: false },
      leaving: { now: 1, waits: [], channels: [{ channel: "email", count: 1 }] },
      shown: [{ caseId: debtor.caseId, partyId: debtor.partyId, debtorName: "Karel Dlužný" }],
    });
    expect(told.stops.toSorted((a, b) => a.reason.localeCompare(b.reason))).toEqual([
      { reason: "dispute", count: 1 },
      { reason: "no_address", count: 1 },
    ]);
    const sent = await sendMessages(ctx, { ...mail, caseIds: ids, idempotencyKey: key() });
    expect(sent.filter(({ outcome }) => outcome === "queued")).toHaveLength(told.messages);
  });

  it("by SMS is counted once for each mobile number", async () => {
    const { tenant, ctx, debtor } = await scene();
    await inTransaction(tenant.system(), async (_, { sql }) => {
      await sql`
        insert into party_contacts (party_id, kind, phone_kind, value)
        values (${debtor.partyId}, 'phone', 'mobile', '+420777111222'),
               (${debtor.partyId}, 'phone', 'mobile', '+420602000111')`;
    });
    const selection = { mode: "some" as const, ids: [debtor.caseId] };
    const told = await foretellBulkMessage(ctx, { list: "cases", channel: "sms", selection });
    expect(told).toMatchObject({
      ...{ cases: 1, messages: 2, stops: [] },
      leaving: {
        ...{ now: 0, waits: [{ reason: "channel_off", count: 2 }] },
        channels: [{ channel: "sms", count: 2, priceMinor: 120 }],
      },
    });
  });

  it("is foretold to nobody who may not send it", async () => {
    const { tenant, debtor } = await scene();
    const reader = await tenant.operator("readOnly");
    const selection = { mode: "some" as const, ids: [debtor.caseId] };
    await expect(
      foretellBulkMessage(reader, { list: "cases", channel: "email", selection }),
    ).rejects.toMatchObject({ kind: "forbidden" });
  });
});

describe("a mail or a data message without a subject", () => {
  it("is not sent, by hand nor in bulk; an SMS has none", async () => {
    const { ctx, debtor } = await scene();
    const { caseId } = debtor;
    const bare = { ...mail, subject: " " };
    const missing = { code: "messages.subject_missing", kind: "invalid" };
    const one = sendMessage(ctx, { ...bare, ...debtor, idempotencyKey: key() });
    await expect(one).rejects.toMatchObject(missing);
    const many = sendMessages(ctx, { ...bare, caseIds: [caseId], idempotencyKey: key() });
    expect(await many).toEqual([
      { caseId, outcome: "refused", refusal: { code: "messages.subject_missing" } },
    ]);
    // What is being written is shown all the same.
    expect(await previewMessage(ctx, { ...bare, ...debtor })).toMatchObject({ subject: "" });
    const sms = { channel: "sms" as const, text: "Dlužíte." };
    expect(await sendMessage(ctx, { ...sms, ...debtor, idempotencyKey: key() })).toMatchObject({
      reasons: ["no_address"],
    });
  });
});

describe("a message that is sent", () => {
  it("says whether it leaves now, and says it again to whoever presses twice", async () => {
    const { ctx, debtor } = await scene();
    const input = { ...mail, ...debtor, idempotencyKey: key() };
    const sent = await sendMessage(ctx, input);
    expect(sent).toMatchObject({ leaving: { now: 1, waits: [] } });
    expect(await sendMessage(ctx, input)).toEqual(sent);
  });
});

describe("the price of a message", () => {
  it("is what its channel was paid lately, however many left by another since", async () => {
    const { tenant, ctx, debtor } = await scene();
    const letter = { ...mail, ...debtor, channel: "letter" as const, idempotencyKey: key() };
    await sendMessage(ctx, letter);
    await sendMessage(ctx, { ...mail, ...debtor, idempotencyKey: key() });
    await inTransaction(tenant.system(), async (_, { sql }) => {
      await sql`update messages set state = 'sent', sent_at = now() - interval '1 day',
                price_minor = 3100, price_currency = 'CZK' where channel = 'letter'`;
      await sql`
        insert into messages overriding system value
        select (jsonb_populate_record(m, jsonb_build_object('id', nextval('messages_id_seq'),
                 'key', 'many-' || n, 'state', 'sent', 'sent_at', now(), 'event_id', null,
                 'message_id', 'many-' || n, 'reply_token', null))).*
          from messages m, generate_series(1, 5001) n where m.channel = 'email'`;
    });
    const selection = { mode: "some" as const, ids: [debtor.caseId] };
    const told = await foretellBulkMessage(ctx, { list: "cases", channel: "letter", selection });
    expect(told.leaving.channels).toEqual([
      { channel: "letter", count: 1, priceMinor: 3_100, currency: "CZK", isKnown: true },
    ]);
  });
});

describe("a hold on somebody to whom a message waits", () => {
  it("says how many it stops, is told on the message, and stops it", async () => {
    const { tenant, ctx, debtor } = await scene();
    const { caseId, partyId } = debtor;
    const messageId = await notice(tenant.system(), debtor);
    const own = await sendMessage(ctx, { ...mail, ...debtor, idempotencyKey: key() });
    const ofOwn = own.outcome === "queued" ? (own.messageIds[0] ?? 0) : 0;
    expect(await waitingHeld(ctx, { caseId, kind: "pause" })).toMatchObject({ count: 1 });
    // What a person wrote is stopped by what nobody overrules.
    expect(await waitingHeld(ctx, { partyId, kind: "deceased" })).toMatchObject({ count: 2 });
    expect((await getMessage(ctx, { messageId })).comingStops).toEqual([]);
    const held = await holdContact(ctx, { caseId, kind: "pause", reason: "Slíbil zaplatit" });
    expect(held).toMatchObject({ waiting: 1 });
    expect((await getMessage(ctx, { messageId })).comingStops).toEqual([
      {
        reason: "pause",
        hold: { reason: "Slíbil zaplatit", untilOn: null, createdByName: "Jana Vedoucí" },
      },
    ]);
    expect((await getMessage(ctx, { messageId: ofOwn })).comingStops).toEqual([]);
    const { carrier } = scriptedCarrier();
    await deliverMessages(tenant.system(), { channel: "email", carrier, inHandMax: 10 });
    const states = await reading(ctx, ({ sql }) => sql`select id, state from messages order by id`);
    expect(states).toEqual([
      { id: messageId, state: "cancelled" },
      { id: ofOwn, state: "sent" },
    ]);
  });

  it("says nothing any more once it has ended", async () => {
    const { tenant, ctx, debtor } = await scene();
    const { caseId } = debtor;
    const messageId = await notice(tenant.system(), debtor);
    const { holdId } = await holdContact(ctx, { caseId, kind: "dispute", reason: "Spor" });
    await endHold(ctx, { holdId, reason: "Vyřešeno" });
    expect((await getMessage(ctx, { messageId })).comingStops).toEqual([]);
  });
});
