import type { Captcha } from "@/db/values/portal";

/** Machines of captcha providers, whose script, frame and calls a door that uses one lets in. */
const OUTSIDE: Record<Captcha, readonly string[]> = {
  none: [],
  proof: [],
  turnstile: ["https://challenges.cloudflare.com"],
  hcaptcha: ["https://hcaptcha.com", "https://*.hcaptcha.com"],
};

interface Page {
  nonce: string;
  /** Origins that may show the page in a frame; none: nobody may. */
  framedBy?: readonly string[];
  captcha?: Captcha;
  isDevelopment?: boolean;
}

/**
 * Scripts run by their nonce alone, and what they load by them. Styles stay open: components set
 * measures in attributes. Development needs eval (fast refresh) and a socket.
 */
export function pagePolicy(page: Page): string {
  const { nonce, framedBy = [], captcha = "none", isDevelopment = false } = page;
  const outside = OUTSIDE[captcha].map((origin) => ` ${origin}`).join("");
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' 'unsafe-inline'${outside}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${outside}${isDevelopment ? " ws: wss:" : ""}`,
    `frame-src 'self' blob:${outside}`,
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${framedBy.length > 0 ? framedBy.join(" ") : "'none'"}`,
  ].join("; ");
}

export const makeNonce = (): string => btoa(crypto.randomUUID());
