import { describe, expect, it } from "vitest";
import { type Context, inTransaction, reading } from "../context";
import { makeDebtor } from "../dunning/testing/dunning-scene";
import { uploadTemplate } from "../templates";
import { openDesk, type TestTenant } from "../testing";
import { saveContactRules } from "./contact-rules";
import { getMessage } from "./get-message";
import { endHold, holdContact } from "./holds";
import type { SendMessageInput } from "./inputs";
import { holdsOfCase, holdsOfParty } from "./list-holds";
import { listMessages } from "./list-messages";
import { previewMessage } from "./preview-message";
import { sendMessage } from "./send-message";
import { sendMessages } from "./send-messages";

const desk = await openDesk();
let serial = 0;

const OPEN_RULES = {
  ...{ quietFrom: "00:00", quietTo: "00:00", restsOnSundays: false, restsOnHolidays: false },
  caps: { email: null, sms: null, letter: null, data_box: null },
};

async function scene(given: { phones?: [string, string][] } = {}) {
  const tenant = await desk.tenant();
  const admin = await tenant.operator("administrator", { name: "Jana Vedoucí" });
  const ctx = await tenant.operator("operator", { name: "Petr Výběrčí" });
  const debtor = await makeDebtor(tenant.system());
  for (const [value, kind] of given.phones ?? []) {
    await inTransaction(tenant.system(), async (_, { sql }) => {
      await sql`insert into party_contacts (party_id, kind, phone_kind, value)
                values (${debtor.partyId}, 'phone', ${kind}, ${value})`;
    });
  }
  // The desk's own day is a Sunday.
  await saveContactRules(admin, OPEN_RULES);
  return { tenant, admin, ctx, debtor };
}

const mailTo = (of: { caseId: number; partyId: number }, more: Partial<SendMessageInput> = {}) => ({
  ...of,
  ...{ channel: "email" as const, subject: "Dluh", text: "Dlužíte.", ...more },
  idempotencyKey: more.idempotencyKey ?? `key-of-test-${++serial}`,
});

async function upload(ctx: Context, content: string): Promise<number> {
  async function* bytes() {
    yield Buffer.from(content);
  }
  const made = await uploadTemplate(ctx, { fileName: `dopis-${++serial}.txt` }, bytes());
  return made.templateId;
}

const rowsOf = (ctx: Context) =>
  reading(ctx, ({ sql }) => sql`select channel, to_address, state from messages order by id`);

const stopsOn = (ctx: Context, caseId: number) =>
  reading(
    ctx,
    ({ sql }) => sql<{ data: unknown }[]>`
      select data from case_events where case_id = ${caseId} and kind = 'system'
         and data ->> 'code' = 'message.stopped' order by id`,
  );

