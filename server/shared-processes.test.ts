import { expect, it } from "vitest";
import { readTree } from "./architecture/read-tree";

const ROOT = new URL("..", import.meta.url).pathname;
const REPLACES_MODULES = /\bvi\s*\.\s*(mock|doMock|hoisted|resetModules)\(/;
const OPENS_WHEN_LOADED = /^(export )?(const|let) .*= await (openDesk|testDatabase)\(/m;
const HOOKS_WHEN_LOADED = /^(before|after)(All|Each)\(/m;

const isTest = (path: string) => /\.test\.tsx?$/.test(path);
const tree = readTree(ROOT).filter(({ path }) => path !== "server/shared-processes.test.ts");
const config = tree.find(({ path }) => path === "vitest.config.ts")?.source ?? "";
const pathsOf = (pattern: RegExp, among: (path: string) => boolean) =>
  tree.filter(({ path, source }) => among(path) && pattern.test(source)).map(({ path }) => path);

it("finds what it looks for", () => {
  expect("vi.mock('x', () => ({}))").toMatch(REPLACES_MODULES);
  expect("export const desk = await openDesk();").toMatch(OPENS_WHEN_LOADED);
  expect("afterAll(() => end());").toMatch(HOOKS_WHEN_LOADED);
  expect(pathsOf(REPLACES_MODULES, isTest).length).toBeGreaterThan(0);
  expect(pathsOf(OPENS_WHEN_LOADED, isTest).length).toBeGreaterThan(100);
});

it("a test that replaces modules has a process of its own", () => {
  const sharing = pathsOf(REPLACES_MODULES, isTest).filter((path) => !config.includes(`"${path}"`));
  expect(sharing).toEqual([]);
});

// Loaded once for all files of a worker: the database of the first would be gone at the second.
it("what tests share opens no database and takes no hook when it is loaded", () => {
  const isShared = (path: string) => !isTest(path);
  expect(pathsOf(OPENS_WHEN_LOADED, isShared)).toEqual([]);
  expect(pathsOf(HOOKS_WHEN_LOADED, isShared)).toEqual([]);
});
