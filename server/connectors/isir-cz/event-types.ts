import eventTypes from "./event-types.json";

const NAMES: ReadonlyMap<string, string> = new Map(Object.entries(eventTypes));

/**
 * What happened, by the register's own list of kinds (číselník typů událostí): "172" is "Usnesení o
 * povolení oddlužení". Null for a kind that is newer than the list.
 */
export function isirEventName(type: string): string | null {
  return NAMES.get(type) ?? null;
}
