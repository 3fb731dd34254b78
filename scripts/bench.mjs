import { load } from "./bootstrap.mjs";

const { bench } = await load("launch/bench.ts");
await bench(process.argv.slice(2));
