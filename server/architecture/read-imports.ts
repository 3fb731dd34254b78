import { parseSync, Visitor } from "oxc-parser";

/** A file of the tree: path from the root with forward slashes, and its text. */
export type SourceFile = { path: string; source: string };

export type Import = {
  /** As written; null where it is not a literal, so nobody can tell what is loaded. */
  specifier: string | null;
  isTypeOnly: boolean;
};

export type FileFacts = {
  imports: Import[];
  readsProcessEnv: boolean;
  hasDefaultExport: boolean;
};

/**
 * Everything a file loads or names: static imports, re-exports, `import()`, `require()`,
 * `import x = require()` and `import("…").T` in types. Throws on a file that does not parse.
 */
export function readFile({ path, source }: SourceFile): FileFacts {
  const { program, module, errors } = parseSync(path, source);
  const broken = errors.find((error) => error.severity === "Error");
  if (broken !== undefined) throw new Error(`${path}: ${broken.message}`);
  const statics = module.staticImports.map(({ moduleRequest, entries }) => ({
    specifier: moduleRequest.value,
    isTypeOnly: entries.length > 0 && entries.every((entry) => entry.isType),
  }));
  const exported = module.staticExports.flatMap(({ entries }) => entries);
  const reExports = exported.flatMap(({ moduleRequest, isType }) =>
    moduleRequest === null ? [] : [{ specifier: moduleRequest.value, isTypeOnly: isType }],
  );
  const walked = walk(program);
  return {
    imports: [...statics, ...reExports, ...walked.imports],
    readsProcessEnv: walked.readsProcessEnv || statics.some(isProcessModule),
    hasDefaultExport: exported.some(
      ({ exportName }) => exportName.kind === "Default" || exportName.name === "default",
    ),
  };
}

type Program = ReturnType<typeof parseSync>["program"];

function walk(program: Program) {
  const imports: Import[] = [];
  let readsProcessEnv = false;
  new Visitor({
    ImportExpression: ({ source }) => {
      imports.push({ specifier: literal(source), isTypeOnly: false });
    },
    TSImportType: ({ source }) => {
      imports.push({ specifier: literal(source), isTypeOnly: true });
    },
    TSExternalModuleReference: ({ expression }) => {
      imports.push({ specifier: literal(expression), isTypeOnly: false });
    },
    CallExpression: ({ callee, arguments: args }) => {
      if (callee.type !== "Identifier" || callee.name !== "require") return;
      imports.push({ specifier: literal(args[0]), isTypeOnly: false });
    },
    MemberExpression: ({ object, property, computed }) => {
      const name = computed ? literal(property) : identifier(property);
      if (identifier(object) === "process" && name === "env") readsProcessEnv = true;
    },
    VariableDeclarator: ({ id, init }) => {
      // `const { env } = process` reads it as well.
      if (init !== null && identifier(init) === "process" && id.type === "ObjectPattern") {
        readsProcessEnv = true;
      }
    },
  }).visit(program);
  return { imports, readsProcessEnv };
}

type AstNode = { type: string };

/** The text of a literal; of a template that names JSON beside the file, its fixed beginning. */
function literal(node: AstNode | null | undefined): string | null {
  if (node === null || node === undefined) return null;
  if (node.type === "TemplateLiteral" && "quasis" in node) return template(node.quasis as Quasi[]);
  if (node.type === "Literal" && "value" in node && typeof node.value === "string") {
    return node.value;
  }
  return null;
}

type Quasi = { value: { cooked: string | null } };

function template(quasis: Quasi[]): string | null {
  const first = quasis[0]?.value.cooked ?? "";
  if (quasis.length === 1) return first;
  const isDataBeside = first.startsWith("./") && quasis.at(-1)?.value.cooked?.endsWith(".json");
  return isDataBeside ? first : null;
}

function identifier(node: AstNode): string | null {
  return node.type === "Identifier" && "name" in node ? String(node.name) : null;
}

function isProcessModule({ specifier }: Import): boolean {
  return specifier === "process" || specifier === "node:process";
}
