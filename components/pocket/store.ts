/** What lies on the device: lists as they were last seen, and replies that have not left. */
export interface Queued {
  /** Of the reply: sent twice it is one. */
  key: string;
  operatorKey: string;
  caseId: number;
  refNo: string;
  text: string;
  writtenAt: Date;
  /** The last line that its writer had seen. */
  lastPostId: number;
  attempts: number;
  /** What its writer sent to the same request before it, while it waited. */
  ownTexts?: string[];
  /** Why it did not go; its text stays until somebody decides. */
  held: { kind: "refused"; reason: string } | { kind: "overtaken" } | null;
}

export interface PocketStore {
  kept<T>(name: string): Promise<{ value: T; at: Date } | null>;
  keep(name: string, value: unknown, at: Date): Promise<void>;
  forget(name: string): Promise<void>;
  queue(): Promise<Queued[]>;
  put(reply: Queued): Promise<void>;
  drop(key: string): Promise<void>;
  /** Everything that was read; the replies that wait stay. */
  wipeKept(): Promise<void>;
}

/** The name under which the lists are kept. */
export const OVERVIEW = "overview";

const NAME = "saldo-pocket";
const KEPT = "kept";
const QUEUE = "queue";
/** Conversations older than this, and more than so many, are not carried about. */
const KEPT_DAYS = 7;
const KEPT_MAX = 40;

interface Kept {
  name: string;
  value: unknown;
  at: Date;
}

const answered = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(KEPT, { keyPath: "name" });
    request.result.createObjectStore(QUEUE, { keyPath: "key" });
  };
  return answered(request);
}

type Mode = "readonly" | "readwrite";
type Work<T> = (store: IDBObjectStore) => IDBRequest<T>;

/** The store of this browser. */
export async function openStore(): Promise<PocketStore> {
  const database = await openDatabase();
  // A second page that empties everything must not wait for this one.
  database.onversionchange = () => database.close();
  const run = <T>(name: string, mode: Mode, work: Work<T>): Promise<T> =>
    answered(work(database.transaction(name, mode).objectStore(name)));

  async function prune(now: Date): Promise<void> {
    const all = (await run(KEPT, "readonly", (at) => at.getAll())) as Kept[];
    const since = now.getTime() - KEPT_DAYS * 86_400_000;
    const newest = all.toSorted((a, b) => b.at.getTime() - a.at.getTime());
    const gone = newest.filter(({ at }, index) => index >= KEPT_MAX || at.getTime() < since);
    for (const { name } of gone) await run(KEPT, "readwrite", (at) => at.delete(name));
  }
  return {
    async kept<T>(name: string) {
      const found = (await run(KEPT, "readonly", (at) => at.get(name))) as Kept | undefined;
      return found ? { value: found.value as T, at: found.at } : null;
    },
    async keep(name, value, at) {
      await run(KEPT, "readwrite", (store) => store.put({ name, value, at }));
      await prune(at);
    },
    forget: (name) => run(KEPT, "readwrite", (at) => at.delete(name)),
    async queue() {
      const all = (await run(QUEUE, "readonly", (at) => at.getAll())) as Queued[];
      return all.toSorted((a, b) => a.writtenAt.getTime() - b.writtenAt.getTime());
    },
    put: (reply) => run(QUEUE, "readwrite", (at) => at.put(reply)).then(() => undefined),
    drop: (key) => run(QUEUE, "readwrite", (at) => at.delete(key)),
    wipeKept: () => run(KEPT, "readwrite", (at) => at.clear()),
  };
}

/** For browsers that keep nothing: what is read and written lives as long as the page. */
export function memoryStore(): PocketStore {
  const kept = new Map<string, { value: unknown; at: Date }>();
  const queue = new Map<string, Queued>();
  return {
    kept: async <T>(name: string) => (kept.get(name) as { value: T; at: Date } | undefined) ?? null,
    keep: async (name, value, at) => void kept.set(name, { value, at }),
    forget: async (name) => void kept.delete(name),
    queue: async () => [...queue.values()],
    put: async (reply) => void queue.set(reply.key, reply),
    drop: async (key) => void queue.delete(key),
    wipeKept: async () => kept.clear(),
  };
}

type Store = Pick<PocketStore, "kept" | "queue" | "drop" | "wipeKept">;

/** Replies of whoever reads on this device now; on a shared one the others' are not theirs. */
export async function waitingReplies(store: Store): Promise<Queued[]> {
  const overview = await store.kept<{ operatorKey: string }>(OVERVIEW);
  const all = await store.queue();
  return all.filter(({ operatorKey }) => operatorKey === overview?.value.operatorKey);
}

/** How many replies wait on this device; at sign-out they would be lost. */
export async function countWaiting(): Promise<number> {
  return (await waitingReplies(await openStore().catch(() => memoryStore()))).length;
}

/** Takes away what was read and written by whoever leaves; replies of others wait for them. */
export async function leaveStore(store: Store): Promise<void> {
  for (const { key } of await waitingReplies(store)) await store.drop(key);
  await store.wipeKept();
}

/** Before somebody signs in: what was read by whoever's session ran out is not for them. */
export async function forgetRead(): Promise<void> {
  if ("indexedDB" in globalThis) await (await openStore()).wipeKept();
}

/** At sign-out: nothing of theirs stays on the device, and nobody is told anything more. */
export async function clearPocket(): Promise<void> {
  if ("indexedDB" in globalThis) await leaveStore(await openStore());
  if ("caches" in globalThis) {
    const names = await caches.keys();
    const ours = names.filter((name) => name.startsWith("saldo-pocket-"));
    await Promise.all(ours.map((name) => caches.delete(name)));
  }
  const registration = await navigator.serviceWorker?.getRegistration("/pocket");
  const subscription = await registration?.pushManager?.getSubscription();
  await subscription?.unsubscribe();
}
