import type { RouterOutput } from "../api/crm";
import { isSessionOver } from "../portal/faults";
import type { pocketClient } from "./pocket-client";
import { type Sent, sendQueue } from "./send-queue";
import { memoryStore, OVERVIEW, type PocketStore, type Queued } from "./store";

export type Overview = RouterOutput["pocket"]["overview"];
export type Talk = RouterOutput["pocket"]["open"];

export interface PocketState {
  isReady: boolean;
  /** Whether the last question was answered; where not, everything is as of when it was read. */
  isOnline: boolean;
  overview: { value: Overview; at: Date } | null;
  talk: { value: Talk; at: Date } | null;
  openCaseId: number | null;
  queue: Queued[];
  /** Why a step was refused. */
  error: unknown;
}

/** What a desk stands on: the way to the server, the device's own store, and the page. */
export interface DeskParts {
  client: Pick<typeof pocketClient, "pocket" | "portal" | "cases">;
  openStore(): Promise<PocketStore>;
  leave(): void;
  errorText(error: unknown): string;
}

const talkName = (caseId: number) => `talk:${caseId}`;

/** Nobody answered: a tunnel, or a server that is not there. A refusal always carries its data. */
const isUnreached = (error: unknown): boolean =>
  (error as { data?: unknown } | null)?.data === undefined ||
  (error as { data?: unknown }).data === null;

/** What a telephone shows, from its own store first and from the server when there is one. */
export class PocketDesk {
  private state: PocketState = {
    ...{ isReady: false, isOnline: true, overview: null, talk: null, openCaseId: null },
    ...{ queue: [], error: null },
  };
  private readonly hearers = new Set<() => void>();
  private store: PocketStore | null = null;
  private begun: Promise<void> | null = null;
  private sending: Promise<void> | null = null;

  constructor(private readonly parts: DeskParts) {}

  subscribe = (hear: () => void): (() => void) => {
    this.hearers.add(hear);
    return () => this.hearers.delete(hear);
  };
  snapshot = (): PocketState => this.state;

  private set(more: Partial<PocketState>): void {
    this.state = { ...this.state, ...more };
    for (const hear of this.hearers) hear();
  }

  /** Shows what the device holds. It waits for no network: that is asked by `refresh`. */
  begin(): Promise<void> {
    this.begun ??= this.readStore();
    return this.begun;
  }

  private async readStore(): Promise<void> {
    this.store = await this.parts.openStore().catch(() => memoryStore());
    const overview = await this.store.kept<Overview>(OVERVIEW);
    this.set({ overview });
    await this.readQueue();
  }

  /** Replies of the operator whose device it is now; those of others wait for their writers. */
  private async readQueue(): Promise<void> {
    const operatorKey = this.state.overview?.value.operatorKey;
    const all = (await this.store?.queue()) ?? [];
    this.set({ queue: all.filter((reply) => reply.operatorKey === operatorKey) });
  }

  /** Asks; a session that is over clears what was read here, and leads to the sign-in. */
  private async ask<T>(question: () => Promise<T>): Promise<T | null> {
    try {
      const answer = await question();
      this.set({ isOnline: true });
      return answer;
    } catch (error) {
      if (isUnreached(error)) this.set({ isOnline: false });
      else if (isSessionOver(error)) {
        await this.store?.wipeKept();
        this.parts.leave();
      } else throw error;
      return null;
    }
  }

  /** Asks anew: the lists, and the open conversation where it is among the cases told of. */
  async refresh(cases?: readonly number[]): Promise<void> {
    // News may come before the store is read, which would then stand over them.
    await this.begin();
    try {
      const value = await this.ask(() => this.parts.client.pocket.overview.query());
      if (value) await this.take(value);
      const { openCaseId } = this.state;
      const isTold = openCaseId !== null && (cases?.includes(openCaseId) ?? true);
      if (isTold) await this.loadTalk(openCaseId);
      await this.sendAll();
    } catch (error) {
      this.set({ error });
    }
    this.set({ isReady: true });
  }

