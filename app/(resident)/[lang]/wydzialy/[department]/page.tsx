import type { Metadata } from "next";
import { DepartmentPage } from "@/app/ui/department-page";
import { Frame } from "@/app/ui/frame";
import { UnknownPlace } from "@/app/ui/unknown-place";
import { application } from "@/lib/server/compose";
import { currentIsCopy } from "@/lib/server/request";
import { DEFAULT_LANGUAGE, readLanguage } from "@/lib/text/language";
import { inLanguage, textsFor } from "@/lib/text/texts";
import { loadDepartment } from "@/lib/views/department-view";

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
  if (!view) return <UnknownPlace what="page" language={language} />;
  return (
    <Frame language={language}>
      <DepartmentPage view={view} isCopy={currentIsCopy()} language={language} />
    </Frame>
  );
}
