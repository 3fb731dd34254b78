import type { Debtor, PortalScene } from "@/server/domain/portal/testing/portal-scene";
import type { Somebody } from "./somebody";

/** What a client sends to get at another's. */
export type Attack = (victim: Somebody) => unknown;
/** By the name of the procedure. */
export type Attacks = Record<string, Attack[]>;
export const KEY = "leak-attack";

/** Writes rows of one debtor; `mark` stands in every text of theirs. */
export type Furnish = (scene: PortalScene, debtor: Debtor, mark: string) => Promise<void>;
