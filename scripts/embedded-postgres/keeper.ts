import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { identify } from "./processes";

/** A helper process that cleans up after us should we be killed: see keeper-process.mjs. */
export type Keeper = {
  /** Ends this process (with its whole process group) when we are gone. */
  endProcess: (pid: number, options?: { group: boolean }) => void;
  removeFolder: (path: string) => void;
  /** All was cleaned the ordinary way; the keeper leaves. */
  dismiss: () => Promise<void>;
};

export function startKeeper(): Keeper {
  const program = fileURLToPath(new URL("./keeper-process.mjs", import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [program], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
    cwd: "/",
    env: { PATH: process.env.PATH } as unknown as NodeJS.ProcessEnv,
  });
  const input = child.stdin;
  if (!input) throw new Error("The keeper has no input.");
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  // A keeper that died takes no orders; our own clean-up goes on without it.
  input.on("error", () => {});
  child.unref();
  (input as unknown as { unref?: () => void }).unref?.();
  const order = (message: object) => input.write(`${JSON.stringify(message)}\n`);
  return {
    endProcess: (pid, options = { group: false }) => {
      const identity = identify(pid);
      if (identity) order({ kill: { ...identity, ...options } });
    },
    removeFolder: (path) => order({ remove: path }),
    dismiss: async () => {
      // Waiting for it must keep us alive, which an unreferenced child does not.
      child.ref();
      order({ done: true });
      await ended;
    },
  };
}
