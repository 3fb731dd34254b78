export const LISTS = ["cases", "parties", "claims", "payments", "tasks"] as const;
export type ListName = (typeof LISTS)[number];

/** Lists that leave as files: those, and logs that have no views and no bulk actions of their own. */
export const EXPORT_LISTS = [...LISTS, "screenings"] as const;
export type ExportListName = (typeof EXPORT_LISTS)[number];

export const BULK_STATES = ["waiting", "running", "done", "failed", "cancelled"] as const;
export type BulkState = (typeof BULK_STATES)[number];
