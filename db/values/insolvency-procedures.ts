/**
 * Kinds of proceedings of both countries' insolvency registers, as the law tells them apart. Null
 * where a proceeding has none yet: only a petition, or a bankruptcy whose solution is not decided.
 */
export const INSOLVENCY_PROCEDURES = [
  /** Moratorium, before any decision. */
  "moratorium",
  /** Konkurs, konkurz. */
  "bankruptcy",
  /** Malý konkurz. */
  "small_bankruptcy",
  /** Oddlužení, however it is done. */
  "discharge",
  /** Oddlženie konkurzom. */
  "discharge_bankruptcy",
  /** Oddlženie splátkovým kalendárom. */
  "discharge_plan",
  /** Reorganizace. */
  "reorganization",
  /** Reštrukturalizácia. */
  "restructuring",
  /** Verejná preventívna reštrukturalizácia. */
  "preventive",
  /** Likvidácia, which is no insolvency. */
  "liquidation",
  /** One that nobody has named. */
  "other",
] as const;
export type InsolvencyProcedure = (typeof INSOLVENCY_PROCEDURES)[number];

/**
 * By what a party is of a country's insolvency register: their own country, an address there, a tax
 * number of that country, or that they are a person whom it can be asked for (a birth number, or whole
 * name and day of birth).
 */
export const REGISTER_TIES = ["country", "address", "tax_id", "person"] as const;
export type RegisterTie = (typeof REGISTER_TIES)[number];

/**
 * As they ship. Slovaks work and owe in Czechia more than the other way round, and a birth number is
 * of both countries; whoever lends in both asks for every person in both.
 */
export const CZECH_TIES: RegisterTie[] = ["country", "address", "tax_id", "person"];
export const SLOVAK_TIES: RegisterTie[] = ["country", "address", "tax_id"];
