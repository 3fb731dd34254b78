/** What a stream writes into: a reply of Node's, or what stands for one. */
export interface Outlet {
  write(text: string): boolean;
  end(text?: string): void;
  destroy(): void;
  readonly writableLength: number;
  readonly destroyed: boolean;
}

/** What a page is told: to look again at something, at everything, or that it is over. */
export type StreamEvent = "hello" | "look" | "again" | "over" | "full" | "beat";

/** Whoever leaves this much unread is slow or gone; they come again by themselves and look. */
const BACKLOG_MAX_BYTES = 16_384;

/** One open stream of server-sent events. */
export class Stream {
  constructor(private readonly outlet: Outlet) {}

  get isOver(): boolean {
    return this.outlet.destroyed;
  }

  send(event: StreamEvent, data: object = {}): void {
    if (this.outlet.destroyed) return;
    if (this.outlet.writableLength > BACKLOG_MAX_BYTES) {
      this.outlet.destroy();
      return;
    }
    this.outlet.write(lineOf(event, data));
  }

  /** Says why, and closes. */
  end(event: StreamEvent): void {
    if (!this.outlet.destroyed) this.outlet.end(lineOf(event, {}));
  }
}

const lineOf = (event: StreamEvent, data: object): string =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
