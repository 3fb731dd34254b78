import type { RouterOutput } from "../api/crm";

/** A case as its page shows it. */
export type CaseDetail = RouterOutput["cases"]["get"];
export type CaseParty = CaseDetail["parties"][number];
export type CaseTag = CaseDetail["tags"][number];
export type CaseTransition = CaseDetail["transitions"][number];

export type DetailProps = { detail: CaseDetail };
