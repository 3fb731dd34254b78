import type { StepFilter } from "@/db/schema/dunning";
import type { Gathering, PlanState, SkipPolicy } from "@/db/values/dunning";
import type { Channel } from "@/db/values/messages";
import type { Currency } from "@/server/kernel/money";

/** A template so many days from the due day, of the cases that it is meant for. */
export interface DunningStep {
  id: number;
  /** The same step in every version of a plan. */
  seriesId: number;
  templateId: number;
  templateName: string;
  methods: Channel[];
  dayOffset: number;
  currency: Currency;
  /** Empty lists do not narrow. */
  categories: string[];
  states: string[];
  groupIds: number[];
  filter: StepFilter;
  feeMinor: number;
  feeDescription: string;
  moveTo: string | null;
  isAuto: boolean;
  isLast: boolean;
  isPreAction: boolean;
  graceDays: number | null;
}

export interface DunningPlan {
  id: number;
  name: string;
  state: PlanState;
  skipPolicy: SkipPolicy;
  gathering: Gathering;
  version: number;
  /** In the order of their days. */
  steps: DunningStep[];
}
