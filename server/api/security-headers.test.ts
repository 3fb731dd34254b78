import { expect, it } from "vitest";
import { makeNonce, pagePolicy } from "./security-headers";

const directive = (policy: string, name: string) =>
  policy.split("; ").find((each) => each.startsWith(`${name} `));

it("runs scripts by their nonce alone, and lets nobody frame the page", () => {
  const policy = pagePolicy({ nonce: "bm9uY2U=" });
  expect(directive(policy, "script-src")).toBe(
    "script-src 'self' 'nonce-bm9uY2U=' 'strict-dynamic'",
  );
  expect(directive(policy, "frame-ancestors")).toBe("frame-ancestors 'none'");
  expect(directive(policy, "object-src")).toBe("object-src 'none'");
  expect(directive(policy, "base-uri")).toBe("base-uri 'none'");
  expect(policy).not.toContain("unsafe-eval");
});

it("names whoever may frame it, and a captcha's machines where one is used", () => {
  const framedBy = ["'self'", "https://www.example.cz"];
  const policy = pagePolicy({ nonce: "x", framedBy, captcha: "turnstile" });
  expect(directive(policy, "frame-ancestors")).toBe(
    "frame-ancestors 'self' https://www.example.cz",
  );
  expect(directive(policy, "frame-src")).toContain("https://challenges.cloudflare.com");
  expect(pagePolicy({ nonce: "x", captcha: "proof" })).not.toContain("https://");
});

it("makes a nonce anew each time", () => {
  expect(new Set(Array.from({ length: 50 }, makeNonce)).size).toBe(50);
  expect(makeNonce()).toMatch(/^[A-Za-z0-9+/=]{32,}$/);
});
