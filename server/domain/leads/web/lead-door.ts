import type { Locale } from "@/server/kernel/locale";
import { type Doorstep, makeChallenge } from "../../access";
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

/** 2^14 tries on average: nothing for one visitor, a day's work for a hundred thousand. */
const PROOF_BITS = 14;

/** What a browser works on before it sends; null: this form asks for nothing. */
export const leadChallenge = (door: Doorstep, { tenantId, asksProof }: LeadDoor): string | null =>
  asksProof ? makeChallenge({ ...door, tenantId }, PROOF_BITS) : null;

/** Who works for a form while nobody is known. */
export function atLeadDoor(door: Doorstep, { tenantId, language }: LeadDoor): Context<SystemActor> {
  const actor = { kind: "system", tenantId, job: "lead-form", language } as const;
  return { ...door, actor, today: makeToday(door.now) };
}
