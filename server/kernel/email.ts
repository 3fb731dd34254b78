import { tidy } from "./fold";
import { type Finding, fail, ok, type Parsed, type ParsedList } from "./parsed";

const ADDRESS_LENGTH_MAX = 254;
const LOCAL_LENGTH_MAX = 64;

const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const LABEL = "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?";
const DOMAIN = new RegExp(`^(?:${LABEL}\\.)+[\\p{L}][\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}]$`, "u");
// Most addresses are plain ASCII and this one test settles them.
const USUAL = /^[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,24}$/i;

const MAILTO = /^mailto:/i;
const IN_BRACKETS = /<([^<>]*)>/g;
const BETWEEN = /[\s;,]+/;

/**
 * One address, the domain in lower case (the part before @ belongs to its server and keeps its
 * case). Findings: `kernel.email_empty`, `kernel.email_bad_shape`.
 */
export function parseEmail(value: string | null | undefined): Parsed<string> {
  const text = tidy(value ?? "").replace(MAILTO, "");
  if (text === "") return fail("kernel.email_empty");
  const at = text.lastIndexOf("@");
  const local = text.slice(0, at);
  const domain = text.slice(at + 1).toLowerCase();
  const isRight = at > 0 && (USUAL.test(text) || (LOCAL.test(local) && DOMAIN.test(domain)));
  if (!isRight || local.length > LOCAL_LENGTH_MAX || text.length > ADDRESS_LENGTH_MAX) {
    return fail("kernel.email_bad_shape", { value: text.slice(0, 100) });
  }
  return ok(`${local}@${domain}`);
}

/** All addresses of a cell, divided by ; , or space, each once; "Jan Novák <jan@x.cz>" too. */
export function parseEmails(value: string | null | undefined): ParsedList<string> {
  const text = tidy(value ?? "");
  const parts = text.includes("<")
    ? [...text.matchAll(IN_BRACKETS)].map((m) => m[1])
    : text.split(BETWEEN);
  const values: string[] = [];
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const part of parts) {
    const parsed = parseEmail(part);
    if (!parsed.ok) {
      if (parsed.finding.code !== "kernel.email_empty") findings.push(parsed.finding);
    } else if (!seen.has(parsed.value.toLowerCase())) {
      seen.add(parsed.value.toLowerCase());
      values.push(parsed.value);
    }
  }
  return { values, findings };
}
