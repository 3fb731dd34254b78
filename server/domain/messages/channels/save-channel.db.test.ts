import { expect, it } from "vitest";
import { inTransaction, reading } from "../../context";
import { openDesk } from "../../testing";
import { saveChannel, testChannel } from "..";
import { channelScene } from "../testing/channel-scene";
import { readAccount } from "./account";

const desk = await openDesk();

const inbound = { address: "in@agency.example", host: "imap.agency.example", user: "in" };
const smtp = { host: "smtp.agency.example", user: "out", inbound };
const account = (settings: object, secrets: Record<string, string> = {}) => ({
  ...{ channel: "email" as const, provider: "smtp" },
  settings: settings as Record<string, unknown>,
  secrets,
});

it.each<[string, string, object]>([
  ["server", "password", { host: "smtp.elsewhere.example" }],
  ["port", "password", { port: 2_465 }],
  ["user", "password", { user: "other" }],
  ["server of the mailbox", "mailboxPassword", { inbound: { ...inbound, host: "x.example" } }],
  ["port of the mailbox", "mailboxPassword", { inbound: { ...inbound, port: 1_993 } }],
  ["user of the mailbox", "mailboxPassword", { inbound: { ...inbound, user: "y" } }],
])("another %s wants its secret typed anew", async (_, secret, other) => {
  const { admin, ctx } = await channelScene(desk);
  await saveChannel(admin, account(smtp, { password: "one", mailboxPassword: "two" }));
  await saveChannel(admin, account({ ...smtp, inbound: { ...inbound, folder: "Replies" } }));
  const changed = { ...smtp, ...other };
  const refusal = { kind: "invalid", code: "messages.secret_anew", params: { secret } };
  await expect(saveChannel(admin, account(changed))).rejects.toMatchObject(refusal);
  await expect(testChannel(admin, account(changed))).rejects.toMatchObject(refusal);
  await saveChannel(admin, account(changed, { [secret]: "three" }));
  const kept = await reading(ctx, (tx) => readAccount(ctx, tx, "email"));
  expect(kept?.secrets).toMatchObject({
    ...{ password: "one", mailboxPassword: "two" },
    [secret]: "three",
  });
});

it("keys of another address are typed anew, those of what comes in are kept", async () => {
  const { admin, ctx } = await channelScene(desk);
  const resend = (settings: object, secrets: Record<string, string> = {}) => ({
    ...account(settings, secrets),
    provider: "resend",
  });
  await saveChannel(admin, resend({}, { apiKey: "re_1", webhookSecret: "whsec_1" }));
  await saveChannel(admin, resend({ baseUrl: "" }));
  const elsewhere = { baseUrl: "https://elsewhere.example/" };
  await expect(saveChannel(admin, resend(elsewhere))).rejects.toMatchObject({
    code: "messages.secret_anew",
  });
  await saveChannel(admin, resend(elsewhere, { apiKey: "re_2" }));
  const kept = await reading(ctx, (tx) => readAccount(ctx, tx, "email"));
  expect(kept?.secrets).toMatchObject({ apiKey: "re_2", webhookSecret: "whsec_1" });
});

it("Resend is no other machine where the inner network is closed", async () => {
  const { admin } = await channelScene(desk);
  const strict = { ...admin, outside: { fioUrl: "", isPrivateAllowed: false } };
  const other = {
    ...{ channel: "email" as const, provider: "resend", secrets: { apiKey: "re_1" } },
    settings: { baseUrl: "https://elsewhere.example/" },
  };
  const refusal = { kind: "invalid", code: "channels.setting", params: { field: "baseUrl" } };
  await expect(saveChannel(strict, other)).rejects.toMatchObject(refusal);
  await expect(testChannel(strict, other)).rejects.toMatchObject(refusal);
  await saveChannel(strict, { ...other, settings: { baseUrl: "" } });
});

it("another data box forgets what could not be downloaded from the one before", async () => {
  const { admin, ctx } = await channelScene(desk);
  const box = (user: string, password: string, perSecond = 1) => ({
    ...{ channel: "data_box" as const, provider: "isds", settings: { user }, perSecond },
    secrets: { password },
  });
  const delayed = () =>
    reading(ctx, async ({ sql }) => (await sql`select 1 from data_message_delays`).length);
  await saveChannel(admin, box("abc123", "Heslo+1"));
  await inTransaction(ctx, async (_, { sql }) => {
    await sql`
      insert into data_message_delays (provider_id, envelope, reason, attempts, failed_at, next_try_at)
      values ('4444001', '{}', 'dataBox.unreachable', 3, now(), now())`;
  });
  await saveChannel(admin, box("abc123", "Heslo+2", 2));
  await saveChannel(admin, account(smtp, { password: "one", mailboxPassword: "two" }));
  expect(await delayed()).toBe(1);
  await saveChannel(admin, box("xyz789", "Heslo+3"));
  expect(await delayed()).toBe(0);
});
