export type { ExportBatch, ExportBatches } from "./batches";
export {
  balances,
  type CellContext,
  cellsOf,
  chosen,
  columnsOf,
  money,
  one,
  type Piece,
  type Pieces,
  type Wording,
} from "./pieces";
