import { named, Refused, type Saldo, told } from "./saldo";
import type { Store } from "./store";

/** What every verb works with. */
export interface Desk {
  saldo: Saldo;
  store: Store;
  now(): Date;
  /** What is being done, by the id of the call. */
  underWay: Map<string, Promise<unknown>>;
}

/** The same name came with other contents before: what it names is there. */
export const USED = "modules.key_of_another_call";

type Asked<T> = Parameters<typeof told<T>>[0];

/**
 * Creates something in Saldo once, however often it is tried: under one name Saldo does it once and
 * answers the same again, so that whoever fell over between asking and noting the answer may ask again.
 * A refusal is an answer too and would be repeated for ever, so after one the name is another; but not
 * after `USED`, which says that something was created under it.
 */
export async function once<T>(
  { store }: Desk,
  name: string,
  ask: (params: ReturnType<typeof named>) => Asked<T>,
): Promise<T> {
  try {
    return await told(ask(named(`${name}:${store.refusals.get(name) ?? 0}`)));
  } catch (error) {
    const isRefusal = error instanceof Refused && error.code !== USED;
    if (isRefusal) store.change({ kind: "refused", name });
    throw error;
  }
}

/** Words of ours: the program itself says no. */
export const no = (words: string): Refused => new Refused(words, "loan.refused");

/** What comes under one id at the same time is done once: the others get the answer of the first. */
export async function together<T>(
  { underWay }: Desk,
  id: string,
  work: () => Promise<T>,
): Promise<{ answer: T; isFirst: boolean }> {
  const running = underWay.get(id) as Promise<T> | undefined;
  if (running) return { answer: await running, isFirst: false };
  const mine = work();
  underWay.set(id, mine);
  try {
    return { answer: await mine, isFirst: true };
  } finally {
    underWay.delete(id);
  }
}
