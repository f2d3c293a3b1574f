import type { ReactElement } from "react";

/** The part of react-dom that turns elements into HTML by itself. */
type Server = Pick<typeof import("react-dom/server"), "renderToStaticMarkup">;

let server: Promise<Server> | undefined;

/**
 * Turns a document into HTML by React alone. What Next bundles has another React, for its own pages, which cannot; so
 * the package itself is loaded, past the bundler. Elements of both are the same to it; hooks are not, and documents
 * have none (decision 033).
 */
export async function markupOf(document: () => ReactElement): Promise<string> {
  server ??= import(/* webpackIgnore: true */ "react-dom/server");
  const { renderToStaticMarkup } = await server;
  return `<!DOCTYPE html>${renderToStaticMarkup(document())}`;
}
