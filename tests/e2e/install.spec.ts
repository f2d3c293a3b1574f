import { expect, test } from "./fixtures";

test.use({ serviceWorkers: "allow", limits: "off", alone: "install" });

interface Manifest {
  readonly lang: string;
  readonly start_url: string;
  readonly icons: readonly { readonly src: string; readonly sizes: string; readonly purpose?: string }[];
  readonly shortcuts: readonly { readonly name: string; readonly url: string }[];
}

test("Chromium has nothing against installing it, and the start page opens without a network", async ({ page }) => {
  await page.goto("/");
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const session = await page.context().newCDPSession(page);
  expect(await session.send("Page.getAppManifest")).toMatchObject({ errors: [] });
  // A browser's private window installs nothing, whatever the page is like; one that has just begun finds no fault yet.
  const faults = async () => (await session.send("Page.getInstallabilityErrors")).installabilityErrors;
  await expect.poll(async () => (await faults()).map(({ errorId }) => errorId)).toEqual(["in-incognito"]);
});

for (const [prefix, language] of [
  ["", "pl"],
  ["/en", "en"],
  ["/uk", "uk"],
] as const) {
  test(`what is installed from ${prefix || "/"} speaks ${language}, has icons of its sizes, and its shortcuts lead somewhere`, async ({
    page,
    server,
  }) => {
    await page.goto(prefix || "/");
    const href = await page.locator('link[rel="manifest"]').getAttribute("href");
    const answer = await fetch(server.url + href);
    expect(answer.headers.get("content-type")).toBe("application/manifest+json");
    const manifest = (await answer.json()) as Manifest;
    expect(manifest).toMatchObject({ lang: language, start_url: prefix || "/", display: "standalone", id: "/" });
    const sizes = await page.evaluate(
      (icons) =>
        Promise.all(
          icons.map(async ({ src }) => {
            const image = new Image();
            image.src = src;
            await image.decode();
            return `${image.naturalWidth}x${image.naturalHeight}`;
          }),
        ),
      manifest.icons,
    );
    expect(sizes).toEqual(manifest.icons.map((icon) => icon.sizes));
    expect(manifest.icons.some(({ purpose }) => purpose === "maskable")).toBe(true);
    expect(manifest.shortcuts).toHaveLength(3);
    for (const { url } of manifest.shortcuts) {
      const shortcut = await page.goto(url);
      expect([url, shortcut?.status()]).toEqual([url, 200]);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
    }
  });
}

test("a maskable icon is whole in any shape: its edge has one colour, its mark lies within the safe circle", async ({
  page,
}) => {
  await page.goto("/");
  const { corners, outside } = await page.evaluate(async () => {
    const image = new Image();
    image.src = "/icons/maskable-512.png";
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 512;
    const context = canvas.getContext("2d");
    context?.drawImage(image, 0, 0);
    const data = context?.getImageData(0, 0, 512, 512).data ?? new Uint8ClampedArray();
    const at = (x: number, y: number) => [...data.slice(4 * (512 * y + x), 4 * (512 * y + x) + 4)].join(",");
    const around = new Set<string>();
    for (let y = 0; y < 508; y += 2)
      for (let x = 0; x < 508; x += 2) if (Math.hypot(x - 256, y - 256) > 0.4 * 512) around.add(at(x, y));
    return { corners: at(2, 2), outside: [...around] };
  });
  expect(outside).toEqual([corners]);
});

// A page of Next's and a document: each asks by a script of its own.
for (const path of ["/sprawy", "/"]) {
  test(`whoever saves data is asked first, and gets everything after one tap: ${path}`, async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(navigator, "connection", { value: { saveData: true } }));
    await page.goto(path);
    await expect(page.getByText(/^Opisy spraw i swój bilet możesz zapisać na tym urządzeniu/)).toBeVisible();
    const registrations = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
    expect(await registrations()).toBe(0);
    await page.getByRole("button", { name: "Nie teraz" }).click();
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByText(/^Opisy spraw i swój/)).toHaveCount(0);
    await page.evaluate(() => sessionStorage.clear());
    await page.reload();
    await page.getByRole("button", { name: "Zapisz" }).click();
    await expect(page.getByText("Zapisujemy…")).toBeVisible();
    await expect(page.getByText(/^Zapisane/)).toBeVisible({ timeout: 45_000 });
    expect(await registrations()).toBe(1);
  });
}

test("search engines find every public page in its languages, and what each procedure is", async ({ page, server }) => {
  const robots = await (await fetch(`${server.url}/robots.txt`)).text();
  expect(robots).toContain("Disallow: /wizyta");
  const [, address = ""] = /Sitemap: (\S+)/.exec(robots) ?? [];
  const sitemap = await (await fetch(address)).text();
  expect(sitemap.match(/<loc>/g)).toHaveLength(1 + 2 + 45 + 4 + 4 + 4);
  expect(sitemap).toContain(`hreflang="uk" href="${server.url}/uk/sprawy/dowod-osobisty-dorosly"`);
  await page.goto("/en/sprawy/dowod-osobisty-dorosly");
  const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? "");
  expect(data).toMatchObject({
    "@type": "GovernmentService",
    name: await page.getByRole("heading", { level: 1 }).evaluate((one) => one.firstChild?.textContent),
    url: `${server.url}/en/sprawy/dowod-osobisty-dorosly`,
  });
  expect(data.availableChannel.length).toBeGreaterThan(0);
});
