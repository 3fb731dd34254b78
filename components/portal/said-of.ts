import type { PortalOutput } from "../api/portal";

type Change = PortalOutput["myData"]["changes"][number];

/** What the client last said of a field: what waits to be confirmed, else what the card says. */
export function saidOf<T>(changes: readonly Change[], field: Change["field"], known: T): T {
  const waiting = changes.find((each) => each.field === field && each.state === "waiting");
  return waiting ? (waiting.after as T) : known;
}
