import { createHash, timingSafeEqual } from "node:crypto";
import { DomainError } from "@/server/kernel/errors";

/** A call of a carrier to us, as it came. */
export interface WebhookCall {
  /** The address it called, whole, as it knows it: not the one behind a proxy. */
  url: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
  /** When it came: the time of what carries none of its own. */
  at: Date;
}

/** The name of the secret in the address that a carrier without signatures is given. */
export const SECRET_PARAM = "secret";

/** Throws `messages.webhook_refused` unless the address holds the secret. */
export function assertSecret({ url }: WebhookCall, secret: string): void {
  const said = new URL(url).searchParams.get(SECRET_PARAM) ?? "";
  if (secret === "" || !isSame(said, secret)) throw webhookRefused();
}

/** Takes as long for every wrong answer. */
export function isSame(said: string, expected: string): boolean {
  const [a, b] = [said, expected].map((text) => createHash("sha256").update(text).digest());
  return timingSafeEqual(a as Buffer, b as Buffer);
}

export const webhookRefused = (): DomainError =>
  new DomainError("forbidden", "messages.webhook_refused");

/** It knows the secret, but does not speak as the carrier does. */
export const webhookOdd = (carrier: string): DomainError =>
  new DomainError("invalid", "messages.webhook_odd", { carrier });

/** An id for what its carrier gives none: the same content is the same reply. */
export function idOfContent(...parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}
