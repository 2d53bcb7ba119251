/** The site's configuration on this page: asked for, and changed by edits against the revision that was read. */
import { create } from 'zustand';
import { routes } from '../../../src-contract/api/routes.ts';
import type { SiteConfigReply } from '../../../src-contract/api/site-config.ts';
import type { SiteEdit } from '../../../src-contract/domain/site-edit.ts';
import { StationError } from '../../client/errors.ts';
import { rest } from '../station/session.ts';
import { draftOf } from './draft.ts';
import { takeSaved } from './set-up-store.ts';

export const useSiteConfig = create<{ readonly config: SiteConfigReply | null; readonly fault: unknown }>(() => ({
  config: null,
  fault: null,
}));

/** Never rejects; drafts that are drawn stay. */
export async function askSiteConfig(): Promise<void> {
  try {
    const config = await rest.call(routes.siteConfig);
    useSiteConfig.setState({ config, fault: null });
    for (const camera of config.site.cameras) takeSaved(camera.id, draftOf(camera));
  } catch (fault) {
    useSiteConfig.setState({ fault });
  }
}

/** Throws StationError; after a change by somebody else the site is loaded anew first, so that a second try counts. */
export async function saveEdits(edits: SiteEdit[]): Promise<void> {
  await write((revision) => rest.call(routes.changeSite, { body: { revision, edits } }));
}

export async function undoSaved(): Promise<void> {
  await write((revision) => rest.call(routes.undoSiteChange, { body: { revision } }));
}

async function write(send: (revision: string) => Promise<unknown>): Promise<void> {
  try {
    await send(useSiteConfig.getState().config?.revision ?? 'none');
  } catch (error) {
    if (error instanceof StationError && error.status === 409) await askSiteConfig();
    throw error;
  }
  await askSiteConfig();
}
