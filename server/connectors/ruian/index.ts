export { openRuian, type RuianFile, type RuianReport, ruianUrl } from "./read-ruian";
export { RUIAN_FLAWS, type RuianFlaw, type RuianRow } from "./ruian-row";
