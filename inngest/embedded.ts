import type { Inngest, InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import type { Log } from "@/server/domain/context";
import { APP_ID, makeClient, ownSigningKey } from "./client";
import { type ExecutorOptions, type OpenExecutor, openExecutor } from "./executor";

export type MakeFunctions = (client: Inngest) => InngestFunction.Any[];

/** Functions and the executor that runs them, both in this process. */
export async function openEmbedded(
  options: Omit<ExecutorOptions, "endpoint"> & { log: Log },
  makeFunctions: MakeFunctions,
): Promise<OpenExecutor & { client: Inngest }> {
  const signingKey = ownSigningKey();
  let executor: OpenExecutor | undefined;
  const client = makeClient({
    log: options.log,
    signingKey,
    send: (events) => {
      if (!executor) throw new Error("the executor is not open yet");
      return executor.send(events);
    },
  });
  const call = serve({ client, functions: makeFunctions(client) });
  executor = await openExecutor({ ...options, endpoint: { call, signingKey, appId: APP_ID } });
  return { ...executor, client };
}
