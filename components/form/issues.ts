import type { z } from "zod";

/** A message of shell.form, or a code of the domain, with its values. */
export type IssueText = { key: string; params?: Record<string, string | number> };

type Issue = z.core.$ZodIssue;

/** Path of an issue as a form names its fields: "phones.0.number". */
export function pathOf(issue: { path: PropertyKey[] }): string {
  return issue.path.map(String).join(".");
}

/** The first issue of each field; "" = the form as a whole. */
export function firstIssues(issues: readonly Issue[]): Record<string, IssueText> {
  const first: Record<string, IssueText> = {};
  for (const issue of issues) first[pathOf(issue)] ??= issueText(issue);
  return first;
}

/** Which sentence explains an issue. A refinement speaks for itself by a code in its message. */
export function issueText(issue: Issue): IssueText {
  switch (issue.code) {
    case "invalid_type":
      return { key: isMissing(issue.input) ? "requiredError" : typeKey(issue.expected) };
    case "too_small":
      return tooSmall(issue);
    case "too_big":
      return {
        key: issue.origin === "string" ? "tooLong" : "tooBig",
        params: { max: Number(issue.maximum) },
      };
    case "invalid_value":
      return { key: isMissing(issue.input) ? "requiredError" : "invalidError" };
    case "invalid_format":
      return { key: issue.format === "email" ? "emailError" : "invalidError" };
    case "custom":
      return customText(issue);
    default:
      return { key: "invalidError" };
  }
}

function isMissing(input: unknown): boolean {
  return input === undefined || input === null || input === "";
}

function typeKey(expected: string): string {
  return expected === "number" || expected === "int" ? "numberError" : "requiredError";
}

function tooSmall(issue: Extract<Issue, { code: "too_small" }>): IssueText {
  const min = Number(issue.minimum);
  if (issue.origin === "string" || issue.origin === "array") {
    return min === 1 ? { key: "requiredError" } : { key: "tooShort", params: { min } };
  }
  return { key: "tooSmall", params: { min } };
}

function customText(issue: Extract<Issue, { code: "custom" }>): IssueText {
  const isCode = /^[a-z]+\.[\w.]+$/.test(issue.message);
  if (!isCode) return { key: "invalidError" };
  return { key: issue.message, params: issue.params as IssueText["params"] };
}
