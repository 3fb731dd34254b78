import type { Locale } from "@/server/kernel/locale";
import { countedAtDoor, type Doorstep, makeChallenge } from "../../access";
import { type Context, makeToday, type SystemActor } from "../../context";

/** A form of a web site, as it is known before anybody is. */
export interface LeadDoor {
  tenantId: number;
  formId: number;
  origins: string[];
  asksProof: boolean;
  hourlyMax: number;
  language: Locale;
}

/** By the key in its address. null: there is none, or it is off. */
export async function findLeadDoor(
  door: Pick<Doorstep, "db">,
  key: string,
): Promise<LeadDoor | null> {
  if (!/^[\w-]{16,64}$/.test(key)) return null;
  const [found] = await door.db.call<LeadDoor>(
    (sql) => sql`
      select tenant_id as "tenantId", form_id as "formId", origins, asks_proof as "asksProof",
             hourly_max as "hourlyMax", language
        from lead_form_door(${key})`,
  );
  return found ?? null;
}

/**
 * 2^14 tries on average: a blink of a visitor's browser. A program of its own does some hundred of them
 * a second, so it keeps out only what does not work at all; whoever does meets the limits.
 */
const PROOF_BITS = 14;
/** Of a form that is busy: about a second of a browser's, for each. */
const BUSY_BITS = 18;
/** A form that gets within an hour what so many networks may send is busy: from many at once. */
const NETWORKS_MAX = 10;

export const sendingsOf = ({ formId }: LeadDoor) => ({
  ...{ what: "lead-of-form", text: String(formId) },
});

/** Whether so many sendings of an hour are more than people make. */
export const isBusy = ({ hourlyMax }: LeadDoor, count: number): boolean =>
  count > hourlyMax * NETWORKS_MAX;

/** What a browser works on before it sends; null: this form asks for nothing. */
export async function leadChallenge(doorstep: Doorstep, door: LeadDoor): Promise<string | null> {
  const { tenantId, asksProof } = door;
  const count = await countedAtDoor(atLeadDoor(doorstep, door), sendingsOf(door));
  // The next one counts, too.
  const busy = isBusy(door, count + 1);
  if (!asksProof && !busy) return null;
  return makeChallenge({ ...doorstep, tenantId }, busy ? BUSY_BITS : PROOF_BITS);
}

/** Who works for a form while nobody is known. */
export function atLeadDoor(door: Doorstep, { tenantId, language }: LeadDoor): Context<SystemActor> {
  const actor = { kind: "system", tenantId, job: "lead-form", language } as const;
  return { ...door, actor, today: makeToday(door.now) };
}
