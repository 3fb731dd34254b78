import { generateKeyPairSync } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import {
  enterByToken,
  type Grant,
  googleGrant,
  microsoftGrant,
  openTokens,
  otherGrant,
  readServiceAccount,
  serviceGrant,
  type TokenRules,
} from ".";
import { openTokenTwin, type TokenTwinOptions } from "./testing/token-twin";

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const client = { clientId: "client", clientSecret: "secret" };
const START = Date.parse("2026-03-01T09:00:00Z");

async function scene(options: TokenTwinOptions = {}) {
  const twin = await openTokenTwin(options);
  open.push(twin.close);
  const sealed: string[] = [];
  const clock = { ms: START };
  const rules: TokenRules = {
    ...{ timeoutMs: 2_000, isPrivateAllowed: true, now: () => new Date(clock.ms) },
    seal(text) {
      sealed.push(text);
      return Buffer.from(Buffer.from(text).toString("hex"));
    },
    open: (bytes) => Buffer.from(bytes.toString(), "hex").toString(),
  };
  const own = (grant: Partial<Grant> = {}, more: Partial<TokenRules> = {}) => {
    const plain = otherGrant({ ...client, tokenUrl: twin.url, scope: "s", refreshToken: null });
    return openTokens({ ...plain, ...grant }, { ...rules, ...more });
  };
  const formOf = (at: number) => {
    return Object.fromEntries(new URLSearchParams(twin.asked[at]?.body.toString()));
  };
  return { twin, rules, clock, own, formOf, sealed };
}

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => "ok",
    ({ code, retryable }) => `${code}${retryable ? " again" : ""}`,
  );

