import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, describe, expect, it, vi } from "vitest";
import { isDomainError } from "@/server/kernel/errors";
import { workOn } from "@/server/kernel/proof-work";
import { inTransaction, makeToday, reading, type SystemActor } from "../context";
import { sendMail } from "../mails";
import { textBySms } from "../messages";
import { openDesk } from "../testing";
import {
  askInvitation,
  askRegistration,
  askSignInLink,
  clientOfSession,
  endDemoClients,
  findSite,
  forgetAtDoor,
  guardDoor,
  inviteClient,
  logoOfSite,
  makeDemoClient,
  makeEntryLink,
  myCases,
  useSignInLink as openSignInLink,
  type PortalSite,
  placeOfDoor,
  portalRules,
  saveLogo,
  saveRules,
  saveSite,
  signInClient,
  siteSettings,
} from ".";
import { openDoor, type PortalScene, portalScene } from "./testing/portal-scene";
import { PASSWORD, registered, VISITOR as visitor } from "./testing/registered";

const desk = await openDesk();
const log = { info: () => undefined, error: vi.fn() };
const door = { db: desk.db, keys: desk.keys, now: desk.now, log };
const later = (minutes: number) => ({
  ...door,
  now: new Date(desk.now.getTime() + minutes * 60_000),
});
const outside = { fioUrl: "", isPrivateAllowed: true, isCatching: true };
const demoDoor = { ...door, outside };
const NEW_PASSWORD = "modrá velryba pije čaj";

const siteOf = async ({ slug }: PortalScene): Promise<PortalSite> => {
  const site = await findSite(door, { slug });
  if (!site) throw new Error("the door is shut");
  return site;
};
const systemOf = ({ tenantId }: PortalScene, now = desk.now) => {
  const actor: SystemActor = { kind: "system", tenantId, job: "test", language: "cs" };
  return { ...door, now, actor, today: makeToday(now) };
};
/** The scene's door with some of its settings changed. */
async function withSettings(change: Partial<Parameters<typeof saveSite>[1]>) {
  const scene = await portalScene(desk);
  await saveSite(scene.admin, { ...openDoor, ...change, version: 1 });
  return { scene, site: await siteOf(scene) };
}
const codeOf = (error: unknown) => (isDomainError(error) ? error.code : error);

describe("a host of the door's own", () => {
  it("leads to that door, and to nobody else's as long as it is taken", async () => {
    const { scene } = await withSettings({ host: " Portal-A.Example.CZ " });
    expect(await placeOfDoor(door, { host: "portal-a.example.cz" })).toMatchObject({
      slug: scene.slug,
    });
    expect(await placeOfDoor(door, { host: "portal-b.example.cz" })).toBeNull();
    expect(await placeOfDoor(door, { slug: scene.slug })).toMatchObject({
      host: "portal-a.example.cz",
    });
    const other = await portalScene(desk);
    const taken = { ...openDoor, host: "portal-a.example.cz", version: 1 };
    await expect(saveSite(other.admin, taken)).rejects.toMatchObject({ code: "portal.host_taken" });
    await saveSite(scene.admin, { ...openDoor, host: "", version: 2 });
    await saveSite(other.admin, taken);
    expect((await siteSettings(other.admin)).host).toBe("portal-a.example.cz");
  });

  it("is never the operators' own, nor what is no host of the web", async () => {
    const { admin } = await portalScene(desk);
    const at = { ...admin, outside: { ...outside, baseUrl: "https://crm.example.cz" } };
    const own = { ...openDoor, host: "crm.example.cz", version: 1 };
    await expect(saveSite(at, own)).rejects.toMatchObject({ code: "portal.host_taken" });
    for (const host of ["localhost", "10.0.0.1", "a b.cz", "portal.cz/x", "-a.cz", "a..cz"]) {
      await expect(saveSite(at, { ...openDoor, host, version: 1 }), host).rejects.toThrow();
    }
    for (const origin of ["http://www.cz", "https://a.cz/x", "*", "https://a.cz;script-src *"]) {
      const given = { ...openDoor, frameOrigins: [origin], version: 1 };
      await expect(saveSite(at, given), origin).rejects.toThrow();
    }
  });

  it("stands in the links of invitations", async () => {
    const { scene } = await withSettings({ host: "pozvanky.example.cz" });
    const { partyId } = scene.first;
    await inviteClient(scene.admin, { partyId, channel: "email", address: "a@c.example" });
    expect(await lastLink(scene, "client_invitation")).toMatch(
      /^\/\/pozvanky\.example\.cz\/invitation\/[\w-]{43}$/,
    );
  });

  it("stands in the links of registration and of other programs", async () => {
    const { scene } = await withSettings({ host: "vstup.example.cz" });
    await saveRules(scene.admin, { ...(await portalRules(scene.admin)), registration: "open" });
    const input = { email: "novy@c.example" };
    await askRegistration(door, scene.tenantId, { input, visitor });
    expect(await lastLink(scene, "client_registration")).toMatch(
      /^\/\/vstup\.example\.cz\/register\/[\w-]{43}$/,
    );
    await registered(desk, scene, scene.first);
    const { partyId } = scene.first;
    const { link } = await makeEntryLink(scene.admin, { partyId }, "test");
    expect(link).toMatch(/^\/\/vstup\.example\.cz\/enter\/[\w-]{43}$/);
  });
});

