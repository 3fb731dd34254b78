import { randomInt } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

/** argon2id (the library's default kind), 19 MiB, two passes: OWASP's first choice; 20 to 33 ms. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

// Letters and digits that nobody mistakes for another when reading aloud.
const READABLE = "abcdefghjkmnpqrstuvwxyz23456789";
const GENERATED_GROUPS = 4;
const GENERATED_GROUP_LENGTH = 4;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), COST);
}

/** False also for what is no hash at all: an account without a password. */
export async function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  if (!passwordHash.startsWith("$argon2id$")) return false;
  return verify(passwordHash, password.normalize("NFKC"));
}

let decoy: Promise<string> | undefined;

/** The work of one verification for an e-mail that nobody has, so that time tells nothing. */
export async function spendPasswordWork(password: string): Promise<void> {
  decoy ??= hashPassword("an e-mail that nobody has");
  await verifyPassword(await decoy, password);
}

/** A password to hand over by voice or paper, such as "k7pm-x2fd-9wqa-hn4t" (79 bits). */
export function generatePassword(): string {
  const group = () =>
    Array.from({ length: GENERATED_GROUP_LENGTH }, () => READABLE[randomInt(READABLE.length)]);
  return Array.from({ length: GENERATED_GROUPS }, () => group().join("")).join("-");
}
