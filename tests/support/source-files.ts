import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";

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

/** Every TypeScript file and every program for Node under the folders, and the files named, by path. */
export function sourceFiles(folders: readonly string[], files: readonly string[] = []): readonly SourceFile[] {
  const found = folders.flatMap((folder) => filesUnder(join(ROOT, folder)));
  return [...found.filter((path) => /\.(tsx?|mjs)$/.test(path)), ...files.map((file) => join(ROOT, file))].map(
    asSource,
  );
}

/** Every file and folder under the folders, by path. */
export const pathsUnder = (folders: readonly string[]): readonly string[] =>
  folders.flatMap((folder) => filesUnder(join(ROOT, folder)).map((path) => relative(ROOT, path)));

/** One import of a file: what it names, and whether only types come of it. */
export interface Import {
  /** A path from the root for a file of ours, otherwise the package's name as written. */
  readonly target: string;
  readonly ours: boolean;
  readonly typesOnly: boolean;
}

const STATEMENT = /^[ \t]*(?:import|export)\s+(type\s+)?((?:[\w*{}\s,$]|type\s)*?)\s*from\s*["']([^"']+)["']/gm;
const SIDE_EFFECT = /^[ \t]*import\s*["']([^"']+)["']/gm;
const DYNAMIC = /\b(?:import|require)\(\s*["']([^"']+)["']/g;

/** Whether every name in `{ type A, type B }` is a type. */
function namesTypesOnly(clause: string): boolean {
  const names = /^\{([^}]*)\}$/.exec(clause.trim())?.[1];
  if (names === undefined) return false;
  return names
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean)
    .every((name) => name.startsWith("type "));
}

function targetOf(from: string, specifier: string): Pick<Import, "target" | "ours"> {
  if (specifier.startsWith("@/")) return { target: specifier.slice(2), ours: true };
  if (specifier.startsWith(".")) return { target: join(from, "..", specifier), ours: true };
  return { target: specifier, ours: false };
}

/** What a file imports and re-exports, statically or not. */
export function importsOf({ path, text }: SourceFile): readonly Import[] {
  const statements = [...text.matchAll(STATEMENT)].map(([, type, clause = "", specifier = ""]) => ({
    ...targetOf(path, specifier),
    typesOnly: type !== undefined || namesTypesOnly(clause),
  }));
  const others = [...text.matchAll(SIDE_EFFECT), ...text.matchAll(DYNAMIC)].map(([, specifier = ""]) => ({
    ...targetOf(path, specifier),
    typesOnly: false,
  }));
  return [...statements, ...others];
}
