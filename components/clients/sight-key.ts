import type { PortalSight } from "@/db/values/portal";

/** The text that says how far a client sees. */
export const sightKey = (sight: PortalSight) => `sights.${sight}` as const;
