const OASIS = "urn:oasis:names:tc:opendocument:xmlns";

export const ODF = {
  office: `${OASIS}:office:1.0`,
  style: `${OASIS}:style:1.0`,
  text: `${OASIS}:text:1.0`,
  table: `${OASIS}:table:1.0`,
  draw: `${OASIS}:drawing:1.0`,
  fo: `${OASIS}:xsl-fo-compatible:1.0`,
  svg: `${OASIS}:svg-compatible:1.0`,
  manifest: `${OASIS}:manifest:1.0`,
  script: `${OASIS}:script:1.0`,
  xlink: "http://www.w3.org/1999/xlink",
} as const;

/** Prefixes by which the code knows the namespaces of OpenDocument. */
export const ODT_PREFIXES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(ODF).map(([prefix, uri]) => [uri, prefix]),
);
