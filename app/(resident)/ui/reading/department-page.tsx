import { FactText, Section } from "@/app/(resident)/ui/reading/facts";
import { Local } from "@/app/ui/local";
import { Notice } from "@/app/ui/notice";
import { PageLink } from "@/app/ui/page-link";
import { bookingPath } from "@/lib/address/booking-step";
import { buildingPath } from "@/lib/address/paths";
import type { DepartmentView } from "@/lib/pages/reading/department-view";
import { formatsFor } from "@/lib/text/format";
import type { Language } from "@/lib/text/language";
import { readingTextsFor } from "@/lib/text/reading/texts";
import { BuildingLinks } from "../scan/building-links";
import { GroupsOfMatters } from "./matter-list";

interface DepartmentProps {
  readonly view: DepartmentView;
  readonly language: Language;
}

interface DepartmentPageProps extends DepartmentProps {
  /** Kept on a device, where nothing can be booked. */
  readonly isCopy: boolean;
}

function Phones({ view: { phones, email }, language }: DepartmentProps) {
  const t = readingTextsFor(language).department;
  return (
    <Section title={t.phones}>
      <dl className="fees">
        {phones.map((phone) => (
          <div key={phone.number}>
            <dt>
              <FactText fact={phone} language={language} />
            </dt>
            <dd>
              <a href={`tel:+48${phone.number.replaceAll(" ", "")}`} className="link whitespace-nowrap">
                {phone.number}
              </a>
            </dd>
          </div>
        ))}
        {email && (
          <div>
            <dt>
              {t.email}: <FactText fact={email} language={language} />
            </dt>
            <dd>
              <a href={`mailto:${email.address}`} className="link">
                {email.address}
              </a>
            </dd>
          </div>
        )}
      </dl>
    </Section>
  );
}

/** What to know about a department: whom to call, what it does, where. */
export function DepartmentPage({ view, isCopy, language }: DepartmentPageProps) {
  const t = readingTextsFor(language).department;
  return (
    <article>
      <h1>
        <Local text={view.name} language={language} />
      </h1>
      {view.firstDay && <Notice tone="warn" title={t.firstDay(formatsFor(language).date(view.firstDay))} />}
      {!isCopy && (
        <p className="mt-3 no-print">
          <PageLink href={bookingPath({ at: "groups", department: view.id })} className="second">
            {t.book}
          </PageLink>
        </p>
      )}
      {view.facts.map((fact) => (
        <p key={fact.text.pl} className="mt-2">
          <FactText fact={fact} language={language} />
        </p>
      ))}
      <Phones view={view} language={language} />
      <Section title={t.buildings}>
        <BuildingLinks buildings={view.buildings} pathOf={buildingPath} />
      </Section>
      <Section title={t.matters}>
        <GroupsOfMatters groups={view.groups} language={language} />
      </Section>
    </article>
  );
}
