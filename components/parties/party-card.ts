import type { RouterOutput } from "../api/crm";

export type PartyCard = RouterOutput["parties"]["get"];
export type PartyCase = PartyCard["cases"][number];
export type PartyContact = PartyCard["contacts"][number];
