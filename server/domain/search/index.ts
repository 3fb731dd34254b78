export { planSearch, type SearchPlan } from "./plan-search";
export { prefixQuery, type SearchTerms, searchTerms, wordsQuery } from "./terms";
