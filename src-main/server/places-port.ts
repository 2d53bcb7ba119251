/** What the server needs of places and of the map they come from; kavach.ts fills it. Times are station time, ms. */
import type {
  AreaBox,
  ImportCounts,
  ImportFacts,
  ImportSample,
  MapRefresh,
  PlaceChange,
  PlaceImport,
} from '../../src-contract/domain/place-import.ts';
import type { PlaceImports, PlaceRecords } from '../../src-contract/domain/place-records.ts';

export interface PlacesPort {
  readonly records: Pick<PlaceRecords, 'find' | 'list' | 'counts' | 'addOwn' | 'correct' | 'undo'>;
  importing(): PlaceImport;
  refresh(): MapRefresh;
  last(): ReturnType<PlaceImports['last']>;
  /** What waits to be applied; null while nothing does, and while it is being applied. */
  preview(): ImportPreview | null;
  /** Throws CONFLICT while another import runs. */
  startImport(order: {
    readonly what: { readonly bytes: Uint8Array; readonly fileName: string } | { readonly area: AreaBox };
    readonly by: string;
    readonly apply: boolean;
  }): void;
  /** Throws CONFLICT when nothing waits. */
  applyImport(by: string): void;
  cancelImport(): Promise<boolean>;
}

export interface ImportPreview extends ImportCounts {
  readonly facts: ImportFacts;
  readonly samples: Readonly<Record<PlaceChange, readonly ImportSample[]>>;
}
