import { load } from "./bootstrap.mjs";

const { build } = await load("launch/build.ts");
console.log(await build());