async function mailsOf({ admin }: PortalScene, kind: string) {
  return reading(admin, ({ sql }) => {
    return sql<{ to: string; data: { sealedPath: string } }[]>`
      select to_address as to, data from mails where kind = ${kind} order by id`;
  });
}
async function lastLink(scene: PortalScene, kind: string): Promise<string> {
  const mail = (await mailsOf(scene, kind)).at(-1);
  return desk.keys.open(Buffer.from(mail?.data.sealedPath ?? "", "base64"));
}
const tokenIn = (link: string) => link.split("/").at(-1) ?? "";

describe("a link by e-mail", () => {
  it("lets in once and within its quarter of an hour, and lies sealed in the queue", async () => {
    const { scene, site } = await withSettings({ captcha: "none" });
    const { actor } = await registered(desk, scene, scene.first);
    await askSignInLink(door, site, { input: { email: actor.email.toUpperCase() }, visitor });
    const link = await lastLink(scene, "client_sign_in");
    expect(link).toMatch(new RegExp(`^/portal/${scene.slug}/link/[\\w-]{43}$`));
    const [mail] = await mailsOf(scene, "client_sign_in");
    expect(mail?.to).toBe(actor.email);
    expect(JSON.stringify(mail)).not.toContain(tokenIn(link));
    const input = { token: tokenIn(link) };
    const over = { code: "portal.sign_in_link_over" };
    await expect(openSignInLink(later(15), site, { input, visitor })).rejects.toMatchObject(over);
    const other = await portalScene(desk);
    const elsewhere = await siteOf(other);
    await expect(openSignInLink(door, elsewhere, { input, visitor })).rejects.toMatchObject(over);
    const { secret } = await openSignInLink(later(14), site, { input, visitor });
    expect(await clientOfSession(later(14), secret)).toMatchObject({ email: actor.email });
    await expect(openSignInLink(door, site, { input, visitor })).rejects.toMatchObject(over);
    const wrong = { token: "x".repeat(43) };
    await expect(openSignInLink(door, site, { input: wrong, visitor })).rejects.toMatchObject(over);
  });

  it("sets a forgotten password anew; one that is refused leaves the link good", async () => {
    const { scene, site } = await withSettings({ title: "Zelená želva", captcha: "none" });
    const { actor } = await registered(desk, scene, scene.first);
    const { secret: old } = await signInClient(door, scene.tenantId, {
      input: { email: actor.email, password: PASSWORD },
      visitor,
    });
    await askSignInLink(door, site, { input: { email: actor.email }, visitor });
    const token = tokenIn(await lastLink(scene, "client_sign_in"));
    const setTo = (password: string) =>
      openSignInLink(door, site, { input: { token, password }, visitor }).catch(codeOf);
    expect(await setTo("krátké heslo")).toBe("access.password_too_short");
    expect(await setTo("zelena-zelva-2026")).toBe("access.password_personal");
    expect(await setTo("novaknovaknovak")).toBe("access.password_personal");
    expect(await setTo("heslohesloheslo")).toBe("access.password_common");
    expect(await setTo(NEW_PASSWORD)).toMatchObject({ secret: expect.any(String) });
    expect(await clientOfSession(door, old)).toBeNull();
    const signIn = (password: string) =>
      signInClient(door, scene.tenantId, { input: { email: actor.email, password }, visitor });
    await expect(signIn(PASSWORD)).rejects.toMatchObject({ code: "portal.bad_credentials" });
    await expect(signIn(NEW_PASSWORD)).resolves.toBeDefined();
  });

  it("answers alike whoever asks, and writes to nobody who is not known", async () => {
    const { scene, site } = await withSettings({ captcha: "none" });
    const { actor } = await registered(desk, scene, scene.first);
    const ask = (email: string) => askSignInLink(door, site, { input: { email }, visitor });
    expect(await ask(actor.email)).toBe(await ask("nikdo@c.example"));
    expect(await mailsOf(scene, "client_sign_in")).toHaveLength(1);
    // An address is left in peace after the third, and nobody is told.
    for (let count = 0; count < 4; count += 1) expect(await ask(actor.email)).toBeUndefined();
    expect(await mailsOf(scene, "client_sign_in")).toHaveLength(3);
    const often = Array.from({ length: 20 }, (_, i) => ask(`n${i}@c.example`).catch(codeOf));
    const told = await Promise.all(often);
    expect(told.filter((each) => each === "access.locked")).toHaveLength(6);
    const elsewhere = { ip: "198.51.100.9", userAgent: "test" };
    const input = { email: "n@c.example" };
    await expect(askSignInLink(door, site, { input, visitor: elsewhere })).resolves.toBeUndefined();
  });
});

