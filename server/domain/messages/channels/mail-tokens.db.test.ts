import { afterEach, describe, expect, it } from "vitest";
import { imapTwin } from "@/server/connectors/imap/testing/imap-twin";
import { catchSmtp } from "@/server/connectors/mail/testing/catch-smtp";
import { openTokens, otherGrant } from "@/server/connectors/oauth";
import { openTokenTwin } from "@/server/connectors/oauth/testing/token-twin";
import { reading } from "../../context";
import { openDesk } from "../../testing";
import { channelsHealth, saveChannel, testChannel } from "..";
import type { TokenSettings } from "../channel-inputs";
import { receiveMails } from "../inbound/receive-mails";
import { channelScene } from "../testing/channel-scene";
import { readAccount } from "./account";
import { askByNewest } from "./refresh-tokens";

const desk = await openDesk();
const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const USER = "saldo@agency.example";

/** A tenant whose mail is sent and read by tokens of a service of its own. */
async function scene({ isRotating = false } = {}) {
  const service = await openTokenTwin();
  service.isRotating = isRotating;
  const { tokens } = service;
  const smtp = await catchSmtp({ name: USER, password: null, tokens });
  const imap = await imapTwin({ user: USER, tokens: { method: "XOAUTH2", good: tokens } });
  for (const twin of [service, smtp, imap]) open.push(() => twin.close());
  const server = { host: "127.0.0.1", security: "plain", signIn: "oauth", user: USER };
  const inbound = { ...server, port: imap.port, address: USER, folder: "INBOX" };
  const settings = {
    ...{ ...server, port: Number(new URL(smtp.url).port), inbound },
    tokens: { service: "other", tokenUrl: service.url, clientId: "client", scope: "mail" },
  };
  const secrets = { clientSecret: "secret", refreshToken: "refresh-0" };
  const given = (more: object = {}, typed: Record<string, string> = {}) => ({
    ...{ channel: "email" as const, provider: "smtp", secrets: typed },
    settings: { ...settings, ...more },
  });
  const stage = await channelScene(desk, given({}, secrets));
  const kept = async () =>
    (await reading(stage.ctx, (tx) => readAccount(stage.ctx, tx, "email")))?.secrets;
  return { ...stage, service, smtp, imap, settings, secrets, given, kept };
}

const asks = ({ asked }: { asked: unknown[] }) => asked.length;

