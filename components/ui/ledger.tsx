import type { ReactNode } from "react";
import { cx } from "./cx";

export type LedgerLine = {
  key: string;
  label: ReactNode;
  /** <Money …/>; it aligns itself. */
  amount: ReactNode;
  hint?: ReactNode;
  /** A part of the line above. */
  indent?: boolean;
};

export type LedgerProps = {
  lines: LedgerLine[];
  /** The closing line, over the accountant's double rule. */
  total?: { label: ReactNode; amount: ReactNode };
  caption: string;
  className?: string;
};

/** Amounts one under another as an account closes them: hairlines, then the total double-ruled. */
export function Ledger({ lines, total, caption, className }: LedgerProps) {
  return (
    <table className={cx("w-full border-collapse", className)}>
      <caption className="sr-only">{caption}</caption>
      <tbody>
        {lines.map((line) => (
          <tr key={line.key} className="border-rule border-b">
            <th
              scope="row"
              className={cx("py-1 pr-3 text-left font-normal", line.indent && "pl-3 text-ink-2")}
            >
              {line.label}
              {line.hint ? <span className="ml-2 text-ink-3 text-xs">{line.hint}</span> : null}
            </th>
            <td className="py-1 text-right">{line.amount}</td>
          </tr>
        ))}
      </tbody>
      {total ? (
        <tfoot>
          <tr>
            <th scope="row" className="pt-1.5 pr-3 text-left align-top font-[620]">
              {total.label}
            </th>
            <td className="pt-1.5 text-right font-[650] text-lg">
              <span className="double-rule inline-block pb-0.5 pl-4">{total.amount}</span>
            </td>
          </tr>
        </tfoot>
      ) : null}
    </table>
  );
}
