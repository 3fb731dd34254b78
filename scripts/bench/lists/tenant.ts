import { randomBytes } from "node:crypto";
import { connect } from "@/db/client";
import { makeKeys } from "@/server/domain/keys";
import { createTenant } from "@/server/domain/tenant";
import { send } from "./load";

const pairOf = (line: string) => line.split(";")[0] ?? "";

/** Makes a tenant with an administrator and signs in over HTTP, as a browser does. */
export async function makeBenchTenant(
  url: string,
  ownerUrl: string,
  slug: string,
): Promise<{ tenantId: number; cookie: string }> {
  const { SALDO_DATA_KEY = "", SALDO_HASH_KEY = "" } = process.env;
  const email = `${slug}@bench.example`;
  const password = randomBytes(18).toString("base64url");
  const db = connect(ownerUrl, { poolMax: 1 });
  const { tenantId } = await createTenant(
    {
      db,
      keys: makeKeys(SALDO_DATA_KEY, SALDO_HASH_KEY),
      log: { info: () => undefined, error: () => undefined },
      now: new Date(),
    },
    {
      slug,
      name: slug,
      country: "CZ",
      language: "cs",
      administrator: { email, name: "Bench", password },
    },
  );
  await db.end();
  const csrf = await send(`${url}/api/auth/csrf`);
  const { csrfToken } = JSON.parse(csrf.body) as { csrfToken: string };
  const body = new URLSearchParams({ csrfToken, email, password, json: "true" }).toString();
  const signedIn = await send(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "content-length": String(Buffer.byteLength(body)),
      cookie: csrf.cookies.map(pairOf).join("; "),
    },
    body,
  });
  const cookie = signedIn.cookies.map(pairOf).find((pair) => pair.startsWith("saldo.session="));
  if (!cookie) throw new Error(`no session: ${signedIn.status} ${signedIn.body}`);
  return { tenantId, cookie };
}
