/** What is wrong with a new name or password, before the station is asked; by the contract's own rules. Pure. */
import { password, username } from '../../../src-contract/api/auth.ts';
import type { Catalogue } from '../i18n/en.ts';

export const passwordLength = { least: password.minLength ?? 0, most: password.maxLength ?? Number.POSITIVE_INFINITY };

export function nameFault(name: string, t: Catalogue): string | null {
  return username.safeParse(name).success ? null : t.account.nameWrong;
}

export function passwordFault(text: string, t: Catalogue): string | null {
  if (text.length < passwordLength.least) return t.account.tooShort(passwordLength.least);
  return text.length > passwordLength.most ? t.account.tooLong(passwordLength.most) : null;
}
