import type { PostOffice } from "@/server/domain/mails";
import { makeClient } from "./client";
import { openEmbedded } from "./embedded";
import { factsFor, functionsOf, subscribersWith } from "./functions";
import type { ClockParts } from "./parts";
import { startRelay } from "./relay";

/** Where a server of Inngest is, and who we are to it. */
export interface InngestServer {
  eventKey: string;
  signingKey: string;
  baseUrl?: string;
}

type Start = ClockParts & {
  office: PostOffice;
  server: InngestServer | null;
  /** Connections of the executor's own; asked for where it runs. */
  openDatabase(): ClockParts["db"];
};

/**
 * Starts the clock of this process: the relay that carries facts out, and, where no server of
 * Inngest is named, the executor that runs the functions. Answers how to stop it.
 */
export async function startClock(start: Start): Promise<() => Promise<void>> {
  const { db, log, server, office } = start;
  const subscribers = subscribersWith(office);
  const relay = { db, log, names: factsFor(subscribers) };
  if (server) {
    const client = makeClient({ log, signingKey: server.signingKey, server });
    return startRelay({ ...relay, send: (events) => client.send([...events]) });
  }
  const own = { db: start.openDatabase(), log };
  const executor = await openEmbedded(own, functionsOf(start, { subscribers }));
  const stopExecutor = await executor.start();
  const stopRelay = await startRelay({ ...relay, send: executor.send });
  return async () => {
    await stopRelay();
    await stopExecutor();
    await own.db.end();
  };
}

/** The client and functions that a server of Inngest calls by the route. */
export function serveParts({
  office,
  ...parts
}: ClockParts & { office: PostOffice; server: InngestServer }) {
  const { log, server } = parts;
  const client = makeClient({ log, signingKey: server.signingKey, server });
  const functions = functionsOf(parts, { subscribers: subscribersWith(office) })(client);
  return { client, functions };
}
