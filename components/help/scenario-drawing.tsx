import { useTranslations } from "next-intl";
import { useId } from "react";
import {
  type Drawing,
  type DrawnStep,
  HEAD_HEIGHT,
  LANE_WIDTH,
  LINE_HEIGHT,
} from "./drawing-layout";

const TOP = 8;

interface DrawingProps {
  name: string;
  about: string;
  drawing: Drawing;
  /** 1: as it was laid out. */
  zoom: number;
}

/** Who does what, one below the other in time. What it shows stands beside it as a list, too. */
export function ScenarioDrawing({ name, about, drawing, zoom }: DrawingProps) {
  const t = useTranslations("help.scenario");
  const id = useId();
  const { width, height, lanes, steps } = drawing;
  return (
    <svg
      role="img"
      aria-labelledby={`${id}-name ${id}-about`}
      viewBox={`0 0 ${width} ${height}`}
      width={Math.round(width * zoom)}
      height={Math.round(height * zoom)}
      className="block max-w-none print:h-auto print:w-full"
    >
      <title id={`${id}-name`}>{t("drawing", { name })}</title>
      <desc id={`${id}-about`}>{about}</desc>
      <defs>
        <marker
          id={`${id}-tip`}
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="8"
          markerHeight="8"
          orient="auto-start-reverse"
        >
          <path d="M0 0 8 4 0 8Z" className="fill-ink-2" />
        </marker>
      </defs>
      {lanes.map((lane) => (
        <Lane key={lane.x} {...lane} height={height} />
      ))}
      {steps.map((step) => (
        <Step key={step.number} {...step} tip={`url(#${id}-tip)`} />
      ))}
    </svg>
  );
}

function Lane({ name, x, isOutside, height }: Drawing["lanes"][number] & { height: number }) {
  const middle = TOP + HEAD_HEIGHT / 2;
  return (
    <g>
      <line
        {...{ x1: x, x2: x, y1: TOP + HEAD_HEIGHT, y2: height - TOP }}
        className="stroke-rule-strong"
        strokeDasharray="2 4"
      />
      <rect
        {...{ x: x - LANE_WIDTH / 2 + 8, y: TOP, width: LANE_WIDTH - 16, height: HEAD_HEIGHT }}
        rx={isOutside ? HEAD_HEIGHT / 2 : 6}
        className={isOutside ? "fill-sunken stroke-rule-strong" : "fill-surface stroke-accent"}
      />
      {name.map((line, i) => (
        <text
          key={line}
          x={x}
          y={middle + 4 + (i - (name.length - 1) / 2) * LINE_HEIGHT}
          textAnchor="middle"
          className="fill-ink font-[600] text-[13px]"
        >
          {line}
        </text>
      ))}
    </g>
  );
}

/** Words keep clear of the lines they cross. */
const halo =
  "fill-ink stroke-paper [paint-order:stroke] [stroke-width:4px] [stroke-linejoin:round]";

function Step({ number, fromX, toX, y, tip, ...step }: DrawnStep & { tip: string }) {
  const isOwn = fromX === toX;
  const end = isOwn ? toX + 7 : toX + (fromX < toX ? -2 : 2);
  const path = isOwn ? `M${fromX} ${y - 8} h12 a6 6 0 0 1 0 12 H${end}` : `M${fromX} ${y} H${end}`;
  return (
    <g>
      <path d={path} fill="none" className="stroke-ink-2" strokeWidth="1.5" markerEnd={tip} />
      <circle cx={fromX} cy={isOwn ? y - 8 : y} r="9" className="fill-accent" />
      <text
        x={fromX}
        y={(isOwn ? y - 8 : y) + 4}
        textAnchor="middle"
        className="fill-on-accent font-[650] text-[11px]"
      >
        {number}
      </text>
      {step.lines.map((line, i) => (
        <text
          key={line}
          x={step.textX}
          y={step.textY + i * LINE_HEIGHT}
          className={`${halo} text-[13px]`}
        >
          {line}
        </text>
      ))}
      {step.verb ? (
        <text x={step.textX} y={y + 15} className={`${halo} fill-ink-3! font-mono text-[11px]`}>
          {step.verb}
        </text>
      ) : null}
    </g>
  );
}
