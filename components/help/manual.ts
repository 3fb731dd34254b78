import type { PortalOutput } from "../api/portal";

export type Manual = PortalOutput["manual"];
export type ManualTask = Manual["tasks"][number];
export type Block = ManualTask["blocks"][number];
export type Inline = Extract<Block, { kind: "paragraph" }>["inner"][number];
