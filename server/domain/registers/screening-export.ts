import type { Tx } from "@/db/client";
import type { Locale } from "@/server/kernel/locale";
import type { Context } from "../context";
import { visibleParty } from "../parties";
import { type PickedRows, pickedRows } from "../picked-rows";
import {
  cellsOf,
  chosen,
  columnsOf,
  type ExportBatches,
  money,
  one,
  type Pieces,
  type Wording,
} from "../sheets";
import {
  CAUSE_WORDS,
  LEGAL_WORDS,
  OUTCOME_WORDS,
  QUALITY_WORDS,
  REGISTER_WORDS,
} from "./export-words";
import { listScreeningsInput } from "./inputs";
import {
  conditions,
  type ScreeningItem,
  screeningColumns,
  screeningTables,
} from "./list-screenings";

const BATCH_ROWS = 1_000;
const STATE: Wording = { cs: "(stav)", sk: "(stav)", en: "(state)", ru: "(состояние)" };
const query = listScreeningsInput.pick({ filter: true });

/** Columns of the log, as cells: who looked at whom, why, what came of it and what it cost. */
const PIECES: Pieces<ScreeningItem> = {
  askedAt: one("time", (row) => row.askedAt),
  register: one("text", (row, { language }) => REGISTER_WORDS[row.register][language]),
  party: one("text", (row) => row.partyName),
  outcome: one("text", (row, { language }) => OUTCOME_WORDS[row.outcome][language]),
  mark: {
    columns: [{ type: "text" }, { suffix: STATE, type: "text" }],
    value: (row) => [row.fileMark ?? row.mark, row.stateCode],
  },
  quality: one("text", (row, { language }) =>
    row.quality === null ? null : QUALITY_WORDS[row.quality][language],
  ),
  asOf: one("time", (row) => row.asOf),
  cause: one("text", (row, { language }) => CAUSE_WORDS[row.cause][language]),
  actor: one("text", (row) => row.actorName),
  purpose: one("text", (row, { language }) => {
    const cause = Object.entries(CAUSE_WORDS).find(([key]) => key === row.purpose);
    return cause ? cause[1][language] : row.purpose;
  }),
  legalBasis: one(
    "text",
    (row, { language }) => LEGAL_WORDS[row.legalBasis]?.[language] ?? row.legalBasis,
  ),
  case: one("text", (row) => row.refNo),
  price: money<ScreeningItem>((row) => row.priceMinor),
  processed: one("time", (row) => row.processedAt),
};

/** The log of checks as a file: the columns that the person sees, in the order that they see. */
export const screeningExport = {
  permission: "registers:read" as const,
  query,
  columns: (key: string, language: Locale) => columnsOf(PIECES[key], language),
  rows: exportRows,
};

interface Wanted {
  query: ReturnType<typeof query.parse>;
  keys: string[];
  picked: PickedRows | null;
}

async function* exportRows(ctx: Context, tx: Tx, wanted: Wanted): ExportBatches {
  const { sql } = tx;
  const { keys, picked } = wanted;
  const pieces = chosen(PIECES, keys);
  const asked = { language: ctx.actor.language, today: ctx.today };
  const filter = picked?.mode === "some" ? {} : wanted.query.filter;
  const found = sql<ScreeningItem[]>`
    select ${screeningColumns(tx)} from ${screeningTables(tx)}
     where ${visibleParty(tx, ctx.actor)} and ${conditions(tx, filter)}
           ${pickedRows(tx, { id: sql`s.id`, picked })}
     order by s.id desc`;
  for await (const rows of found.cursor(BATCH_ROWS)) {
    yield {
      cells: rows.map((row) => cellsOf(pieces, row, asked)),
      partyIds: rows.map(({ partyId }) => partyId),
    };
  }
}
