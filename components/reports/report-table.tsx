import type { ReactNode } from "react";

type ReportTableProps = {
  label: string;
  head: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
};

/** The figures of a chart as a table: the first cell names the line, the others stand at the end. */
export function ReportTable({ label, head, rows }: ReportTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls is reached by keyboard
    <section className="overflow-x-auto" tabIndex={0} aria-label={label}>
      <table className="w-full min-w-[26rem]">
        <thead className="text-ink-2 text-xs">
          <tr className="border-rule border-b">
            {head.map((name, index) => (
              <th
                key={name}
                scope="col"
                className={`py-1 font-[550] ${index === 0 ? "pr-3 text-left" : "pl-3 text-right"}`}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [name, ...figures] }) => (
            <tr key={key} className="border-rule border-b">
              <th scope="row" className="py-1 pr-3 text-left font-[450]">
                {name}
              </th>
              {figures.map((figure, index) => (
                <td key={head[index + 1]} className="figures py-1 pl-3 text-right">
                  {figure}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A picture and its table side by side, under each other where there is no room. */
export function Pair({ picture, table }: { picture: ReactNode; table: ReactNode }) {
  return (
    <div className="grid items-start gap-x-8 gap-y-4 xl:grid-cols-2">
      <div className="min-w-0">{picture}</div>
      <div className="min-w-0">{table}</div>
    </div>
  );
}