describe("the captcha", () => {
  const failing = () => Promise.reject(Object.assign(new Error(), {}));
  const attempt = (scene: PortalScene, email: string, password: string) => () =>
    signInClient(door, scene.tenantId, { input: { email, password }, visitor });

  it("is asked for after a few failures, taken once, and lets the right password in", async () => {
    const { scene, site } = await withSettings({});
    const { actor } = await registered(desk, scene, scene.first);
    const guest = { visitor, account: actor.email };
    const wrong = { guest, work: attempt(scene, actor.email, "to není ono, ale je to dlouhé") };
    for (let count = 0; count < 3; count += 1) {
      expect(await guardDoor(door, site, wrong).catch(codeOf)).toBe("portal.bad_credentials");
    }
    const right = attempt(scene, actor.email, PASSWORD);
    const refusal = await guardDoor(door, site, { guest, work: right }).catch((error) => error);
    expect(refusal).toMatchObject({ code: "portal.captcha_needed", params: { captcha: "proof" } });
    const answer = await workOn(String(refusal.params.task));
    const withAnswer = { guest: { ...guest, answer }, work: right };
    expect(await guardDoor(door, site, withAnswer)).toHaveProperty("secret");
    expect(await guardDoor(door, site, withAnswer).catch(codeOf)).toBe("portal.captcha_wrong");
    const made = { guest: { ...guest, answer: "17.1.x.y.1" }, work: right };
    expect(await guardDoor(door, site, made).catch(codeOf)).toBe("portal.captcha_wrong");
    // From another network the same account is asked all the same; another account there is not.
    const away = { ip: "198.51.100.77", userAgent: "x" };
    const onAway = (account: string) =>
      guardDoor(door, site, { guest: { visitor: away, account }, work: failing }).catch(codeOf);
    expect(await onAway(actor.email)).toBe("portal.captcha_needed");
    expect(await onAway("jiny@c.example")).not.toBe("portal.captcha_needed");
    // After an hour it is forgotten.
    const calm = await guardDoor(later(61), site, { guest, work: () => Promise.resolve(1) });
    expect(calm).toBe(1);
  });

  it("is not asked for where there is none", async () => {
    const { site } = await withSettings({ captcha: "none" });
    const each = { guest: { visitor }, isCounted: true, work: () => Promise.resolve("in") };
    for (let count = 0; count < 6; count += 1) expect(await guardDoor(door, site, each)).toBe("in");
  });

  it.each(["turnstile", "hcaptcha"] as const)("of %s is put to its provider", async (captcha) => {
    const twin = await captchaTwin();
    const keys = { captcha, captchaSiteKey: "site-key", captchaSecret: "top-secret" };
    const missing = { ...openDoor, captcha, version: 1 };
    const bare = await portalScene(desk);
    expect(await saveSite(bare.admin, missing).catch(codeOf)).toBe("portal.captcha_keys_missing");
    const { scene, site } = await withSettings(keys);
    // Another provider's secret is no use, and is not to be sent to this one.
    const turned = captcha === "turnstile" ? "hcaptcha" : "turnstile";
    const swapped = {
      ...missing,
      captchaSiteKey: "site-key",
      captcha: turned,
      version: 2,
    } as const;
    expect(await saveSite(scene.admin, swapped).catch(codeOf)).toBe("portal.captcha_keys_missing");
    expect(JSON.stringify(await siteSettings(scene.admin))).not.toContain("top-secret");
    const at = { ...door, outside: { ...outside, captchaUrl: twin.url } };
    const ask = (answer: string | null) =>
      guardDoor(at, site, {
        ...{ guest: { visitor, answer }, isCounted: true },
        work: () => Promise.resolve("in"),
      }).catch((error) => error);
    for (let count = 0; count < 3; count += 1) expect(await ask(null)).toBe("in");
    expect(await ask(null)).toMatchObject({ params: { captcha, task: "site-key" } });
    expect(await ask("bad")).toMatchObject({ code: "portal.captcha_wrong" });
    expect(await ask("good")).toBe("in");
    const asked = { response: "good", secret: "top-secret", remoteip: visitor.ip };
    expect(twin.heard.at(-1)).toEqual({ path: `/${captcha}/siteverify`, ...asked });
    // A provider that is out of order keeps nobody out; the locks of accounts stand.
    expect(await ask("broken")).toBe("in");
    expect(log.error).toHaveBeenCalled();
  });
});

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

