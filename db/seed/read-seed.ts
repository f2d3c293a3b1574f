import type { City } from "@/lib/domain/city/city";
import type { Hotline } from "@/lib/domain/city/hotline";
import type { Guides } from "@/lib/domain/reading/guide";
import type { Procedure } from "@/lib/domain/reading/procedure";
import { checkHalls } from "./check-halls";
import { checkPlan } from "./check-plan";
import { checkSources } from "./check-sources";
import { checkTexts } from "./check-texts";
import { checked } from "./checked";
import { cityOf } from "./map-city";
import { guidesOf } from "./map-guide";
import { proceduresOf } from "./map-procedure";
import type { LocationsFile } from "./schema";
import { readSeedFiles } from "./seed-files";

export { SeedError } from "./seed-error";

export interface Seed {
  readonly city: City;
  readonly procedures: readonly Procedure[];
  readonly hotline: Hotline;
  readonly guides: Guides;
}

/** Reads a city from a directory of six JSON files. Throws SeedError at the first fault. */
export function readSeed(directory: string): Seed {
  const files = readSeedFiles(directory);
  checkSources(files);
  checkHalls(files);
  checkPlan(files);
  checkTexts(files);
  return {
    city: cityOf(files),
    procedures: proceduresOf(files.procedures.content, files.procedureTexts.content),
    guides: guidesOf(files),
    hotline: hotlineOf(files.locations.content.other_facts.hotline),
  };
}

function hotlineOf(row: LocationsFile["other_facts"]["hotline"]): Hotline {
  const [from, to] = row.hours.replace("weekdays ", "").split("-");
  return {
    name: row.name,
    phone: row.phone,
    phoneE164: row.phone_e164,
    weekdays: { from: checked(from).padStart(5, "0"), to: checked(to).padStart(5, "0") },
  };
}
