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

/** Whether a colleague has answered since; one's own replies that did arrive are none. */
const isOvertaken = ({ lastPostId, text, ownTexts }: Queued, lines: readonly Line[]): boolean => {
  const newer = lines.filter(
    (line) => line.author === "operator" && line.id > lastPostId && !ownTexts?.includes(line.text),
  );
  return newer.length > 0 && !newer.some((line) => line.text === text);
};

/**
 * Sends what waits, in the order in which it was written; answers the cases that have a new reply.
 * A reply that waited is held back when a colleague answered meanwhile, and every refusal keeps its text.
 */
export async function sendQueue(parts: QueueParts, operatorKey: string): Promise<number[]> {
  const { store } = parts;
  const done: number[] = [];
  const tried = new Set<string>();
  // Read anew each time: what is written meanwhile, and what was marked, belongs to it.
  const waiting = async () =>
    (await store.queue()).filter(
      (reply) => !reply.held && reply.operatorKey === operatorKey && !tried.has(reply.key),
    );
  for (let [reply] = await waiting(); reply; [reply] = await waiting()) {
    tried.add(reply.key);
    const end = await trySending(parts, reply);
    if (end === "unreached") {
      // Whoever stands behind it waits too, and is looked at before it goes.
      for (const later of await waiting()) await store.put(waited(later));
      return done;
    }
    if (end === "held") continue;
    done.push(reply.caseId);
    // One's own reply is no colleague's, also when the next one leaves much later.
    for (const later of await waiting()) {
      if (later.caseId !== reply.caseId) continue;
      await store.put({ ...later, ownTexts: [...(later.ownTexts ?? []), reply.text] });
    }
  }
  return done;
}

const waited = (reply: Queued): Queued => ({ ...reply, attempts: reply.attempts + 1 });

async function trySending(
  { store, send, lines }: QueueParts,
  reply: Queued,
): Promise<"unreached" | "held" | "sent"> {
  if (reply.attempts > 0) {
    const known = await lines(reply.caseId);
    if (!known) return "unreached";
    if (isOvertaken(reply, known)) {
      await store.put({ ...reply, held: { kind: "overtaken" } });
      return "held";
    }
  }
  // Written down first: whatever becomes of this page, the next try knows of this one.
  await store.put(waited(reply));
  const sent = await send(reply);
  if (sent === "offline" || sent === "signed-out") return "unreached";
  if (sent !== "sent") {
    await store.put({ ...waited(reply), held: { kind: "refused", reason: sent.refused } });
    return "held";
  }
  await store.drop(reply.key);
  return sent;
}
