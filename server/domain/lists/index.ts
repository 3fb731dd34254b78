export {
  type BulkActionItem,
  getBulkAction,
  listBulkActions,
} from "./bulk-queries";
export { cancelBulkAction } from "./cancel-bulk-action";
export { deleteView } from "./delete-view";
export { type ExportedList, exportList } from "./export-list";
export { type ExportSource, LIST_EXPORTS, type ListExport } from "./exports";
export { foretellBulkMessage } from "./foretell-message";
export { type BulkOutcomeItem, listBulkOutcomes } from "./list-bulk-outcomes";
export { type ListView, listViews } from "./list-views";
export { type BulkProgress, endBulkAction, runBulkStep } from "./run-bulk-step";
export { saveView } from "./save-view";
export { startBulkAction } from "./start-bulk-action";
export { type OutcomeWords, writeBulkOutcomes } from "./write-bulk-outcomes";
