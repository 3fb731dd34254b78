"use client";

import { useTranslations } from "next-intl";
import type { Diagram } from "./process-diagram";
import { nameIn } from "./processes";

type DiagramEdgesProps = {
  diagram: Diagram;
  transitions: readonly { code: string; name: string }[];
  /** Ways that may be taken now: out of this state, by these transitions. */
  open?: { state: string; transitions: readonly string[] };
  /** Arrows that can be pressed: all of them, or the open ones only. */
  pressable: "all" | "open";
  /** A pressable arrow was pressed: its first transition, an open one where there is one; its id. */
  onPress?: (transition: string, edge: string) => void;
  /** Ways taken, as "from > to". */
  ways: ReadonlySet<string>;
  lit: string | null;
  /** The arrow whose conditions stay until it is pressed again; left out where none can be. */
  pinned?: string | null;
  onLit: (id: string | null) => void;
};

type Edge = Diagram["edges"][number];
type Offered = { transitions: readonly string[] };

/** Arrows: taken ones in ink, ways out of the present state in the accent, others faint. */
export function DiagramEdges(props: DiagramEdgesProps) {
  const { diagram, lit } = props;
  return (
    <>
      <defs>
        {(["faint", "taken", "open", "lit"] as const).map((look) => (
          <marker
            key={look}
            id={`arrow-${look}`}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto-start-reverse"
          >
            <path d="M0 0.5 L8 4 L0 7.5 Z" className={fills[look]} />
          </marker>
        ))}
      </defs>
      {diagram.edges.map((edge) => (
        <Arrow key={edge.id} edge={edge} {...props} />
      ))}
      {/* What is lit is drawn once more over its neighbours: moved there, it would lose the focus. */}
      {diagram.edges
        .filter((edge) => isLit(edge, lit))
        .map((edge) => (
          <LitArrow key={edge.id} edge={edge} transitions={props.transitions} />
        ))}
    </>
  );
}

type Look = "faint" | "taken" | "open" | "lit";

const fills: Record<Look, string> = {
  faint: "fill-rule-strong",
  taken: "fill-ink-2",
  open: "fill-accent",
  lit: "fill-warning",
};
const strokes: Record<Look, string> = {
  faint: "stroke-rule-strong",
  taken: "stroke-ink-2",
  open: "stroke-accent",
  lit: "stroke-warning",
};

const isLit = (edge: Edge, lit: string | null) => edge.id === lit || edge.from === lit;

function Arrow(props: DiagramEdgesProps & { edge: Edge }) {
  const { edge, diagram, transitions, open, pressable, ways, lit, onLit, onPress } = props;
  const t = useTranslations("workflow.diagram");
  const from = diagram.nodes.find((node) => node.id === edge.from);
  const sources = from?.state ? [from.state] : (from?.sources ?? []);
  const offers = open && sources.includes(open.state) ? offersOf(edge, { diagram, open }) : [];
  const isTaken = sources.some((source) => ways.has(`${source} > ${edge.to}`));
  const isBright = isLit(edge, lit);
  const look: Look = isBright ? "lit" : offers.length > 0 ? "open" : isTaken ? "taken" : "faint";
  const label = edge.transitions.map((code) => nameIn(transitions, code)).join(" / ");
  const pressed = pressable === "all" ? (offers[0] ?? edge.transitions[0]) : offers[0];
  const act = pressed && onPress ? () => onPress(pressed, edge.id) : undefined;
  const button = act
    ? {
        role: "button",
        tabIndex: 0,
        "aria-label": pressable === "all" ? label : t("moveBy", { transition: label }),
        ...(props.pinned === undefined ? {} : { "aria-pressed": props.pinned === edge.id }),
        onClick: act,
        onKeyDown: (event: React.KeyboardEvent) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          event.stopPropagation();
          act();
        },
      }
    : {};
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a way that may be taken is a button; others only light up.
    <g
      onPointerEnter={() => onLit(edge.id)}
      onPointerLeave={() => onLit(null)}
      onFocus={() => onLit(edge.id)}
      onBlur={() => onLit(null)}
      className={act ? "cursor-pointer outline-none" : undefined}
      {...button}
    >
      <title>{label}</title>
      <path d={edge.path} fill="none" stroke="transparent" strokeWidth={14} />
      <path
        d={edge.path}
        fill="none"
        strokeWidth={isBright ? 2.25 : look === "faint" ? 1 : 1.5}
        strokeDasharray={edge.isBack ? "5 4" : undefined}
        markerEnd={`url(#arrow-${look})`}
        className={strokes[look]}
      />
    </g>
  );
}

function LitArrow({ edge, transitions }: Pick<DiagramEdgesProps, "transitions"> & { edge: Edge }) {
  return (
    <g aria-hidden className="pointer-events-none">
      <path
        d={edge.path}
        fill="none"
        strokeWidth={2.25}
        strokeDasharray={edge.isBack ? "5 4" : undefined}
        markerEnd="url(#arrow-lit)"
        className={strokes.lit}
      />
      <EdgeLabel
        edge={edge}
        text={edge.transitions.map((code) => nameIn(transitions, code)).join(" / ")}
      />
    </g>
  );
}

/** Ways that an arrow offers; one that has an arrow of its own is not offered by a stub again. */
function offersOf(
  edge: Edge,
  { diagram, open }: Pick<DiagramEdgesProps, "diagram"> & { open: { state: string } & Offered },
): string[] {
  const own = diagram.edges.find(({ from, to }) => from === open.state && to === edge.to);
  return open.transitions.filter(
    (code) =>
      edge.transitions.includes(code) &&
      (edge.from === open.state || !own?.transitions.includes(code)),
  );
}

const letterPx = 6.6;

function EdgeLabel({ edge, text }: { edge: Edge; text: string }) {
  const width = text.length * letterPx + 14;
  return (
    <g transform={`translate(${edge.labelAt.x} ${edge.labelAt.y})`} className="pointer-events-none">
      <rect x={-width / 2} y={-11} width={width} height={22} rx={4} className="fill-ink" />
      <text y={4} textAnchor="middle" className="fill-paper font-[550] text-xs">
        {text}
      </text>
    </g>
  );
}
