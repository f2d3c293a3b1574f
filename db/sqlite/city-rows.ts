import { isDeepStrictEqual } from "node:util";
import type { CaseGroup, City, Location } from "@/lib/domain/city/city";
import { DEFAULT_SETTINGS, type Settings } from "@/lib/domain/city/settings";
import type { Procedure } from "@/lib/domain/reading/procedure";
import type { Orm } from "./client";
import * as t from "./schema";

/** Row numbers of the city's things, both ways: outside this folder only their names are known. */
export interface Directory {
  readonly location: NameIndex;
  readonly hall: NameIndex;
  readonly counter: NameIndex;
  readonly caseGroup: NameIndex;
}

export interface NameIndex {
  id(slug: string): number;
  slug(id: number): string;
}

function indexNames(rows: readonly { readonly id: number; readonly slug: string }[]): NameIndex {
  const ids = new Map(rows.map((row) => [row.slug, row.id]));
  const slugs = new Map(rows.map((row) => [row.id, row.slug]));
  const found = <T>(value: T | undefined, key: unknown): T => {
    if (value === undefined) throw new Error(`Nothing is named ${String(key)} in the city.`);
    return value;
  };
  return { id: (slug) => found(ids.get(slug), slug), slug: (id) => found(slugs.get(id), id) };
}

export interface CityRows {
  readonly city: City;
  readonly settings: Settings;
  readonly directory: Directory;
}

function withoutIds<T extends { id: number; slug: string }>({ id: _, slug, ...rest }: T) {
  return { ...rest, id: slug };
}

function readSettings(orm: Orm): Settings {
  const rows = orm.select().from(t.setting).all();
  return { ...DEFAULT_SETTINGS, ...Object.fromEntries(rows.map((row) => [row.key, row.value])) };
}

/** Reads the whole city and its settings; a few hundred rows, read once per version of the plan. */
export function readCity(orm: Orm): CityRows {
  const locations = orm.select().from(t.location).orderBy(t.location.id).all();
  const halls = orm.select().from(t.hall).orderBy(t.hall.id).all();
  const counters = orm.select().from(t.counter).orderBy(t.counter.id).all();
  const departments = orm.select().from(t.department).orderBy(t.department.id).all();
  const groups = orm.select().from(t.caseGroup).orderBy(t.caseGroup.id).all();
  const served = orm.select().from(t.servedAt).all();
  const directory: Directory = {
    location: indexNames(locations),
    hall: indexNames(halls),
    counter: indexNames(counters),
    caseGroup: indexNames(groups),
  };
  const locationSlug = (id: number | null) => (id === null ? null : directory.location.slug(id));
  const departmentNames = indexNames(departments);
  const servedBy = (groupId: number): CaseGroup["served"] =>
    served
      .filter((row) => row.caseGroupId === groupId)
      .map(({ locationId, confidence, letter }) => ({
        locationId: directory.location.slug(locationId),
        confidence,
        letter,
      }));
  const city: City = {
    locations: locations.map((row): Location => withoutIds(row)),
    halls: halls.map((row) => ({ ...withoutIds(row), locationId: directory.location.slug(row.locationId) })),
    capacityRules: orm
      .select()
      .from(t.capacityRule)
      .all()
      .map(({ hallId, validFrom, kind, amount }) => ({ hallId: directory.hall.slug(hallId), validFrom, kind, amount })),
    departments: departments.map((row) => withoutIds(row)),
    caseGroups: groups.map(({ departmentId, ...row }) => ({
      ...withoutIds(row),
      departmentId: departmentNames.slug(departmentId),
      served: servedBy(row.id),
    })),
    counters: counters.map((row) => ({ ...withoutIds(row), hallId: directory.hall.slug(row.hallId) })),
    plan: orm
      .select()
      .from(t.planWindow)
      .all()
      .map(({ id: _, counterId, ...row }) => ({ ...row, counterId: directory.counter.slug(counterId) })),
    exceptions: orm
      .select()
      .from(t.planException)
      .all()
      .map(({ counterId, date, windows }) => ({ counterId: directory.counter.slug(counterId), date, windows })),
    closedDays: orm
      .select()
      .from(t.closedDay)
      .all()
      .map(({ date, locationId, reason }) => ({ date, reason, locationId: locationSlug(locationId) })),
    extraDays: orm
      .select()
      .from(t.extraDay)
      .all()
      .map(({ id: _, locationId, ...row }) => ({ ...row, locationId: locationSlug(locationId) })),
  };
  return { city, settings: readSettings(orm), directory };
}

/** Whether the database holds no city yet; only then is one loaded, so that edited rows are never overwritten. */
export const isEmpty = (orm: Orm): boolean =>
  orm.select({ id: t.location.id }).from(t.location).limit(1).get() === undefined;

