const words = (text: string) => new Set(text.trim().split(/\s+/));

/** Elements of a letter that hold paragraphs or are one. */
export const BLOCKS = words(`
  html body p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption colgroup thead tbody tfoot tr td
  th blockquote pre center section article header footer main address figure figcaption`);

/** Elements that text runs through. */
export const INLINE = words(`
  a b strong i em u s strike small big sub sup span font mark code q cite abbr del ins kbd samp var
  bdi bdo time dfn`);

export const VOID = words("br hr img wbr col meta");

const HEAD = words("head title style");

export function isAllowed(name: string): boolean {
  return BLOCKS.has(name) || INLINE.has(name) || VOID.has(name) || HEAD.has(name);
}

/** Elements that go with all they hold; of the rest that is unknown the contents stay. */
export const DROPPED: Readonly<Record<string, string>> = {
  script: "html_script",
  template: "html_script",
  iframe: "html_frame",
  frame: "html_frame",
  frameset: "html_frame",
  object: "html_frame",
  embed: "html_frame",
  applet: "html_frame",
  portal: "html_frame",
  input: "html_form",
  button: "html_form",
  select: "html_form",
  textarea: "html_form",
  datalist: "html_form",
  output: "html_form",
  link: "html_outside_style",
  base: "html_base",
  meta: "",
  svg: "html_drawing",
  math: "html_drawing",
  canvas: "html_drawing",
  video: "html_media",
  audio: "html_media",
  source: "",
  track: "",
  xml: "",
};

/** Said of elements whose contents stay. */
export const UNWRAPPED: Readonly<Record<string, string>> = { form: "html_form" };

const ATTRIBUTES = words(`
  style class title lang dir align valign width height bgcolor color face size border cellpadding
  cellspacing colspan rowspan span alt start type value nowrap scope role href src`);

export function isAllowedAttribute(name: string): boolean {
  return ATTRIBUTES.has(name) || name === "aria-label" || name === "aria-hidden";
}
