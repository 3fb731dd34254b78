import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { inviteClient, saveSite } from "@/server/domain/portal";
import {
  openDoor,
  type PortalScene,
  portalScene,
} from "@/server/domain/portal/testing/portal-scene";
import { PASSWORD, registered, tokenOf } from "@/server/domain/portal/testing/registered";
import { openDesk } from "@/server/domain/testing";
import { wire } from "@/server/kernel/wire";
import { answerPortal } from "./door";

const desk = await openDesk();
const outside = { fioUrl: "", isPrivateAllowed: true, isCatching: true };
const log = { info: () => undefined, error: vi.fn() };
const slot = globalThis as { saldoFuses?: unknown };

beforeAll(() => {
  slot.saldoFuses = { db: desk.db, keys: desk.keys, outside, log };
  // The door reads the clock of the machine; the scene was made at the desk's instant.
  vi.useFakeTimers({ toFake: ["Date"], now: desk.now });
});
afterAll(() => {
  vi.useRealTimers();
  slot.saldoFuses = undefined;
});

type Headers = Record<string, string>;
const FRAMED = { "x-saldo-frame": "1" };
let address = 0;
function nextAddress(): string {
  address += 1;
  return `198.51.100.${address % 250}`;
}

/** Sends a call as a browser does; each from an address of its own unless it says from which. */
async function call(slug: string, path: string, sent: { input?: unknown; headers?: Headers } = {}) {
  const { input, headers = {} } = sent;
  const response = await answerPortal(
    new Request(`http://door.example/api/trpc/portal/${slug}/${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-forwarded-for": nextAddress(),
        "sec-fetch-site": "same-origin",
        ...headers,
      },
      body: JSON.stringify(wire.serialize(input ?? null)),
    }),
  );
  const body = await response.text();
  const cookies = response.headers.getSetCookie();
  const code = /"code":"((?:portal|access)\.[a-z_]+)"/.exec(body)?.[1] ?? null;
  return { status: response.status, body, cookies, code, headers: response.headers };
}

const secretIn = ([line = ""]: string[]) => /=([\w-]{43});/.exec(line)?.[1] ?? "";
const cookie = (secret: string, name = "saldo.portal") => ({ cookie: `${name}=${secret}` });

async function scene(change: object = { captcha: "none" as const }) {
  const made = await portalScene(desk);
  await saveSite(made.admin, { ...openDoor, ...change, version: 1 });
  const { actor } = await registered(desk, made, made.first);
  const input = { email: actor.email, password: PASSWORD };
  return { ...made, email: actor.email, input };
}
const signIn = (
  { slug }: Pick<PortalScene, "slug">,
  input: { email: string; password: string },
  headers?: Headers,
) => call(slug, "signIn", { input, ...(headers ? { headers } : {}) });

describe("the cookie", () => {
  it("is for this host alone, out of reach of scripts, and over https secure", async () => {
    const at = await scene();
    const plain = await signIn(at, at.input);
    expect(plain.cookies).toEqual([
      expect.stringMatching(
        /^saldo\.portal=[\w-]{43}; Path=\/; HttpOnly; Max-Age=2592000; SameSite=Lax$/,
      ),
    ]);
    const secure = await signIn(at, at.input, { "x-forwarded-proto": "https" });
    expect(secure.cookies).toEqual([
      expect.stringMatching(
        /^__Host-saldo\.portal=[\w-]{43}; Path=\/; HttpOnly; Max-Age=2592000; SameSite=Lax; Secure$/,
      ),
    ]);
    expect(plain.headers.get("cache-control")).toBe("no-store");
  });

  it("lives by what its client does, not by what their page asks for by itself", async () => {
    const at = await scene();
    const headers = cookie(secretIn((await signIn(at, at.input)).cookies));
    const HOUR = 3_600_000;
    const seenAgo = async (path: string) => {
      expect((await call(at.slug, path, { headers })).status).toBe(200);
      const [row] = await desk.owner<{ ms: number }[]>`
        select (extract(epoch from ${new Date()}::timestamptz - max(s.last_seen_at)) * 1000)::int as ms
          from portal_sessions s where s.tenant_id = ${at.tenantId}`;
      return row?.ms;
    };
    vi.setSystemTime(desk.now.getTime() + HOUR);
    try {
      expect(await seenAgo("requestNews")).toBe(HOUR);
      expect(await seenAgo("myData")).toBe(0);
    } finally {
      vi.setSystemTime(desk.now);
    }
  });

  it("of a frame is parted from all others, and opens nothing outside of it", async () => {
    const at = await scene();
    const framed = await signIn(at, at.input, FRAMED);
    expect(framed.cookies[0]).toMatch(
      /^saldo\.portal-frame=.*; HttpOnly; .*; SameSite=None; Secure; Partitioned$/,
    );
    const secret = secretIn(framed.cookies);
    const asFrame = { ...FRAMED, ...cookie(secret, "saldo.portal-frame") };
    expect((await call(at.slug, "myCases", { input: {}, headers: asFrame })).status).toBe(200);
    const outOfFrame = cookie(secret, "saldo.portal-frame");
    expect((await call(at.slug, "myCases", { input: {}, headers: outOfFrame })).status).toBe(401);
    const ordinary = secretIn((await signIn(at, at.input)).cookies);
    const taken = { ...FRAMED, ...cookie(ordinary) };
    expect((await call(at.slug, "myCases", { input: {}, headers: taken })).status).toBe(401);
  });

  it("set before sign-in is not adopted, and the one that was worth something ends", async () => {
    const at = await scene();
    const planted = "A".repeat(43);
    const first = secretIn((await signIn(at, at.input, cookie(planted))).cookies);
    expect(first).not.toBe(planted);
    expect((await call(at.slug, "me", { headers: cookie(planted) })).status).toBe(401);
    const second = secretIn((await signIn(at, at.input, cookie(first))).cookies);
    expect(second).not.toBe(first);
    expect((await call(at.slug, "me", { headers: cookie(first) })).status).toBe(401);
    expect((await call(at.slug, "me", { headers: cookie(second) })).status).toBe(200);
    // At another tenant's door it is nobody's.
    const other = await scene();
    expect((await call(other.slug, "me", { headers: cookie(second) })).status).toBe(401);
  });
});

describe("a call from another site", () => {
  it.each([
    ["by what browsers say", { "sec-fetch-site": "cross-site" }],
    ["from a sister host", { "sec-fetch-site": "same-site" }],
    ["by its origin", { "sec-fetch-site": "", origin: "https://evil.example" }],
  ])("changes nothing, framed or not: %s", async (_, headers) => {
    const at = await scene();
    const from: Headers = { host: "door.example", ...headers };
    const sent = Object.fromEntries(Object.entries(from).filter(([, value]) => value !== ""));
    for (const way of [{}, FRAMED]) {
      const request = new Request(`http://door.example/api/trpc/portal/${at.slug}/signIn`, {
        method: "POST",
        headers: { "content-type": "application/json", ...sent, ...way },
        body: JSON.stringify(at.input),
      });
      const response = await answerPortal(request);
      expect(response.status).toBe(403);
      expect(response.headers.getSetCookie()).toEqual([]);
    }
  });
});

