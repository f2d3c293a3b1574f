import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { z } from "zod";
import { checked } from "./checked";
import {
  type DepartmentsFile,
  departmentsFile,
  type ExampleFile,
  exampleFile,
  type LocationsFile,
  locationsFile,
  type ProceduresFile,
  proceduresFile,
} from "./schema";
import { SeedError } from "./seed-error";
import { type GuidesFile, guidesFile, type ProcedureTextsFile, procedureTextsFile } from "./text-schema";

/** A file whose shape has been checked, with its name as messages give it. */
export interface SeedFile<Content> {
  readonly name: string;
  readonly content: Content;
}

export interface SeedFiles {
  readonly locations: SeedFile<LocationsFile>;
  readonly departments: SeedFile<DepartmentsFile>;
  readonly procedures: SeedFile<ProceduresFile>;
  readonly procedureTexts: SeedFile<ProcedureTextsFile>;
  readonly guides: SeedFile<GuidesFile>;
  readonly example: SeedFile<ExampleFile>;
}

/** Reads the six files of a city and checks the shape of each. Throws SeedError at the first fault. */
export function readSeedFiles(directory: string): SeedFiles {
  return {
    locations: readSeedFile(directory, "locations.json", locationsFile),
    departments: readSeedFile(directory, "departments.json", departmentsFile),
    procedures: readSeedFile(directory, "procedures.json", proceduresFile),
    procedureTexts: readSeedFile(directory, "procedure-texts.json", procedureTextsFile),
    guides: readSeedFile(directory, "guides.json", guidesFile),
    example: readSeedFile(directory, "example.json", exampleFile),
  };
}

function readSeedFile<Content>(directory: string, fileName: string, schema: z.ZodType<Content>): SeedFile<Content> {
  const path = join(directory, fileName);
  const name = nameInMessages(path);
  const parsed = schema.safeParse(readJson(path, name));
  if (parsed.success) return { name, content: parsed.data };
  const issue = checked(parsed.error.issues[0]);
  throw new SeedError(name, jsonPath(issue.path), issue.message);
}

function readJson(path: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SeedError(name, "$", `cannot be read: ${reason}`, { cause });
  }
}

function nameInMessages(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith("..") ? path : fromHere;
}

function jsonPath(keys: readonly PropertyKey[]): string {
  const path = keys.map((key) => {
    if (typeof key === "number") return `[${key}]`;
    return /^[\w-]+$/.test(String(key)) ? `.${String(key)}` : `[${JSON.stringify(key)}]`;
  });
  return path.join("").replace(/^\./, "") || "$";
}
