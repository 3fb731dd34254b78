import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "inngest/node";
import { afterAll, expect, it } from "vitest";
import { listFailures } from "@/server/domain/clock";
import { inTransaction, makeToday, type SystemActor } from "@/server/domain/context";
import { writeFact } from "@/server/domain/events";
import { openDesk } from "@/server/domain/testing";
import { DomainError } from "@/server/kernel/errors";
import { APP_ID, makeClient, ownSigningKey } from "./client";
import { openExecutor } from "./executor";
import { factsFor, functionsOf } from "./functions";
import { relayTenant } from "./relay";
import type { Subscribers } from "./subscribers";

/**
 * The functions as a server of Inngest has them: events go out by HTTP with an event key, calls come
 * in by HTTP with a signature. The twin of that server is the embedded executor behind a port.
 */
const desk = await openDesk();
const servers: Server[] = [];
afterAll(() => servers.map((server) => server.close()));

async function listen(handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const log = { info: () => undefined, error: () => undefined };
const parts = {
  ...{ db: desk.db, log },
  makeContext: (actor: SystemActor) => ({
    ...{ db: desk.db, keys: desk.keys, log, actor, now: desk.now, today: makeToday(desk.now) },
  }),
};

it("act on facts by way of a server, and let nobody in who does not sign", async () => {
  const seen: number[] = [];
  const subscribers: Subscribers = {
    "party.created": async (_, { partyId }) => {
      if (partyId === 13) throw new DomainError("conflict", "parties.changed");
      seen.push(partyId);
    },
  };
  const signingKey = ownSigningKey();
  const taken: { path: string; events: never[] }[] = [];
  const baseUrl = await listen((request, reply) => {
    let body = "";
    request.on("data", (piece) => {
      body += piece;
    });
    request.on("end", async () => {
      const events = JSON.parse(body) as never[];
      taken.push({ path: request.url ?? "", events });
      const ids = await executor.send(events);
      reply.setHeader("content-type", "application/json");
      reply.end(JSON.stringify({ ids, status: 200 }));
    });
  });
  const client = makeClient({ log, signingKey, server: { eventKey: "the-key", baseUrl } });
  const functions = functionsOf(parts, { subscribers, sweeps: {} })(client);
  const url = `${await listen(serve({ client, functions }))}api/inngest`;
  const call = async (request: Request) =>
    fetch(`${url}${new URL(request.url).search}`, {
      method: request.method,
      headers: request.headers,
      body: await request.text(),
    });
  const executor = await openExecutor({
    ...{ db: desk.db, log, endpoint: { call, signingKey, appId: APP_ID } },
  });

  const tenant = await desk.tenant();
  const ctx = await tenant.operator("supervisor");
  await inTransaction(ctx, async (inner) => {
    for (const partyId of [7, 13]) {
      await writeFact(inner, { name: "party.created", payload: { partyId } });
    }
  });
  const names = factsFor(subscribers);
  const send = (events: readonly object[]) => client.send([...events] as never[]);
  expect(await relayTenant({ db: desk.db, log, names, send }, tenant.id)).toBe(2);
  expect(taken).toMatchObject([{ path: "/e/the-key", events: [{ name: "party.created" }, {}] }]);
  await executor.drain();
  expect(seen).toEqual([7]);
  expect((await listFailures(ctx)).items).toMatchObject([{ error: "parties.changed" }]);

  const stranger = await openExecutor({
    ...{ db: desk.db, log },
    endpoint: { call, signingKey: ownSigningKey(), appId: APP_ID },
  }).catch((error: Error) => error.message);
  expect(stranger).toBe("functions are not told: 401");
  const unsigned = await fetch(`${url}?fnId=saldo-party-created&stepId=step`, {
    method: "POST",
    body: JSON.stringify({ event: { name: "party.created", data: {} }, ctx: {} }),
  });
  expect(unsigned.status).toBe(401);
});
