export const LISTS = ["cases", "parties", "claims", "payments", "tasks"] as const;
export type ListName = (typeof LISTS)[number];

export const BULK_STATES = ["waiting", "running", "done", "failed", "cancelled"] as const;
export type BulkState = (typeof BULK_STATES)[number];
