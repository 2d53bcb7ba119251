/** People and phones in a real Chromium on a real station: from the one-time link to the first administrator, a phone by QR, and its end. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StationProcess } from '../../src-main/commands/station-process.ts';
import { workstation } from '../fixtures/screens.ts';
import { type SmallStation, startSmallStation } from '../fixtures/small-station.ts';

const password = 'platform five at dawn';
let small: SmallStation;
let station: StationProcess;
let browser: Browser;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  small = await startSmallStation();
  ({ station, browser } = small);
  page = await browser.newPage(workstation);
  page.on('pageerror', (error) => faults.push(String(error)));
});
afterAll(() => small?.stop());

const button = (name: string) => page.getByRole('button', { name, exact: true });
const field = (name: string) => page.getByRole('textbox', { name, exact: true });

describe('people of the control room', () => {
  it('the one-time link’s administrator makes the first account', async () => {
    await page.goto(station.signInLink);
    // Away from the map, which a browser without a graphics card draws slowly.
    await page.goto(`${station.origin}/#/setup`);
    await button('Make the administrator’s account').click();
    await field('Name').fill('Asha Rao');
    await field('New password').fill('too short');
    await field('The same once more').fill(password);
    await button('Make the account').click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.innerText()).toMatch(/Only a–z[\s\S]*Too short[\s\S]*The two differ/);
    await field('Name').fill('asha');
    await field('New password').fill(password);
    await button('Make the account').click();
    await dialog.getByText('sign in with this name').waitFor();
    await page.keyboard.press('Escape');
    await button('Make the administrator’s account').waitFor({ state: 'detached' });
  });

  it('who has signed out comes back by name and password, and a wrong one is told', async () => {
    await page.getByRole('button', { name: /^Signed in as/ }).click();
    await button('Sign out').click();
    const name = field('Name');
    await name.waitFor();
    expect(await name.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.type('asha');
    await page.keyboard.press('Tab');
    await page.keyboard.type('not the password');
    await page.keyboard.press('Enter');
    await page.getByText('The name or the password is wrong.').waitFor();
    await field('Password').fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Signed in as: asha' }).waitFor();
    await page.getByText('Connected', { exact: true }).first().waitFor();
  });

  it('a phone joins with the code on the screen, is listed, and is revoked', async () => {
    await button('Let a phone join').click();
    await button('Make the code').click();
    await page.getByRole('img', { name: 'QR code with the address and the code' }).waitFor();
    const dialog = page.getByRole('dialog');
    // This page is open over loopback, where no phone can follow.
    await dialog.getByText('Phones can’t reach this address').waitFor();
    const code = (await dialog.locator('dd').last().innerText()).replace(/\s/g, '');
    expect(code).toMatch(/^[0-9A-Z]{10}$/);
    const joined = await fetch(`${station.origin}/join`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, name: 'Ravi’s phone' }),
    });
    expect(joined.status).toBe(200);
    const cookie = (joined.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
    const asPhone = async () => (await fetch(`${station.origin}/api/auth/me`, { headers: { cookie } })).status;
    await dialog.getByText('Ravi’s phone has joined').waitFor();
    expect(await asPhone()).toBe(200);
    await page.keyboard.press('Escape');
    await page.getByRole('row', { name: /Ravi’s phone/ }).waitFor();
    await button('Revoke: Ravi’s phone').click();
    await button('Revoke').click();
    await page.getByText('No phone has joined yet').waitFor();
    expect(await asPhone()).toBe(401);
  });

  it('a program’s key is shown once, works, and ends', async () => {
    await page.getByRole('tab', { name: 'Phones' }).focus();
    // Past the accounts.
    for (let tab = 0; tab < 2; tab++) await page.keyboard.press('ArrowDown');
    await button('New key').click();
    await field('Program').fill('Display board');
    await page.getByRole('checkbox', { name: 'Crowd: Read' }).check();
    await button('Make the key').click();
    const key = (await page.getByRole('dialog').locator('code').innerText()).trim();
    const asProgram = async () => (await fetch(`${station.origin}/api/crowd`, { headers: { 'x-api-key': key } })).status;
    expect(await asProgram()).toBe(200);
    await button('I have kept it').click();
    await button('Revoke: Display board').click();
    await button('Revoke').click();
    await page.getByText('No program has a key').waitFor();
    expect(await asProgram()).toBe(401);
  });

  it('the last administrator stays, and the audit log tells all of it and is whole', async () => {
    await page.getByRole('tab', { name: 'Accounts' }).click();
    await button('Switch off: asha').click();
    await button('Switch off').click();
    await page.getByText('This is the last administrator.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'Audit log' }).click();
    for (const act of ['Made an account', 'Sign-in failed', 'Phone joined', 'Revoked a program’s key']) {
      await page.getByRole('cell', { name: act }).first().waitFor();
    }
    await button('Check the log').click();
    await page.getByText('The log is whole').waitFor();
  });

  it('the page had no error', () => {
    expect(faults).toEqual([]);
  });
});
