import type { z } from "zod";
import { CZECH_TIES, type RegisterTie, SLOVAK_TIES } from "@/db/values/insolvency-procedures";
import { MANUAL_REGISTERS } from "@/db/values/registers";
import { assertCallable } from "@/server/connectors/web";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, authorOf, type Context, inTransaction, reading } from "../context";
import { ASKERS } from "./askers";
import { statusCode } from "./debtor-status";
import {
  deleteDebtorStatusInput,
  type SaveDebtorStatusInput,
  type SaveInsolvencySettingsInput,
  type SaveServiceInput,
  saveDebtorStatusInput,
  saveInsolvencySettingsInput,
  saveServiceInput,
} from "./inputs";
import { type RegisterService, readService, readServices } from "./services";
import { settleInsolvency } from "./settle-insolvency";
import { isValidity, tidyValidity } from "./validity";

/** A register's service as pages show it. */
export interface ServiceItem extends RegisterService {
  /** There is a machine to ask, whether or not its address is filled in. */
  hasAsker: boolean;
}

/** Every register's service with how it has answered of late. */
export async function listServices(ctx: Context): Promise<ServiceItem[]> {
  authorize(ctx, "registers:read");
  const services = await reading(ctx, (tx) => readServices(ctx, tx));
  return services.map((each) => ({ ...each, hasAsker: each.register in ASKERS }));
}

/**
 * Says how a register is asked. Throws invalid `registers.validity`, `registers.url` (not https, or
 * an address of our own network).
 */
export async function saveService(ctx: Context, raw: SaveServiceInput): Promise<void> {
  authorize(ctx, "settings:registers");
  const input = saveServiceInput.parse(raw);
  if (!isValidity(input.validity)) throw new DomainError("invalid", "registers.validity");
  checkUrl(ctx, input);
  const validity = tidyValidity(input.validity);
  await inTransaction(ctx, async (inner, tx) => {
    const before = await readService(inner, tx, input.register);
    const { register, url, warningMode, allowsBackground, perMinute, perDay } = input;
    const { priceMinor, currency, monthBudgetMinor, prefersOffline } = input;
    await tx.sql`
      insert into register_services (register, url, validity, warning_mode, allows_background,
        per_minute, per_day, price_minor, currency, month_budget_minor, prefers_offline, updated_at, updated_by)
      values (${register}, ${url}, ${validity}, ${warningMode}, ${allowsBackground}, ${perMinute},
              ${perDay}, ${priceMinor}, ${currency}, ${monthBudgetMinor}, ${prefersOffline},
              ${inner.now}, ${authorOf(inner.actor).id})
      on conflict (tenant_id, register) do update
         set url = excluded.url, validity = excluded.validity,
             warning_mode = excluded.warning_mode, allows_background = excluded.allows_background,
             per_minute = excluded.per_minute, per_day = excluded.per_day,
             price_minor = excluded.price_minor, currency = excluded.currency,
             month_budget_minor = excluded.month_budget_minor,
             prefers_offline = excluded.prefers_offline,
             updated_at = excluded.updated_at, updated_by = excluded.updated_by`;
    // Another address is another machine: what the last one did says nothing of it.
    await tx.sql`update register_pace set failures = 0, resting_until = null, trouble = null
                  where register = ${register}`;
    await writeAudit(inner, {
      ...{ action: "registers.save-service", entity: "register_service", entityId: null },
      before: pick(before),
      after: pick({ ...before, ...input, validity }),
    });
  });
}

const pick = ({ register, url, validity, warningMode, ...rest }: RegisterService) => ({
  ...{ register, url, validity, warningMode, allowsBackground: rest.allowsBackground },
  ...{ perMinute: rest.perMinute, perDay: rest.perDay, priceMinor: rest.priceMinor },
  ...{ currency: rest.currency, monthBudgetMinor: rest.monthBudgetMinor },
  prefersOffline: rest.prefersOffline,
});

function checkUrl(ctx: Context, { register, url }: { register: string; url: string }): void {
  if (url === "") return;
  if ((MANUAL_REGISTERS as readonly string[]).includes(register)) {
    throw new DomainError("invalid", "registers.manual", { register });
  }
  try {
    const isPrivateAllowed = ctx.outside?.isPrivateAllowed ?? false;
    assertCallable(new URL(url), { isPrivateAllowed });
  } catch (error) {
    if (!isDomainError(error)) throw error;
    throw new DomainError("invalid", "registers.url", { register });
  }
}

export interface InsolvencySettings {
  checksOnChoice: boolean;
  watchesDaily: boolean;
  bulkEmail: string | null;
  notifiesBulk: boolean;
  bulkSenderId: number | null;
  /** By what somebody is of each country's register. */
  czechTies: RegisterTie[];
  slovakTies: RegisterTie[];
}

const AS_SHIPPED: InsolvencySettings = {
  ...{ checksOnChoice: true, watchesDaily: true, bulkEmail: null, notifiesBulk: false },
  bulkSenderId: null,
  ...{ czechTies: CZECH_TIES, slovakTies: SLOVAK_TIES },
};

