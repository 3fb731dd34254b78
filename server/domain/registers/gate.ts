import type { z } from "zod";
import type { Tx } from "@/db/client";
import type { InsolvencyRegister } from "@/db/values/registers";
import { type Day, dayOf, daysBetween } from "@/server/kernel/days";
import { TIME_ZONE } from "@/server/kernel/locale";
import { ANSWERABLE_ROLES } from "../cases";
import { authorize, type Context, reading } from "../context";
import { type Insolvent, insolventOf } from "../parties";
import { ASKERS } from "./askers";
import { gateInput } from "./inputs";
import { readInsolvencySettings } from "./save-settings";
import { type RegisterService, readServices } from "./services";
import { readSubjects, type Subject } from "./subject";
import { countryOf, registersOf } from "./ties";
import { validUntil } from "./validity";

/** What somebody who is about to be taken on still needs, and what is known of them. */
export interface GateParty {
  partyId: number;
  name: string;
  /** One of the registers that they have to be asked for in; null: there is none. */
  register: InsolvencyRegister | null;
  /** Nobody has asked yet, or the last answer no longer holds; null: there is nothing to ask. */
  ask: "first" | "repeated" | null;
  /** Nothing on their card to ask by. */
  isUnidentified: boolean;
  /** The last answer that said something. */
  checkedOn: Day | null;
  daysSince: number | null;
  /** The last try brought no answer, and why. */
  trouble: string | null;
  insolvent: Insolvent[];
  isSuspected: boolean;
}

export interface Gate {
  /** The global switch: off, nobody is asked about and nobody warned. */
  isOn: boolean;
  parties: GateParty[];
}

/**
 * What is known of parties that are being chosen: the log first, by the validity of each register's
 * checks. Asks no register. Of those in a role, only roles that answer for the debt are looked at;
 * with a case, those who answer on it.
 */
export async function gate(ctx: Context, raw: z.input<typeof gateInput>): Promise<Gate> {
  authorize(ctx, "registers:read");
  const { parties, caseId } = gateInput.parse(raw);
  return reading(ctx, async (tx) => {
    const { checksOnChoice } = await readInsolvencySettings(tx);
    if (!checksOnChoice) return { isOn: false, parties: [] };
    const chosen = parties
      .filter(({ role }) => role === undefined || ANSWERABLE_ROLES.includes(role))
      .map(({ partyId }) => partyId);
    const partyIds = [...new Set([...chosen, ...(await answerableOn(tx, caseId ?? null))])];
    if (partyIds.length === 0) return { isOn: true, parties: [] };
    const subjects = await readSubjects(ctx, tx, partyIds);
    const of = await registersOf(tx, partyIds);
    const known = await lastAnswers(tx, partyIds);
    const services = await readServices(ctx, tx);
    const insolvent = await insolventOf(ctx, tx, partyIds);
    const suspected = await suspectedOf(tx, partyIds);
    return {
      isOn: true,
      // Of somebody who is asked for in both registers there is a line of each.
      parties: subjects.flatMap((subject) => {
        const registers = of.get(subject.partyId) ?? [];
        const lines = registers.flatMap(
          (register) => askedOf(ctx, { subject, register, services, known }) ?? [],
        );
        const [first = unasked(subject), ...others] = lines;
        // What is known is said once, whichever register it is of.
        return [
          {
            ...first,
            insolvent: insolvent.filter(({ partyId }) => partyId === subject.partyId),
            isSuspected: suspected.has(subject.partyId),
          },
          ...others.map((line) => ({ ...line, insolvent: [], isSuspected: false })),
        ];
      }),
    };
  });
}

interface Answers {
  answeredAt: Date | null;
  lastOutcome: string | null;
  reason: string | null;
}

type Line = Omit<GateParty, "insolvent" | "isSuspected">;

const unasked = ({ partyId, fullName: name }: Subject): Line => ({
  ...{ partyId, name, register: null, ask: null, checkedOn: null, daysSince: null },
  ...{ trouble: null, isUnidentified: false },
});

function askedOf(
  ctx: Context,
  given: {
    subject: Subject;
    register: InsolvencyRegister;
    services: readonly RegisterService[];
    known: ReadonlyMap<string, Answers>;
  },
): Line | null {
  const { subject, register, services, known } = given;
  const { partyId, fullName: name } = subject;
  const service = services.find((each) => each.register === register);
  if (!service || service.url === "") return null;
  const answers = known.get(`${partyId} ${register}`);
  const checkedOn = answers?.answeredAt ? dayOf(answers.answeredAt, TIME_ZONE) : null;
  const isFresh = checkedOn !== null && validUntil(checkedOn, service.validity) >= ctx.today;
  // Of a foreign register that cannot be asked for them nothing is said: their own is what counts.
  const canBeAsked = ASKERS[register]?.(ctx, subject, {}) != null;
  if (!canBeAsked && countryOf(register) !== subject.country) return null;
  const isUnidentified = !canBeAsked;
  const isAsked = !isFresh && !isUnidentified;
  return {
    ...{ partyId, name, register, checkedOn },
    ask: isAsked ? (checkedOn === null ? "first" : "repeated") : null,
    isUnidentified: isUnidentified && !isFresh,
    daysSince: checkedOn === null ? null : daysBetween(checkedOn, ctx.today),
    trouble: answers?.lastOutcome === "unavailable" ? answers.reason : null,
  };
}

async function answerableOn({ sql }: Tx, caseId: number | null): Promise<number[]> {
  if (caseId === null) return [];
  const rows = await sql<{ partyId: number }[]>`
    select distinct party_id as "partyId" from case_parties
     where case_id = ${caseId} and role = any(${ANSWERABLE_ROLES}::text[])`;
  return rows.map(({ partyId }) => partyId);
}

/** By "party register": when a register last said something, and what came of the last try. */
async function lastAnswers({ sql }: Tx, partyIds: number[]): Promise<Map<string, Answers>> {
  const rows = await sql<(Answers & { partyId: number; register: string })[]>`
    select distinct on (s.party_id, s.register)
           s.party_id as "partyId", s.register, s.outcome as "lastOutcome", s.reason,
           max(s.asked_at) filter (where s.outcome <> 'unavailable')
             over (partition by s.party_id, s.register) as "answeredAt"
      from screenings s
     where s.party_id = any(${partyIds}::bigint[]) and s.register in ('isir_cz', 'isir_sk')
     order by s.party_id, s.register, s.id desc`;
  return new Map(rows.map((row) => [`${row.partyId} ${row.register}`, row]));
}

async function suspectedOf({ sql }: Tx, partyIds: number[]): Promise<Set<number>> {
  const rows = await sql<{ partyId: number }[]>`
    select party_id as "partyId" from party_insolvency
     where party_id = any(${partyIds}::bigint[]) and is_suspected`;
  return new Set(rows.map(({ partyId }) => partyId));
}
