/** An element of a small answer; names without prefixes. */
export interface XmlElement {
  name: string;
  /** What its prefix stands for, or the namespace around it; "" for none. */
  namespace: string;
  attributes: Readonly<Record<string, string>>;
  children: XmlElement[];
  /** Text of its own, of elements inside not. */
  text: string;
}

export function xmlChild(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}

export function xmlChildren(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** Text of a child without blanks around it; "" where there is none. */
export function childText(element: XmlElement, name: string): string {
  return xmlChild(element, name)?.text.trim() ?? "";
}
