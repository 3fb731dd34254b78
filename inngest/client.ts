import { randomBytes } from "node:crypto";
import { Inngest } from "inngest";
import type { Log } from "@/server/domain/context";
import type { ClockEvent } from "./executor";

export const APP_ID = "saldo";

/** A key that is nobody's but this process's, for functions that are called inside it alone. */
export const ownSigningKey = (): string => `signkey-own-${randomBytes(32).toString("hex")}`;

export interface ClientOptions {
  log: Log;
  signingKey: string;
  /** A server of Inngest; left out: the embedded executor, which takes events by `send`. */
  server?: { eventKey: string; baseUrl?: string };
  send?(events: readonly ClockEvent[]): Promise<string[]>;
}

/** The SDK's lines hold what people typed, in messages of errors: only its own words are kept. */
function loggerOf(log: Log) {
  const said =
    (level: "info" | "error") =>
    (...words: unknown[]) => {
      const told = words.find((word) => typeof word === "string");
      log[level]("the functions' kit says", { said: told ?? "" });
    };
  const silent = () => undefined;
  return { info: silent, debug: silent, warn: said("info"), error: silent };
}

/** Answers the one thing that the SDK asks a server for in the embedded mode: to take events. */
function embeddedFetch(send: NonNullable<ClientOptions["send"]>): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!url.pathname.startsWith("/e/") || typeof init?.body !== "string") {
      return Response.json({ error: "the embedded executor only takes events" }, { status: 501 });
    }
    const ids = await send(JSON.parse(init.body) as ClockEvent[]);
    return Response.json({ ids, status: 200 });
  };
}

/** The client that functions are made with. It signs and checks signatures in every mode. */
export function makeClient({ log, signingKey, server, send }: ClientOptions): Inngest {
  const logger = loggerOf(log);
  return new Inngest({
    id: APP_ID,
    isDev: false,
    signingKey,
    eventKey: server?.eventKey ?? "embedded",
    ...(server?.baseUrl ? { baseUrl: server.baseUrl } : {}),
    ...(server ? {} : { fetch: embeddedFetch(send ?? refuse) }),
    // Steps are reported by answers alone, the same with any server.
    checkpointing: false,
    logger,
    internalLogger: logger,
  });
}

const refuse = () => Promise.reject(new Error("nobody takes events here"));
