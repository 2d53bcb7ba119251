/** What the server needs to look after a station; the composition fills it. Times are station time, ms. */
import type { AboutReply, FirstRunReply, FirstRunStep } from '../../src-contract/api/care.ts';
import type { KeepFrom, KeptFigures } from '../../src-contract/domain/retention.ts';
import type { SiteConfig } from '../../src-contract/site-config.ts';

export interface NewStation {
  readonly id: string;
  readonly name: string;
  readonly lines: readonly string[];
  readonly location: readonly [number, number];
  readonly network: string | null;
}

export interface CarePort {
  about(): Promise<AboutReply>;
  /** The metrics and the health are the server's. */
  diagnostics(texts: Readonly<Record<string, string>>): Promise<Uint8Array>;
  retention(): SiteConfig['retention'];
  storeBytes(): number;
  kept(keepFrom: KeepFrom): Promise<readonly KeptFigures[]>;
  readonly firstRun: {
    read(): FirstRunReply;
    skip(step: FirstRunStep): void;
    dismiss(dismissed: boolean): void;
    /** Throws CONFLICT for a station that has a name already, VALIDATION_FAILED. The station ends soon after it has returned. */
    name(station: NewStation): void;
  };
}
