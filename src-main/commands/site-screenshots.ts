/** The sets `site`, `ujjain` and `phone-route`: the sections of the Site screen, and the way on a phone, in three languages, both themes and each size. */
import type { Browser, Page } from 'playwright-core';
import { settleMs, shoot, signIn } from './shoot.ts';
import { runStationProcess, type StationProcess } from './station-process.ts';

const environment = { LOG_LEVEL: 'error', KAVACH_DETECTION: 'off' };
const sections = ['places', 'weather', 'walks', 'events'] as const;
const looks = [
  { locale: 'en', theme: 'dark', width: 1920, height: 1080 },
  { locale: 'hi', theme: 'light', width: 1366, height: 768 },
  { locale: 'mr', theme: 'dark', width: 1366, height: 768 },
] as const;
type Look = (typeof looks)[number];
const closed = { stretch_id: 'p1-right-stairs', reason: 'Crush on the stairs' };

export async function shootSite(browser: Browser): Promise<void> {
  const station = await runStationProcess({ environment: { LOG_LEVEL: 'error' } });
  await station.post('/api/routes/blocks', closed);
  const page = await signIn(browser, station);
  await page.waitForTimeout(settleMs);
  for (const look of looks) {
    await page.setViewportSize(look);
    await wear(page, 'kavach.preferences', look);
    await page.reload();
    for (const section of sections) {
      await page.goto(`${station.origin}/#/site?section=${section}${section === 'walks' ? '&out=p1' : ''}`);
      await page.waitForTimeout(settleMs);
      await shoot(page, `site-${section}-${look.locale}-${look.theme}`);
    }
    for (const [place, view] of [
      [1, 'evacuation'],
      [2, 'stretches'],
    ] as const) {
      await page.goto(`${station.origin}/#/site?section=walks`);
      await page.getByRole('tabpanel').getByRole('radio').nth(place).check({ force: true });
      await page.waitForTimeout(settleMs / 2);
      await shoot(page, `site-${view}-${look.locale}-${look.theme}`);
    }
  }
  await page.close();
  await station.stop();
}

/** The other site that ships: measured zones beside estimated ones. */
export async function shootUjjain(browser: Browser): Promise<void> {
  const station = await runStationProcess({ siteFile: 'ujjain', environment: { LOG_LEVEL: 'error' } });
  const page = await signIn(browser, station);
  await page.getByText('≈').first().waitFor({ timeout: 120_000 });
  await page.waitForTimeout(settleMs * 5);
  await shoot(page, 'ujjain-overview-dark');
  await page.close();
  await station.stop();
}

export async function shootPhoneRoute(browser: Browser): Promise<void> {
  const station = await runStationProcess({ environment });
  await station.post('/api/routes/blocks', closed);
  const page = await joinAsStaff(browser, station);
  for (const look of looks) {
    await wear(page, 'kavach.phone.preferences', look);
    await page.reload();
    await page.locator('nav button[data-screen="way"]').click();
    await page.locator('canvas').waitFor();
    await page.waitForTimeout(settleMs);
    await shoot(page, `phone-way-${look.locale}-${look.theme}`);
    await page.locator('canvas').scrollIntoViewIfNeeded();
    await page.waitForTimeout(settleMs / 4);
    await shoot(page, `phone-way-map-${look.locale}-${look.theme}`);
  }
  await station.stop();
  await page.locator('nav button[data-screen="now"]').click();
  await page.locator('nav button[data-screen="way"]').click();
  await page.waitForTimeout(settleMs);
  await shoot(page, 'phone-way-no-link-mr-dark');
  await page.close();
}

async function joinAsStaff(browser: Browser, station: StationProcess): Promise<Page> {
  const { code } = await station.post<{ code: string }>('/api/pairing-codes', { zone: 'p1' });
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  await page.goto(`${station.origin}/join#${code}`);
  await page.getByLabel('Your name').fill('Asha Patil');
  await page.getByRole('button', { name: 'Join' }).click();
  const alert = page.locator('dialog[open]');
  await page.addLocatorHandler(alert, (dialog) => dialog.locator('button[data-answer="seen"]').click(), { noWaitAfter: true });
  await page.locator('nav button[data-screen="way"]').waitFor();
  return page;
}

/** As its user would have chosen in the page's preferences; in force when the page is opened anew. */
async function wear(page: Page, key: string, { locale, theme }: Look): Promise<void> {
  await page.evaluate(
    ([name, change]) => {
      const known = JSON.parse(localStorage.getItem(name) ?? '{}');
      localStorage.setItem(name, JSON.stringify({ ...known, ...JSON.parse(change) }));
    },
    [key, JSON.stringify({ locale, theme })] as const,
  );
}
