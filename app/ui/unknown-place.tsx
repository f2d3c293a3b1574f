import Link from "next/link";
import { application } from "@/lib/server/compose";
import type { Language } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";
import { locationPath } from "@/lib/views/paths";

interface UnknownPlaceProps {
  readonly title: string;
  readonly text: string;
  readonly language: Language;
}

/** An address that leads nowhere, with the four buildings as ways on. */
export async function UnknownPlace({ title, text, language }: UnknownPlaceProps) {
  const t = textsFor(language);
  const { city } = await application().store.planBook();
  return (
    <>
      <h1>{title}</h1>
      <p className="mt-2">{text}</p>
      <ul className="grid gap-2 mt-4">
        {city.locations.map((location) => (
          <li key={location.id}>
            <Link href={locationPath(location.id)} prefetch={false} className="way">
              <b>{location.street}</b>
            </Link>
          </li>
        ))}
      </ul>
      <p className="mt-3">
        <Link href="/" prefetch={false} className="link">
          {t.notFound.home}
        </Link>
      </p>
    </>
  );
}
