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

const ROW = 26;
const BAR = 14;
const LABEL = 170;
const WIDTH = 640;
const END = 150;

/** Bars under each other, each with its figure; the table beside it says the same to everybody. */
export function BarChart({ title, bars, tone = "accent" }: BarChartProps) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const scale = (value: number) => (value / most) * (WIDTH - LABEL - END);
  const fill = tone === "danger" ? "fill-danger" : "fill-accent";
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${Math.max(1, bars.length) * ROW}`}
      className="block w-full max-w-3xl"
      role="img"
      aria-label={`${title}: ${bars.map(({ label, text }) => `${label} ${text}`).join("; ")}`}
    >
      {bars.map(({ key, label, text, value, part = value }, index) => {
        const y = index * ROW;
        return (
          <g key={key}>
            <text
              x={LABEL - 10}
              y={y + ROW / 2}
              textAnchor="end"
              dominantBaseline="central"
              className="fill-ink text-xs"
            >
              {label}
            </text>
            <rect
              x={LABEL}
              y={y + (ROW - BAR) / 2}
              width={Math.max(1, scale(value))}
              height={BAR}
              rx={2}
              className={cx(fill, part < value ? "opacity-25" : undefined)}
            />
            {part < value && part > 0 ? (
              <rect
                x={LABEL}
                y={y + (ROW - BAR) / 2}
                width={scale(part)}
                height={BAR}
                rx={2}
                className={fill}
              />
            ) : null}
            <text
              x={LABEL + scale(value) + 8}
              y={y + ROW / 2}
              dominantBaseline="central"
              className="fill-ink-2 text-xs"
            >
              {text}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
