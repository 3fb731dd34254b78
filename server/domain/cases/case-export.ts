import type { Fragment, Tx } from "@/db/client";
import { CURRENCIES } from "@/db/values/claims";
import type { ColumnType, WriteValue } from "@/server/connectors/workbook";
import { dayOf, daysBetween } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import type { Context } from "../context";
import { type PickedRows, pickedRows } from "../picked-rows";
import {
  balances,
  type CellContext,
  cellsOf,
  columnsOf,
  type ExportBatches,
  one as only,
  type Piece as PieceOf,
} from "../sheets";
import {
  type FieldType,
  type Names,
  type Processes,
  type ProcessField,
  readProcesses,
  visibleFields,
} from "../workflow";
import { roleOf } from "./field-refusal";
import { caseConditions } from "./filter-sql";
import { caseFilter, listCasesInput } from "./inputs";
import { type CaseListItem, ordering } from "./list-cases";
import { caseTitle } from "./title";

const query = listCasesInput.pick({ filter: true, sort: true, order: true });
const BATCH_ROWS = 1_000;

type Row = Omit<CaseListItem, "title" | "refYear" | "refNumber" | "debtorPartyId" | "ownerId">;

interface Words extends CellContext {
  tagNames: ReadonlyMap<string, string>;
  processes: Processes;
}

type Piece = PieceOf<Row, Words>;
const one = only<Row, Words>;

const definitionFor = (row: Row, { processes }: Words) => processes.of(row);

const DAYS: Names = { cs: "(dní)", sk: "(dní)", en: "(days)", ru: "(дней)" };
const TEXT: Names = { cs: "(text)", sk: "(text)", en: "(text)", ru: "(текст)" };

/** Columns of the list, as cells. */
const PIECES: Readonly<Record<string, Piece>> = {
  refNo: one("text", (row) => row.refNo),
  debtor: one("text", (row, words) => caseTitle(definitionFor(row, words), row)),
  client: one("text", (row) => row.debtorName),
  category: one(
    "text",
    (row, words) => definitionFor(row, words)?.names[words.language] ?? row.category,
  ),
  state: one("text", (row, words) => {
    const { language } = words;
    const state = definitionFor(row, words)?.states.find((each) => each.code === row.state);
    return state?.names[language] ?? row.state;
  }),
  group: one("text", (row) => row.groupCode),
  balance: balances<Row>(),
  overdueSince: {
    columns: [{ type: "day" }, { suffix: DAYS, type: "number" }],
    value: ({ overdueSince }, { today }) => [
      overdueSince,
      overdueSince ? daysBetween(overdueSince, today) : null,
    ],
  },
  claims: one("number", (row) => row.claimCount),
  lastEvent: {
    columns: [{ type: "time" }, { suffix: TEXT, type: "text" }],
    value: (row) => [row.lastEventAt, row.lastEventText],
  },
  nextTask: one("day", (row) => (row.nextTaskDueAt ? dayOf(row.nextTaskDueAt) : null)),
  owner: one("text", (row) => row.ownerName),
  tags: one("text", (row, { tagNames }) =>
    row.tagCodes.map((code) => tagNames.get(code) ?? code).join(", "),
  ),
  openedOn: one("day", (row) => row.openedOn),
};

const FIELD_PREFIX = "field.";
const FIELD_CELLS: Partial<Record<FieldType, ColumnType>> = {
  money: "money",
  day: "day",
  number: "number",
  boolean: "flag",
};

function fieldPiece(key: string, processes: Processes): Piece | null {
  const name = key.slice(FIELD_PREFIX.length);
  const known = processes.inForce.definitions
    .flatMap((each) => each.fields)
    .find((field) => field.key === name && field.list);
  if (!known) return null;
  if (known.currencyField) return amountPiece(name, known.currencyField);
  return one(FIELD_CELLS[known.type] ?? "text", (row, words) => {
    const field = definitionFor(row, words)?.fields.find((each) => each.key === name);
    return fieldCell(field ?? known, row.fields[name], words.language);
  });
}

