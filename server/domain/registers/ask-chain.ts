import type { ScreeningKey } from "@/db/values/registers";
import { MATCH_QUALITIES, type RegisterAnswer } from "@/server/kernel/register-answer";
import { ENDED_STATES, statusCode } from "./debtor-status";
import type { AskedRegister, RegisterRecord } from "./record";

/** One question of several that a check may put to a register. */
export interface Step {
  askedBy: ScreeningKey;
  /** Of a proceeding: by which it is known again. */
  mark?: string;
  ask(): Promise<AskedRegister>;
}

export interface Chain {
  /** What the party is known by, the surest first. */
  keys: readonly Step[];
  /** Proceedings that the party is known to be in: each is answered about, or the whole is not. */
  known: readonly Step[];
  /** Proceedings that events of the register have named the party in. */
  named: readonly Step[];
}

type Put = AskedRegister & Pick<Step, "askedBy" | "mark">;

/**
 * Asks by one key after the other until one of them finds the party in a proceeding that goes on:
 * an old one that is over says nothing of a new one, whose row need not bear the same key. Then by
 * the marks of proceedings that are known, which silence does not end, and of those that events
 * told of, where no answer has named them yet. One question that is not answered leaves the whole
 * without an answer. The evidence holds each, one below the other.
 */
export async function askChain({ keys, known, named }: Chain): Promise<AskedRegister> {
  const asked: Put[] = [];
  const put = async (step: Step): Promise<RegisterAnswer<RegisterRecord>> => {
    const said = await step.ask();
    asked.push({ ...said, askedBy: step.askedBy, ...(step.mark ? { mark: step.mark } : {}) });
    return said.answer;
  };
  const isSaid = (mark: string | undefined) => recordsOf(asked).some((each) => each.mark === mark);
  const hasTrouble = () => asked.some(({ answer }) => isTrouble(answer));
  for (const step of keys) {
    const answer = await put(step);
    if (isTrouble(answer) || isEnough(answer)) break;
  }
  for (const step of [...known, ...named]) {
    if (!hasTrouble() && !isSaid(step.mark)) await put(step);
  }
  return together(asked);
}

/** They are in a proceeding themselves, and by the register's own word it goes on. */
const isEnough = (answer: RegisterAnswer<RegisterRecord>): boolean =>
  answer.outcome === "found" &&
  answer.records.some(
    ({ isCoDebtor, quality, endedOn, stateCode }) =>
      !isCoDebtor &&
      quality !== "suspected" &&
      endedOn === null &&
      (stateCode === null || !ENDED_STATES.includes(statusCode(stateCode))),
  );

const recordsOf = (asked: readonly Put[]): readonly RegisterRecord[] =>
  asked.flatMap(({ answer }) => (answer.outcome === "found" ? answer.records : []));

/** A number or a name that nobody can be asked by says as little as none. */
const isUnasked = (answer: RegisterAnswer<unknown>): boolean =>
  answer.outcome === "unavailable" && answer.reason === "no_identifier";

const isTrouble = (answer: RegisterAnswer<unknown>): boolean =>
  answer.outcome === "unavailable" && !isUnasked(answer);

function together(asked: readonly Put[]): AskedRegister {
  const put = asked.filter(({ answer }) => !isUnasked(answer));
  const last = (put.length > 0 ? put : asked).at(-1);
  if (last === undefined) throw new Error("no question");
  const hit = put.find(({ answer }) => answer.outcome === "found");
  const trouble = put.find(({ answer }) => isTrouble(answer));
  const decisive = trouble ?? hit ?? last;
  const sum = (pick: (each: Put) => number) => put.reduce((all, each) => all + pick(each), 0);
  return {
    ...{ sent: last.sent, received: last.received, mediaType: last.mediaType },
    ...{ status: last.status, ...(put.length > 1 ? evidenceOf(put) : {}) },
    askedBy: decisive.askedBy,
    answer: trouble || !hit ? decisive.answer : foundOf(put),
    askedMarks: put.flatMap(({ mark, answer }) => (mark && !isTrouble(answer) ? mark : [])),
    questionCount: sum((each) => each.questionCount ?? 1),
    answeredCount: sum((each) => each.answeredCount ?? (isTrouble(each.answer) ? 0 : 1)),
  };
}

/** What several answers found; as old as the oldest of them. */
function foundOf(put: readonly Put[]): RegisterAnswer<RegisterRecord> {
  const found = put.flatMap(({ answer }) => (answer.outcome === "found" ? answer : []));
  const records = surestOf(found.map((each) => each.records));
  const own = records.filter(({ isCoDebtor }) => !isCoDebtor);
  const quality = MATCH_QUALITIES.find((each) => own.some((record) => record.quality === each));
  const times = found.flatMap(({ asOf }) => asOf ?? []);
  return {
    ...{ outcome: "found", records, quality: quality ?? "suspected" },
    asOf: times.length < found.length ? null : new Date(Math.min(...times.map(Number))),
    isCut: found.some(({ isCut }) => isCut),
  };
}

/** A proceeding that several answers bear is told once, by the one that knows the party best. */
function surestOf(answers: readonly (readonly RegisterRecord[])[]): RegisterRecord[] {
  const best = new Map<string, { at: number; rank: number }>();
  for (const [at, records] of answers.entries()) {
    for (const { mark, isCoDebtor, quality } of records) {
      const rank = isCoDebtor ? MATCH_QUALITIES.length : MATCH_QUALITIES.indexOf(quality);
      if (rank < (best.get(mark)?.rank ?? Number.POSITIVE_INFINITY)) best.set(mark, { at, rank });
    }
  }
  return answers.flatMap((records, at) => records.filter(({ mark }) => best.get(mark)?.at === at));
}

/** Each under a line that says by what it was put. */
function evidenceOf(asked: readonly Put[]): Pick<AskedRegister, "sent" | "received" | "mediaType"> {
  const joined = (pick: (each: Put) => Uint8Array | null): Uint8Array =>
    Buffer.concat(
      asked.flatMap((each, no) => [
        Buffer.from(`${no > 0 ? "\n" : ""}--- ${no + 1} ${each.askedBy} ---\n`),
        pick(each) ?? Buffer.alloc(0),
      ]),
    );
  return {
    sent: joined(({ sent }) => sent),
    received: joined(({ received }) => received),
    mediaType: "text/plain; charset=utf-8",
  };
}
