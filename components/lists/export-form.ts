import type { PickedRows } from "./bulk";

export type ExportRequest = {
  list: string;
  format: "xlsx" | "csv";
  query: Record<string, unknown>;
  columns: readonly { key: string; header: string }[];
  /** Only these rows; left out: all that match. */
  rows?: PickedRows;
  title: string;
};

const sheetNameMax = 31;
const forbiddenInSheetNames = /[\\/?*[\]:]/g;

/**
 * A form that downloads the file when it is submitted: the browser writes it to the disk as it
 * comes, and what was searched for travels in the body, not in an address.
 */
export function exportForm(
  request: ExportRequest,
  onRefused: (refusal: unknown) => void,
): HTMLFormElement {
  const { title, ...rest } = request;
  const sheetName = title.replace(forbiddenInSheetNames, " ").slice(0, sheetNameMax);
  const columns = request.columns.map(({ key, header }) => ({ key, header }));
  const values = { request: JSON.stringify({ ...rest, columns, sheetName }), name: title };
  return downloadForm("/api/files/export/list", values, onRefused);
}

/** Posts fields to an address that answers with a file, or with a refusal in JSON. */
export function downloadForm(
  action: string,
  values: Readonly<Record<string, string>>,
  onRefused: (refusal: unknown) => void,
): HTMLFormElement {
  const form = document.createElement("form");
  form.method = "post";
  form.action = action;
  form.hidden = true;
  // A refusal would replace the page; in a frame of its own it does not.
  form.target = frameName(onRefused);
  for (const [name, value] of Object.entries(values)) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  setTimeout(() => form.remove());
  return form;
}

const frameId = "saldo-export";

/** The frame stays empty while a file is downloaded; it loads only what is not one: a refusal. */
function frameName(onRefused: (refusal: unknown) => void): string {
  document.getElementById(frameId)?.remove();
  const frame = document.createElement("iframe");
  frame.id = frameId;
  frame.name = frameId;
  frame.title = frameId;
  frame.hidden = true;
  document.body.append(frame);
  // The empty page of a new frame loads too; it holds no text.
  frame.addEventListener("load", () => {
    const text = frame.contentDocument?.body.textContent ?? "";
    if (text !== "") onRefused(readRefusal(text));
  });
  return frameId;
}

function readRefusal(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return new Error(text);
  }
}
