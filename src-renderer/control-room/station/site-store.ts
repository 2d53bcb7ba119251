/** The plan of the station. */
import { create } from 'zustand';
import type { SiteReply } from '../../../src-contract/api/site.ts';

export const useSite = create<{ readonly site: SiteReply | null }>(() => ({ site: null }));
