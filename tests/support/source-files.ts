import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseAst } from "vitest/node";

/** The repository's root. */
export const ROOT = resolve(import.meta.dirname, "../..");

/** A source file by its path from the root. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

function filesUnder(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : filesUnder(path);
    return [path];
  });
}

const asSource = (path: string): SourceFile => ({ path: relative(ROOT, path), text: readFileSync(path, "utf8") });

/** What is read as a source: TypeScript and what Node and browsers run as it stands. */
const SOURCE = /\.([cm]?[jt]s|[jt]sx)$/;

/** Every source file under the folders, and the files named, by path. */
export function sourceFiles(folders: readonly string[], files: readonly string[] = []): readonly SourceFile[] {
  const found = folders.flatMap((folder) => filesUnder(join(ROOT, folder)));
  return [...found.filter((path) => SOURCE.test(path)), ...files.map((file) => join(ROOT, file))].map(asSource);
}

/** Programs in the root itself, by path. */
export const rootPrograms = (): readonly string[] => readdirSync(ROOT).filter((name) => /\.[cm]?js$/.test(name));

/** Every file and folder under the folders, by path. */
export const pathsUnder = (folders: readonly string[]): readonly string[] =>
  folders.flatMap((folder) => filesUnder(join(ROOT, folder)).map((path) => relative(ROOT, path)));

/** A node of a parsed file; which fields there are depends on its type. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

const LANGUAGES: Readonly<Record<string, "ts" | "tsx" | "jsx">> = { ts: "ts", mts: "ts", cts: "ts", tsx: "tsx" };
const trees = new Map<string, readonly Node[]>();

function parse({ path, text }: SourceFile): readonly Node[] {
  const program = parseAst(
    text,
    { lang: LANGUAGES[path.split(".").at(-1) ?? ""] ?? "jsx", sourceType: "module" },
    path,
  );
  const nodes: Node[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) walk(one);
    if (!isNode(value)) return;
    nodes.push(value);
    for (const child of Object.values(value)) if (typeof child === "object") walk(child);
  };
  walk(program);
  return nodes;
}

/** Every node of a file, whatever stands between them: comments and line ends say nothing. */
export function nodesOf(file: SourceFile): readonly Node[] {
  const key = `${file.path}\n${file.text}`;
  const known = trees.get(key) ?? parse(file);
  trees.set(key, known);
  return known;
}

/** What stands in a template's place of a value. */
export const VALUE = "\u0001";

/** A text that stands in a file's code, a template's with `VALUE` for each value in it, an expression's as written. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly line: number;
}

interface Quasi {
  readonly value: { readonly cooked: string };
}

function textOf(node: Node): string | null {
  if (node.type === "Literal" && typeof node.value === "string") return node.value;
  if (node.type === "Literal" && node.regex) return (node.regex as { pattern: string }).pattern.replaceAll("\\/", "/");
  if (node.type === "TemplateLiteral")
    return (node.quasis as readonly Quasi[]).map(({ value }) => value.cooked ?? "").join(VALUE);
  return null;
}

/** The text of a node that is a plain text or a template without values; null for any other. */
function plainText(node: unknown): string | null {
  const text = isNode(node) && !(node.type === "Literal" && node.regex) ? textOf(node) : null;
  return text?.includes(VALUE) ? null : text;
}

/** Every text in a file's code but the names of what it imports, and types. */
export function wordsOf(file: SourceFile): readonly Word[] {
  const types = nodesOf(file).filter(({ type }) => type === "TSLiteralType");
  const imported = new Set([
    ...importNodes(file).map(({ source }) => source.start),
    ...types.map(({ start }) => start),
  ]);
  return nodesOf(file).flatMap((node) => {
    const text = textOf(node);
    if (text === null || imported.has(node.start)) return [];
    return [{ text, start: node.start, line: file.text.slice(0, node.start).split("\n").length }];
  });
}

/** One import of a file: what it names, and whether only types come of it. */
export interface Import {
  /** A path from the root for a file of ours, otherwise the package's name as written. */
  readonly target: string;
  readonly ours: boolean;
  readonly typesOnly: boolean;
  /** The names that are taken but for types; `*` where it may be any of them. */
  readonly names: readonly string[];
  /** The names that are taken for types alone. */
  readonly types: readonly string[];
}

interface ImportNode {
  readonly source: Node;
  readonly typesOnly: boolean;
  readonly names: readonly string[];
  readonly types: readonly string[];
}

interface Specifier extends Node {
  readonly imported?: { readonly name: string; readonly value?: string };
  readonly local?: { readonly name: string; readonly value?: string };
}

const isType = ({ importKind, exportKind }: Node): boolean => importKind === "type" || exportKind === "type";

function nameOf({ type, imported, local }: Specifier): string {
  if (type === "ImportDefaultSpecifier") return "default";
  const named = imported ?? (type === "ExportSpecifier" ? local : undefined);
  return named ? (named.name ?? named.value) : "*";
}

function ofStatement(node: Node): ImportNode {
  const source = node.source as Node;
  const isOfTypes = isType(node);
  if (node.type === "ExportAllDeclaration") {
    const all = ["*"];
    return { source, typesOnly: isOfTypes, names: isOfTypes ? [] : all, types: isOfTypes ? all : [] };
  }
  const specifiers = node.specifiers as readonly Specifier[];
  const [types, values] = [true, false].map((wanted) =>
    specifiers.filter((one) => (isOfTypes || isType(one)) === wanted),
  );
  const names = (values ?? []).map(nameOf);
  const typesOnly = isOfTypes || (specifiers.length > 0 && names.length === 0);
  return { source, typesOnly, names, types: (types ?? []).map(nameOf) };
}

const STATEMENTS = new Set(["ImportDeclaration", "ExportNamedDeclaration", "ExportAllDeclaration"]);

function importNodes(file: SourceFile): readonly ImportNode[] {
  return nodesOf(file).flatMap((node): readonly ImportNode[] => {
    if (STATEMENTS.has(node.type)) return node.source ? [ofStatement(node)] : [];
    const anything = { typesOnly: false, names: ["*"], types: [] };
    if (node.type === "ImportExpression") return [{ source: node.source as Node, ...anything }];
    if (node.type === "TSImportType")
      return [{ source: node.source as Node, typesOnly: true, names: [], types: ["*"] }];
    if (node.type === "TSExternalModuleReference") return [{ source: node.expression as Node, ...anything }];
    const { name } = (node.callee ?? {}) as { readonly name?: string };
    const [source] = (node.arguments ?? []) as readonly Node[];
    return node.type === "CallExpression" && name === "require" && source ? [{ source, ...anything }] : [];
  });
}

function targetOf(from: string, specifier: string): Pick<Import, "target" | "ours"> {
  if (specifier.startsWith("@/")) return { target: join(specifier.slice(2)), ours: true };
  if (specifier.startsWith(".")) return { target: join(from, "..", specifier), ours: true };
  return { target: specifier, ours: false };
}

/** What a file imports and re-exports, statically or not; what it computes has no target that can be known. */
export const importsOf = (file: SourceFile): readonly Import[] =>
  importNodes(file).map(({ source, ...taken }) => ({
    ...targetOf(file.path, plainText(source) ?? "(computed)"),
    ...taken,
  }));
