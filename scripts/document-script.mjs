import { createHash } from "node:crypto";
import { createRequire } from "node:module";

/** The script of every document, and what the page that stands for pages that are not kept needs besides. */
const NAMES = ["document", "offline-page"];

/**
 * The scripts of documents (docs/decisions/033), bundled and named by their content: where each lies under
 * `.next/static`, and its bytes.
 */
export function documentScripts() {
  const { buildSync } = createRequire(import.meta.url)("esbuild");
  return NAMES.map((name) => {
    const { outputFiles } = buildSync({
      entryPoints: [`lib/browser/${name}.ts`],
      ...{ bundle: true, minify: true, format: "iife", target: "es2020", write: false },
    });
    const [{ contents }] = outputFiles;
    const print = createHash("sha256").update(contents).digest("hex").slice(0, 16);
    return { path: `documents/${name}-${print}.js`, contents };
  });
}