describe("sendMessage", () => {
  it("sends an SMS to every mobile number and says which numbers are landlines", async () => {
    const { ctx, debtor } = await scene({
      phones: [
        ["+420777111222", "mobile"],
        ["+420222333444", "landline"],
        ["+420602000111", "mobile"],
      ],
    });
    const sent = await sendMessage(ctx, mailTo(debtor, { channel: "sms" }));
    expect(sent).toMatchObject({ outcome: "queued", landlines: ["+420222333444"] });
    expect(await rowsOf(ctx)).toMatchObject([
      { channel: "sms", to_address: "+420777111222", state: "waiting" },
      { channel: "sms", to_address: "+420602000111", state: "waiting" },
    ]);
  });

  it("writes once for one form, whatever is pressed twice", async () => {
    const { ctx, debtor } = await scene();
    const input = mailTo(debtor);
    const [one, two] = await Promise.all([sendMessage(ctx, input), sendMessage(ctx, input)]);
    expect(one).toMatchObject({ outcome: "queued", messageIds: [expect.any(Number)] });
    expect(two).toEqual(one);
    expect(await rowsOf(ctx)).toHaveLength(1);
  });

  it("is stopped with its reasons on the timeline; what may be overruled is, and the audit says so", async () => {
    const { ctx, debtor } = await scene();
    const { caseId } = debtor;
    await holdContact(ctx, { caseId, kind: "dispute", reason: "Sporná faktura" });
    const stopped = { outcome: "stopped", reasons: ["dispute"], canBeAcknowledged: true };
    expect(await sendMessage(ctx, mailTo(debtor))).toEqual(stopped);
    expect(await stopsOn(ctx, caseId)).toMatchObject([
      { data: { params: { reasons: "dispute", channel: "email" } } },
    ]);
    expect(await rowsOf(ctx)).toEqual([]);
    const sent = await sendMessage(ctx, mailTo(debtor, { isAcknowledged: true }));
    expect(sent).toMatchObject({ outcome: "queued" });
    const [audit] = await reading(
      ctx,
      ({ sql }) => sql`select after from audit_entries where action = 'messages.send'`,
    );
    expect(audit).toMatchObject({ after: { overruled: ["dispute"] } });
  });

  it("is never sent to whom the law protects, whatever a person says", async () => {
    const { ctx, debtor } = await scene();
    const { partyId } = debtor;
    const { holdId } = await holdContact(ctx, { partyId, kind: "deceased", reason: "Úmrtní list" });
    const attempt = () => sendMessage(ctx, mailTo(debtor, { isAcknowledged: true }));
    expect(await attempt()).toMatchObject({ outcome: "stopped", canBeAcknowledged: false });
    await endHold(ctx, { holdId, reason: "Spletli jsme si osobu" });
    expect(await attempt()).toMatchObject({ outcome: "queued" });
  });

  it("is held back from a person on every case on which they owe along", async () => {
    const { tenant, ctx, debtor } = await scene();
    const other = await makeDebtor(tenant.system());
    const { partyId } = debtor;
    await inTransaction(tenant.system(), async (_, { sql }) => {
      await sql`insert into case_parties (case_id, party_id, role)
                values (${other.caseId}, ${partyId}, 'guarantor')`;
    });
    await holdContact(ctx, { partyId, kind: "pause", reason: "Nemocnice", untilOn: "2026-12-01" });
    const held = [{ kind: "pause", of: "party", reason: "Nemocnice", untilOn: "2026-12-01" }];
    expect(await holdsOfParty(ctx, { partyId })).toMatchObject(held);
    expect(await holdsOfCase(ctx, { caseId: other.caseId })).toMatchObject(held);
    const asGuarantor = { caseId: other.caseId, partyId };
    expect(await sendMessage(ctx, mailTo(asGuarantor))).toMatchObject({ reasons: ["pause"] });
    expect(await sendMessage(ctx, mailTo(other))).toMatchObject({ outcome: "queued" });
    const past = holdContact(ctx, {
      ...debtor,
      caseId: undefined,
      kind: "pause",
      reason: "x",
      untilOn: "2026-11-21",
    });
    await expect(past).rejects.toMatchObject({ code: "messages.hold_past" });
  });

  it("is refused while a field has neither value nor default", async () => {
    const { admin, ctx, debtor } = await scene();
    const templateId = await upload(admin, "Na účet {Věřitel.Účet} pošlete {Dluh.Celkem}.");
    await inTransaction(admin, async (_, { sql }) => {
      await sql`update templates set methods = '{email}' where id = ${templateId}`;
    });
    await expect(sendMessage(ctx, mailTo(debtor, { templateId }))).rejects.toMatchObject({
      code: "messages.unresolved",
    });
    const preview = await previewMessage(ctx, { ...mailTo(debtor), templateId });
    expect(preview.unresolved).not.toEqual([]);
    expect(await rowsOf(ctx)).toEqual([]);
  });

  it("by hand may have braces: they are filled in, or it is not sent", async () => {
    const { ctx, debtor } = await scene();
    const wrong = sendMessage(ctx, mailTo(debtor, { text: "Dlužíte {Dluh.Nic}." }));
    await expect(wrong).rejects.toMatchObject({ code: "messages.unresolved" });
    await sendMessage(
      ctx,
      mailTo(debtor, { subject: "{Případ.RefNo}", text: "{Povinný.Oslovení}," }),
    );
    const [message] = await reading(
      ctx,
      ({ sql }) => sql`
      select subject, body from messages order by id desc limit 1`,
    );
    expect(message).toMatchObject({
      subject: expect.stringMatching(/^\d+\/2026$/),
      body: expect.stringMatching(/^Vážený pane/),
    });
  });

  it("waits for the morning, and for the working day", async () => {
    const { admin, ctx, debtor } = await scene();
    await saveContactRules(admin, { ...OPEN_RULES, restsOnSundays: true, quietTo: "07:00" });
    const preview = await previewMessage(ctx, mailTo(debtor));
    const monday = new Date("2026-11-23T06:00:00Z");
    expect(preview).toMatchObject({ isPostponed: true, notBefore: monday });
    expect(await sendMessage(ctx, mailTo(debtor))).toMatchObject({ notBefore: monday });
  });

  it("is told when a person was written to too often", async () => {
    const { admin, ctx, debtor } = await scene();
    const caps = { ...OPEN_RULES.caps, email: { count: 1, days: 7 } };
    await saveContactRules(admin, { ...OPEN_RULES, caps });
    await sendMessage(ctx, mailTo(debtor));
    expect(await sendMessage(ctx, mailTo(debtor))).toMatchObject({ reasons: ["frequency"] });
  });

  it("carries documents of its own case and of no other", async () => {
    const { tenant, ctx, debtor } = await scene();
    const other = await makeDebtor(tenant.system());
    const fileId = await documentOn(ctx, debtor.caseId);
    const attached = { attachmentFileIds: [fileId] };
    const sent = await sendMessage(ctx, mailTo(debtor, attached));
    const messageId = sent.outcome === "queued" ? (sent.messageIds[0] ?? 0) : 0;
    expect((await getMessage(ctx, { messageId })).files).toMatchObject([
      { fileId, kind: "attachment", name: "smlouva.pdf" },
    ]);
    await expect(sendMessage(ctx, mailTo(other, attached))).rejects.toMatchObject({
      code: "files.not_found",
    });
  });

  it("carries the delivery of a letter, and the references of letters and data messages", async () => {
    const { tenant, ctx, debtor } = await scene();
    await inTransaction(tenant.system(), async (_, { sql }) => {
      await sql`update parties set data_box_id = 'abc1234' where id = ${debtor.partyId}`;
    });
    const refs = { subject: "Výzva", ourRef: "S-12", yourRef: "V-7" };
    const read = async (more: Partial<SendMessageInput>) => {
      const sent = await sendMessage(ctx, mailTo(debtor, { ...refs, ...more }));
      const messageId = sent.outcome === "queued" ? (sent.messageIds[0] ?? 0) : 0;
      return getMessage(ctx, { messageId });
    };
    const letter = await read({ channel: "letter", deliveryMode: "ownHands" });
    expect(letter).toMatchObject({
      ...{ ...refs, deliveryMode: "ownHands", toAddress: "Dlouhá 1, 110 00 Praha" },
      toPostal: { name: "Karel Dlužný", street: "Dlouhá 1", city: "Praha", postalCode: "110 00" },
      files: [{ kind: "document", name: expect.stringMatching(/^zprava-.*\.txt$/) }],
    });
    const plain = await read({ channel: "letter" });
    expect(plain).toMatchObject({ deliveryMode: "ordinary" });
    const box = await read({ channel: "data_box" });
    expect(box).toMatchObject({ ...refs, toAddress: "abc1234", deliveryMode: null });
  });

  it("goes to parties of the case only, and from cases that one sees", async () => {
    const { tenant, ctx, debtor } = await scene();
    const stranger = await makeDebtor(tenant.system());
    const mixed = { caseId: debtor.caseId, partyId: stranger.partyId };
    const missing = { kind: "not_found" };
    await expect(sendMessage(ctx, mailTo(mixed))).rejects.toMatchObject(missing);
    const { ctx: foreigner } = await scene();
    await expect(sendMessage(foreigner, mailTo(debtor))).rejects.toMatchObject(missing);
    const walled = await behindWall(tenant, debtor.caseId);
    await expect(sendMessage(walled, mailTo(debtor))).rejects.toMatchObject(missing);
    await expect(previewMessage(walled, mailTo(debtor))).rejects.toMatchObject(missing);
    const reader = await tenant.operator("readOnly");
    await expect(sendMessage(reader, mailTo(debtor))).rejects.toMatchObject({ kind: "forbidden" });
  });
});

