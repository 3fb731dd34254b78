import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startCluster } from "./cluster";
import { startKeeper } from "./keeper";
import type { Settings } from "./settings";

/** A server for one run. Its roles' passwords are the cluster's own. */
export type ThrowAwayCluster = {
  adminUrl: string;
  ownerUrl: (database?: string) => string;
  appUrl: (database?: string) => string;
  log: string;
  /** Stops the server and deletes its files. */
  discard: () => Promise<void>;
};

/**
 * A fresh server in the system's temporary folder, without durability. It disappears with this
 * process, even when that is killed with -9.
 */
export async function startThrowAwayCluster(
  settings: Partial<Settings> = {},
): Promise<ThrowAwayCluster> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "saldo-throwaway-")));
  const keeper = startKeeper();
  keeper.removeFolder(folder);
  try {
    const cluster = await startCluster(folder, { profile: "throwaway", ...settings });
    keeper.endProcess(cluster.pid);
    return {
      adminUrl: cluster.adminUrl,
      ownerUrl: cluster.ownerUrl,
      appUrl: cluster.appUrl,
      log: cluster.log,
      discard: async () => {
        await cluster.release();
        rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
        await keeper.dismiss();
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    await keeper.dismiss();
    throw error;
  }
}
