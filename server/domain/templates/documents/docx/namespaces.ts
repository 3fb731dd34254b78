const TRANSITIONAL = "http://schemas.openxmlformats.org";
const STRICT = "http://purl.oclc.org/ooxml";

/** Prefixes by which the code knows the namespaces of Word, in both editions of the standard. */
export const DOCX_PREFIXES: Readonly<Record<string, string>> = {
  [`${TRANSITIONAL}/wordprocessingml/2006/main`]: "w",
  [`${STRICT}/wordprocessingml/main`]: "w",
  [`${TRANSITIONAL}/officeDocument/2006/relationships`]: "r",
  [`${STRICT}/officeDocument/relationships`]: "r",
  [`${TRANSITIONAL}/markup-compatibility/2006`]: "mc",
  [`${TRANSITIONAL}/package/2006/relationships`]: "rel",
  [`${TRANSITIONAL}/package/2006/content-types`]: "ct",
  "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
};

export const RELATION_TYPES = `${TRANSITIONAL}/officeDocument/2006/relationships`;
export const PACKAGE_RELATIONS = `${TRANSITIONAL}/package/2006/relationships`;
