import { cx } from "../ui/cx";

export type Bar = {
  key: string;
  label: string;
  /** What is written at the end of the bar. */
  text: string;
  value: number;
  /** Part of the value that is drawn full; the rest is pale. Left out: all of it. */
  part?: number;
};

type BarChartProps = { title: string; bars: readonly Bar[]; tone?: "accent" | "danger" };

/** Kept free at the end of the longest bar for its figure. */
const FIGURE = "8.5rem";

const percentOf = (part: number, whole: number): string =>
  `${whole === 0 ? 0 : Math.round((part / whole) * 1_000) / 10}%`;

/**
 * Bars under each other, each with its figure; the table beside it says the same to everybody.
 * Bars grow with the place there is, letters keep their size: a phone reads them too.
 */
export function BarChart({ title, bars, tone = "accent" }: BarChartProps) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const fill = tone === "danger" ? "bg-danger" : "bg-accent";
  return (
    <div
      role="img"
      aria-label={`${title}: ${bars.map(({ label, text }) => `${label} ${text}`).join("; ")}`}
      className="grid max-w-3xl grid-cols-[minmax(0,6.5rem)_minmax(0,1fr)] gap-x-2.5 text-xs sm:grid-cols-[minmax(0,10.5rem)_minmax(0,1fr)]"
    >
      {bars.map(({ key, label, text, value, part = value }) => (
        <div key={key} className="contents">
          <span className="line-clamp-2 self-center break-words text-right text-ink">{label}</span>
          <span className="flex min-h-[26px] items-center gap-2">
            <span
              className="relative h-3.5 min-w-px shrink-0 overflow-hidden rounded-xs"
              style={{ width: `calc((100% - ${FIGURE}) * ${value / most})` }}
            >
              <span className={cx("absolute inset-0", fill, part < value && "opacity-25")} />
              {part < value ? (
                <span
                  className={cx("absolute inset-y-0 left-0", fill)}
                  style={{ width: percentOf(part, value) }}
                />
              ) : null}
            </span>
            <span className="figures whitespace-nowrap text-ink-2">{text}</span>
          </span>
        </div>
      ))}
    </div>
  );
}
