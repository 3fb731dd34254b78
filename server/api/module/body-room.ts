import { DomainError } from "@/server/kernel/errors";
import { BODY_BYTES_MAX } from "./body";

/** What may be in memory at the same time: bodies, and the bytes that they announce. */
export interface BodyLimits {
  bodies: number;
  bytes: number;
}

/** Of one key, so that no machine takes all of it; and of this process. */
const OF_KEY: BodyLimits = { bodies: 8, bytes: 2 * BODY_BYTES_MAX };
const OF_PROCESS: BodyLimits = { bodies: 32, bytes: 4 * BODY_BYTES_MAX };
/** A statement of usual size is read and kept by then. */
const RETRY_SECONDS = 5;

const has = (room: BodyLimits, limits: BodyLimits, bytes: number): boolean =>
  room.bodies < limits.bodies && room.bytes + bytes <= limits.bytes;

/**
 * The room of a process for bodies that are read whole. `enter` takes a place for one before a byte of
 * it is read and answers how to leave it; throws precondition `modules.bodies_of_key` or external
 * `modules.bodies_at_once`, both with the seconds to wait.
 */
export function openBodyRoom() {
  const taken: BodyLimits = { bodies: 0, bytes: 0 };
  const byKey = new Map<number, BodyLimits>();
  return {
    enter(keyId: number, bytes: number): () => void {
      const own = byKey.get(keyId) ?? { bodies: 0, bytes: 0 };
      const params = { seconds: RETRY_SECONDS };
      if (!has(own, OF_KEY, bytes)) {
        throw new DomainError("precondition", "modules.bodies_of_key", params);
      }
      if (!has(taken, OF_PROCESS, bytes)) {
        const kind = { kind: "external", retryable: true } as const;
        throw new DomainError(kind, "modules.bodies_at_once", params);
      }
      byKey.set(keyId, own);
      for (const each of [own, taken]) {
        each.bodies += 1;
        each.bytes += bytes;
      }
      return () => {
        for (const each of [own, taken]) {
          each.bodies -= 1;
          each.bytes -= bytes;
        }
        if (own.bodies === 0) byKey.delete(keyId);
      };
    },
  };
}
