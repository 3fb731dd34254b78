import { aboReader } from "./abo";
import { fioReader } from "./fio";
import type { FormatReader } from "./format-reader";

/** Asked in this order; what is surest to recognise comes first. */
export const FORMAT_READERS: readonly FormatReader[] = [aboReader, fioReader];
