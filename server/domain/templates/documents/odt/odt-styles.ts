import { copy } from "../structure/lift";
import { attribute, child, type Element, element, elements, setAttribute } from "../tree/node";
import { isYellow } from "../tree/yellow";
import { ODF } from "./namespaces";

export type Family = "text" | "paragraph";

interface Style {
  of: Element;
  /** Undefined where the style leaves it to its parent. */
  background: string | undefined;
  parent: string | undefined;
}

type Styles = Map<string, Style>;

/** The styles one part of an ODT may use: its own automatic ones, and the named of the document. */
export class OdtStyles {
  private readonly automatic: Styles;
  private readonly plain = new Map<string, string>();

  constructor(
    private readonly root: Element,
    private readonly named: Styles,
  ) {
    const own = child(root, "office:automatic-styles");
    this.automatic = own === undefined ? new Map() : stylesIn(own);
  }

  /** What a style says of the background of text: yellow, another, or nothing. */
  markOf(family: Family, name: string | undefined): "marked" | "plain" | "unsaid" {
    const seen = new Set<string>();
    for (let at = name; at !== undefined && !seen.has(at); ) {
      seen.add(at);
      const style = this.find(family, at);
      if (style?.background !== undefined) return isYellow(style.background) ? "marked" : "plain";
      at = style?.parent;
    }
    return "unsaid";
  }

  /** A style like the named one without its background, made when first asked for. */
  plainTwin(family: Family, name: string): string {
    const key = keyOf(family, name);
    const known = this.plain.get(key);
    if (known !== undefined) return known;
    const twin = this.makeTwin(family, name);
    const twinName = this.freeName();
    setAttribute(twin, attributeName(twin, "style:name"), twinName);
    const own = this.automaticElement();
    twin.parent = own;
    own.children.push(twin);
    this.plain.set(key, twinName);
    return twinName;
  }

  private makeTwin(family: Family, name: string): Element {
    const automatic = this.automatic.get(keyOf(family, name));
    if (automatic !== undefined) {
      const twin = copy(automatic.of, null) as Element;
      const properties = child(twin, "style:text-properties");
      if (properties === undefined) twin.children.push(transparent());
      else
        setAttribute(properties, attributeName(properties, "fo:background-color"), "transparent");
      return twin;
    }
    const twin = element("style:style", "style:style", [
      { name: "xmlns:style", key: "xmlns:style", value: ODF.style },
      { name: "style:name", key: "style:name", value: "" },
      { name: "style:family", key: "style:family", value: family },
      { name: "style:parent-style-name", key: "style:parent-style-name", value: name },
    ]);
    twin.children.push(transparent());
    return twin;
  }

  private freeName(): string {
    const taken = new Set([...this.automatic.keys(), ...this.named.keys(), ...this.plain.values()]);
    for (let number = this.plain.size + 1; ; number += 1) {
      const name = `SaldoPlain${number}`;
      const isFree = (["text", "paragraph"] as const).every(
        (each) => !taken.has(keyOf(each, name)),
      );
      if (isFree && !taken.has(name)) return name;
    }
  }

  private automaticElement(): Element {
    const known = child(this.root, "office:automatic-styles");
    if (known !== undefined) return known;
    const made = element("office:automatic-styles", "office:automatic-styles", [
      { name: "xmlns:office", key: "xmlns:office", value: ODF.office },
    ]);
    const body = this.root.children.findIndex(
      (each) =>
        each.kind === "element" &&
        (each.tag === "office:body" || each.tag === "office:master-styles"),
    );
    made.parent = this.root;
    this.root.children.splice(Math.max(0, body), 0, made);
    return made;
  }

  private find(family: Family, name: string): Style | undefined {
    const key = keyOf(family, name);
    return this.automatic.get(key) ?? this.named.get(key);
  }
}

/** The named styles of styles.xml. */
export function namedStyles(root: Element): Styles {
  const named = child(root, "office:styles");
  return named === undefined ? new Map() : stylesIn(named);
}

function stylesIn(of: Element): Styles {
  const styles: Styles = new Map();
  for (const style of elements(of)) {
    if (style.tag !== "style:style") continue;
    const properties = child(style, "style:text-properties");
    const family = attribute(style, "style:family") ?? "";
    styles.set(keyOf(family, attribute(style, "style:name") ?? ""), {
      of: style,
      background: properties && attribute(properties, "fo:background-color"),
      parent: attribute(style, "style:parent-style-name"),
    });
  }
  return styles;
}

function keyOf(family: string, name: string): string {
  return `${family} ${name}`;
}

/** How this element spells an attribute that the code knows under another prefix. */
function attributeName(of: Element, key: string): string {
  const known = of.attributes.find((each) => each.key === key)?.name;
  if (known !== undefined) return known;
  const prefix = key.slice(0, key.indexOf(":")) as keyof typeof ODF;
  setAttribute(of, `xmlns:${prefix}`, ODF[prefix]);
  return key;
}

function transparent(): Element {
  return element("style:text-properties", "style:text-properties", [
    { name: "xmlns:style", key: "xmlns:style", value: ODF.style },
    { name: "xmlns:fo", key: "xmlns:fo", value: ODF.fo },
    { name: "fo:background-color", key: "fo:background-color", value: "transparent" },
  ]);
}
