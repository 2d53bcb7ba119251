/** The lists of the Set-up screen, as questions to the station. Functions of the module, so that a hook can tell them apart. */
import { routes } from '../../../src-contract/api/routes.ts';
import { rest } from '../station/session.ts';

const askSessions = async (signal: AbortSignal) => (await rest.call(routes.sessions, { signal })).sessions;
export const askPhones = async (signal: AbortSignal) => (await askSessions(signal)).filter(({ kind }) => kind === 'phone');
/** Whoever isn't a phone. */
export const askSignedIn = async (signal: AbortSignal) => (await askSessions(signal)).filter(({ kind }) => kind !== 'phone');
export const askPairingCodes = async (signal: AbortSignal) => (await rest.call(routes.pairingCodes, { signal })).pairing_codes;
export const askAccounts = async (signal: AbortSignal) => (await rest.call(routes.accounts, { signal })).accounts;
export const askServiceKeys = async (signal: AbortSignal) => (await rest.call(routes.serviceKeys, { signal })).service_keys;

/** How often a list that others change is asked for again, ms. */
export const listEveryMs = 5_000;