  /** A device in somebody else's hands forgets first what was read; what was written stays theirs. */
  private async take(value: Overview): Promise<void> {
    const before = this.state.overview?.value.operatorKey;
    if (before && before !== value.operatorKey) {
      await this.store?.wipeKept();
      this.set({ talk: null });
    }
    await this.store?.keep(OVERVIEW, value, value.at);
    this.set({ overview: { value, at: value.at } });
    if (before !== value.operatorKey) await this.readQueue();
  }

  async open(caseId: number | null): Promise<void> {
    if (caseId === null) {
      this.set({ openCaseId: null, talk: null, error: null });
      return;
    }
    const kept = (await this.store?.kept<Talk>(talkName(caseId))) ?? null;
    this.set({ openCaseId: caseId, talk: kept, error: null });
    await this.loadTalk(caseId).catch((error: unknown) => this.set({ error }));
  }

  private async loadTalk(caseId: number): Promise<Talk | null> {
    const value = await this.ask(() => this.parts.client.pocket.open.mutate({ caseId }));
    if (!value) return null;
    await this.store?.keep(talkName(caseId), value, value.at);
    if (this.state.openCaseId === caseId) this.set({ talk: { value, at: value.at } });
    return value;
  }

  /** Writes a reply down on the device, and sends it as soon as somebody is reached. */
  async answer(text: string): Promise<void> {
    const { talk, overview } = this.state;
    if (!talk || !overview) return;
    const { caseId, refNo, posts } = talk.value;
    await this.put({
      ...{ key: crypto.randomUUID(), operatorKey: overview.value.operatorKey, caseId, refNo, text },
      ...{ writtenAt: new Date(), lastPostId: posts.at(-1)?.id ?? 0, attempts: 0, held: null },
    });
    await this.sendAll();
  }

  private async put(reply: Queued): Promise<void> {
    const queue = this.state.queue.filter(({ key }) => key !== reply.key);
    await this.store?.put(reply);
    this.set({ queue: [...queue, reply] });
  }

  /** Sends what was held back after all: as a new try that overtakes nothing. */
  async sendAnyway(reply: Queued): Promise<void> {
    const lines = this.state.talk?.value.posts ?? [];
    await this.put({ ...reply, held: null, attempts: 0, lastPostId: lines.at(-1)?.id ?? 0 });
    await this.sendAll();
  }

  async drop(key: string): Promise<void> {
    await this.store?.drop(key);
    this.set({ queue: this.state.queue.filter((each) => each.key !== key) });
  }

  /** One page of this device at a time sends; twice would be one reply all the same. */
  sendAll(): Promise<void> {
    this.sending ??= this.sendNow().finally(() => {
      this.sending = null;
    });
    return this.sending;
  }

  private async sendNow(): Promise<void> {
    const { store } = this;
    const operatorKey = this.state.overview?.value.operatorKey;
    if (!store || !operatorKey || this.state.queue.length === 0) return;
    const parts = {
      store,
      send: (reply: Queued) => this.sendOne(reply),
      lines: async (caseId: number) => (await this.loadTalk(caseId))?.posts ?? null,
    };
    const done = await sendQueue(parts, operatorKey);
    await this.readQueue();
    const { openCaseId } = this.state;
    if (openCaseId !== null && done.includes(openCaseId)) await this.loadTalk(openCaseId);
  }

  private async sendOne({ caseId, text, key }: Queued): Promise<Sent> {
    try {
      await this.parts.client.portal.answer.mutate({ caseId, text, idempotencyKey: key });
      this.set({ isOnline: true });
      return "sent";
    } catch (error) {
      if (isUnreached(error)) {
        this.set({ isOnline: false });
        return "offline";
      }
      return isSessionOver(error) ? "signed-out" : { refused: this.parts.errorText(error) };
    }
  }

  /** Takes the open request over, or resolves it. Only where somebody is reached. */
  async step(transition: string): Promise<void> {
    const { openCaseId: caseId } = this.state;
    if (caseId === null) return;
    try {
      this.set({ error: null });
      await this.ask(() => this.parts.client.cases.move.mutate({ caseId, transition }));
      await this.refresh();
    } catch (error) {
      this.set({ error });
    }
  }
}