/** An amount whose currency stands beside it: a column a currency, for a sum of both means nothing. */
function amountPiece(key: string, currencyKey: string): Piece {
  return {
    columns: CURRENCIES.map((currency) => ({ suffix: currency, type: "money" as const })),
    value: ({ fields }) =>
      CURRENCIES.map((currency) => {
        const amount = fields[key];
        const isIn = fields[currencyKey] === currency.toLowerCase();
        return isIn && typeof amount === "number" ? amount : null;
      }),
  };
}

function fieldCell(field: ProcessField, value: unknown, language: Locale): WriteValue {
  if (value === null || value === undefined || value === "") return null;
  if (field.type === "choice") {
    const choice = field.choices?.find((each) => each.code === value);
    return choice?.names[language] ?? String(value);
  }
  const isPlain = typeof value === "number" || typeof value === "boolean";
  return isPlain ? value : String(value);
}

function pieceOf(key: string, processes: Processes): Piece | null {
  return PIECES[key] ?? (key.startsWith(FIELD_PREFIX) ? fieldPiece(key, processes) : null);
}

/** The list of cases as a file: the columns that the person sees, in the order that they see. */
export const caseExport = {
  permission: "cases:read" as const,
  query,
  columns: (key: string, language: Locale, processes: Processes) =>
    columnsOf(pieceOf(key, processes), language),
  rows: exportRows,
};

interface Wanted {
  query: ReturnType<typeof query.parse>;
  keys: string[];
  picked: PickedRows | null;
}

/** Cases that were named may be archived ones; the list showed them. */
const EVERY = caseFilter.parse({ archived: "all" });

async function* exportRows(ctx: Context, tx: Tx, wanted: Wanted): ExportBatches {
  const processes = await readProcesses(tx);
  const pieces = wanted.keys.flatMap((key) => pieceOf(key, processes) ?? []);
  const { query: asked, picked } = wanted;
  const filter = picked?.mode === "some" ? EVERY : asked.filter;
  const { where: matching } = await caseConditions(ctx, tx, filter);
  const where = tx.sql`${matching} ${pickedRows(tx, { id: tx.sql`c.id`, picked })}`;
  const tags = await tx.sql<{ code: string; name: string }[]>`select code, name from tags`;
  const words: Words = {
    language: ctx.actor.language,
    today: ctx.today,
    tagNames: new Map(tags.map(({ code, name }) => [code, name])),
    processes,
  };
  for await (const rows of rowsSql(tx, where, asked).cursor(BATCH_ROWS)) {
    const seen = rows.map((row) => ({
      ...row,
      fields: visibleFields(words.processes, row, roleOf(ctx)),
    }));
    yield {
      cells: seen.map((row) => cellsOf(pieces, row, words)),
      caseIds: rows.map(({ id }) => id),
    };
  }
}

function rowsSql(tx: Tx, where: Fragment, { sort, order }: Wanted["query"]) {
  const { sql } = tx;
  return sql<Row[]>`
    select c.id, c.ref_no as "refNo", c.category, c.process_version as "processVersion",
           c.state, c.debtor_name as "debtorName",
           c.balance_czk_minor as "balanceCzkMinor", c.balance_eur_minor as "balanceEurMinor",
           c.claim_count as "claimCount", c.overdue_since as "overdueSince",
           c.tag_codes as "tagCodes", c.fields, c.last_event_at as "lastEventAt",
           c.last_event_kind as "lastEventKind", c.last_event_text as "lastEventText",
           c.next_task_due_at as "nextTaskDueAt", c.opened_on as "openedOn",
           c.archived_at as "archivedAt", g.code as "groupCode", o.name as "ownerName"
      from cases c left join case_groups g on g.id = c.group_id
      left join operators o on o.id = c.owner_id
     where true ${where}
     ${ordering(tx, sort, order)}`;
}
