import { load } from "./bootstrap.mjs";

const { demo } = await load("launch/demo.ts");
await demo("development");
