export type { Card } from "./cards";
export { type Board, getBoard, type ShownColumn } from "./get-board";
export { listColumn } from "./list-column";
export { type BoardChanges, lookAtChanges } from "./look-at-changes";
export { moveCard } from "./move-card";
