import type { PocketStore, Queued } from "./store";

/** What a try of sending came to. `offline`: nobody was reached, so it is tried again later. */
export type Sent = "sent" | "offline" | "signed-out" | { refused: string };

interface Line {
  id: number;
  author: "client" | "operator";
  text: string;
}

export interface QueueParts {
  store: Pick<PocketStore, "queue" | "put" | "drop">;
  send(reply: Queued): Promise<Sent>;
  /** What stands in the request now; null where nobody was reached. */
  lines(caseId: number): Promise<Line[] | null>;
}

/** Whether a colleague has answered since; one's own reply that did arrive is none. */
const isOvertaken = ({ lastPostId, text }: Queued, lines: readonly Line[]): boolean => {
  const newer = lines.filter(({ id, author }) => author === "operator" && id > lastPostId);
  return newer.length > 0 && !newer.some((line) => line.text === text);
};

/**
 * Sends what waits, in the order in which it was written; answers the cases that have a new reply.
 * A reply that waited is held back when a colleague answered meanwhile, and every refusal keeps its text.
 */
export async function sendQueue(
  { store, send, lines }: QueueParts,
  operatorKey: string,
): Promise<number[]> {
  const done: number[] = [];
  for (const reply of await store.queue()) {
    if (reply.held || reply.operatorKey !== operatorKey) continue;
    if (reply.attempts > 0) {
      const known = await lines(reply.caseId);
      if (!known) return done;
      if (isOvertaken(reply, known)) {
        await store.put({ ...reply, held: { kind: "overtaken" } });
        continue;
      }
    }
    // Written down first: whatever becomes of this page, the next try knows of this one.
    await store.put({ ...reply, attempts: reply.attempts + 1 });
    const sent = await send(reply);
    if (sent === "offline" || sent === "signed-out") return done;
    if (sent === "sent") {
      await store.drop(reply.key);
      done.push(reply.caseId);
    } else {
      const held = { kind: "refused", reason: sent.refused } as const;
      await store.put({ ...reply, attempts: reply.attempts + 1, held });
    }
  }
  return done;
}
