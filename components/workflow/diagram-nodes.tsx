"use client";

import { useTranslations } from "next-intl";
import { cx } from "../ui/cx";
import { type Tone, toneOf } from "../ui/tone";
import type { Diagram } from "./process-diagram";
import { nameIn } from "./processes";
import { useStubText } from "./use-stub-text";
import { STUB_LETTERS, wrapped } from "./wrap-label";

type DiagramNodesProps = {
  diagram: Diagram;
  states: readonly { code: string; name: string; colour: string; isFinal: boolean }[];
  /** The state that a case stands in; null where no case is looked at. */
  present: string | null;
  visited: ReadonlySet<string>;
  /** How many cases stand in a state, as it is written there. */
  counts?: Readonly<Record<string, string>>;
  lit: string | null;
  onLit: (id: string | null) => void;
};

type Node = Diagram["nodes"][number];

const toneStroke: Record<Tone, string> = {
  neutral: "stroke-neutral",
  info: "stroke-info",
  positive: "stroke-positive",
  warning: "stroke-warning",
  danger: "stroke-danger",
  violet: "stroke-violet",
  accent: "stroke-accent",
};

const toneFill: Record<Tone, string> = {
  neutral: "fill-neutral",
  info: "fill-info",
  positive: "fill-positive",
  warning: "fill-warning",
  danger: "fill-danger",
  violet: "fill-violet",
  accent: "fill-accent",
};

/** States as cards: the present one filled, those visited drawn in ink, others in outline. */
export function DiagramNodes(props: DiagramNodesProps) {
  return props.diagram.nodes.map((node) =>
    node.state === null ? (
      <Stub key={node.id} node={node} {...props} />
    ) : (
      <StateNode key={node.id} node={node} state={node.state} {...props} />
    ),
  );
}

/** Stands for many states, ten arrows would say less; in the accent where the present is among them. */
function Stub({ node, states, present }: DiagramNodesProps & { node: Node }) {
  const stubText = useStubText();
  const lines = wrapped(stubText(node, states), STUB_LETTERS);
  const isOpen = present !== null && node.sources.includes(present);
  return (
    <g transform={`translate(${node.x} ${node.y})`}>
      <title>{node.sources.map((code) => nameIn(states, code)).join(", ")}</title>
      <rect
        width={node.width}
        height={node.height}
        rx={node.height / 2}
        className={cx("fill-paper", isOpen ? "stroke-accent" : "stroke-rule-strong")}
        strokeDasharray="3 3"
      />
      <text
        y={node.height / 2 + (lines.length > 1 ? -3 : 4)}
        textAnchor="middle"
        className={cx("text-2xs", isOpen ? "fill-ink" : "fill-ink-2")}
      >
        {lines.map((line, at) => (
          <tspan key={line} x={node.width / 2} dy={at === 0 ? 0 : 13}>
            {line}
          </tspan>
        ))}
      </text>
    </g>
  );
}

const digitPx = 7;

/** How many cases stand there, on the upper edge. */
function Count({ text, right }: { text: string; right: number }) {
  const width = text.length * digitPx + 10;
  return (
    <g transform={`translate(${right - width} 0)`}>
      <rect y={-9} width={width} height={18} rx={9} className="fill-ink" />
      <text
        x={width / 2}
        y={4}
        textAnchor="middle"
        className="figures fill-paper font-[600] text-2xs"
      >
        {text}
      </text>
    </g>
  );
}

type StateNodeProps = DiagramNodesProps & { node: Node; state: string };

function StateNode(props: StateNodeProps) {
  const { node, state, states, present, visited, counts, lit, onLit } = props;
  const t = useTranslations("workflow.diagram");
  const known = states.find(({ code }) => code === state);
  const count = counts?.[state];
  const tone = toneOf(known?.colour);
  const isPresent = state === present;
  const isVisited = visited.has(state);
  const lines = wrapped(known?.name ?? state, 22);
  const marks = [
    isPresent ? t("current") : isVisited ? t("visited") : null,
    known?.isFinal ? t("final") : null,
  ].filter(Boolean);
  return (
    <g
      transform={`translate(${node.x} ${node.y})`}
      onPointerEnter={() => onLit(node.id)}
      onPointerLeave={() => onLit(null)}
    >
      <title>{[known?.name ?? state, ...marks].join(" – ")}</title>
      <rect
        width={node.width}
        height={node.height}
        rx={5}
        strokeWidth={isPresent ? 2 : 1}
        className={cx(
          isPresent ? "fill-selected" : "fill-surface",
          isPresent
            ? toneStroke[tone]
            : lit === node.id
              ? "stroke-ink"
              : isVisited
                ? "stroke-ink-2"
                : "stroke-rule-strong",
        )}
      />
      <rect width={4} height={node.height} rx={2} className={toneFill[tone]} />
      {known?.isFinal ? (
        <rect
          x={3}
          y={3}
          width={node.width - 6}
          height={node.height - 6}
          rx={3}
          className="fill-none stroke-rule-strong"
        />
      ) : null}
      {count ? <Count text={count} right={node.width - 8} /> : null}
      <text
        x={14}
        y={node.height / 2 + (lines.length > 1 ? -3 : 4)}
        className={cx(
          "text-base",
          isPresent ? "fill-ink font-[650]" : isVisited ? "fill-ink font-[550]" : "fill-ink-2",
        )}
      >
        {lines.map((line, at) => (
          <tspan key={line} x={14} dy={at === 0 ? 0 : 16}>
            {line}
          </tspan>
        ))}
      </text>
    </g>
  );
}
