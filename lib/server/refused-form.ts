import { NextResponse } from "next/server";

/** The answer to a form that was not sent from our own pages: 403, nothing changed, a way on. */
export function refusedFormPage(): NextResponse {
  const page = `<!doctype html><html lang="pl"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Nie przyjęliśmy tego formularza</title><main><h1>Nie przyjęliśmy tego formularza</h1><p>Nie został wysłany z naszej strony, więc nic się nie zmieniło. Otwórz stronę jeszcze raz i spróbuj ponownie albo zadzwoń: <a href="tel:+48616463344">61 646 33 44</a>.</p><p><a href="/">Wszystkie budynki</a></p></main></html>`;
  return new NextResponse(page, {
    status: 403,
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
  });
}
