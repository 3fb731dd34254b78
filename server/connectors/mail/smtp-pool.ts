import type { ComposedLetter } from "./compose-letter";
import { type LineResult, SmtpLine, type SmtpServer, type SmtpTimes, timeIsUp } from "./smtp-line";

export interface PoolRules {
  /** Connections at once; letters beyond them wait their turn. */
  connectionsMax: number;
  /** Letters of one connection, after which it is opened anew: servers count them. */
  lettersPerConnection: number;
  /** An idle connection is closed before the server tires of it. */
  idleMs: number;
  times: SmtpTimes;
}

/**
 * A few connections that many letters share. The library has a pool of its own; it hands a letter
 * over again by itself when a connection closes, which is ours to decide.
 */
export class SmtpPool {
  private readonly idle: { line: SmtpLine; timer: NodeJS.Timeout }[] = [];
  private readonly waiting: (() => void)[] = [];
  private busy = 0;

  constructor(
    private readonly server: SmtpServer,
    private readonly rules: PoolRules,
  ) {}

  /** Rejects where no connection was to be had: nothing was handed over. */
  async hand(letter: ComposedLetter): Promise<LineResult> {
    const { wholeMs } = this.rules.times;
    const until = performance.now() + wholeMs;
    // Whoever waited longer would begin what it has no time to end.
    if (!(await this.turn(until - wholeMs / 2))) return { kind: "not_taken", error: timeIsUp() };
    try {
      return await this.handOn(letter, until);
    } finally {
      this.busy -= 1;
      this.waiting.shift()?.();
    }
  }

  async close(): Promise<void> {
    for (const { line, timer } of this.idle.splice(0)) {
      clearTimeout(timer);
      line.close();
    }
  }

  /** Whether a connection became free in time. */
  private async turn(until: number): Promise<boolean> {
    while (this.busy >= this.rules.connectionsMax) {
      const leftMs = until - performance.now();
      if (leftMs <= 0) return false;
      await this.oneFree(leftMs);
    }
    this.busy += 1;
    return true;
  }

  private oneFree(leftMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        // Nobody's turn is lost on one who has gone.
        const at = this.waiting.indexOf(wake);
        if (at !== -1) this.waiting.splice(at, 1);
        resolve();
      }, leftMs);
      this.waiting.push(wake);
    });
  }

  private async handOn(letter: ComposedLetter, until: number): Promise<LineResult> {
    const kept = this.takeIdle();
    const line = kept ?? (await this.open());
    const result = await line.hand(letter, until - performance.now());
    if (kept !== null && isTired(line, result)) {
      // It closed the connection, or said that it would, before a letter's end: nothing was taken.
      line.close();
      const fresh = await this.open();
      return this.settle(fresh, await fresh.hand(letter, until - performance.now()));
    }
    return this.settle(line, result);
  }

  private open(): Promise<SmtpLine> {
    return SmtpLine.open(this.server, this.rules.times);
  }

  private async settle(line: SmtpLine, result: LineResult): Promise<LineResult> {
    const isFit = result.kind === "taken" || (result.kind === "not_taken" && (await line.clear()));
    if (isFit && line.isOpen && line.count < this.rules.lettersPerConnection) this.keep(line);
    else line.close();
    return result;
  }

  private takeIdle(): SmtpLine | null {
    for (let kept = this.idle.pop(); kept !== undefined; kept = this.idle.pop()) {
      clearTimeout(kept.timer);
      if (kept.line.isOpen) return kept.line;
    }
    return null;
  }

  private keep(line: SmtpLine): void {
    const timer = setTimeout(() => {
      const at = this.idle.findIndex((each) => each.line === line);
      if (at !== -1) this.idle.splice(at, 1);
      line.close();
    }, this.rules.idleMs);
    this.idle.push({ line, timer });
  }
}

const CLOSING = 421;

/** Whether it is the connection that the server refused, and not the letter. */
function isTired(line: SmtpLine, result: LineResult): boolean {
  if (result.kind !== "not_taken") return false;
  const { responseCode } = result.error;
  return responseCode === CLOSING || (responseCode === undefined && !line.isOpen);
}
