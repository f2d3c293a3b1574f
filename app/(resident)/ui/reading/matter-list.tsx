import { Local, PolishName } from "@/app/ui/local";
import { PageLink } from "@/app/ui/page-link";
import { matterPath } from "@/lib/address/paths";
import type { ListedDepartment, ListedGroup, ListedMatter } from "@/lib/pages/reading/procedure-list";
import type { Language } from "@/lib/text/language";
import { readingTextsFor } from "@/lib/text/reading/texts";
import { inLanguage } from "@/lib/text/texts";

interface MattersProps {
  readonly matters: readonly ListedMatter[];
  readonly language: Language;
}

/** Matters as rows that lead to their descriptions. */
export function MatterRows({ matters, language }: MattersProps) {
  const t = readingTextsFor(language).list;
  return (
    <ul className="rows">
      {matters.map(({ slug, title, summary }) => (
        <li key={slug}>
          <PageLink href={matterPath(slug)} className="row">
            <span>
              <Local text={title} language={language} />
              <PolishName text={title} language={language} />
              <span className="block soft small font-normal">
                {summary ? <Local text={summary} language={language} /> : t.undescribed}
              </span>
            </span>
          </PageLink>
        </li>
      ))}
    </ul>
  );
}

/** The groups of a department with their matters; a group of one is named by that. */
export function GroupsOfMatters({
  groups,
  language,
}: {
  readonly groups: readonly ListedGroup[];
  readonly language: Language;
}) {
  return groups.map(({ id, name, matters }) => (
    <section key={id} className="pt-3" aria-labelledby={`grupa-${id}`}>
      <h3 id={`grupa-${id}`} className="small soft mb-1">
        {inLanguage(name, language)}
      </h3>
      <MatterRows matters={matters} language={language} />
    </section>
  ));
}

/** Every matter, by department and case group. */
export function AllMatters({
  departments,
  language,
}: {
  readonly departments: readonly ListedDepartment[];
  readonly language: Language;
}) {
  return departments.map(({ id, name, groups }) => (
    <details key={id} className="department" open>
      <summary className="font-semibold">{inLanguage(name, language)}</summary>
      <GroupsOfMatters groups={groups} language={language} />
    </details>
  ));
}