describe("sendMessages", () => {
  it("answers every case: queued, stopped, missing; and is sent once", async () => {
    const { tenant, ctx, debtor } = await scene();
    const held = await makeDebtor(tenant.system());
    const { ctx: foreigner, debtor: foreign } = await scene();
    expect(foreigner).toBeDefined();
    await holdContact(ctx, { caseId: held.caseId, kind: "pause", reason: "Dovolená" });
    const caseIds = [debtor.caseId, held.caseId, foreign.caseId];
    const input = { caseIds, channel: "email" as const, text: "Dlužíte.", subject: "Dluh" };
    const send = () => sendMessages(ctx, { ...input, idempotencyKey: "bulk-of-test" });
    expect(await send()).toEqual([
      { caseId: debtor.caseId, outcome: "queued" },
      { caseId: held.caseId, outcome: "stopped", reasons: ["pause"] },
      { caseId: foreign.caseId, outcome: "missing" },
    ]);
    expect(await stopsOn(ctx, held.caseId)).toHaveLength(1);
    expect(await send()).toMatchObject([
      { outcome: "repeated" },
      { outcome: "stopped" },
      { outcome: "missing" },
    ]);
    const { items } = await listMessages(ctx);
    expect(items).toMatchObject([{ caseId: debtor.caseId, subject: "Dluh" }]);
  });

  it("refuses the one whose message lacks its subject, and sends the others", async () => {
    const { tenant, ctx, debtor } = await scene();
    const [held, mute] = [await makeDebtor(tenant.system()), await makeDebtor(tenant.system())];
    await holdContact(ctx, { caseId: held.caseId, kind: "pause", reason: "Dovolená" });
    await inTransaction(tenant.system(), async (_, { sql }) => {
      await sql`delete from party_addresses
        where party_id = any(${[held.partyId, mute.partyId]}::bigint[])`;
    });
    const caseIds = [debtor.caseId, held.caseId, mute.caseId];
    const subject = "{Když Povinný.Ulice}Výzva{Konec}";
    const input = { caseIds, channel: "email" as const, text: "Dlužíte.", subject };
    expect(await sendMessages(ctx, { ...input, idempotencyKey: "bulk-of-test" })).toEqual([
      { caseId: debtor.caseId, outcome: "queued" },
      { caseId: held.caseId, outcome: "stopped", reasons: ["pause"] },
      {
        ...{ caseId: mute.caseId, outcome: "refused" },
        refusal: { code: "messages.subject_missing" },
      },
    ]);
    expect((await listMessages(ctx)).items).toMatchObject([{ caseId: debtor.caseId }]);
  });

  it("tells the fields that a case lacks", async () => {
    const { admin, ctx, debtor } = await scene();
    const templateId = await upload(admin, "Na účet {Věřitel.Účet}.");
    const input = { caseIds: [debtor.caseId], channel: "sms" as const, templateId };
    expect(await sendMessages(ctx, { ...input, idempotencyKey: "bulk-of-test" })).toMatchObject([
      { outcome: "unresolved" },
    ]);
    expect(await stopsOn(ctx, debtor.caseId)).toMatchObject([
      { data: { params: { reasons: "unresolved" } } },
    ]);
  });
});

async function documentOn(ctx: Context, caseId: number): Promise<number> {
  return inTransaction(ctx, async (_, { sql }) => {
    const [file] = await sql<{ id: number }[]>`
      insert into files (name, media_type, size_bytes, sha256)
      values ('smlouva.pdf', 'application/pdf', 4, sha256('%PDF'::bytea)) returning id`;
    await sql`insert into case_events (case_id, kind, text, file_id, at)
              values (${caseId}, 'document', '', ${file?.id ?? 0}, now())`;
    return file?.id ?? 0;
  });
}

async function behindWall(tenant: TestTenant, caseId: number) {
  await inTransaction(tenant.system(), async (_, { sql }) => {
    const [group] = await sql<{ id: number }[]>`
      insert into access_groups (code, name) values ('vip', 'VIP') returning id`;
    await sql`update cases set access_group_id = ${group?.id ?? 0} where id = ${caseId}`;
  });
  return tenant.operator("operator", { accessGroupIds: [] });
}
