/** How far a run of the checks is, as the page that watches it is told. */
export interface CheckRun {
  isRunning: boolean;
  startedAt: Date;
  endedAt: Date | null;
  /** null while it runs, and where it was stopped. */
  isGreen: boolean | null;
  isStopped: boolean;
  /** The last lines of what it wrote, the oldest first. */
  lines: string[];
}

/** Runs the program's own checks on this machine, one at a time. */
export interface CheckRunner {
  /** false: another run is under way. */
  start(): boolean;
  stop(): void;
  /** null: none was started since the program began. */
  state(): CheckRun | null;
}