describe("mail by tokens", () => {
  it("is sent and read by one token, and no password is kept", async () => {
    const { write, deliver, rows, ctx, smtp, imap, service, kept, account } = await scene();
    await write({}, {});
    await deliver("email");
    expect(await rows()).toMatchObject([{ state: "sent" }, { state: "sent" }]);
    expect(smtp.mails).toHaveLength(2);
    await receiveMails(ctx);
    imap.put("From: jan@obec.example\r\nSubject: Re\r\n\r\nZaplatím.\r\n");
    expect(await receiveMails(ctx)).toEqual({ count: 1 });
    expect(await account("email")).toMatchObject({ trouble: null, read_error: null });
    expect(asks(service)).toBe(1);
    expect(Object.keys((await kept()) ?? {}).sort()).toEqual([
      ...["clientSecret", "hook", "refreshToken"],
    ]);
  });

  it("asks for another token where the one it has was taken back", async () => {
    const { write, deliver, rows, service, smtp } = await scene();
    await write({});
    await deliver("email");
    service.tokens.clear();
    // Whoever is in already is not asked again.
    smtp.dropAll();
    await write({ key: "second" });
    await deliver("email");
    expect(await rows()).toMatchObject([{ state: "sent" }, { state: "sent" }]);
    expect(asks(service)).toBe(2);
  });

  it.each([
    ["invalid_grant", "channels.oauth_invalid_grant"],
    ["invalid_client", "channels.oauth_invalid_client"],
    ["unauthorized_client", "channels.oauth_unauthorized_client"],
  ])("rests and says why at %s, on the way out and in", async (word, code) => {
    const { write, deliver, rows, ctx, admin, service, account } = await scene();
    service.refuseWith(word);
    await write({});
    await deliver("email");
    await receiveMails(ctx);
    expect(await rows()).toMatchObject([{ state: "waiting" }]);
    expect(await account("email")).toMatchObject({
      ...{ trouble: code, failures: 1, paused_until: expect.any(Date), read_error: code },
    });
    const [mail] = (await channelsHealth(admin)).channels;
    expect(mail).toMatchObject({ trouble: code, secretNames: ["clientSecret", "refreshToken"] });
  });

  it("waits, and calls for nobody, while the service shows a page of its outage", async () => {
    const { write, deliver, rows, service, account } = await scene();
    service.next("garbage");
    await write({});
    await deliver("email");
    expect(await rows()).toMatchObject([
      { state: "waiting", last_error: "channels.oauth_odd", attempts: 1 },
    ]);
    expect(await account("email")).toMatchObject({ trouble: null, paused_until: null });
  });

  it("keeps the refresh token that came in place of its own, once", async () => {
    const { write, deliver, rows, ctx, service, kept } = await scene({ isRotating: true });
    await write({});
    await deliver("email");
    expect(await kept()).toMatchObject({ refreshToken: "refresh-1" });
    await receiveMails(ctx);
    await write({ key: "second" });
    await deliver("email");
    expect(await rows()).toMatchObject([{ state: "sent" }, { state: "sent" }]);
    expect(asks(service)).toBe(1);
  });

  it("goes on by what came in place of a token that a test has used up", async () => {
    const { admin, ctx, given, kept, service } = await scene({ isRotating: true });
    service.refreshToken = "typed";
    const typed = given({}, { clientSecret: "secret", refreshToken: "typed" });
    const works = { trouble: null, mailbox: { trouble: null } };
    expect(await testChannel(admin, typed)).toMatchObject(works);
    expect(await kept()).toMatchObject({ refreshToken: "refresh-0" });
    // The form still has the old one, for another test as for saving.
    expect(await testChannel(admin, typed)).toMatchObject(works);
    await saveChannel(admin, typed);
    expect(await kept()).toMatchObject({ refreshToken: service.refreshToken });
    await receiveMails(ctx);
    expect((await channelsHealth(admin)).channels[0]).toMatchObject({ trouble: null });
    const other = { ...typed.settings.tokens, clientId: "other" };
    await saveChannel(admin, { ...typed, settings: { ...typed.settings, tokens: other } });
    expect(await kept()).toMatchObject({ refreshToken: "typed" });
  });

  it("is asked for by one at a time, each by the newest refresh token", async () => {
    const { ctx, settings, service, kept } = await scene({ isRotating: true });
    const tokens = settings.tokens as TokenSettings;
    const grant = { ...settings.tokens, clientSecret: "secret", refreshToken: "refresh-0" };
    const process = () =>
      openTokens(otherGrant(grant), {
        ...{ timeoutMs: 2_000, isPrivateAllowed: true, now: () => ctx.now, ...ctx.keys },
        shareRefresh: async (token, ask) => (await askByNewest(ctx, { tokens, token }, ask)).given,
      });
    const given = await Promise.all([1, 2, 3].map(() => process().get()));
    expect(new Set(given).size).toBe(3);
    const forms = service.asked.map(({ body }) => new URLSearchParams(body.toString()));
    const used = forms.map((form) => form.get("refresh_token"));
    expect(used).toEqual(["refresh-0", "refresh-1", "refresh-2"]);
    expect(await kept()).toMatchObject({ refreshToken: service.refreshToken });
  });

  it("lets go of the refresh token where the service refuses", async () => {
    const { ctx, settings } = await scene();
    const known = { tokens: settings.tokens as TokenSettings, token: "refresh-0" };
    const refuse = () => askByNewest(ctx, known, () => Promise.reject(new Error("refused")));
    await expect(refuse()).rejects.toThrow("refused");
    await expect(refuse()).rejects.toThrow("refused");
  });
});

