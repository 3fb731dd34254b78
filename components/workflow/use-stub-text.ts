"use client";

import { useTranslations } from "next-intl";
import type { Diagram } from "./process-diagram";
import { nameIn } from "./processes";

type Node = Diagram["nodes"][number];
type States = readonly { code: string; name: string }[];

/** So many states can still be told as what a stub does not stand for. */
const EXCEPT_MAX = 2;

/** Which states a stub stands for: from anywhere, from anywhere but some, or from so many. */
export function useStubText(): (node: Node, states: States) => string {
  const t = useTranslations("workflow.diagram");
  return ({ missing, sources }, states) => {
    if (missing.length === 0) return t("anyShort");
    if (missing.length > EXCEPT_MAX) return t("someShort", { count: sources.length });
    return t("anyBut", { states: missing.map((code) => nameIn(states, code)).join(", ") });
  };
}
