import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ACTION_FIELD, ACTION_ID, ARGUMENTS_FIELD, FORM_PREFIX, ONE_FORM, OWN_FIELD } from "@/lib/next-inside/names";

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
  const [special, ...more] = names.filter((name) => name.startsWith(OWN_FIELD));
  return special?.startsWith(ACTION_FIELD) && more.length === 0 ? special.slice(ACTION_FIELD.length) : null;
}

/** The action of a form that a page's script posted: the header names it, the body is one form. */
function actionWithScripts(header: string, form: FormData, names: readonly string[]): string | null {
  const [first, ...more] = form.getAll(ARGUMENTS_FIELD);
  const isItsField = (name: string): boolean => name === ARGUMENTS_FIELD || name.startsWith(FORM_PREFIX);
  return first === ONE_FORM && more.length === 0 && names.every(isItsField) ? header : null;
}

/** The id of the action that a posted form names; null for what no form of a build of ours sends. */
export function actionIdOf(header: string | null, form: FormData): string | null {
  const names = [...form.keys()];
  const id = header === null ? actionWithoutScripts(names) : actionWithScripts(header, form, names);
  return id !== null && ACTION_ID.test(id) ? id : null;
}
