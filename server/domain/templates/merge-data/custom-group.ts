import type { Tx } from "@/db/client";
import type { VariableType } from "@/db/values/configuration";
import { readVariables, versionInForce } from "../../configuration";
import type { Group, Value } from "../language";
import { day, flag, group, money, number, text } from "./values";

/** Under it stand the values that the customer's own program works out: "Vlastní.Skóring.Body". */
export const CUSTOM_PATH = "custom";

/** The customer's values of cases as letters read them; what is unavailable is empty. */
export async function customGroups(
  tx: Tx,
  caseIds: readonly number[],
): Promise<ReadonlyMap<number, Group>> {
  const { config } = await versionInForce(tx);
  const entries = new Map<number, Record<string, Value>>();
  for (const { variable, caseId, values } of await readVariables(tx, config, caseIds)) {
    const { fields = {} } = config.templateCustomVariables[variable] ?? {};
    const read = Object.entries(fields).map(([key, { type }]): [string, Value] => [
      key,
      mergeValue(type, values?.[key] ?? null),
    ]);
    const own = entries.get(caseId) ?? {};
    entries.set(caseId, { ...own, [variable]: group(Object.fromEntries(read)) });
  }
  return new Map([...entries].map(([caseId, own]) => [caseId, group(own)]));
}

type Kept = NonNullable<Awaited<ReturnType<typeof readVariables>>[number]["values"]>[string];

function mergeValue(type: VariableType, value: Kept): Value {
  if (value !== null && typeof value === "object") return money(value.minor, value.currency);
  if (typeof value === "boolean") return flag(value);
  if (typeof value === "number") return number(value);
  return type === "day" ? day(value) : text(value);
}
