import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const SOURCES = [
  ...["app", "lib", "db", "public", "scripts", "data/actions.key"],
  ...["next.config.mjs", "postcss.config.mjs", "tsconfig.json", "package.json", "package-lock.json", "proxy.ts"],
  "instrumentation.ts",
];

/** A build of the application in a folder of its own. */
export interface OtherBuild {
  readonly folder: string;
  remove(): void;
}

function copySources(): OtherBuild {
  const folder = mkdtempSync(join(tmpdir(), "okienko-build-"));
  for (const source of SOURCES) cpSync(source, join(folder, source), { recursive: true });
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Builds the application again from a copy in which one text is another; throws where the text is not in the file. */
export function buildWith(file: string, text: string, replacement: string): OtherBuild {
  const other = copySources();
  const content = readFileSync(join(other.folder, file), "utf8");
  if (!content.includes(text)) throw new Error(`${file} does not say ${text}.`);
  writeFileSync(join(other.folder, file), content.replace(text, replacement));
  const { status, stderr } = spawnSync(process.execPath, ["scripts/start.mjs", "--build-only"], {
    cwd: other.folder,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`The build ended with ${status}:\n${stderr}`);
  return other;
}

const BUILT = ".next";
const PACKED = /\.(br|gz)$/;
/** What a browser loads, by a name that no other version has. */
const NAMED_BY_CONTENT = /(?:^|[-./])([\da-f]{16})\.(?:js|css)$/;
const TEXTS = /(?:\.(?:js|css|json|html|rsc|body|meta)|BUILD_ID)$/;
const SENT_PACKED = /^\.next\/(?:static|worker)\/.*\.(?:js|css)$/;

const builtFiles = (): string[] =>
  readdirSync(BUILT, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !PACKED.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => !file.startsWith(join(BUILT, "cache")));

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
const turned = (name: string): string => [...name].toReversed().join("");

/**
 * The application as it is built, under names that no browser has met, with a text of the server's replaced: what an
 * upgrade is to a tab that was open before it, in a second instead of a build's minute.
 */
export function renamedBuild(text: string, replacement: string): OtherBuild {
  const files = builtFiles();
  const names = files.flatMap((file) => NAMED_BY_CONTENT.exec(file)?.[1] ?? []);
  names.push(readFileSync(join(BUILT, "BUILD_ID"), "utf8").trim());
  const changes = new Map([[text, replacement], ...names.map((name) => [name, turned(name)] as const)]);
  const anyOf = new RegExp([...changes.keys()].map(literally).join("|"), "g");
  const change = (content: string): string => content.replaceAll(anyOf, (found) => changes.get(found) ?? found);

  const other = copySources();
  let said = false;
  for (const file of files) {
    const target = join(other.folder, change(file));
    mkdirSync(dirname(target), { recursive: true });
    const bytes = readFileSync(file);
    const isText = TEXTS.test(file);
    said ||= isText && bytes.includes(text);
    const content = isText ? Buffer.from(change(bytes.toString())) : bytes;
    writeFileSync(target, content);
    if (!SENT_PACKED.test(file)) continue;
    writeFileSync(`${target}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }));
    writeFileSync(`${target}.gz`, gzipSync(content, { level: 1 }));
  }
  if (!said) throw new Error(`Nothing that was built says ${text}.`);
  return other;
}
