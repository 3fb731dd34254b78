import type { Tx } from "@/db/client";
import { REGISTERS, type Register, type WarningMode } from "@/db/values/registers";
import type { Currency } from "@/server/kernel/money";
import type { Context } from "../context";

/** How a register has answered of late. */
export interface RegisterHealth {
  failures: number;
  restingUntil: Date | null;
  trouble: string | null;
  troubleAt: Date | null;
  answeredAt: Date | null;
}

/** How a register is asked, as the tenant says or, where nobody said, as it ships. */
export interface RegisterService extends RegisterHealth {
  register: Register;
  /** Empty: it is not asked. */
  url: string;
  validity: string;
  warningMode: WarningMode;
  allowsBackground: boolean;
  perMinute: number;
  perDay: number;
  priceMinor: number;
  currency: Currency;
  monthBudgetMinor: number | null;
  /** Of addresses: the table in the database is asked, not the service. */
  prefersOffline: boolean;
  /** The tenant has said something of their own. */
  isOwn: boolean;
}

/**
 * Public addresses and the paces that their operators publish (ISIR: 50 a minute and 3 000 a day;
 * ARES 500 a minute; ADIS 2 000 an hour). Registers of executors have no machine to ask.
 */
const SHIPPED: Readonly<Record<Register, { url: string; perMinute: number; perDay: number }>> = {
  isir_cz: {
    url: "https://isir.justice.cz:8443/isir_cuzk_ws/IsirWsCuzkService",
    ...{ perMinute: 50, perDay: 3_000 },
  },
  isir_sk: {
    url: "https://replik-ws.justice.sk/ru-verejnost-ws/",
    ...{ perMinute: 30, perDay: 3_000 },
  },
  ares: {
    url: "https://ares.gov.cz/ekonomicke-subjekty-v-be/rest/",
    ...{ perMinute: 400, perDay: 100_000 },
  },
  rpo: { url: "https://api.statistics.sk/rpo/v1/", perMinute: 60, perDay: 10_000 },
  ruz: {
    url: "https://www.registeruz.sk/cruz-public/api/",
    ...{ perMinute: 60, perDay: 10_000 },
  },
  vat_payers: {
    url: "https://mojedane.gov.cz/dpr/axis2/services/rozhraniCRPDPH.rozhraniCRPDPHSOAP",
    ...{ perMinute: 30, perDay: 10_000 },
  },
  vies: {
    url: "https://ec.europa.eu/taxation_customs/vies/rest-api/check-vat-number",
    ...{ perMinute: 30, perDay: 5_000 },
  },
  invalid_documents: {
    url: "https://aplikace.mv.gov.cz/neplatne-doklady/doklady.aspx",
    ...{ perMinute: 30, perDay: 5_000 },
  },
  addresses: {
    url: "https://ares.gov.cz/ekonomicke-subjekty-v-be/rest/",
    ...{ perMinute: 400, perDay: 100_000 },
  },
  cee: { url: "", perMinute: 30, perDay: 1_000 },
  cre: { url: "", perMinute: 30, perDay: 1_000 },
};

/** As it ships; `registersUrl` of the install puts a sandbox in place of the real ones. */
export function shippedService(
  { outside }: Pick<Context, "outside">,
  register: Register,
): RegisterService {
  const { url, ...pace } = SHIPPED[register];
  const sandbox = outside?.registersUrl;
  return {
    register,
    url: sandbox && url !== "" ? `${sandbox}${register}/` : url,
    ...pace,
    ...{ validity: "30D", warningMode: "warning", allowsBackground: true },
    ...{ priceMinor: 0, currency: "CZK", monthBudgetMinor: null, isOwn: false },
    prefersOffline: false,
    ...{ failures: 0, restingUntil: null, trouble: null, troubleAt: null, answeredAt: null },
  };
}

type Row = Omit<RegisterService, "isOwn" | keyof RegisterHealth>;

/** Every register's service, in the order of the registers. */
export async function readServices(ctx: Context, { sql }: Tx): Promise<RegisterService[]> {
  const rows = await sql<Row[]>`
    select register, url, validity, warning_mode as "warningMode",
           allows_background as "allowsBackground", per_minute as "perMinute", per_day as "perDay",
           price_minor as "priceMinor", currency, month_budget_minor as "monthBudgetMinor",
           prefers_offline as "prefersOffline"
      from register_services`;
  const health = await sql<(RegisterHealth & { register: Register })[]>`
    select register, failures, resting_until as "restingUntil", trouble, trouble_at as "troubleAt",
           answered_at as "answeredAt"
      from register_pace`;
  const own = new Map(rows.map((row) => [row.register, { ...row, isOwn: true }]));
  const healthOf = new Map(health.map((row) => [row.register, row]));
  return REGISTERS.map((register) => ({
    ...shippedService(ctx, register),
    ...own.get(register),
    ...healthOf.get(register),
  }));
}

export async function readService(
  ctx: Context,
  tx: Tx,
  register: Register,
): Promise<RegisterService> {
  const services = await readServices(ctx, tx);
  const found = services.find((each) => each.register === register);
  return found ?? shippedService(ctx, register);
}
