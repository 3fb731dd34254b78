import { createHash, randomUUID } from "node:crypto";

/** A verb's own key out of the caller's: short enough, and no other module's. */
export const keyOf = (moduleKeyId: number, idempotencyKey: string | null): string =>
  `module-${createHash("sha256")
    .update(`${moduleKeyId}:${idempotencyKey ?? randomUUID()}`)
    .digest("hex")
    .slice(0, 32)}`;
