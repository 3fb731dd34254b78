export { readXml } from "./read-xml";
export { writeXml, type XmlContent, type XmlFields, type XmlTag } from "./write-xml";
export { childText, type XmlElement, xmlChild, xmlChildren } from "./xml-element";
