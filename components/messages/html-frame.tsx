"use client";

import { cx } from "../ui/cx";

type HtmlFrameProps = { html: string; title: string; className?: string };

/** Nothing is loaded from anywhere, and nothing runs. */
const POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'";

/** What a mail program starts from; the letter's own styles come after it. */
const BASE = "<style>body{font-family:sans-serif;font-size:14px}</style>";

/** HTML that goes to others or came from them: in a frame without scripts, origin and network. */
export function HtmlFrame({ html, title, className }: HtmlFrameProps) {
  const policy = `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`;
  return (
    <iframe
      sandbox=""
      srcDoc={`<!doctype html><meta charset="utf-8">${policy}${BASE}${html}`}
      title={title}
      className={cx("h-96 w-full resize-y rounded-sm border-0 bg-[#ffffff]", className)}
    />
  );
}
