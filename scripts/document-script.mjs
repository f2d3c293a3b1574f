import { createHash } from "node:crypto";
import { createRequire } from "node:module";

/**
 * The one script of documents (docs/decisions/033), bundled and named by its content: where it lies under
 * `.next/static`, and its bytes.
 */
export function documentScript() {
  const { buildSync } = createRequire(import.meta.url)("esbuild");
  const { outputFiles } = buildSync({
    entryPoints: ["lib/browser/document.ts"],
    ...{ bundle: true, minify: true, format: "iife", target: "es2020", write: false },
  });
  const [{ contents }] = outputFiles;
  const name = createHash("sha256").update(contents).digest("hex").slice(0, 16);
  return { path: `documents/document-${name}.js`, contents };
}
