import { HeardBoards } from "./heard-boards";

/** What was heard of a tenant and not worked off. */
export interface Heard {
  caseIds: Set<number>;
  boards: HeardBoards;
  /** Accounts whose session or sight may have changed; "all": everybody's. */
  clients: Set<number> | "all";
  operators: Set<number> | "all";
}

export const nothing = (): Heard => ({
  ...{ caseIds: new Set(), clients: new Set(), operators: new Set() },
  boards: new HeardBoards(),
});
