import { livingSessions } from "@/server/domain/access";
import type { Context } from "@/server/domain/context";
import { livingClients } from "@/server/domain/portal";
import {
  boardCasesSeen,
  casesOperatorsSee,
  partiesOfCases,
  partiesOfClients,
  requestsClientsSee,
} from "@/server/domain/push";
import { sightOf } from "@/server/domain/sight";
import { type Heard, nothing } from "./heard";
import type { HeardBoards } from "./heard-boards";
import { type ClientListener, type Listener, Listeners, type OperatorListener } from "./listeners";

/** What is said within this time is asked of the walls at once. */
const BURST_MS = 20;
const BEAT_MS = 20_000;
/** Sessions end by time, too; nobody says so. */
const CHECK_MS = 60_000;

interface Parts extends Pick<Context, "db" | "log"> {
  clock?: () => Date;
}

/**
 * The streams of this process. One connection hears what the database says at commit; what is told
 * on is only that something changed, and only to whom the walls show it.
 */
export class Hub {
  private readonly tenants = new Map<number, Listeners>();
  private readonly heard = new Map<number, Heard>();
  private readonly working = new Map<number, Promise<void>>();
  private readonly timers: NodeJS.Timeout[] = [];
  private opening: Promise<() => Promise<void>> | null = null;
  private isEnded = false;

  constructor(private readonly parts: Parts) {}

  /** Begins to hear; a stream is opened only once this is so. */
  async open(): Promise<void> {
    this.opening ??= this.begin();
    try {
      await this.opening;
    } catch (error) {
      this.opening = null;
      throw error;
    }
  }

  private async begin(): Promise<() => Promise<void>> {
    const stop = await this.parts.db.listen(
      "stream",
      (payload) => this.hear(payload),
      () => this.tellAll("again"),
    );
    this.timers.push(
      setInterval(() => this.tellAll("beat"), BEAT_MS).unref(),
      setInterval(() => this.checkAll(), CHECK_MS).unref(),
    );
    return stop;
  }

  /** Takes a stream in; it hears its `hello` once its session was looked at again. */
  join(listener: Listener): void {
    const at = this.tenants.get(listener.tenantId) ?? new Listeners();
    if (this.isEnded || !at.add(listener)) {
      listener.stream.end(this.isEnded ? "again" : "full");
      return;
    }
    this.tenants.set(listener.tenantId, at);
    const heard = this.heardIn(listener.tenantId);
    const accounts = listener.kind === "client" ? heard.clients : heard.operators;
    if (accounts !== "all") accounts.add(listener.account);
    this.soon(listener.tenantId);
  }

  leave(listener: Listener): void {
    const at = this.tenants.get(listener.tenantId);
    at?.delete(listener);
    if (at?.isEmpty) this.tenants.delete(listener.tenantId);
  }

  /** How many streams are open. */
  get size(): number {
    let count = 0;
    for (const { clients, operators } of this.tenants.values()) {
      count += clients.size + operators.size;
    }
    return count;
  }

  /** Closes every stream; browsers come again, to another process. */
  async end(): Promise<void> {
    this.isEnded = true;
    for (const timer of this.timers) clearInterval(timer);
    for (const at of this.tenants.values()) for (const each of at.all()) each.stream.end("again");
    this.tenants.clear();
    const stop = await this.opening?.catch(() => null);
    await stop?.();
    await Promise.all(this.working.values());
  }

  private tellAll(event: "again" | "beat"): void {
    for (const at of this.tenants.values()) for (const { stream } of at.all()) stream.send(event);
  }

  private checkAll(): void {
    for (const tenantId of this.tenants.keys()) this.hear(`${tenantId} all 0`);
  }

  /**
   * "7 case 12" or "7 board deal 12,13": see 0065_push.sql and 0075_boards.sql. Tenants of whom
   * nobody listens here are somebody else's.
   */
  private hear(payload: string): void {
    const [tenant, what, given = "", said = "*"] = payload.split(" ");
    const [tenantId, id] = [Number(tenant), Number(given)];
    if (!this.tenants.has(tenantId)) return;
    const heard = this.heardIn(tenantId);
    if (what === "case") heard.caseIds.add(id);
    if (what === "board") heard.boards.add(given, said);
    if (what === "lost") heard.boards.addLost(given, said);
    if (what === "client" && heard.clients !== "all") heard.clients.add(id);
    if (what === "operator" && heard.operators !== "all") heard.operators.add(id);
    if (what === "all") {
      heard.clients = "all";
      heard.operators = "all";
    }
    this.soon(tenantId);
  }

  private heardIn(tenantId: number): Heard {
    const known = this.heard.get(tenantId) ?? nothing();
    this.heard.set(tenantId, known);
    return known;
  }

  /** One burst of a tenant at a time; what is heard meanwhile makes the next one. */
  private soon(tenantId: number): void {
    if (this.working.has(tenantId)) return;
    const work = new Promise((resolve) => setTimeout(resolve, BURST_MS))
      .then(() => this.workOff(tenantId))
      .finally(() => {
        this.working.delete(tenantId);
        if (this.heard.has(tenantId) && !this.isEnded) this.soon(tenantId);
      });
    this.working.set(tenantId, work);
  }

