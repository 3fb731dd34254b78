import type { ModuleScope } from "@/db/values/modules";
import { MODULE_SCOPES } from "@/db/values/modules";
import { type Outside, reading } from "@/server/domain/context";
import { makeDebtor } from "@/server/domain/dunning/testing/dunning-scene";
import { createModuleKey } from "@/server/domain/modules";
import type { Desk } from "@/server/domain/testing";
import { answerModule } from "../door";
import { answerModuleTrpc } from "../router";

const log = { info: () => undefined, error: () => undefined };

type Sent = Record<string, string>;
export interface Answered {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the door answers, looked at by a test.
  body: any;
}

let serial = 0;

/** A tenant with a debtor on a case and a module's key that may do all of it, or what is named. */
export async function openAgency(
  desk: Desk,
  given: { scopes?: readonly ModuleScope[]; outside?: Outside | undefined } = {},
) {
  const { scopes = MODULE_SCOPES, outside } = given;
  const tenant = await desk.tenant();
  const admin = await tenant.operator("administrator");
  const { keyId, secret } = await createModuleKey(admin, {
    ...{ label: "Úvěry", scopes: [...scopes], callsPerMinute: 10_000 },
  });
  const debtor = await makeDebtor(admin);
  const refNo = await reading(admin, async ({ sql }) => {
    const [row] = await sql<{ refNo: string }[]>`
      select ref_no as "refNo" from cases where id = ${debtor.caseId}`;
    return row?.refNo ?? "";
  });
  /** Everything that goes to the door, by REST or tRPC, as a server would lead it. */
  const fetchDoor = async (request: Request): Promise<Response> => {
    const given = {
      parts: { db: desk.db, keys: desk.keys, log, now: desk.now, ...(outside ? { outside } : {}) },
      sayIn: async (language: string) => (code: string) => `${language}:${code}`,
    };
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/api/module/trpc/")) return answerModuleTrpc(request, given);
    return answerModule(request, pathname.replace("/api/module/v1/", "").split("/"), given);
  };
  const call = async (
    route: string,
    body?: unknown,
    { headers = {}, key = secret }: { headers?: Sent; key?: string } = {},
  ): Promise<Answered> => {
    const [method = "GET", path = ""] = route.split(" ");
    const isRaw = typeof body === "string" || body instanceof Uint8Array;
    const named: Sent = method === "GET" ? {} : { "idempotency-key": `call-${++serial}` };
    const sent = isRaw ? (body as BodyInit) : JSON.stringify(body);
    const request = new Request(`http://saldo.example/api/module/v1/${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...named, ...headers },
      ...(body === undefined ? {} : { body: sent }),
    });
    const answer = await fetchDoor(request);
    return { status: answer.status, headers: answer.headers, body: await answer.json() };
  };
  return { tenant, admin, keyId, secret, refNo, call, fetchDoor, ...debtor };
}