describe("settings of tokens", () => {
  it.each<[string, string, (settings: Settings) => object]>([
    [
      ...(["another service", "clientSecret"] as const),
      ({ tokens }) => ({ tokens: { ...tokens, tokenUrl: "https://elsewhere.example/token" } }),
    ],
    [
      ...(["another client", "clientSecret"] as const),
      ({ tokens }) => ({ tokens: { ...tokens, clientId: "other" } }),
    ],
    ["another server", "clientSecret", () => ({ host: "smtp.elsewhere.example" })],
    [
      ...(["another server of the mailbox", "clientSecret"] as const),
      ({ inbound }) => ({ inbound: { ...inbound, host: "imap.elsewhere.example" } }),
    ],
  ])("want their secrets typed anew for %s", async (_, secret, change) => {
    const { admin, given, settings, secrets, kept } = await scene();
    await saveChannel(admin, given());
    expect(await kept()).toMatchObject(secrets);
    const changed = given(change(settings));
    const refusal = { code: "messages.secret_anew", params: { secret } };
    await expect(saveChannel(admin, changed)).rejects.toMatchObject(refusal);
    await expect(testChannel(admin, changed)).rejects.toMatchObject(refusal);
  });

  it.each<[string, (settings: Settings) => object]>([
    ["tokens.tokenUrl", ({ tokens }) => ({ tokens: { ...tokens, tokenUrl: "https://10.0.0.1/" } })],
    ["tokens.tokenUrl", ({ tokens }) => ({ tokens: { ...tokens, tokenUrl: "http://a.example/" } })],
    ["security", ({ tokens }) => ({ tokens: { ...tokens, tokenUrl: "https://a.example/" } })],
    ["tokens", () => ({ tokens: null })],
    ["tokens.directory", () => ({ tokens: { service: "microsoft", directory: "a/b" } })],
    ["user", () => ({ user: "" })],
  ])("are refused at %s", async (field, change) => {
    const { admin, given, settings, secrets } = await scene();
    const strict = { ...admin, outside: { fioUrl: "", isPrivateAllowed: false } };
    const more = field === "tokens.tokenUrl" ? secured(settings) : {};
    const input = given({ ...more, ...change(settings) }, secrets);
    const refusal = { code: "channels.setting", params: { field } };
    await expect(saveChannel(strict, input)).rejects.toMatchObject(refusal);
  });

  it("of a service account are its key, whole", async () => {
    const { admin, given } = await scene();
    const tokens = { service: "googleService" };
    const wrong = given({ tokens }, { serviceAccount: '{"client_email":"a@b.example"}' });
    await expect(saveChannel(admin, wrong)).rejects.toMatchObject({
      code: "channels.service_account",
    });
  });

  it("are tried on both ways, and each is told of", async () => {
    const { admin, given, settings, secrets, service } = await scene();
    expect(await testChannel(admin, given())).toMatchObject({
      ...{ trouble: null, mailbox: { trouble: null } },
    });
    const noBox = { ...settings.inbound, folder: "Nowhere" };
    expect(await testChannel(admin, given({ inbound: noBox }))).toMatchObject({
      ...{ trouble: null, mailbox: { trouble: { code: "mailbox.no_folder" } } },
    });
    const noWay = { signIn: "password" };
    const typed = { ...secrets, password: "heslo" };
    expect(await testChannel(admin, given(noWay, typed))).toMatchObject({
      ...{ trouble: { code: "channels.smtp_login" }, mailbox: { trouble: null } },
    });
    service.refuseWith("invalid_grant");
    const other = given({}, { clientSecret: "secret", refreshToken: "other" });
    const code = "channels.oauth_invalid_grant";
    expect(await testChannel(admin, other)).toMatchObject({
      ...{ trouble: { code }, mailbox: { trouble: { code } } },
    });
  });
});

type Settings = Awaited<ReturnType<typeof scene>>["settings"];

const secured = ({ inbound }: Settings) => ({
  ...{ security: "tls", inbound: { ...inbound, security: "tls" } },
});
