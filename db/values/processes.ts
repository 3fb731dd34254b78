/** A draft is worked on, one version is in force, those before it are kept. */
export const PROCESS_VERSION_STATUSES = ["draft", "active", "retired"] as const;
export type ProcessVersionStatus = (typeof PROCESS_VERSION_STATUSES)[number];
