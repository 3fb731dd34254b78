"use client";

import { useMemo, useState } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { ErrorState } from "../ui/empty-state";
import { Skeleton } from "../ui/skeleton";
import { DiagramEdges } from "./diagram-edges";
import { DiagramFrame } from "./diagram-frame";
import { DiagramNodes } from "./diagram-nodes";
import type { Process } from "./processes";

export type Diagram = RouterOutput["cases"]["diagram"];
type Detail = Pick<
  RouterOutput["cases"]["get"],
  "id" | "category" | "processVersion" | "fields" | "state" | "transitions"
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
      processVersion: detail.processVersion,
      fields: selector && chosen !== undefined ? { [selector]: chosen } : {},
    },
    { staleTime: Number.POSITIVE_INFINITY },
  );
  const route = trpc.cases.route.useQuery({ caseId: detail.id });
  if (diagram.error) {
    return (
      <ErrorState onRetry={() => void diagram.refetch()}>{errorText(diagram.error)}</ErrorState>
    );
  }
  if (!diagram.data) return <Skeleton className="h-120 rounded-md! lg:h-160" />;
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
  const visited = useMemo(() => visitedOf(detail, steps), [detail, steps]);
  const [lit, setLit] = useState<string | null>(null);
  const open = { state: detail.state, transitions: detail.transitions.map(({ code }) => code) };
  return (
    <DiagramFrame size={diagram} name={process.name} className="lg:h-160">
      <DiagramEdges
        {...{ diagram, lit, open }}
        onLit={setLit}
        transitions={process.transitions}
        pressable="open"
        ways={visited.ways}
        {...(onMove ? { onPress: onMove } : {})}
      />
      <DiagramNodes
        {...{ diagram, lit }}
        onLit={setLit}
        states={process.states}
        present={detail.state}
        visited={visited.states}
      />
    </DiagramFrame>
  );
}