/** Writes a whole city into an empty database; the caller holds the transaction. */
export function writeCity(orm: Orm, city: City, procedures: readonly Procedure[]): void {
  const number = <T extends { id: string }>(things: readonly T[]) =>
    new Map(things.map((one, index) => [one.id, index + 1]));
  const locations = number(city.locations);
  const halls = number(city.halls);
  const counters = number(city.counters);
  const departments = number(city.departments);
  const groups = number(city.caseGroups);
  const of = (ids: ReadonlyMap<string, number>, slug: string): number => {
    const id = ids.get(slug);
    if (id === undefined) throw new Error(`The city names ${slug}, which it does not hold.`);
    return id;
  };
  const orNull = (slug: string | null) => (slug === null ? null : of(locations, slug));
  const insertAll = <Row>(rows: readonly Row[], insert: (row: Row) => void) => rows.forEach(insert);

  insertAll(city.locations, ({ id, ...row }) =>
    orm
      .insert(t.location)
      .values({ ...row, id: of(locations, id), slug: id })
      .run(),
  );
  insertAll(city.halls, ({ id, locationId, ...row }) =>
    orm
      .insert(t.hall)
      .values({ ...row, id: of(halls, id), slug: id, locationId: of(locations, locationId) })
      .run(),
  );
  insertAll(city.capacityRules, ({ hallId, ...row }) =>
    orm
      .insert(t.capacityRule)
      .values({ ...row, hallId: of(halls, hallId) })
      .run(),
  );
  insertAll(city.departments, ({ id, ...row }) =>
    orm
      .insert(t.department)
      .values({ ...row, id: of(departments, id), slug: id })
      .run(),
  );
  insertAll(city.caseGroups, ({ id, departmentId, served, ...row }) => {
    const groupId = of(groups, id);
    orm
      .insert(t.caseGroup)
      .values({ ...row, id: groupId, slug: id, departmentId: of(departments, departmentId) })
      .run();
    for (const { locationId, confidence, letter } of served) {
      orm
        .insert(t.servedAt)
        .values({ caseGroupId: groupId, locationId: of(locations, locationId), confidence, letter })
        .run();
    }
  });
  insertAll(city.counters, ({ id, hallId, ...row }) =>
    orm
      .insert(t.counter)
      .values({ ...row, id: of(counters, id), slug: id, hallId: of(halls, hallId) })
      .run(),
  );
  insertAll(city.plan, ({ counterId, ...row }) =>
    orm
      .insert(t.planWindow)
      .values({ ...row, counterId: of(counters, counterId) })
      .run(),
  );
  insertAll(city.exceptions, ({ counterId, ...row }) =>
    orm
      .insert(t.planException)
      .values({ ...row, counterId: of(counters, counterId) })
      .run(),
  );
  insertAll(city.closedDays, ({ locationId, ...row }) =>
    orm
      .insert(t.closedDay)
      .values({ ...row, locationId: orNull(locationId) })
      .run(),
  );
  insertAll(city.extraDays, ({ locationId, ...row }) =>
    orm
      .insert(t.extraDay)
      .values({ ...row, locationId: orNull(locationId) })
      .run(),
  );
  writeProcedures(orm, procedures, groups);
}

function writeProcedures(orm: Orm, procedures: readonly Procedure[], groups: ReadonlyMap<string, number>): void {
  procedures.forEach((body, position) => {
    const caseGroupId = groups.get(body.caseGroupId);
    if (caseGroupId === undefined) throw new Error(`${body.slug} belongs to no case group of the city.`);
    orm.insert(t.procedure).values({ slug: body.slug, caseGroupId, position, body }).run();
  });
}

/** The descriptions in their order. */
export const readProcedures = (orm: Orm): readonly Procedure[] =>
  orm
    .select({ body: t.procedure.body })
    .from(t.procedure)
    .orderBy(t.procedure.position)
    .all()
    .map(({ body }) => body);

/**
 * Puts the descriptions of the running version in place of those that are stored, where they differ; the caller holds
 * the transaction. Nobody can edit a description in the database, so none of somebody's is lost. True when they did.
 */
export function renewProcedures(orm: Orm, procedures: readonly Procedure[]): boolean {
  const groups = new Map(
    orm
      .select({ id: t.caseGroup.id, slug: t.caseGroup.slug })
      .from(t.caseGroup)
      .all()
      .map(({ id, slug }) => [slug, id]),
  );
  // Another city has other matters: what describes none of its own is not for it.
  const fitting = procedures.filter((one) => groups.has(one.caseGroupId));
  if (isDeepStrictEqual(readProcedures(orm), JSON.parse(JSON.stringify(fitting)))) return false;
  orm.delete(t.procedure).run();
  writeProcedures(orm, fitting, groups);
  return true;
}
