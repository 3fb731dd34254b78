import { load } from "./bootstrap.mjs";

const { verify } = await load("launch/verify.ts");
await verify();
