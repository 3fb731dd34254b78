"use client";

import { Droppable } from "@hello-pangea/dnd";
import { useFormatter } from "next-intl";
import { cx } from "../ui/cx";
import { toneFill, toneOf } from "../ui/tone";
import { type Process, stateIn } from "../workflow/processes";
import type { Column } from "./board-model";
import { TRAY_PX, type Tray, trayId } from "./tray-places";

type BoardTrayProps = { tray: Tray; columns: readonly Column[]; process: Process | undefined };

/** Columns that take the dragged card and are out of sight come to the edge of the board. */
export function BoardTray({ tray, columns, process }: BoardTrayProps) {
  const tiles = (codes: readonly string[]) =>
    codes.map((code) => {
      const column = columns.find((each) => each.code === code);
      return column ? <Tile key={code} column={column} process={process} /> : null;
    });
  const side = "absolute inset-y-0 z-20 flex flex-col gap-1.5 bg-paper p-1.5";
  return (
    <>
      {tray.left.length > 0 ? (
        <div className={cx(side, "left-0")} style={{ width: TRAY_PX }}>
          {tiles(tray.left)}
        </div>
      ) : null}
      {tray.right.length > 0 ? (
        <div className={cx(side, "right-0")} style={{ width: TRAY_PX }}>
          {tiles(tray.right)}
        </div>
      ) : null}
      {tray.bottom.length > 0 ? (
        <div className="absolute inset-x-0 bottom-0 z-20 grid h-[55%] auto-rows-fr grid-cols-2 gap-1.5 border-rule border-t bg-paper p-1.5 shadow-dialog">
          {tiles(tray.bottom)}
        </div>
      ) : null}
    </>
  );
}

function Tile({ column, process }: { column: Column; process: Process | undefined }) {
  const format = useFormatter();
  const tone = toneOf(stateIn(process, column.states[0] ?? "")?.colour);
  return (
    <Droppable droppableId={trayId(column.code)}>
      {(provided) => (
        <div
          ref={provided.innerRef}
          {...provided.droppableProps}
          data-tray={column.code}
          className={cx(
            "relative flex min-h-0 flex-1 items-center gap-2 overflow-hidden rounded-md border px-2.5",
            "border-rule-strong border-dashed bg-sunken",
            "data-over:border-accent data-over:border-solid data-over:bg-selected",
          )}
        >
          <span aria-hidden className={cx("h-4 w-[3px] shrink-0 rounded-full", toneFill[tone])} />
          <span className="min-w-0 flex-1 truncate font-[570]">{column.name}</span>
          <span className="figures text-ink-2 text-xs">{format.number(column.total.count)}</span>
          <span className="hidden">{provided.placeholder}</span>
        </div>
      )}
    </Droppable>
  );
}
