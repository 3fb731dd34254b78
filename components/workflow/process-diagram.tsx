"use client";

import { Maximize, Minus, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useRef, useState } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { ErrorState } from "../ui/empty-state";
import { IconButton } from "../ui/icon-button";
import { Skeleton } from "../ui/skeleton";
import { DiagramEdges } from "./diagram-edges";
import { DiagramNodes } from "./diagram-nodes";
import type { Process } from "./processes";
import { usePanZoom } from "./use-pan-zoom";

export type Diagram = RouterOutput["cases"]["diagram"];
type Detail = Pick<
  RouterOutput["cases"]["get"],
  "id" | "category" | "fields" | "state" | "transitions"
>;

export type ProcessDiagramProps = {
  detail: Detail;
  process: Process;
  /** A transition that leaves the present state was clicked. */
  onMove?: (transition: string) => void;
};

/** The picture of the process: where the case stands, where it has been, where it may go. */
export function ProcessDiagram(props: ProcessDiagramProps) {
  const { detail, process } = props;
  const errorText = useErrorText();
  const selector = process.selector;
  const chosen = selector ? detail.fields[selector] : undefined;
  const diagram = trpc.cases.diagram.useQuery(
    {
      category: detail.category,
      fields: selector && chosen !== undefined ? { [selector]: chosen } : {},
    },
    { staleTime: Number.POSITIVE_INFINITY },
  );
  const route = trpc.cases.route.useQuery({ caseId: detail.id });
  if (diagram.error) return <ErrorState>{errorText(diagram.error)}</ErrorState>;
  if (!diagram.data) return <Skeleton className="h-120 rounded-md!" />;
  return <Picture {...props} diagram={diagram.data} steps={route.data ?? []} />;
}

type Steps = RouterOutput["cases"]["route"];

/** States that the case has been in, and the ways it has taken, as "from > to". */
export function visitedOf(detail: Pick<Detail, "state">, steps: Steps) {
  const states = new Set([detail.state, ...steps.flatMap((step) => [step.from, step.to])]);
  const ways = new Set(steps.map((step) => `${step.from} > ${step.to}`));
  return { states, ways };
}

type PictureProps = ProcessDiagramProps & { diagram: Diagram; steps: Steps };

function Picture({ detail, process, onMove, diagram, steps }: PictureProps) {
  const t = useTranslations("workflow.diagram");
  const frame = useRef<HTMLDivElement>(null);
  const visited = useMemo(() => visitedOf(detail, steps), [detail, steps]);
  const [lit, setLit] = useState<string | null>(null);
  const present = diagram.nodes.find((node) => node.state === detail.state) ?? null;
  const whole = { x: 0, y: 0, width: diagram.width, height: diagram.height };
  const { view, fit, zoomIn, zoomOut, handlers } = usePanZoom(frame, whole, present);
  return (
    <div className="relative">
      {/* biome-ignore lint/a11y/useSemanticElements: a picture is no group of form controls. */}
      <div
        ref={frame}
        role="group"
        aria-label={t("description", { process: process.name })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows and + − move the picture.
        tabIndex={0}
        {...handlers}
        className="h-120 cursor-grab touch-none select-none overflow-hidden rounded-md border border-rule bg-sunken active:cursor-grabbing"
      >
        <svg width="100%" height="100%">
          <title>{t("description", { process: process.name })}</title>
          <g transform={`translate(${view.x} ${view.y}) scale(${view.scale})`}>
            <DiagramEdges
              {...{ diagram, detail, process, lit, onLit: setLit, onMove }}
              ways={visited.ways}
            />
            <DiagramNodes
              {...{ diagram, process, lit, onLit: setLit }}
              present={detail.state}
              visited={visited.states}
            />
          </g>
        </svg>
      </div>
      <div className="absolute right-2 bottom-2 flex rounded-md bg-raised shadow-pop">
        <IconButton icon={Minus} label={t("zoomOut")} onClick={zoomOut} />
        <IconButton icon={Plus} label={t("zoomIn")} onClick={zoomIn} />
        <IconButton icon={Maximize} label={t("fit")} onClick={fit} />
      </div>
    </div>
  );
}
