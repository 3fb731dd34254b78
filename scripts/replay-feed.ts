import { parseArgs } from "node:util";
import { connect } from "../db/client";
import { INSOLVENCY_REGISTERS } from "../db/values/registers";
import { replayFeed } from "../server/domain/registers";
import { isDomainError } from "../server/kernel/errors";
import { startCluster } from "./embedded-postgres/cluster";
import { givenDatabase } from "./launch/database";
import { dataFolder } from "./launch/paths";

const USAGE = `npm run feed:replay -- --from 81000000
npm run feed:replay -- --register isir_sk --from 2026-11-01T00:00:00Z
  --register isir_cz | isir_sk   default: isir_cz
Reads the insolvency register's events once more from that id on (of the Slovak register from that
moment on); nothing is taken twice.`;

class UsageError extends Error {}

function inputOf(args: string[]) {
  const { values } = parseArgs({
    args,
    options: { from: { type: "string" }, register: { type: "string", default: "isir_cz" } },
  });
  const register = INSOLVENCY_REGISTERS.find((each) => each === values.register);
  const isMoment = register === "isir_sk";
  const fromId = isMoment ? Date.parse(values.from ?? "") : Number(values.from);
  if (!register) throw new UsageError(`--register is ${INSOLVENCY_REGISTERS.join(" or ")}`);
  if (!Number.isSafeInteger(fromId) || fromId < 1) {
    throw new UsageError(isMoment ? "--from is a moment" : "--from is an event's id");
  }
  return { register, fromId };
}

/** Lets the feed of the install be read again, as the role that owns the tables. */
async function main(): Promise<void> {
  const input = inputOf(process.argv.slice(2));
  const given = process.env.DATABASE_OWNER_URL ?? givenDatabase()?.ownerUrl;
  const cluster = given ? null : await startCluster(dataFolder(), { profile: "durable" });
  try {
    const db = connect(given ?? cluster?.ownerUrl() ?? "", { poolMax: 1 });
    try {
      await replayFeed({ db, now: new Date() }, input);
      const from =
        input.register === "isir_sk" ? new Date(input.fromId).toISOString() : input.fromId;
      console.log(`${input.register} is read again from ${from} on, within a minute.`);
    } finally {
      await db.end();
    }
  } finally {
    await cluster?.release();
  }
}

function explain(error: unknown): string {
  if (isDomainError(error) && error.code === "registers.feed_not_found") {
    return "That feed was never read; nothing was changed.";
  }
  if (error instanceof UsageError || (error instanceof TypeError && "code" in error)) {
    return `${error.message}\n\n${USAGE}`;
  }
  return error instanceof Error ? error.message : String(error);
}

main().catch((error: unknown) => {
  console.error(explain(error));
  process.exit(1);
});
