import { load } from "./bootstrap.mjs";

const { test } = await load("launch/test.ts");
await test(process.argv.slice(2));
