import { sql } from "drizzle-orm";
import { bigint, check, customType, integer, timestamp } from "drizzle-orm/pg-core";

/** Filled by the transaction's own tenant, so an insert cannot name a foreign one by mistake. */
export const tenantId = () => integer("tenant_id").notNull().default(sql`app_tenant()`);
export const id = () => bigint("id", { mode: "number" }).generatedAlwaysAsIdentity();
export const ref = (name: string) => bigint(name, { mode: "number" });
/** Money: integer minor units (haléř, cent); the currency stands beside it. */
export const minor = (name: string) => bigint(name, { mode: "number" });
export const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
export const createdAt = () => at("created_at").notNull().defaultNow();

export const bytea = customType<{ data: Buffer; driverData: Buffer }>({
  dataType: () => "bytea",
});
export const datemultirange = customType<{ data: string }>({ dataType: () => "datemultirange" });
export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** A check constraint that keeps a text column inside the tuple of db/values. */
export const oneOf = (name: string, column: string, values: readonly string[]) =>
  check(name, sql.raw(`${column} in (${values.map((v) => `'${v}'`).join(", ")})`));
