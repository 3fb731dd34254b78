import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Inngest } from "inngest";
import { serve } from "inngest/node";
import { inject } from "vitest";
import { openDesk } from "@/server/domain/testing";
import { type MakeFunctions, openEmbedded } from "../embedded";
import type { ClockEvent } from "../executor";

declare module "vitest" {
  export interface ProvidedContext {
    /** A server of Inngest to put the contract to; without an address the embedded executor is. */
    testInngest: { baseUrl: string; eventKey: string; signingKey: string };
  }
}

/** What functions note while they run; they run in the test's own process, whoever calls them. */
export function makeRecorder() {
  const words = new Map<string, string[]>();
  const inside = new Map<string, { now: number; most: number }>();
  const gates = new Map<string, { promise: Promise<void>; open: () => void }>();
  const gateOf = (name: string) => {
    let gate = gates.get(name);
    if (!gate) {
      let open = () => {};
      const promise = new Promise<void>((resolve) => {
        open = resolve;
      });
      gate = { promise, open };
      gates.set(name, gate);
    }
    return gate;
  };
  const roomOf = (key: string) => {
    const room = inside.get(key) ?? { now: 0, most: 0 };
    inside.set(key, room);
    return room;
  };
  return {
    note: (key: string, word: string) => {
      words.set(key, [...(words.get(key) ?? []), word]);
    },
    of: (key: string) => words.get(key) ?? [],
    enter: (key: string) => {
      const room = roomOf(key);
      room.now += 1;
      room.most = Math.max(room.most, room.now);
    },
    leave: (key: string) => {
      roomOf(key).now -= 1;
    },
    inside: (key: string) => roomOf(key).now,
    most: (key: string) => roomOf(key).most,
    until: (key: string, name: string) => gateOf(`${key} ${name}`).promise,
    let: (key: string, name: string) => gateOf(`${key} ${name}`).open(),
  };
}

export interface Scene {
  send(events: readonly ClockEvent[]): Promise<unknown>;
  /** The time that the functions' server goes by, in milliseconds. */
  nowMs(): number;
  /** Resolves when what was sent has been acted on as far as it can be. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const silent = { info: () => undefined, error: () => undefined };

/** The embedded executor on a database of the file's own, where time passes twenty times as fast. */
async function embeddedScene(makeFunctions: MakeFunctions): Promise<Scene> {
  const { db } = await openDesk();
  const begun = performance.now();
  const aheadMs = () => Math.round((performance.now() - begun) * 19);
  const executor = await openEmbedded(
    // Leases stay in the hurried time what they are for a process: longer than any beat.
    { db, log: silent, aheadMs, leaseMs: 3_600_000, callsMax: 16 },
    makeFunctions,
  );
  const stop = await executor.start();
  return {
    send: (events) => executor.send(events),
    nowMs: () => Date.now() + aheadMs(),
    settled: () => executor.drain(),
    close: stop,
  };
}

/** A server of Inngest; the functions are served on a port of this machine that it must reach. */
async function serverScene(makeFunctions: MakeFunctions): Promise<Scene> {
  const { baseUrl, eventKey, signingKey } = inject("testInngest");
  const client = new Inngest({
    ...{ id: "saldo", baseUrl, eventKey, checkpointing: false },
    ...(signingKey ? { signingKey, isDev: false } : { isDev: true }),
  });
  const server = createServer(serve({ client, functions: makeFunctions(client) }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const synced = await fetch(`http://127.0.0.1:${port}/api/inngest`, { method: "PUT" });
  if (!synced.ok) throw new Error(`the server did not take the functions: ${synced.status}`);
  return {
    send: (events) => client.send(events as ClockEvent[]),
    nowMs: () => Date.now(),
    settled: () => new Promise((resolve) => setTimeout(resolve, 3_000)),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Whether a server of Inngest is asked, whose time is everybody's. */
export const isServed = (): boolean => inject("testInngest").baseUrl !== "";

export const openScene = (makeFunctions: MakeFunctions): Promise<Scene> =>
  isServed() ? serverScene(makeFunctions) : embeddedScene(makeFunctions);