  private async workOff(tenantId: number): Promise<void> {
    const heard = this.heard.get(tenantId);
    const at = this.tenants.get(tenantId);
    this.heard.delete(tenantId);
    if (!heard || !at) return;
    try {
      await Promise.all([
        this.checkClients(tenantId, among(at.clients, heard.clients)),
        this.checkOperators(tenantId, among(at.operators, heard.operators)),
      ]);
      await this.tellBoards(tenantId, at, heard.boards);
      const caseIds = [...heard.caseIds];
      if (caseIds.length === 0) return;
      await Promise.all([
        this.tellClients(tenantId, at, caseIds),
        this.tellOperators(tenantId, at, caseIds),
      ]);
    } catch (cause) {
      this.parts.log.error("streams were cut, as nobody could say who may hear", {
        tenantId,
        cause,
      });
      // Fails closed: who may still listen comes again and looks.
      for (const each of at.all()) each.stream.end("again");
    }
  }

  private now(): Date {
    return this.parts.clock?.() ?? new Date();
  }

  private async checkClients(tenantId: number, asked: ClientListener[]): Promise<void> {
    if (asked.length === 0) return;
    const { db } = this.parts;
    const sessionIds = [...new Set(asked.map(({ sessionId }) => sessionId))];
    const accounts = [...new Set(asked.map(({ account }) => account))];
    const [living, parties] = await Promise.all([
      livingClients(db, { tenantId, sessionIds, now: this.now() }),
      partiesOfClients(db, { tenantId, accounts }),
    ]);
    const standing = new Set(living);
    for (const each of asked) {
      each.partyIds = parties.get(each.account) ?? [];
      this.settle(each, standing.has(each.sessionId));
    }
  }

  private async checkOperators(tenantId: number, asked: OperatorListener[]): Promise<void> {
    if (asked.length === 0) return;
    const sessionIds = [...new Set(asked.map(({ sessionId }) => sessionId))];
    const now = this.now();
    const living = await livingSessions(this.parts.db, { tenantId, sessionIds, now });
    const standing = new Map(living.map((each) => [each.sessionId, each]));
    for (const each of asked) {
      const found = standing.get(each.sessionId);
      if (found) {
        each.groups = found.accessGroupIds;
        each.role = found.role;
      }
      this.settle(each, found !== undefined);
    }
  }

  private settle(listener: Listener, isStanding: boolean): void {
    if (!isStanding) {
      this.leave(listener);
      listener.stream.end("over");
    } else if (!listener.isKnown) {
      listener.isKnown = true;
      listener.stream.send("hello");
    }
  }

  private async tellClients(tenantId: number, at: Listeners, caseIds: number[]): Promise<void> {
    const { db } = this.parts;
    if (at.clients.size === 0) return;
    const concerned = await partiesOfCases(db, { tenantId, caseIds });
    const candidates = new Set<number>();
    for (const { account, partyIds, isKnown } of at.clients) {
      if (isKnown && partyIds.some((id) => concerned.has(id))) candidates.add(account);
    }
    const seen = await requestsClientsSee(db, { tenantId, accounts: [...candidates], caseIds });
    const requests = groupBy(seen, ({ account }) => account);
    for (const { account, stream, isKnown } of at.clients) {
      const mine = isKnown ? requests.get(account) : undefined;
      if (mine) stream.send("look", { requests: mine.map(({ refNo }) => refNo) });
    }
  }

  private async tellBoards(tenantId: number, at: Listeners, heard: HeardBoards): Promise<void> {
    if (heard.isEmpty) return;
    const { caseIds } = heard;
    const known = [...at.operators].filter(({ isKnown }) => isKnown);
    const walls = groupBy(known, wallOf);
    await Promise.all(
      [...walls.values()].map(async (behind) => {
        const [first] = behind;
        if (!first) return;
        const { groups, role, account: operatorId } = first;
        const asked = { tenantId, groups, caseIds, role, operatorId };
        const seen =
          caseIds.length > 0
            ? await boardCasesSeen(this.parts.db, asked)
            : new Map<string, number[]>();
        const boards = heard.toldOf({ role, operatorId, seen });
        if (boards) for (const { stream } of behind) stream.send("look", { boards });
      }),
    );
  }

  private async tellOperators(tenantId: number, at: Listeners, caseIds: number[]): Promise<void> {
    const known = [...at.operators].filter(({ isKnown }) => isKnown);
    const walls = groupBy(known, wallOf);
    await Promise.all(
      [...walls.values()].map(async (behind) => {
        const [first] = behind;
        if (!first) return;
        const { groups, role, account: operatorId } = first;
        const asked = { tenantId, groups, caseIds, role, operatorId };
        const cases = await casesOperatorsSee(this.parts.db, asked);
        if (cases.length > 0) for (const { stream } of behind) stream.send("look", { cases });
      }),
    );
  }
}

/** Who shares it sees the same: by access groups, and by role and person where a role sees its own. */
function wallOf({ groups, role, account }: OperatorListener): string {
  const { categories, own } = sightOf(role);
  const byRole = categories === "all" ? "" : role;
  return `${groups} ${byRole} ${own.length > 0 ? account : ""}`;
}

const among = <T extends Listener>(all: ReadonlySet<T>, accounts: Set<number> | "all"): T[] =>
  [...all].filter(({ account }) => accounts === "all" || accounts.has(account));

function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
