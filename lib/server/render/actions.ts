import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** With it a page's script says which action a form is for. */
export const ACTION_HEADER = "next-action";
/** With it an answer has the router of a page's script open another address. */
export const REDIRECT_HEADER = "x-action-redirect";
/** The hidden field by which a form without scripts says the same. */
const ACTION_FIELD = "$ACTION_ID_";
const ACTION_ID = /^[0-9a-f]{40,44}$/;
/** How a page with scripts says that the one argument is the form whose fields begin with "_1_". */
const ONE_FORM = '["$K1"]';

/** An action of the build: its name, which two audiences may both have, and the file that gives it to Next. */
export interface BuiltAction {
  readonly name: string;
  readonly file: string;
}

/** The build's actions by their ids. */
export type BuiltActions = ReadonlyMap<string, BuiltAction>;

const manifestShape = z.object({
  node: z.record(z.string(), z.object({ exportedName: z.string().min(1), filename: z.string().min(1) })),
});

/** The actions that Next's manifest names. Throws on one of another shape. */
export const actionsIn = (manifest: string): BuiltActions =>
  new Map(
    Object.entries(manifestShape.parse(JSON.parse(manifest)).node).map(([id, { exportedName, filename }]) => [
      id,
      { name: exportedName, file: filename },
    ]),
  );

/** The actions of the build that runs, or null under `npm run dev`, where they come and go. */
function readActions(): BuiltActions | null {
  if (process.env.NODE_ENV !== "production") return null;
  return actionsIn(readFileSync(join(process.cwd(), ".next/server/server-reference-manifest.json"), "utf8"));
}

let actions: BuiltActions | null | undefined;

/** The build's actions by their ids; null under `npm run dev`. */
export function knownActions(): BuiltActions | null {
  actions ??= readActions();
  return actions;
}

/** The action of a form that the browser posted by itself: one hidden field names it, and nothing else is special. */
function actionWithoutScripts(names: readonly string[]): string | null {
  const [special, ...more] = names.filter((name) => name.startsWith("$"));
  return special?.startsWith(ACTION_FIELD) && more.length === 0 ? special.slice(ACTION_FIELD.length) : null;
}

/** The action of a form that a page's script posted: the header names it, the body is one form. */
function actionWithScripts(header: string, form: FormData, names: readonly string[]): string | null {
  const [first, ...more] = form.getAll("0");
  const fits = first === ONE_FORM && more.length === 0 && names.every((name) => name === "0" || name.startsWith("_1_"));
  return fits ? header : null;
}

/** The id of the action that a posted form names; null for what no form of a build of ours sends. */
export function actionIdOf(header: string | null, form: FormData): string | null {
  const names = [...form.keys()];
  const id = header === null ? actionWithoutScripts(names) : actionWithScripts(header, form, names);
  return id !== null && ACTION_ID.test(id) ? id : null;
}
