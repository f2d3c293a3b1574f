import type { Metadata } from "next";
import { Frame } from "@/app/(resident)/ui/frame/frame";
import { DepartmentPage } from "@/app/(resident)/ui/reading/department-page";
import { unknownPlace } from "@/app/(resident)/unknown-place";
import { loadDepartment } from "@/lib/pages/reading/department-view";
import { application } from "@/lib/server/compose";
import { currentIsCopy } from "@/lib/server/who/request";
import { DEFAULT_LANGUAGE, readLanguage } from "@/lib/text/language";
import { inLanguage, textsFor } from "@/lib/text/texts";

interface DepartmentProps {
  readonly params: Promise<{ readonly lang: string; readonly department: string }>;
}

export async function generateMetadata({ params }: DepartmentProps): Promise<Metadata> {
  const { lang, department } = await params;
  const language = readLanguage(lang) ?? DEFAULT_LANGUAGE;
  const view = await loadDepartment(application(), department);
  return { title: view ? inLanguage(view.name, language) : textsFor(language).notFound.page.title };
}

export default async function Department({ params }: DepartmentProps) {
  const { lang, department } = await params;
  const language = readLanguage(lang) ?? DEFAULT_LANGUAGE;
  const view = await loadDepartment(application(), department);
  if (!view) return unknownPlace("page", language);
  return (
    <Frame language={language}>
      <DepartmentPage view={view} isCopy={currentIsCopy()} language={language} />
    </Frame>
  );
}