/** Speaks the wire of the providers' siteverify. */
async function captchaTwin() {
  const heard: Record<string, string>[] = [];
  const server = createServer(async (request, reply) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const form = new URLSearchParams(Buffer.concat(pieces).toString());
    heard.push({ path: request.url ?? "", ...Object.fromEntries(form) });
    if (form.get("response") === "broken") return void reply.writeHead(500).end();
    const success = form.get("response") === "good";
    reply.end(JSON.stringify({ success, "error-codes": [] }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  servers.push(server);
  return { heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

describe("a demo client of one's own", () => {
  it("has a case with debts, is limited by network, and ends after a day", async () => {
    const scene = await portalScene(desk);
    const input = { name: "Zkoušející Návštěvník", language: "sk" as const };
    const { secret } = await makeDemoClient(demoDoor, scene.tenantId, { input, visitor });
    const actor = await clientOfSession(demoDoor, secret);
    expect(actor).toMatchObject({ name: input.name, language: "sk" });
    if (!actor) throw new Error("nobody was let in");
    const cases = await myCases({ ...demoDoor, actor, today: makeToday(desk.now) });
    expect(cases.items).toHaveLength(1);
    const make = () => makeDemoClient(demoDoor, scene.tenantId, { input, visitor }).catch(codeOf);
    const more = await Promise.all([make(), make(), make(), make()]);
    expect(more.filter((each) => each === "portal.demo_enough")).toHaveLength(2);
    expect(await endDemoClients(systemOf(scene))).toEqual({ count: 0 });
    const tomorrow = new Date(desk.now.getTime() + 86_400_000);
    expect(await endDemoClients(systemOf(scene, tomorrow))).toEqual({ count: 3 });
    expect(await clientOfSession(demoDoor, secret)).toBeNull();
    const open = await reading(scene.admin, ({ sql }) => {
      return sql`select 1 from cases k join case_parties cp on cp.case_id = k.id
                  where cp.party_id = ${actor.partyId} and k.archived_at is null`;
    });
    expect(open).toHaveLength(0);
  });

  it("is not to be had where people work for real", async () => {
    const scene = await portalScene(desk);
    const input = { name: "Nikdo Nikdo" };
    const live = { ...door, outside: { ...outside, isCatching: false } };
    for (const at of [door, live]) {
      const made = makeDemoClient(at, scene.tenantId, { input, visitor });
      await expect(made).rejects.toMatchObject({ code: "portal.client_not_found" });
    }
  });
});

describe("the picture at the door", () => {
  const PNG = Buffer.from("89504e470d0a1a0a0000", "hex");

  it("is what its content says, and a drawing that may run scripts is refused", async () => {
    const scene = await portalScene(desk);
    await saveLogo(scene.admin, PNG);
    const site = await siteOf(scene);
    expect(site.logoHash).toMatch(/^[0-9a-f]{16}$/);
    expect(await logoOfSite(door, scene.tenantId)).toMatchObject({ mediaType: "image/png" });
    for (const wrong of [
      `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`,
      "<html>",
      "GIF89a",
      "",
    ]) {
      const kept = saveLogo(scene.admin, Buffer.from(wrong));
      await expect(kept).rejects.toMatchObject({ code: "portal.logo_not_known" });
    }
    const large = Buffer.concat([PNG, Buffer.alloc(200 * 1024)]);
    await expect(saveLogo(scene.admin, large)).rejects.toMatchObject({
      code: "portal.logo_too_large",
    });
    const reader = await scene.tenant.operator("operator");
    await expect(saveLogo(reader, PNG)).rejects.toMatchObject({ code: "access.forbidden" });
    const other = await portalScene(desk);
    expect(await logoOfSite(door, other.tenantId)).toBeNull();
    await saveLogo(scene.admin, null);
    expect((await siteOf(scene)).logoHash).toBeNull();
  });
});

describe("what is over at the door", () => {
  it("is swept once nobody asks for it, and what is good stays", async () => {
    const { scene, site } = await withSettings({ captcha: "none" });
    const { actor } = await registered(desk, scene, scene.first);
    await askSignInLink(door, site, { input: { email: actor.email }, visitor });
    await inviteClient(scene.admin, { partyId: scene.second.partyId, channel: "qr" });
    const left = () =>
      inTransaction(systemOf(scene), async (_, { sql }) => {
        const [row] = await sql`
          select (select count(*)::int from portal_sessions) as sessions,
                 (select count(*)::int from portal_sign_in_links) as links,
                 (select count(*)::int from portal_invitations) as invitations,
                 (select count(*)::int from portal_counts) as counts`;
        return row;
      });
    const inDays = (days: number) => new Date(desk.now.getTime() + days * 86_400_000);
    expect(await forgetAtDoor(systemOf(scene))).toEqual({ count: 0 });
    expect(await left()).toEqual({ sessions: 1, links: 1, invitations: 2, counts: 3 });
    await forgetAtDoor(systemOf(scene, inDays(1)));
    expect(await left()).toEqual({ sessions: 1, links: 1, invitations: 2, counts: 0 });
    await forgetAtDoor(systemOf(scene, inDays(61)));
    expect(await left()).toEqual({ sessions: 0, links: 0, invitations: 2, counts: 0 });
    await forgetAtDoor(systemOf(scene, inDays(380)));
    expect(await left()).toEqual({ sessions: 0, links: 0, invitations: 0, counts: 0 });
  });
});

describe("an invitation", () => {
  it("leaves in the language that was chosen, else in the client's, else in the house's", async () => {
    const scene = await portalScene(desk);
    const { partyId } = scene.first;
    const invite = (language: "en" | null, address: string) =>
      inviteClient(scene.admin, { partyId, channel: "email", address, language });
    await invite(null, "a@c.example");
    await invite("en", "b@c.example");
    await invite(null, "c@c.example");
    const languages = await reading(scene.admin, ({ sql }) => {
      return sql`select language from mails where kind = 'client_invitation' order by id`;
    });
    expect(languages.map(({ language }) => language)).toEqual(["cs", "en", "en"]);
  });

  it("goes to a telephone as a few words with the link, and asks for the two facts all the same", async () => {
    const scene = await portalScene(desk);
    const { partyId } = scene.first;
    const sms = { partyId, channel: "sms" as const };
    await expect(inviteClient(scene.admin, { ...sms, address: "nazdar" })).rejects.toThrow();
    const made = await inviteClient(scene.admin, { ...sms, address: "777 123 456" });
    expect(made.token).toBeNull();
    const [row] = await reading(scene.admin, ({ sql }) => {
      return sql<{ id: number; to: string }[]>`
        select id, to_address as to from mails where kind = 'client_invitation'`;
    });
    expect(row?.to).toBe("+420777123456");
    const ctx = { ...systemOf(scene), outside };
    const sender = textBySms(ctx);
    const office = { sender, from: "", baseUrl: "https://crm.example.cz" };
    await sendMail(ctx, { mailId: row?.id ?? 0 }, office);
    const [kept] = await reading(scene.admin, ({ sql }) => {
      return sql<{ channel: string; body: string }[]>`select channel, body from caught_messages`;
    });
    expect(kept?.channel).toBe("sms");
    expect(kept?.body).toMatch(
      /https:\/\/crm\.example\.cz\/portal\/[\w-]+\/invitation\/[\w-]{43}$/,
    );
    const token = tokenIn(kept?.body ?? "");
    expect(await askInvitation(door, scene.tenantId, token)).toMatchObject({
      ...{ asksBirthOn: true, asksRefNo: true, email: null },
    });
  });
});

describe("a client's transaction", () => {
  it("may read no key of ours, nor why a case was tagged or an act undone", async () => {
    const readable = await desk.owner<{ column: string }[]>`
      select c.relname || '.' || a.attname as column from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
         and (a.attname ~ '(^|_)(source_key|import_id|hash|secret|failures|ip|added_by)$'
              or c.relname in ('case_tags', 'claim_acts', 'surplus_moves') and a.attname = 'reason')
         and has_column_privilege('saldo_portal', c.oid, a.attnum, 'select')`;
    expect(readable.map(({ column }) => column)).toEqual([]);
  });
});
