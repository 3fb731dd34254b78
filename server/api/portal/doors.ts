import { type DoorPlace, placeOfDoor } from "../../domain/portal";
import { baseUrl, fuses, isDevelopment } from "../../runtime";
import type { Doors } from "./own-host";

/** So long a host may go on leading where it led before its setting was changed. */
const KNOWN_MS = 5_000;
/** Callers choose what hosts they name; only so many are remembered. */
const KNOWN_MAX = 500;

const known = new Map<string, { place: Promise<DoorPlace | null>; until: number }>();

function ofHost(host: string): Promise<DoorPlace | null> {
  const now = Date.now();
  const found = known.get(host);
  if (found && found.until > now) return found.place;
  if (known.size >= KNOWN_MAX) known.clear();
  const place = placeOfDoor(fuses(), { host });
  known.set(host, { place, until: now + KNOWN_MS });
  place.catch(() => known.delete(host));
  return place;
}

export function makeDoors(): Doors {
  const main = new URL(baseUrl());
  return {
    mainOrigin: main.origin,
    isDevelopment: isDevelopment(),
    // The operators' own host is never a door's.
    ofHost: (host) => (host === main.hostname || !host ? Promise.resolve(null) : ofHost(host)),
    ofSlug: (slug) => placeOfDoor(fuses(), { slug }),
  };
}
