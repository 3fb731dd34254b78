import type { ApiDocument, JsonSchema, Operation, Refusal } from "./openapi";

/** Words of the page; texts belong to the app, which lends them. */
export interface PageWords {
  language: string;
  word(key: string): string;
  /** The sentence of a refusal. */
  sentence(code: string): string;
}

const SIGNS: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const esc = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);

const STYLE = `
:root{color-scheme:light dark;--ink:light-dark(#1a1d21,#e6e8ea);--ink2:light-dark(#5b636c,#9aa3ad);
--line:light-dark(#dfe3e7,#31363c);--sunken:light-dark(#f4f6f8,#202428);--ground:light-dark(#fff,#16191c);
--accent:light-dark(#1f5fbf,#7fb0ff)}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);
font:14px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
a{color:var(--accent);text-decoration:none}a:hover{text-decoration:underline}
a:focus-visible,summary:focus-visible,.wide:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.page{max-width:1180px;margin:0 auto;padding:24px 20px 64px;display:grid;gap:32px;
grid-template-columns:230px minmax(0,1fr)}
nav{position:sticky;top:24px;align-self:start;max-height:calc(100vh - 48px);overflow:auto;font-size:13px}
nav a{display:block;min-height:24px;line-height:24px}summary{min-height:24px;line-height:24px}
nav h2{font-size:12px;color:var(--ink2);margin:14px 0 4px;font-weight:600}nav ul{list-style:none;margin:0;padding:0}
nav li{padding:1px 0}h1{font-size:22px;margin:0 0 6px}h2{font-size:16px}
.lead{color:var(--ink2);max-width:70ch;margin:0 0 8px}
article{border-top:1px solid var(--line);padding:18px 0 10px}article h3{font-size:15px;margin:0 0 4px;
display:flex;flex-wrap:wrap;gap:8px;align-items:baseline}
code,pre{font:12.5px/1.5 ui-monospace,SFMono-Regular,Menlo,monospace}
.verb{font:600 11px/1 ui-monospace,monospace;border:1px solid var(--line);border-radius:4px;padding:3px 6px}
.scope{color:var(--ink2);font-size:12.5px}h4{font-size:12.5px;margin:12px 0 4px;color:var(--ink2)}
table{border-collapse:collapse;width:100%;font-size:13px}td,th{text-align:left;vertical-align:top;
padding:4px 10px 4px 0;border-bottom:1px solid var(--line)}th{color:var(--ink2);font-weight:600;font-size:12px}
td.f{white-space:nowrap}td.t{color:var(--ink2);white-space:nowrap}.deep{padding-left:16px}
pre{background:var(--sunken);border-radius:6px;padding:10px 12px;overflow:auto;margin:4px 0}
summary{cursor:pointer;color:var(--ink2);font-size:12.5px}.must{color:var(--ink2);font-size:11px}
.wide{overflow-x:auto}
@media (max-width:760px){.page{grid-template-columns:minmax(0,1fr);gap:8px}nav{position:static;max-height:none}
td.f,td.t{white-space:normal}td.f{min-width:112px;overflow-wrap:anywhere}}`;

const typeText = (schema: JsonSchema): string => {
  const { type, format, items, anyOf, oneOf, const: only } = schema;
  const choices = anyOf ?? oneOf;
  if (only !== undefined) return JSON.stringify(only);
  if (schema.enum) return schema.enum.map(String).join(" | ");
  if (choices) return choices.map(typeText).join(" | ");
  if (type === "array") return `${items ? typeText(items) : ""}[]`;
  const name = Array.isArray(type) ? type.join(" | ") : (type ?? "");
  return format ? `${name}, ${String(format)}` : name;
};

interface FieldRow {
  name: string;
  depth: number;
  isRequired: boolean;
  schema: JsonSchema;
}

/** The fields of an object and of the objects in them, in order. */
function rowsOf(schema: JsonSchema, depth = 0): FieldRow[] {
  const inner = schema.items ?? schema;
  const choices = inner.anyOf ?? inner.oneOf ?? [];
  if (!inner.properties) return choices.flatMap((choice) => rowsOf(choice, depth));
  return Object.entries(inner.properties).flatMap(([name, each]) => {
    const isRequired = inner.required?.includes(name) ?? false;
    return [{ name, depth, isRequired, schema: each }, ...rowsOf(each, depth + 1)];
  });
}

function fieldTable(rows: readonly FieldRow[], { word }: PageWords, isInput = true): string {
  if (rows.length === 0) return "";
  const lines = rows.map(({ name, depth, isRequired, schema }) => {
    const must = isRequired && isInput ? ` <span class="must">${esc(word("required"))}</span>` : "";
    const indent = depth > 0 ? ` style="padding-left:${depth * 16}px"` : "";
    return `<tr><td class="f"${indent}><code>${esc(name)}</code>${must}</td>
<td class="t">${esc(typeText(schema))}</td><td>${esc(schema.description ?? "")}</td></tr>`;
  });
  return `<div class="wide" tabindex="0"><table><thead><tr><th>${esc(word("field"))}</th>
<th>${esc(word("type"))}</th><th>${esc(word("meaning"))}</th></tr></thead>
<tbody>${lines.join("")}</tbody></table></div>`;
}