describe("at once", () => {
  it("two who accept one invitation make one account", async () => {
    const at = await scene();
    const { partyId, birthOn, refNo } = at.second;
    const token = tokenOf(await inviteClient(at.admin, { partyId, channel: "qr" }));
    const accept = (email: string) =>
      call(at.slug, "acceptInvitation", {
        input: { token, birthOn, refNo, email, password: PASSWORD },
      });
    const both = await Promise.all([accept("jeden@c.example"), accept("druhy@c.example")]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(both.filter(({ cookies }) => cookies.length > 0)).toHaveLength(1);
    expect(both.map(({ code }) => code)).toContain("portal.invitation_over");
  });

  it("of many who guess one password only the free tries are made", async () => {
    const at = await scene();
    const wrong = { ...at.input, password: "to není ono, ale je to dlouhé" };
    const all = await Promise.all(Array.from({ length: 9 }, () => signIn(at, wrong)));
    const codes = all.map(({ code }) => code);
    expect(codes.filter((code) => code === "portal.bad_credentials")).toHaveLength(5);
    expect(codes.filter((code) => code === "access.locked")).toHaveLength(4);
    // The right one meets the same lock, and nothing tells that it was right.
    expect((await signIn(at, at.input)).code).toBe("access.locked");
  });
});

describe("whoever has no account", () => {
  it("is answered in the very same words, and as if the password had been looked at", async () => {
    const at = await scene();
    const wrong = { email: at.email, password: "to není ono, ale je to dlouhé" };
    const known = await signIn(at, wrong);
    const unknown = await signIn(at, { ...wrong, email: "nikdo@c.example" });
    expect(unknown.body).toBe(known.body);
    expect(unknown.status).toBe(known.status);
    const ask = (email: string) => call(at.slug, "askSignInLink", { input: { email } });
    const [asKnown, asUnknown] = [await ask(at.email), await ask("nikdo@c.example")];
    expect(asUnknown.body).toBe(asKnown.body);
    expect(asUnknown.status).toBe(200);
    expect(asUnknown.cookies).toEqual([]);
  });
});

describe("after tries that look like a program's", () => {
  it("the door asks for its captcha, with what a browser has to work on", async () => {
    const at = await scene({});
    const from = { "x-forwarded-for": "203.0.113.99" };
    const wrong = { ...at.input, password: "to není ono, ale je to dlouhé" };
    for (let count = 0; count < 3; count += 1) {
      expect((await signIn(at, wrong, from)).code).toBe("portal.bad_credentials");
    }
    const asked = await signIn(at, at.input, from);
    expect(asked.code).toBe("portal.captcha_needed");
    expect(asked.body).toMatch(/"captcha":"proof","task":"\d{13}\.17\./);
  });

  it("and a demo client is made by whoever may, in a demo alone", async () => {
    const at = await scene();
    const made = await call(at.slug, "makeDemoClient", { input: { name: "Jan Zkouška" } });
    expect(secretIn(made.cookies)).not.toBe("");
    slot.saldoFuses = {
      db: desk.db,
      keys: desk.keys,
      log,
      outside: { ...outside, isCatching: false },
    };
    const live = await call(at.slug, "makeDemoClient", { input: { name: "Jan Zkouška" } });
    expect(live).toMatchObject({ status: 404, cookies: [], code: "portal.client_not_found" });
    slot.saldoFuses = { db: desk.db, keys: desk.keys, outside, log };
  });
});
