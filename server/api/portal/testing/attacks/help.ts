import type { Attacks } from "../attack";

export const help: Attacks = {
  manual: [() => ({ language: "cs" })],
};
