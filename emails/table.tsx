import type { CSSProperties, ReactNode } from "react";
import { quiet, rule } from "./letter";

type Cell = { text: ReactNode; isAmount?: boolean };

const cell: CSSProperties = {
  borderBottom: `1px solid ${rule}`,
  fontSize: "13px",
  padding: "5px 8px 5px 0",
  textAlign: "left",
};

/** Rows under a head; amounts stand to the right, under the head of the last column. */
export function Table({ head, rows }: { head: string[]; rows: { key: number; cells: Cell[] }[] }) {
  const last = head.length - 1;
  const isLastAmount = rows.some(({ cells }) => cells[last]?.isAmount);
  const style = (isAmount: boolean): CSSProperties =>
    isAmount ? { ...cell, textAlign: "right", whiteSpace: "nowrap" } : cell;
  return (
    <table width="100%" cellPadding={0} cellSpacing={0} style={{ borderCollapse: "collapse" }}>
      <thead>
        <tr>
          {head.map((text, index) => (
            <th
              key={text}
              style={{ ...style(isLastAmount && index === last), color: quiet, fontWeight: 400 }}
            >
              {text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key}>
            {cells.map(({ text, isAmount }, index) => (
              <td key={head[index]} style={style(isAmount ?? false)}>
                {text}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
