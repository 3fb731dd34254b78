import type { ReactNode } from "react";
import { cx } from "./cx";

export type Definition = {
  label: ReactNode;
  /** Empty values (null, undefined, "") show as a dash. */
  value: ReactNode;
  /** Shown at the end of the line on hover and focus: copy, edit. */
  action?: ReactNode;
  key?: string;
};

export type DefinitionListProps = {
  items: Definition[];
  columns?: 1 | 2 | 3;
  /** CSS width of the labels' column. */
  labelWidth?: string;
  className?: string;
};

const layouts = { 1: "", 2: "lg:grid-cols-2", 3: "md:grid-cols-2 xl:grid-cols-3" };

/** Labels and values in two aligned columns, one line each, long values wrap. */
export function DefinitionList(props: DefinitionListProps) {
  const { items, columns = 1, labelWidth = "9.5rem", className } = props;
  return (
    <dl className={cx("grid gap-x-8", layouts[columns], className)}>
      {items.map((item, index) => (
        <div
          key={item.key ?? (typeof item.label === "string" ? item.label : index)}
          className="group/line grid min-h-6.5 items-baseline gap-x-3 py-[3px]"
          style={{ gridTemplateColumns: `minmax(5.5rem, ${labelWidth}) minmax(0, 1fr)` }}
        >
          <dt className="text-ink-2">{item.label}</dt>
          <dd className="flex min-w-0 items-baseline gap-1.5">
            <span className="min-w-0 break-words">
              {isEmpty(item.value) ? <Dash /> : item.value}
            </span>
            {item.action ? (
              <span className="-my-1 self-center opacity-0 focus-within:opacity-100 group-hover/line:opacity-100 coarse:opacity-100">
                {item.action}
              </span>
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function isEmpty(value: ReactNode): boolean {
  return value === null || value === undefined || value === "" || value === false;
}

/** Stands where there is no value. */
export function Dash() {
  return (
    <span className="text-ink-3">
      <span aria-hidden>–</span>
    </span>
  );
}