/** What the tenant wants of checks of insolvency altogether. */
export async function readInsolvencySettings({
  sql,
}: Parameters<Parameters<typeof inTransaction>[1]>[1]): Promise<InsolvencySettings> {
  const [row] = await sql<InsolvencySettings[]>`
    select checks_on_choice as "checksOnChoice", watches_daily as "watchesDaily",
           bulk_email as "bulkEmail", notifies_bulk as "notifiesBulk",
           bulk_sender_id as "bulkSenderId", czech_ties as "czechTies",
           slovak_ties as "slovakTies"
      from insolvency_settings`;
  return row ?? AS_SHIPPED;
}

export async function getInsolvencySettings(ctx: Context): Promise<InsolvencySettings> {
  authorize(ctx, "registers:read");
  return reading(ctx, readInsolvencySettings);
}

/** Throws invalid `registers.bulk_email`: whoever is to be told needs an address. */
export async function saveInsolvencySettings(
  ctx: Context,
  raw: SaveInsolvencySettingsInput,
): Promise<void> {
  authorize(ctx, "settings:registers");
  const { bulkEmail: typed, ...input } = saveInsolvencySettingsInput.parse(raw);
  const bulkEmail = typed || null;
  if (input.notifiesBulk && bulkEmail === null) {
    throw new DomainError("invalid", "registers.bulk_email");
  }
  await inTransaction(ctx, async (inner, tx) => {
    const before = await readInsolvencySettings(tx);
    await tx.sql`
      insert into insolvency_settings (checks_on_choice, watches_daily, bulk_email, notifies_bulk,
                                       bulk_sender_id, czech_ties, slovak_ties, updated_at,
                                       updated_by)
      values (${input.checksOnChoice}, ${input.watchesDaily}, ${bulkEmail}, ${input.notifiesBulk},
              ${input.bulkSenderId}, ${input.czechTies}::text[], ${input.slovakTies}::text[],
              ${inner.now}, ${authorOf(inner.actor).id})
      on conflict (tenant_id) do update
         set checks_on_choice = excluded.checks_on_choice,
             watches_daily = excluded.watches_daily, bulk_email = excluded.bulk_email,
             notifies_bulk = excluded.notifies_bulk, bulk_sender_id = excluded.bulk_sender_id,
             czech_ties = excluded.czech_ties, slovak_ties = excluded.slovak_ties,
             updated_at = excluded.updated_at, updated_by = excluded.updated_by`;
    const after = { ...input, bulkEmail };
    const audit = { action: "registers.save-settings", entity: "insolvency_settings" };
    await writeAudit(inner, { ...audit, entityId: null, before: { ...before }, after });
  });
}

const SETTLED_AT_ONCE = 5_000;

/** Says what a state means; parties that stand in it are judged anew at once. */
export async function saveDebtorStatus(ctx: Context, raw: SaveDebtorStatusInput): Promise<void> {
  authorize(ctx, "settings:registers");
  const input = saveDebtorStatusInput.parse(raw);
  const code = statusCode(input.code);
  await inTransaction(ctx, async (inner, tx) => {
    await tx.sql`
      insert into debtor_statuses (register, code, name, is_active, updated_at, updated_by)
      values (${input.register}, ${code}, ${input.name}, ${input.isActive}, ${inner.now},
              ${authorOf(inner.actor).id})
      on conflict (tenant_id, register, code) do update
         set name = excluded.name, is_active = excluded.is_active,
             updated_at = excluded.updated_at, updated_by = excluded.updated_by`;
    const audit = { action: "registers.save-status", entity: "debtor_status", entityId: null };
    await writeAudit(inner, { ...audit, after: { ...input, code } });
    await settleState(inner, tx, { register: input.register, code });
  });
}

/** Takes the tenant's own line away: what ships holds again, or a code of their own is unknown. */
export async function deleteDebtorStatus(
  ctx: Context,
  raw: z.input<typeof deleteDebtorStatusInput>,
): Promise<void> {
  authorize(ctx, "settings:registers");
  const { register, code } = deleteDebtorStatusInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    await tx.sql`delete from debtor_statuses where register = ${register} and code = ${code}`;
    const audit = { action: "registers.delete-status", entity: "debtor_status", entityId: null };
    await writeAudit(inner, { ...audit, before: { register, code }, after: null });
    await settleState(inner, tx, { register, code });
  });
}

async function settleState(
  ctx: Context,
  tx: Parameters<Parameters<typeof inTransaction>[1]>[1],
  { register, code }: { register: string; code: string },
): Promise<void> {
  const rows = await tx.sql<{ partyId: number }[]>`
    select distinct i.party_id as "partyId"
      from party_insolvency i join screening_hits h on h.screening_id = i.screening_id
     where i.register = ${register} and upper(btrim(normalize(h.state_code, NFC))) = ${code}
     order by 1`;
  for (let at = 0; at < rows.length; at += SETTLED_AT_ONCE) {
    const partyIds = rows.slice(at, at + SETTLED_AT_ONCE).map(({ partyId }) => partyId);
    await settleInsolvency(ctx, tx, { partyIds, cause: "status" });
  }
}
