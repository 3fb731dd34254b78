import { createPrivateKey, type KeyObject, sign } from "node:crypto";
import { z } from "zod";

export interface ServiceAccount {
  email: string;
  keyId: string | null;
  key: KeyObject;
  tokenUrl: string | null;
}

const form = z.object({
  client_email: z.email(),
  private_key: z.string().min(1),
  private_key_id: z.string().optional(),
  token_uri: z.url().optional(),
});

/** The JSON key of a service account as Google hands it out; null for anything else. */
export function readServiceAccount(text: string): ServiceAccount | null {
  try {
    const read = form.parse(JSON.parse(text));
    const key = createPrivateKey(read.private_key);
    if (key.asymmetricKeyType !== "rsa") return null;
    const { client_email: email, private_key_id: keyId = null, token_uri: tokenUrl = null } = read;
    return { email, keyId, key, tokenUrl };
  } catch {
    return null;
  }
}

const LIFE_SECONDS = 3_600;

/** A JWT signed by RS256: the account asks to act in the name of a mailbox. */
export function assertionOf(
  { email, keyId, key }: ServiceAccount,
  { scope, subject, audience }: { scope: string; subject: string; audience: string },
  now: Date,
): string {
  const issued = Math.floor(now.getTime() / 1_000);
  const head = { alg: "RS256", typ: "JWT", ...(keyId ? { kid: keyId } : {}) };
  const claims = {
    ...{ iss: email, sub: subject, scope, aud: audience },
    ...{ iat: issued, exp: issued + LIFE_SECONDS },
  };
  const signed = [head, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${signed}.${sign("sha256", Buffer.from(signed), key).toString("base64url")}`;
}
