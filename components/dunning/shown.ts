/** Which letters of a day a person looks at. */
export const SHOWN = ["all", "free", "stopped"] as const;
export type Shown = (typeof SHOWN)[number];
