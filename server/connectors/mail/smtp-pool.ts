import type { ComposedLetter } from "./compose-letter";
import { type LineResult, SmtpLine, type SmtpServer, type SmtpTimes } from "./smtp-line";

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
    await this.turn();
    try {
      return await this.handOn(letter);
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

  private async turn(): Promise<void> {
    while (this.busy >= this.rules.connectionsMax) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    this.busy += 1;
  }

  private async handOn(letter: ComposedLetter): Promise<LineResult> {
    const kept = this.takeIdle();
    const line = kept ?? (await SmtpLine.open(this.server, this.rules.times));
    const result = await line.hand(letter);
    if (kept !== null && isTired(line, result)) {
      // It closed the connection, or said that it would, before a letter's end: nothing was taken.
      line.close();
      const fresh = await SmtpLine.open(this.server, this.rules.times);
      return this.settle(fresh, await fresh.hand(letter));
    }
    return this.settle(line, result);
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
