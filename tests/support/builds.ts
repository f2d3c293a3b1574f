import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

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

/** Builds the application again from a copy in which one text is another; throws where the text is not in the file. */
export function buildWith(file: string, text: string, replacement: string): OtherBuild {
  const folder = mkdtempSync(join(tmpdir(), "okienko-build-"));
  for (const source of SOURCES) cpSync(source, join(folder, source), { recursive: true });
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  const content = readFileSync(join(folder, file), "utf8");
  if (!content.includes(text)) throw new Error(`${file} does not say ${text}.`);
  writeFileSync(join(folder, file), content.replace(text, replacement));
  const { status, stderr } = spawnSync(process.execPath, ["scripts/start.mjs", "--build-only"], {
    cwd: folder,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`The build ended with ${status}:\n${stderr}`);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