const keys = generateKeyPairSync("rsa", {
  modulusLength: 2_048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const keyFile = (more: object = {}) =>
  JSON.stringify({
    ...{ type: "service_account", client_email: "saldo@x.iam.gserviceaccount.com" },
    ...{ private_key: keys.privateKey, private_key_id: "k1", ...more },
  });

describe("a token is asked for", () => {
  it("of Microsoft in the application's own name", async () => {
    const { twin, own, formOf } = await scene();
    const grant = microsoftGrant({ ...client, directory: "agency.example" });
    expect(grant.tokenUrl).toBe(
      "https://login.microsoftonline.com/agency.example/oauth2/v2.0/token",
    );
    const value = await own({ ...grant, tokenUrl: twin.url }).get();
    expect(twin.tokens).toEqual(new Set([value]));
    expect(formOf(0)).toEqual({
      ...{ grant_type: "client_credentials", client_id: "client", client_secret: "secret" },
      scope: "https://outlook.office365.com/.default",
    });
    expect(twin.asked[0]?.headers["content-type"]).toMatch(/^application\/x-www-form-urlencoded/);
  });

  it("of Google by a refresh token", async () => {
    const { twin, own, formOf } = await scene();
    const grant = googleGrant({ ...client, refreshToken: "refresh-0" });
    expect(grant.tokenUrl).toBe("https://oauth2.googleapis.com/token");
    await own({ ...grant, tokenUrl: twin.url }).get();
    expect(formOf(0)).toEqual({
      ...{ grant_type: "refresh_token", client_id: "client", client_secret: "secret" },
      refresh_token: "refresh-0",
    });
  });

  it("of Google by a service account in the name of a mailbox", async () => {
    const { twin, own, formOf } = await scene({ publicKeyPem: keys.publicKey });
    const account = readServiceAccount(keyFile({ token_uri: twin.url }));
    if (!account) throw new Error("not read");
    const grant = serviceGrant(account, "box@agency.example");
    expect(await codeOf(own(grant).get())).toBe("ok");
    const [head, claims] = (formOf(0).assertion ?? "")
      .split(".", 2)
      .map((part) => JSON.parse(Buffer.from(part, "base64url").toString()));
    expect(head).toEqual({ alg: "RS256", typ: "JWT", kid: "k1" });
    expect(claims).toEqual({
      ...{ iss: "saldo@x.iam.gserviceaccount.com", sub: "box@agency.example", aud: twin.url },
      ...{ scope: "https://mail.google.com/", iat: START / 1_000, exp: START / 1_000 + 3_600 },
    });
    const other = generateKeyPairSync("rsa", { modulusLength: 2_048 }).privateKey;
    const forged = serviceGrant({ ...account, key: other }, "box@agency.example");
    expect(await codeOf(own(forged).get())).toBe("channels.oauth_invalid_grant");
  });

  it.each([
    ["no JSON", "{"],
    ["another JSON", JSON.stringify({ type: "authorized_user" })],
    ["a key that is none", keyFile({ private_key: "-----BEGIN PRIVATE KEY-----\nAAAA\n" })],
  ])("never with a key file that is %s", (_, text) => {
    expect(readServiceAccount(text)).toBeNull();
  });
});

describe("a token is kept", () => {
  it("sealed, until a minute before its end, and asked for once by many", async () => {
    const { twin, own, clock, sealed } = await scene();
    const source = own();
    const first = await Promise.all(Array.from({ length: 20 }, () => source.get()));
    expect(new Set(first).size).toBe(1);
    clock.ms += 3_539_000;
    expect(await source.get()).toBe(first[0]);
    expect(twin.asked).toHaveLength(1);
    expect(sealed).toEqual([first[0]]);
    clock.ms += 1_000;
    expect(await source.get()).not.toBe(first[0]);
    expect(twin.asked).toHaveLength(2);
  });

  it("no longer once it is refused, but the one that came meanwhile is", async () => {
    const { twin, own } = await scene();
    const source = own();
    const old = await source.get();
    source.drop(old);
    const fresh = await source.get();
    source.drop(old);
    expect(await source.get()).toBe(fresh);
    expect(twin.asked).toHaveLength(2);
  });

  it("and a failure is not: the next question asks anew", async () => {
    const { twin, own } = await scene();
    const source = own();
    twin.refuseWith("invalid_client");
    expect(await codeOf(source.get())).toBe("channels.oauth_invalid_client");
    twin.refuseWith(null);
    expect(await codeOf(source.get())).toBe("ok");
  });

  it("with the refresh token that came with it", async () => {
    const { twin, own, clock } = await scene();
    twin.isRotating = true;
    const kept: string[][] = [];
    const grant = otherGrant({
      ...{ ...client, tokenUrl: twin.url, scope: "", refreshToken: "refresh-0" },
    });
    const source = own(grant, {
      async shareRefresh(known, ask) {
        const given = await ask(known);
        kept.push([known, given.refreshToken ?? ""]);
        return given;
      },
    });
    await source.get();
    clock.ms += 3_600_000;
    await source.get();
    expect(kept).toEqual([
      ["refresh-0", "refresh-1"],
      ["refresh-1", "refresh-2"],
    ]);
  });
});

describe("no token", () => {
  it.each([
    ["invalid_client", "channels.oauth_invalid_client"],
    ["invalid_grant", "channels.oauth_invalid_grant"],
    ["unauthorized_client", "channels.oauth_unauthorized_client"],
    ["invalid_scope", "channels.oauth_invalid_scope"],
    ["access_denied", "channels.oauth_refused"],
    ["temporarily_unavailable", "channels.oauth_silent again"],
  ])("where the server says %s", async (word, code) => {
    const { twin, own } = await scene();
    twin.refuseWith(word);
    expect(await codeOf(own().get())).toBe(code);
  });

  it("is a page that says that all is well", async () => {
    const { twin, own } = await scene();
    twin.next("garbage");
    expect(await codeOf(own().get())).toBe("channels.oauth_odd again");
  });

  it.each([["fail500" as const], [{ busy: 429 as const }], [{ slowMs: 500 }], ["drop" as const]])(
    "where the server is not well (%j): another time",
    async (behaviour) => {
      const { twin, own } = await scene();
      twin.next(behaviour);
      expect(await codeOf(own({}, { timeoutMs: 100 }).get())).toBe("channels.oauth_silent again");
    },
  );

  it.each(["http://agency.example/token", "https://127.0.0.1/token", "https://localhost/", "x"])(
    "is asked for at %s",
    async (tokenUrl) => {
      const { own } = await scene();
      const source = own({ tokenUrl }, { isPrivateAllowed: false });
      expect(await codeOf(source.get())).toBe("channels.oauth_address");
    },
  );
});

describe("who enters by a token", () => {
  const isRefusal = (error: unknown) => (error as Error).message === "refused";
  const entering = (answers: readonly string[]) => {
    const [asked, dropped] = [[] as string[], [] as string[]];
    const source = {
      get: async () => `token ${dropped.length + 1}`,
      drop: (value: string) => void dropped.push(value),
    };
    const enter = async (value: string) => {
      const answer = answers[asked.push(value) - 1] ?? "in";
      if (answer !== "in") throw new Error(answer);
      return answer;
    };
    return { asked, dropped, result: enterByToken(source, enter, isRefusal) };
  };

  it("asks for another one once", async () => {
    const { asked, result } = entering(["refused"]);
    expect(await result).toBe("in");
    expect(asked).toEqual(["token 1", "token 2"]);
  });

  it("is told when the fresh one is refused too", async () => {
    const { asked, result } = entering(["refused", "refused"]);
    expect(await codeOf(result)).toBe("channels.oauth_not_admitted");
    expect(asked).toHaveLength(2);
  });

  it("keeps it where something else is wrong", async () => {
    const { asked, dropped, result } = entering(["lost"]);
    await expect(result).rejects.toThrow("lost");
    expect([asked, dropped]).toEqual([["token 1"], []]);
  });
});
