/** Questions to the station about itself. Functions of the module, so that a hook can tell them apart. */
import { routes } from '../../../src-contract/api/routes.ts';
import { rest } from '../station/session.ts';

export const askHealth = (signal: AbortSignal) => rest.call(routes.healthDetailed, { signal });
export const askAbout = (signal: AbortSignal) => rest.call(routes.about, { signal });
export const askRetention = (signal: AbortSignal) => rest.call(routes.retention, { signal });
export const askFirstRun = (signal: AbortSignal) => rest.call(routes.firstRun, { signal });
