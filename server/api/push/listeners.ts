import type { Role } from "@/db/values/access";
import type { Stream } from "./stream";

interface Common {
  tenantId: number;
  /** The account, of a client or of an operator. */
  account: number;
  stream: Stream;
  /** Whether its session was found standing since it joined; nothing is told before. */
  isKnown: boolean;
}

export interface ClientListener extends Common {
  kind: "client";
  sessionId: number;
  partyIds: readonly number[];
}

export interface OperatorListener extends Common {
  kind: "operator";
  sessionId: string;
  groups: readonly number[] | "all";
  /** Known with its session. */
  role: Role;
}

export type Listener = ClientListener | OperatorListener;

/** So many pages one account may keep open; each window that is in sight has one. */
export const STREAMS_PER_ACCOUNT = 12;

/** Who listens in one tenant. */
export class Listeners {
  readonly clients = new Set<ClientListener>();
  readonly operators = new Set<OperatorListener>();

  get isEmpty(): boolean {
    return this.clients.size === 0 && this.operators.size === 0;
  }

  /** Answers whether the account has room for one more. */
  add(listener: Listener): boolean {
    const same = [...this.of(listener.kind)].filter((each) => each.account === listener.account);
    if (same.length >= STREAMS_PER_ACCOUNT) return false;
    if (listener.kind === "client") this.clients.add(listener);
    else this.operators.add(listener);
    return true;
  }

  delete(listener: Listener): void {
    if (listener.kind === "client") this.clients.delete(listener);
    else this.operators.delete(listener);
  }

  of(kind: Listener["kind"]): ReadonlySet<Listener> {
    return kind === "client" ? this.clients : this.operators;
  }

  all(): Listener[] {
    return [...this.clients, ...this.operators];
  }
}
