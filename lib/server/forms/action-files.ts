import type { Audience, Route } from "@/lib/address/routes";

/** The file by which each audience's forms become actions of Next's. */
export const ACTION_FILES: Partial<Record<Audience, string>> = {
  resident: "app/(resident)/actions.ts",
  staff: "app/urzad/actions.ts",
};

/** Whether an action of a file is one of the route's audience: another's of the same name is another form. */
export const isActionOf = ({ audience }: Pick<Route, "audience">, file: string): boolean =>
  ACTION_FILES[audience] === file;
