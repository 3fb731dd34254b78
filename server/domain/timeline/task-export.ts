import type { Tx } from "@/db/client";
import type { TaskPriority } from "@/db/values/cases";
import { dayOf, wallClock } from "@/server/kernel/days";
import { type Locale, TIME_ZONE } from "@/server/kernel/locale";
import type { Context } from "../context";
import { type PickedRows, pickedRows } from "../picked-rows";
import {
  balances,
  type CellContext,
  cellsOf,
  chosen,
  columnsOf,
  type ExportBatches,
  one,
  type Pieces,
  type Wording,
} from "../sheets";
import { type Processes, readProcesses } from "../workflow";
import { type TaskQuery, taskQuery } from "./inputs";
import { type TaskItem, taskColumns, taskRows } from "./list-tasks";
import { orderOf, taskOrder } from "./task-order";

const BATCH_ROWS = 1_000;

const TIME: Wording = { cs: "(čas)", sk: "(čas)", en: "(time)", ru: "(время)" };
const SNOOZED: Wording = {
  cs: "(odloženo do)",
  sk: "(odložené do)",
  en: "(snoozed until)",
  ru: "(отложено до)",
};
const PLACE: Wording = { cs: "(místo)", sk: "(miesto)", en: "(place)", ru: "(место)" };

const PRIORITIES: Record<TaskPriority, Wording> = {
  high: { cs: "Vysoká", sk: "Vysoká", en: "High", ru: "Высокая" },
  normal: { cs: "Běžná", sk: "Bežná", en: "Normal", ru: "Обычная" },
  low: { cs: "Nízká", sk: "Nízka", en: "Low", ru: "Низкая" },
};

const clockOf = (instant: Date): string => {
  const { hour, minute } = wallClock(instant, TIME_ZONE);
  return `${hour}:${minute}`;
};

interface Asked extends CellContext {
  processes: Processes;
}

const own = one<TaskItem, Asked>;

/** Columns of the list of tasks, as cells. */
const PIECES: Pieces<TaskItem, Asked> = {
  due: {
    columns: [{ type: "day" }, { suffix: TIME, type: "text" }, { suffix: SNOOZED, type: "day" }],
    value: ({ dueAt, isAllDay, snoozedUntil }) => [
      dayOf(dueAt),
      isAllDay ? null : clockOf(dueAt),
      snoozedUntil ? dayOf(snoozedUntil) : null,
    ],
  },
  resolved: one("time", (row) => row.resolvedAt),
  task: {
    columns: [{ type: "text" }, { suffix: PLACE, type: "text" }],
    value: (row) => [row.text, row.place],
  },
  result: one("text", (row) => row.result),
  case: one("text", (row) => row.refNo),
  debtor: one("text", (row) => row.debtorName),
  state: own("text", (row, { language, processes }) => {
    const definition = processes.of(row);
    const state = definition?.states.find(({ code }) => code === row.state);
    return state?.names[language] ?? row.state;
  }),
  balance: balances<TaskItem>(),
  assignee: one("text", (row) => row.assigneeName),
  priority: one("text", (row, { language }) => PRIORITIES[row.priority][language]),
  created: one("time", (row) => row.createdAt),
};

/** The list of tasks as a file: the columns that the person sees, in the order that they see. */
export const taskExport = {
  permission: "cases:read" as const,
  query: taskQuery,
  columns: (key: string, language: Locale) => columnsOf(PIECES[key], language),
  rows: exportRows,
};

interface Wanted {
  query: TaskQuery;
  keys: string[];
  picked: PickedRows | null;
}

async function* exportRows(ctx: Context, tx: Tx, wanted: Wanted): ExportBatches {
  const { query, keys, picked } = wanted;
  const pieces = chosen(PIECES, keys);
  const processes = await readProcesses(tx);
  const asked = { language: ctx.actor.language, today: ctx.today, processes };
  const { from } = await taskRows(ctx, tx, picked?.mode === "some" ? null : query);
  const found = tx.sql<TaskItem[]>`
    select ${taskColumns(tx)} from ${from} ${pickedRows(tx, { id: tx.sql`e.id`, picked })}
     ${taskOrder(tx, orderOf(query)).by}`;
  for await (const rows of found.cursor(BATCH_ROWS)) {
    yield {
      cells: rows.map((row) => cellsOf(pieces, row, asked)),
      caseIds: rows.map(({ caseId }) => caseId),
    };
  }
}
