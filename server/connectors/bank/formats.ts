import { aboReader } from "./abo";
import { camtReader } from "./camt";
import { csvReader } from "./csv";
import { finstaReader } from "./finsta";
import { fioReader } from "./fio";
import type { FormatReader } from "./format-reader";
import { mtReader } from "./mt940";
import { oneCReader } from "./one-c";

/** Asked in this order; what is surest to recognise comes first. */
export const FORMAT_READERS: readonly FormatReader[] = [
  aboReader,
  fioReader,
  camtReader,
  mtReader,
  oneCReader,
  finstaReader,
  csvReader,
];
