import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** Links of a door stand elsewhere on its own host and in a frame; only door-link.tsx knows where. */
const PLAIN = [
  /from "next\/link"/,
  /location\.assign\((`|"|target)/,
  /router\.(push|replace)\((`|")/,
  /usePathname\(\)/,
];

it("is how every page of a door leads on", () => {
  const files = ["components/portal", "app/(portal)"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name) && !/door-link\.tsx$|\.test\.ts$/.test(name))
      .map((name) => `${folder}/${name}`),
  );
  expect(files.length).toBeGreaterThan(40);
  const plain = files.flatMap((path) => {
    const text = readFileSync(path, "utf8");
    return PLAIN.filter((each) => each.test(text)).map((each) => `${path}: ${each.source}`);
  });
  expect(plain).toEqual([]);
});
