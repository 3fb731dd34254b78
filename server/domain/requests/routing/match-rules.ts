import type { Distribution, RequestPriority } from "@/db/values/requests";
import { fold } from "@/server/kernel/fold";

/** What a rule may ask about a request. */
export interface RoutedFacts {
  kind: string | null;
  clientKind: string | null;
  /** Of the case that it is about. */
  category: string | null;
  caseGroupId: number | null;
  subject: string;
  language: string;
  channel: string;
}

export interface Rule {
  id: number;
  name: string;
  kinds: readonly string[];
  clientKinds: readonly string[];
  categories: readonly string[];
  caseGroupIds: readonly number[];
  words: readonly string[];
  languages: readonly string[];
  channels: readonly string[];
  teamId: number | null;
  operatorId: number | null;
  distribution: Distribution;
  priority: RequestPriority | null;
  lastOperatorId: number | null;
}

/** Whether a rule is meant for a request: an empty list asks nothing, a full one for any of its own. */
export function fits(rule: Rule, facts: RoutedFacts): boolean {
  const asks = <T>(list: readonly T[], value: T | null) =>
    list.length === 0 || (value !== null && list.includes(value));
  return (
    asks(rule.kinds, facts.kind) &&
    asks(rule.clientKinds, facts.clientKind) &&
    asks(rule.categories, facts.category) &&
    asks(rule.caseGroupIds, facts.caseGroupId) &&
    asks(rule.languages, facts.language) &&
    asks(rule.channels, facts.channel) &&
    hasWord(rule.words, facts.subject)
  );
}

function hasWord(words: readonly string[], subject: string): boolean {
  if (words.length === 0) return true;
  const folded = fold(subject);
  return words.some((word) => folded.includes(fold(word)));
}
