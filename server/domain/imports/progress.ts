import type { ImportState } from "@/db/values/imports";
import { type Context, inTransaction } from "../context";

/** Twice a second: the page asks every second and must find something new. */
const TELL_MS = 500;
/** How often the relay hears that somebody is still at it. */
const BEAT_MS = 5_000;

/** What a step is doing; the texts are `phases.<phase>` of the namespace. */
export type Phase = "reading" | "comparing" | "writing" | "undoing";

/**
 * Tells how far a step has come, outside of its transaction, so that everybody sees it. Always stop
 * it before the step itself writes to the import's row.
 */
export class Progress {
  private phase: Phase = "reading";
  private doneRows = 0;
  private totalRows = 0;
  private timer: NodeJS.Timeout | null = null;
  private telling: Promise<void> = Promise.resolve();
  private isTelling = false;
  private sinceBeatMs = 0;

  constructor(
    private readonly ctx: Context,
    private readonly step: { importId: number; state: ImportState; stepNo: number },
    private readonly beat: () => Promise<void>,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.sinceBeatMs += TELL_MS;
      if (!this.isTelling) this.telling = this.tell();
    }, TELL_MS);
  }

  set(phase: Phase, doneRows: number, totalRows: number): void {
    this.phase = phase;
    this.doneRows = Math.min(Math.round(doneRows), totalRows);
    this.totalRows = totalRows;
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    await this.telling;
  }

  // A line that fails here must not take the work down with it.
  private async tell(): Promise<void> {
    this.isTelling = true;
    const { importId, state, stepNo } = this.step;
    try {
      await inTransaction({ ...this.ctx, tx: undefined }, async (_, { sql }) => {
        // Lost in a crash it is missed by nobody; waiting for the disk, on which the step itself has
        // a gigabyte of log to write, the page would see nothing for seconds.
        const hurried = sql`select set_config('synchronous_commit', 'off', true)`.execute();
        const told = sql`update imports set phase = ${this.phase}, done_rows = ${this.doneRows},
                   total_rows = ${this.totalRows}, beat_at = now()
             where id = ${importId} and state = ${state} and step_no = ${stepNo}`.execute();
        await Promise.all([hurried, told]);
      });
      if (this.sinceBeatMs >= BEAT_MS) {
        this.sinceBeatMs = 0;
        await this.beat();
      }
    } catch (cause) {
      this.ctx.log.error("import progress was not told", { importId, cause });
    } finally {
      this.isTelling = false;
    }
  }
}
