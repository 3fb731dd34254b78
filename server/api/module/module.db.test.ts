import { describe, expect, it } from "vitest";
import { writeAbo } from "@/server/connectors/bank/testing/write-abo";
import { MOVEMENT, STATEMENT } from "@/server/connectors/bank/testing/written";
import { listAudit } from "@/server/domain/audit";
import { listMovements, matchMovements, saveAccount } from "@/server/domain/bank";
import { inTransaction, type ModuleActor, makeToday } from "@/server/domain/context";
import {
  CALLS_PER_MINUTE,
  createModuleKey,
  listModuleKeys,
  revokeModuleKey,
} from "@/server/domain/modules";
import { createParty } from "@/server/domain/parties";
import { openDesk } from "@/server/domain/testing";
import { answerModule, languageOf } from "./door";
import { routeOf } from "./routes";

const desk = await openDesk();
let now = desk.now;
const log = { info: () => undefined, error: () => undefined };
const statement = (amountMinor = 1_000) =>
  writeAbo([{ ...STATEMENT, movements: [{ ...MOVEMENT, amountMinor }] }]);

type Sent = Record<string, string>;

async function call(
  path: string,
  body: BodyInit | null,
  headers: Sent,
): Promise<{ status: number; headers: Headers; body: Record<string, unknown> }> {
  // As every client says it of what it holds whole.
  const length = body instanceof Uint8Array ? { "content-length": String(body.length) } : {};
  const request = new Request(`http://saldo.example/api/module/v1/${path}`, {
    method: "POST",
    headers: { ...length, ...headers },
    body,
    // A stream is sent while the answer may come already.
    ...(body instanceof ReadableStream ? { duplex: "half" } : {}),
  } as RequestInit);
  const names = (path.split("?")[0] ?? "").split("/");
  const answer = await answerModule(request, names, {
    parts: { db: desk.db, keys: desk.keys, log, now },
    sayIn: async (language) => (code) => `${language}:${code}`,
  });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

async function agency() {
  const tenant = await desk.tenant();
  const admin = await tenant.operator("administrator");
  await saveAccount(admin, { number: STATEMENT.account, currency: "CZK" });
  const { keyId, secret } = await createModuleKey(admin, {
    ...{ label: "účetní robot", scopes: ["bank:upload"] },
  });
  const bearer = { authorization: `Bearer ${secret}` };
  const send = (bytes: Uint8Array, more: Sent = {}, path = "statements?name=vypis.gpc") =>
    call(path, new Uint8Array(bytes), { ...bearer, ...more });
  const taken = async () => (await listMovements(admin, {})).items;
  return { tenant, admin, keyId, secret, bearer, send, taken };
}

describe("a module's key", () => {
  it("takes a statement over like an upload by hand, in the module's name", async () => {
    const { admin, send, taken, keyId, tenant } = await agency();
    const first = await send(statement());
    expect(first).toMatchObject({
      status: 200,
      body: { statements: 1, movements: 1, newMovements: 1, findings: [] },
    });
    expect((await send(statement())).body).toMatchObject({ movements: 1, newMovements: 0 });
    expect(await taken()).toHaveLength(1);
    const { items } = await listAudit(admin, { action: "bank.upload" });
    expect(items[0]).toMatchObject({ actorKind: "module", actorName: "účetní robot" });
    expect(await matchMovements(tenant.system())).toMatchObject({ seenCount: 1 });
    const [key] = await listModuleKeys(admin);
    expect(key).toMatchObject({ id: keyId, lastUsedAt: now });
    expect(JSON.stringify([key, items])).not.toContain("saldo_");
  });

  it("takes a form with one file too, and says what does not add up", async () => {
    const { bearer } = await agency();
    const form = new FormData();
    const broken = { ...STATEMENT, movements: [MOVEMENT] };
    const bytes = Buffer.from(writeAbo([broken]));
    // The closing balance of the head, one haléř off.
    bytes.write("9", 73, "latin1");
    form.append("file", new File([new Uint8Array(bytes)], "z-formulare.gpc"));
    const answer = await call("statements", form, { ...bearer, "accept-language": "de, ru;q=0.8" });
    expect(answer).toMatchObject({
      status: 200,
      body: { newMovements: 1, findings: [{ message: "ru:bank.balance_differs" }] },
    });
    form.append("second", new File(["x"], "x"));
    expect(await call("statements", form, bearer)).toMatchObject({
      status: 400,
      body: { code: "modules.one_file" },
    });
  });

  it("is told where a file cannot be read: line, column, in the language it asks for", async () => {
    const { send, taken } = await agency();
    const cut = statement().subarray(0, 180);
    expect(await send(cut, { "accept-language": "en-GB,en;q=0.9" })).toMatchObject({
      status: 400,
      body: { code: "bank.truncated_record", detail: "en:bank.truncated_record", line: 2 },
    });
    expect(await taken()).toEqual([]);
  });

  it("has a movement looked at again, named or not, where its scopes allow that", async () => {
    const { admin, send, taken, bearer, tenant } = await agency();
    await send(statement());
    const [{ id = 0 } = {}] = await taken();
    const path = `movements/${id}/rematch`;
    expect(await call(path, null, bearer)).toMatchObject({ status: 403 });
    const { secret } = await createModuleKey(admin, { label: "zařazení", scopes: ["bank:match"] });
    const sorter = { authorization: `Bearer ${secret}` };
    await matchMovements(tenant.system());
    for (const more of [{}, { "idempotency-key": "again-1" }] as Sent[]) {
      expect(await call(path, null, { ...sorter, ...more })).toMatchObject({
        status: 200,
        body: { state: "open", reason: "no_claim" },
      });
    }
    expect(await call("movements/0/rematch", null, sorter)).toMatchObject({ status: 404 });
    expect(await call("movements/x/rematch", null, sorter)).toMatchObject({ status: 404 });
    const { items } = await listAudit(admin, { action: "bank.rematch" });
    expect(items.map(({ actorName }) => actorName)).toEqual(["zařazení", "zařazení"]);
  });

  it("takes the good statements of a file where it asks for them, and names the others", async () => {
    const { send, taken } = await agency();
    const mixed = writeAbo([
      { ...STATEMENT, movements: [MOVEMENT] },
      { ...STATEMENT, account: "19-2000145399/0800", movements: [MOVEMENT] },
    ]);
    expect(await send(mixed)).toMatchObject({
      status: 400,
      body: { code: "bank.account_unknown" },
    });
    expect(await taken()).toEqual([]);
    expect(await send(mixed, {}, "statements?name=vypis.gpc&keep=good")).toMatchObject({
      status: 200,
      body: { newMovements: 1, refused: [{ code: "bank.account_unknown" }] },
    });
  });

  it("opens nothing when it is unknown, revoked, another's or not for that", async () => {
    const { admin, keyId, secret, send, tenant, taken } = await agency();
    const stranger = await agency();
    const knock = (authorization: string) =>
      call("statements", statement() as never, { authorization });
    for (const wrong of ["", "Bearer", `Basic ${secret}`, `Bearer ${secret}x`, "Bearer saldo_"]) {
      expect(await knock(wrong), wrong).toMatchObject({
        status: 401,
        body: { code: "modules.unknown_key" },
      });
    }
    // Of another company, whose account this statement is not.
    await inTransaction(stranger.admin, (_, { sql }) =>
      sql`update bank_accounts set number = '19-2000145399/0800'`.then(() => undefined),
    );
    expect(await stranger.send(statement())).toMatchObject({
      status: 400,
      body: { code: "bank.account_unknown" },
    });
    const narrow = await createModuleKey(admin, { label: "jen párování", scopes: ["bank:match"] });
    expect(await knock(`Bearer ${narrow.secret}`)).toMatchObject({
      status: 403,
      body: { code: "access.forbidden" },
    });
    await revokeModuleKey(admin, { keyId });
    expect(await send(statement())).toMatchObject({ status: 401 });
    await expect(revokeModuleKey(admin, { keyId })).rejects.toMatchObject({
      code: "modules.key_not_found",
    });
    await expect(revokeModuleKey(admin, { keyId: stranger.keyId })).rejects.toMatchObject({
      code: "modules.key_not_found",
    });
    const supervisor = await tenant.operator("supervisor");
    await expect(
      createModuleKey(supervisor, { label: "x", scopes: ["bank:upload"] }),
    ).rejects.toMatchObject({ code: "access.forbidden" });
    expect(await taken()).toEqual([]);
  });

  it("sees no case, no person and nobody's session, whatever it would ask the database", async () => {
    const { admin, tenant } = await agency();
    await createParty(admin, { kind: "legal_entity", fullName: "Dlužník s.r.o." });
    const actor: ModuleActor = {
      ...{ kind: "module", tenantId: tenant.id, keyId: 1, name: "robot", language: "cs" },
      scopes: ["bank:upload", "bank:match"],
    };
    const ctx = { db: desk.db, keys: desk.keys, log, now, today: makeToday(now), actor };
    const seen = (table: string, who: typeof ctx | typeof admin) =>
      inTransaction(who as typeof ctx, async (_, { sql }) => {
        const [row] = await sql.unsafe<{ count: number }[]>(`select count(*) from ${table}`);
        return row?.count;
      });
    for (const table of ["parties", "operators"]) {
      expect(await seen(table, admin), table).toBeGreaterThan(0);
    }
    for (const table of ["cases", "parties", "operators", "sessions", "bank_connections"]) {
      expect(await seen(table, ctx), table).toBe(0);
    }
  });

  it("may come sixty times a minute, all processes together", async () => {
    const { bearer } = await agency();
    now = new Date(desk.now.getTime() + 3_600_000);
    const statuses = await Promise.all(
      Array.from({ length: CALLS_PER_MINUTE + 3 }, () =>
        call("nothing", "", bearer).then(({ status }) => status),
      ),
    );
    expect(statuses.filter((status) => status === 404)).toHaveLength(CALLS_PER_MINUTE);
    now = new Date(now.getTime() + 20_000);
    const late = await call("nothing", "", bearer);
    expect([late.status, late.headers.get("retry-after")]).toEqual([429, "40"]);
    now = new Date(now.getTime() + 40_000);
    expect(await call("nothing", "", bearer)).toMatchObject({ status: 404 });
  });

  it("is refused a body that is too long, by what it says and by what it sends", async () => {
    const { bearer } = await agency();
    const said = { ...bearer, "content-length": String(65 * 1024 * 1024) };
    expect(await call("statements", "x", said)).toMatchObject({
      status: 413,
      body: { code: "modules.body_length" },
    });
  });
});

describe("a body", () => {
  /** A body that waits to be let go, and says how often it was asked for. */
  function waiting() {
    const seen = { reads: 0, letGo: () => {} };
    const isFree = new Promise<void>((resolve) => {
      seen.letGo = resolve;
    });
    const bytes = new Uint8Array(statement());
    const stream = new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          seen.reads += 1;
          await isFree;
          controller.enqueue(bytes);
          controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    return { seen, stream };
  }

  it("is not read of who is unknown, comes too often, or may not send it", async () => {
    const { admin, bearer } = await agency();
    const { stream, seen } = waiting();
    seen.letGo();
    const knock = (headers: Sent, path = "statements") => call(path, stream, headers);
    expect(await knock({ authorization: "Bearer none" })).toMatchObject({ status: 401 });
    const { secret } = await createModuleKey(admin, { label: "párování", scopes: ["bank:match"] });
    const sorter = { authorization: `Bearer ${secret}` };
    expect(await knock(sorter)).toMatchObject({
      ...{ status: 403, body: { code: "access.forbidden" } },
    });
    expect(await knock(bearer, "nothing")).toMatchObject({ status: 404 });
    expect(await knock({ ...bearer, "idempotency-key": "with spaces" })).toMatchObject({
      status: 400,
    });
    await inTransaction(admin, (_, { sql }) =>
      sql`update module_keys set window_from = ${now}, window_calls = 60`.then(() => undefined),
    );
    expect(await knock(bearer)).toMatchObject({ status: 429, body: { code: "modules.too_many" } });
    expect(seen.reads).toBe(0);
    now = new Date(now.getTime() + 60_000);
    expect(await knock(bearer)).toMatchObject({ status: 200, body: { newMovements: 1 } });
  });

  it("is one of few at once: of a key, and of the process", async () => {
    const agencies = await Promise.all([agency(), agency(), agency()]);
    const [first, second, third] = agencies.map(({ bearer }) => bearer);
    const open: ReturnType<typeof waiting>[] = [];
    const begin = async (bearer: Sent = {}) => {
      const body = waiting();
      open.push(body);
      const answer = call("statements", body.stream, bearer);
      await Promise.race([answer, expect.poll(() => body.seen.reads).toBe(1)]);
      return answer;
    };
    // How long they are nobody has said, so each counts as the longest there may be.
    const begun: Promise<unknown>[] = [];
    for (const bearer of [first, first, second, second]) begun.push(begin(bearer));
    await expect.poll(() => open.filter(({ seen }) => seen.reads === 1).length).toBe(4);
    const [ofKey, ofProcess] = [await begin(first), await begin(third)];
    expect(ofKey).toMatchObject({ status: 429, body: { code: "modules.bodies_of_key" } });
    expect(ofProcess).toMatchObject({ status: 503, body: { code: "modules.bodies_at_once" } });
    expect([ofKey, ofProcess].map(({ headers }) => headers.get("retry-after"))).toEqual(["5", "5"]);
    expect(open.slice(4).map(({ seen }) => seen.reads)).toEqual([0, 0]);
    for (const { seen } of open) seen.letGo();
    for (const answer of await Promise.all(begun)) expect(answer).toMatchObject({ status: 200 });
    const last = begin(third);
    open.at(-1)?.seen.letGo();
    expect(await last).toMatchObject({ status: 200 });
  });
});

describe("a call that names itself", () => {
  it("is done once: the same answer again, another body refused, another key its own", async () => {
    const { send, taken, admin } = await agency();
    const named = { "idempotency-key": "vypis-2026-11-22" };
    const first = await send(statement(), named);
    const again = await send(statement(), named);
    expect(again.body).toEqual(first.body);
    expect(first.body).toMatchObject({ newMovements: 1 });
    expect([first, again].map((each) => each.headers.get("idempotent-replayed"))).toEqual([
      null,
      "true",
    ]);
    expect(await send(statement(2_000), named)).toMatchObject({
      status: 409,
      body: { code: "modules.key_of_another_call" },
    });
    expect(await send(statement(), named, "statements?name=jiny.gpc")).toMatchObject({
      status: 409,
    });
    expect(await taken()).toHaveLength(1);
    const other = await createModuleKey(admin, { label: "druhý", scopes: ["bank:upload"] });
    const authorization = `Bearer ${other.secret}`;
    expect((await send(statement(2_000), { ...named, authorization })).body).toMatchObject({
      newMovements: 1,
    });
    expect(await send(statement(), { "idempotency-key": "with spaces" })).toMatchObject({
      status: 400,
      body: { code: "modules.idempotency_key" },
    });
  });

  it("by many at once is done by one; the others are told to come again, or its answer", async () => {
    const { send, taken } = await agency();
    const named = { "idempotency-key": "at-once" };
    const all = await Promise.all(Array.from({ length: 5 }, () => send(statement(), named)));
    const fresh = all.filter(
      ({ status, headers }) => status === 200 && !headers.has("idempotent-replayed"),
    );
    expect(fresh).toHaveLength(1);
    for (const { status, body } of all) {
      expect([200, 409]).toContain(status);
      if (status === 409) expect(body.code).toBe("modules.call_under_way");
    }
    expect(await taken()).toHaveLength(1);
  });

  it("is refused the same way again, and taken over when its process died", async () => {
    const { admin, send, keyId } = await agency();
    const named = { "idempotency-key": "cut" };
    const cut = statement().subarray(0, 180);
    const refusals = [await send(cut, named), await send(cut, named)];
    expect(refusals[0]?.body).toEqual(refusals[1]?.body);
    expect(refusals[1]).toMatchObject({ status: 400 });
    // A process that was killed in the middle: begun, never answered.
    const begun = await send(statement(), { "idempotency-key": "dead" });
    await inTransaction(admin, (_, { sql }) =>
      sql`update module_calls set status = null, answer = null
           where key_id = ${keyId} and idempotency_key = 'dead'`.then(() => undefined),
    );
    expect(await send(statement(), { "idempotency-key": "dead" })).toMatchObject({ status: 409 });
    now = new Date(now.getTime() + 10 * 60_000);
    const taken = await send(statement(), { "idempotency-key": "dead" });
    expect([begun.body.newMovements, taken.body.newMovements]).toEqual([1, 0]);
  });
});

describe("the door", () => {
  it("finds a route by its pattern, and the language that is asked for", () => {
    expect(routeOf("POST", ["movements", "7", "rematch"])?.params).toEqual({ movementId: "7" });
    expect(routeOf("GET", ["statements"])).toBeNull();
    expect(routeOf("POST", ["movements", "7"])).toBeNull();
    expect(routeOf("GET", ["cases", "by-ref-no"])?.name).toBe("caseByRefNo");
    expect(routeOf("GET", ["cases", "7"])?.name).toBe("getCase");
    expect(["sk-SK, en;q=0.5", "de", null, "xx, en"].map(languageOf)).toEqual([
      "sk",
      null,
      null,
      "en",
    ]);
  });
});
