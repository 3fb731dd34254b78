import { notFound } from "next/navigation";

/** An address of no page behind this door: the door's own words, not those of our people's pages. */
export default function Page(): never {
  notFound();
}
