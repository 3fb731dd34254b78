import type { ShownDocument } from "@/server/domain/templates";

export const NO_CACHE = { "cache-control": "private, no-store" };

/** `sandbox` gives the page an origin of its own even where somebody opens it outside our frame. */
const LETTER_POLICY = [
  ...["sandbox", "default-src 'none'", "img-src data:", "style-src 'unsafe-inline'"],
  ...["form-action 'none'", "base-uri 'none'", "frame-ancestors 'self'"],
].join("; ");

/** HTML of a letter as a page in which nothing runs and nothing is loaded. */
export function letterPage(bytes: Uint8Array): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      ...NO_CACHE,
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": LETTER_POLICY,
      "content-disposition": "inline",
    },
  });
}

export interface Looked {
  name: string;
  shown: ShownDocument;
}

/** A document for a frame: its print, or its words with a line that says what they are. */
export function shownDocument({ name, shown }: Looked, nearNote: string): Response {
  if (shown.look === "near") return letterPage(Buffer.from(nearSheet(shown.html, nearNote)));
  const pdfName = `${name.replace(/\.[A-Za-z0-9]{1,5}$/, "")}.pdf`;
  return new Response(new Uint8Array(shown.pdf), {
    headers: {
      ...NO_CACHE,
      "content-type": "application/pdf",
      "content-length": String(shown.pdf.length),
      "content-disposition": `inline; filename*=UTF-8''${encodeURIComponent(pdfName)}`,
    },
  });
}

const SHEET = `
  body { margin: 0; background: #ffffff; color: #1d1f24; font: 14px/1.5 serif }
  .saldo-note { margin: 0; padding: 6px 16px; background: #fdf3d8; color: #5c4300;
    font: 13px/1.4 sans-serif; border-bottom: 1px solid #ecd9a0 }
  .saldo-sheet { max-width: 42em; margin: 0 auto; padding: 24px 28px; overflow-wrap: anywhere }
  .saldo-sheet p { margin: 0 0 .5em }
  .saldo-sheet table { border-collapse: collapse; width: 100%; margin: .5em 0 }
  .saldo-sheet td, .saldo-sheet th { border: 1px solid #c9cdd6; padding: 3px 8px; text-align: left;
    vertical-align: top }
  .saldo-sheet img { max-width: 100%; height: auto }
`;

/** The page as it was sanitised keeps its own head and body; browsers take what stands in them. */
function nearSheet(html: string, note: string): string {
  const inside = /<body[^>]*>([\s\S]*)<\/body>/.exec(html)?.[1] ?? html;
  return (
    `<!doctype html><html><head><meta charset="utf-8"><style>${SHEET}</style></head><body>` +
    `<p class="saldo-note" role="note">${escaped(note)}</p><div class="saldo-sheet">${inside}</div>` +
    "</body></html>"
  );
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