function refusalTable(list: readonly Refusal[], words: PageWords, isAnchored = false): string {
  const lines = list.map(({ code, status }) => {
    const anchor = isAnchored ? ` id="${esc(code)}"` : "";
    return `<tr${anchor}><td class="t">${status}</td><td class="f"><code>${esc(code)}</code></td>
<td>${esc(words.sentence(code))}</td></tr>`;
  });
  return `<div class="wide" tabindex="0"><table><tbody>${lines.join("")}</tbody></table></div>`;
}

function inputRows({ parameters, requestBody }: Operation): FieldRow[] {
  const own = parameters
    .filter((each) => each.in !== "header")
    .map(({ name, required, description, schema }) => {
      return { name, depth: 0, isRequired: required, schema: { ...schema, description } };
    });
  const json = requestBody?.content["application/json"];
  return [...own, ...(json ? rowsOf(json.schema) : [])];
}

function exampleOf(operation: Operation, method: string, path: string): string {
  const json = operation.requestBody?.content["application/json"];
  const isWrite = method !== "get";
  const lines = [
    `curl ${isWrite ? `-X ${method.toUpperCase()} ` : ""}"https://…/api/module/v1${path}"`,
    `  -H "Authorization: Bearer saldo_…"`,
    ...(isWrite ? [`  -H "Idempotency-Key: …"`] : []),
    ...(json ? [`  --json '${JSON.stringify(json.example)}'`] : []),
  ];
  return lines.join(" \\\n");
}

type Placed = { path: string; method: string; operation: Operation };

function article({ path, method, operation }: Placed, words: PageWords): string {
  const { word } = words;
  const ok = operation.responses["200"] as {
    content: Record<string, { schema: JsonSchema }>;
  };
  const output = ok.content["application/json"]?.schema ?? {};
  const isFile = operation.requestBody?.content["multipart/form-data"] !== undefined;
  const hints = [
    operation.description,
    isFile ? word("file") : "",
    method === "get" ? "" : word("key"),
  ];
  return `<article id="${esc(operation.operationId)}">
<h3>${esc(word(`summaries.${operation.operationId}`))}</h3>
<p><span class="verb">${method.toUpperCase()}</span> <code>/api/module/v1${esc(path)}</code>
<span class="scope">· ${esc(operation.operationId)} · ${esc(word("scope"))}
<code>${esc(operation["x-scope"])}</code></span></p>
<p class="lead">${esc(hints.filter(Boolean).join(" "))}</p>
<h4>${esc(word("input"))}</h4>${fieldTable(inputRows(operation), words)}
<h4>${esc(word("output"))}</h4>${fieldTable(rowsOf(output), words, false)}
<details><summary>${esc(word("errors"))}</summary>${refusalTable(operation["x-errors"], words)}</details>
<details><summary>${esc(word("example"))}</summary>
<pre tabindex="0">${esc(exampleOf(operation, method, path))}</pre></details></article>`;
}

/** The description as a page: whole, without scripts, in the words of a language. */
export function apiPage(document: ApiDocument, words: PageWords): string {
  const { word } = words;
  const all: Placed[] = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const tags = [...new Set(all.flatMap(({ operation }) => operation.tags))];
  const of = (tag: string) => all.filter(({ operation }) => operation.tags.includes(tag));
  const menu = tags.map((tag) => {
    const lines = of(tag).map(({ operation: { operationId } }) => {
      return `<li><a href="#${esc(operationId)}">${esc(word(`summaries.${operationId}`))}</a></li>`;
    });
    return `<h2>${esc(word(`tags.${tag}`))}</h2><ul>${lines.join("")}</ul>`;
  });
  const sections = tags.map((tag) => {
    const parts = of(tag).map((placed) => article(placed, words));
    return `<section><h2>${esc(word(`tags.${tag}`))}</h2>${parts.join("")}</section>`;
  });
  const every = new Map(
    [...document["x-errors"], ...all.flatMap(({ operation }) => operation["x-errors"])].map(
      (each) => [each.code, each],
    ),
  );
  return `<!doctype html><html lang="${words.language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${esc(word("title"))}</title><style>${STYLE}</style></head><body><div class="page">
<nav aria-label="${esc(word("title"))}">${menu.join("")}</nav><main>
<h1>${esc(word("title"))}</h1><p class="lead">${esc(word("lead"))}</p>
<p><a href="/api/module/v1/openapi.json">${esc(word("document"))}</a></p>
${sections.join("")}
<section><h2>${esc(word("common"))}</h2>${refusalTable(document["x-errors"], words)}</section>
<section><h2>${esc(word("errors"))}</h2>${refusalTable([...every.values()], words, true)}</section>
</main></div></body></html>`;
}
