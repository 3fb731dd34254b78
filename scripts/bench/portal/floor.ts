import { createServer } from "node:http";
import { connect, type TxSettings } from "@/db/client";
import { makeToday, type PortalContext } from "@/server/domain/context";
import { makeKeys } from "@/server/domain/keys";
import { myCase, myCases, myData, promisePayment } from "@/server/domain/portal";
import { myRequest, myRequests, replyToRequest } from "@/server/domain/requests";
import { ACTS } from "./acts";
import type { SignedIn } from "./fill";

/**
 * The floor: a bare Node page that sends the very statements of each act, in transactions of the same
 * role, and answers their rows as JSON. No session is looked up, nothing is checked, nothing is
 * reckoned: the statements are heard once from the verbs and sent again with each client's own ids.
 * What does not wait for an answer goes in one packet.
 */
interface Asked {
  client: SignedIn;
  caseAt: number;
  name: string;
}
interface Statement {
  text: string;
  parameters: unknown[];
}

const { DATABASE_URL = "", SALDO_DATA_KEY = "", SALDO_HASH_KEY = "" } = process.env;
const tenantId = Number(process.argv[2]);
const today = makeToday(new Date());

const VERBS: Record<string, (ctx: PortalContext, input: never) => Promise<unknown>> = {
  ...{ myCases, myCase, myRequests, myRequest, myData, replyToRequest, promisePayment },
};
const FRAME = /^\s*(begin|commit|rollback|savepoint|release|select\s+set_config)/i;

/** A turn in which every act is about one case, whose number no other id of the client has. */
const HEARD_TURN = 105;
const HEARD_CASE = 5;

/** What each act sends, heard from its verb as it works for one client. */
async function record(sample: SignedIn): Promise<Map<string, Statement[]>> {
  let heard: Statement[] = [];
  const db = connect(DATABASE_URL, {
    poolMax: 1,
    onStatement: (text, parameters) => {
      if (!FRAME.test(text)) heard.push({ text, parameters: [...parameters] });
    },
  });
  const ctx: PortalContext = {
    ...{ db, keys: makeKeys(SALDO_DATA_KEY, SALDO_HASH_KEY), now: new Date(), today },
    log: { info: () => undefined, error: () => undefined },
    actor: {
      ...{ kind: "portalUser", tenantId, name: "bench", email: "bench", language: "cs" },
      ...{ portalUserId: sample.portalUserId, partyId: sample.partyId },
      ...{ sessionId: sample.sessionId, byName: null },
    },
  };
  const told = new Map<string, Statement[]>();
  for (const act of ACTS) {
    heard = [];
    await VERBS[act.name]?.(ctx, act.input(sample, HEARD_TURN, today) as never);
    told.set(act.name, heard);
  }
  await db.end();
  return told;
}

/** The ids of one client, in the same order as another's. */
const idsOf = ({ client, caseAt }: Omit<Asked, "name">): unknown[] => {
  const { portalUserId, partyId, request } = client;
  const own = client.cases[caseAt];
  const ids = [portalUserId, partyId, request.caseId, request.refNo, own?.caseId];
  return [...ids, own?.claimId, own?.refNo];
};

let serial = 0;
/** Keys of what is written once are new each time. */
const KEY = /(?:client|hand|portal):/;

function replaced(value: unknown, from: readonly unknown[], to: readonly unknown[]): unknown {
  if (Array.isArray(value)) return value.map((each) => replaced(each, from, to));
  if (typeof value === "string" && KEY.test(value))
    return `${value}:floor-${process.pid}-${++serial}`;
  const at = from.indexOf(value);
  return at < 0 ? value : to[at];
}

async function main(): Promise<void> {
  const db = connect(DATABASE_URL, { poolMax: 10 });
  let acts: Map<string, Statement[]> | null = null;
  let from: unknown[] = [];
  const answer = async (asked: Asked): Promise<unknown> => {
    if (!acts) {
      from = idsOf({ client: asked.client, caseAt: HEARD_CASE });
      acts = await record(asked.client);
      return [...acts].map(([name, { length }]) => ({ name, statements: length }));
    }
    const to = idsOf(asked);
    const settings: TxSettings = {
      tenantId,
      actorKind: "portalUser",
      actorId: null,
      accessGroupIds: [],
    };
    const client = { ...settings, portalUserId: asked.client.portalUserId };
    const service: TxSettings = { ...settings, actorKind: "system", accessGroupIds: "all" };
    const isWrite = ACTS.some(({ name, isWrite }) => name === asked.name && isWrite);
    const run = isWrite ? db.begin : db.read;
    return run(isWrite ? service : client, async ({ sql }) => {
      const sent = (acts?.get(asked.name) ?? []).map(({ text, parameters }) =>
        sql.unsafe(text, parameters.map((each) => replaced(each, from, to)) as never[], {
          prepare: true,
        }),
      );
      return (await Promise.all(sent)).map((rows) => [...rows]);
    });
  };
  const server = createServer(async (request, reply) => {
    try {
      const pieces: Buffer[] = [];
      for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
      const told = await answer(JSON.parse(Buffer.concat(pieces).toString("utf8")) as Asked);
      reply.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(told));
    } catch (error) {
      console.error(error);
      reply.writeHead(500).end();
    }
  });
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    process.send?.({ port: typeof address === "object" ? address?.port : 0 });
  });
}

// Whoever started it may have failed.
process.once("disconnect", () => process.exit(0));
await main();
