import { randomInt } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import type { Keys } from "../keys";

const ISSUER = "Saldo";
const STEP_SECONDS = 30;
/** A code of the step before or after is taken too: clocks of telephones stray. */
const WINDOW_STEPS = 1;
export const RECOVERY_CODE_COUNT = 10;
const RECOVERY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
const RECOVERY_LENGTH = 10;

const totp = (secret: Secret, label: string) =>
  new TOTP({ issuer: ISSUER, label, secret, algorithm: "SHA1", digits: 6, period: STEP_SECONDS });

/** A new secret: base32 text to type and the otpauth:// address that a QR code carries. */
export function newTotpSecret(label: string): { secret: string; address: string } {
  const secret = new Secret({ size: 20 });
  return { secret: secret.base32, address: totp(secret, label).toString() };
}

/** The time step whose code this is (RFC 6238), or null when it is none of those near `now`. */
export function totpStepOf(secretBase32: string, code: string, now: Date): number | null {
  const digits = code.replace(/\s/g, "");
  if (!/^\d{6}$/.test(digits)) return null;
  const timestamp = now.getTime();
  const delta = totp(Secret.fromBase32(secretBase32), "").validate({
    token: digits,
    timestamp,
    window: WINDOW_STEPS,
  });
  return delta === null ? null : Math.floor(timestamp / 1000 / STEP_SECONDS) + delta;
}

/** Ten codes such as "k7pmx-2fd9w", 49 bits each. */
export function newRecoveryCodes(): string[] {
  const letter = () => RECOVERY_LETTERS[randomInt(RECOVERY_LETTERS.length)];
  return Array.from({ length: RECOVERY_CODE_COUNT }, () => {
    const text = Array.from({ length: RECOVERY_LENGTH }, letter).join("");
    return `${text.slice(0, 5)}-${text.slice(5)}`;
  });
}

/** A keyed hash as hex; spaces, dashes and case do not matter. */
export function recoveryCodeHash(keys: Keys, code: string): string {
  const plain = code.toLowerCase().replace(/[^a-z0-9]/g, "");
  return keys.hash("recovery-code", plain).toString("hex");
}
