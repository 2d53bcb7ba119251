/**
 * An operator's shift in ten minutes, by keyboard alone: sign in, a surge, acknowledge, the action card, an incident, a task that a phone
 * takes, the case exported. In: a station whose camera sees a surge, a browser. Out: the archive, and a call at each step for whoever
 * takes pictures of it. The test of a shift and the pictures in docs/ are made by the same run.
 */
import type { Browser, Locator, Page } from 'playwright-core';
import type { AlarmReply } from '../../src-contract/api/alarms.ts';
import type { StationProcess } from './station-process.ts';

export interface ShiftOptions {
  readonly station: StationProcess;
  readonly browser: Browser;
  /** Where the case's archive is saved. */
  readonly archive: string;
  readonly onStep: (name: string, page: Page) => Promise<void>;
}

const operator = { username: 'asha', password: 'platform five at dawn' };
const mostTabs = 300;

/** Leaves both pages open, for a last look; they close with the browser. */
export async function runShift({ station, browser, archive, onStep }: ShiftOptions): Promise<void> {
  await station.post('/api/auth/register', { ...operator, role: 'operator' });
  const phone = await joinPhone(browser, station);
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'en-IN', acceptDownloads: true });
  const page = await context.newPage();
  await signIn(page, station.origin);
  await onStep('signed-in', page);
  await takeAlarm(page, station);
  await onStep('action-card', page);
  await openIncident(page);
  await onStep('incident', page);
  await sendSomebody(page, phone);
  await onStep('task', page);
  await onStep('task-phone', phone);
  await exportCase(page, archive);
  await onStep('evidence', page);
}

async function signIn(page: Page, origin: string): Promise<void> {
  await page.goto(origin);
  await page.getByRole('textbox', { name: 'Name', exact: true }).waitFor();
  await page.keyboard.type(operator.username);
  await page.keyboard.press('Tab');
  await page.keyboard.type(operator.password);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `Signed in as: ${operator.username}` }).waitFor();
}

async function takeAlarm(page: Page, station: StationProcess): Promise<void> {
  const alarm = await crowdAlarm(page, station, () => true);
  await go(page, 'Alarms');
  const list = page.getByRole('listbox').filter({ visible: true }).first();
  await tabTo(page, list);
  const chosen = list.getByRole('option', { selected: true });
  const name = alarm.title.slice(0, alarm.title.indexOf(':'));
  for (let row = 0; row === 0 || !(await chosen.innerText()).includes(name); row += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('a');
  await crowdAlarm(page, station, ({ acknowledged }) => acknowledged);
  await tabTo(page, page.getByRole('checkbox'));
  await page.keyboard.press('Space');
  await page.getByRole('checkbox', { checked: true }).first().waitFor();
}

/** The alarm of the crowd that the camera sees, once it is so. */
async function crowdAlarm(page: Page, station: StationProcess, isSo: (alarm: AlarmReply) => boolean): Promise<AlarmReply> {
  for (;;) {
    const { alarms } = await station.get<{ alarms: AlarmReply[] }>('/api/alarms');
    const found = alarms.find((alarm) => alarm.kind === 'crowd-density' && isSo(alarm));
    if (found !== undefined) return found;
    await page.waitForTimeout(500);
  }
}

async function openIncident(page: Page): Promise<void> {
  await page.keyboard.press('i');
  const dialog = page.getByRole('dialog', { name: 'New incident' });
  await dialog.waitFor();
  await page.keyboard.type('Crowd on the platform');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('textbox', { name: 'What to do' }).waitFor();
}

async function sendSomebody(page: Page, phone: Page): Promise<void> {
  await tabTo(page, page.getByRole('textbox', { name: 'What to do' }));
  await page.keyboard.type('Hold people back at the stairs');
  await page.keyboard.press('Enter');
  await page.locator('[data-task-state="delivered"]').waitFor();
  await phone.getByRole('button', { name: 'On my way' }).first().click();
  await page.locator('[data-task-state="on-the-way"]').waitFor();
}

async function exportCase(page: Page, archive: string): Promise<void> {
  await tabTo(page, page.getByRole('button', { name: 'Export the case' }));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Export as one archive' });
  await dialog.waitFor();
  await page.keyboard.type('For the station master, after the surge');
  await tabTo(page, dialog.getByRole('button', { name: 'Export', exact: true }));
  await page.keyboard.press('Enter');
  await page.getByText(/^Ready, /).waitFor();
  await tabTo(page, page.getByRole('button', { name: /^Check/ }));
  await page.keyboard.press('Enter');
  await page.getByText(/Whole: \d/).waitFor();
  await tabTo(page, page.getByRole('link', { name: /^Save/ }));
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  await download.saveAs(archive);
}

async function joinPhone(browser: Browser, station: StationProcess): Promise<Page> {
  const { code } = await station.post<{ code: string }>('/api/pairing-codes', { role: 'staff', zone: 'p1' });
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-IN', hasTouch: true });
  const phone = await context.newPage();
  await phone.goto(`${station.origin}/join#${code}`);
  await phone.getByLabel('Your name').fill('Ravi');
  await phone.getByRole('button', { name: 'Join' }).click();
  await phone.getByText('Connected').waitFor();
  return phone;
}

/** By the palette, as somebody does who knows the name of where to go. */
async function go(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type(name);
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

/** With the Tab key until the focus is there; throws where it never comes. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const wanted = target.filter({ visible: true }).first();
  await wanted.waitFor();
  for (let tabs = 0; tabs < mostTabs; tabs += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the focus never comes to ${target}`);
}
