/** What the server needs of the site in force; kavach.ts fills it. */
import type { SiteConfigReply } from '../../src-contract/api/site-config.ts';
import type { SiteEdit, SitePart } from '../../src-contract/domain/site-edit.ts';

export interface SiteConfigPort {
  /** Addresses masked. */
  read(): SiteConfigReply;
  /** Throws CONFLICT for another revision, VALIDATION_FAILED with the faults, UNAVAILABLE when it can't be kept. */
  change(revision: string, edits: readonly SiteEdit[]): readonly SitePart[];
  /** Throws NOT_FOUND too. */
  restore(revision: string, version: number): readonly SitePart[];
  /** Another one after each change; crowd pushes carry it. */
  revision(): string;
}
