/** What the server needs around alarms, beside the alarms themselves; the composition root fills it. Times are station time, ms. */
import type { WrittenCard } from '../../src-contract/domain/action-card.ts';
import type { Alarm, AlarmCommand, ConditionKind } from '../../src-contract/domain/alarm.ts';
import type { AlarmFlood } from '../../src-contract/domain/alarm-flood.ts';
import type { AlarmHealth } from '../../src-contract/domain/alarm-health.ts';
import type { Locale } from '../../src-contract/texts/language.ts';
import type { KavachErrorCode } from '../errors.ts';

export type AlarmCommandAnswer =
  | { readonly ok: true; readonly alarm: Alarm }
  | { readonly ok: false; readonly code: KavachErrorCode; readonly message: string };

export interface AlarmDeskPort {
  /** The one that lasts; null when there is none. */
  flood(): AlarmFlood | null;
  /** Called once it is stored that a flood began, grew or ended. */
  onFlood(listener: (flood: AlarmFlood) => void): () => void;
  /** One answer a command, in their order; all that they change is stored together. */
  commandAll(commands: readonly AlarmCommand[]): readonly AlarmCommandAnswer[];
  health(
    fromMs: number,
    toMs: number,
  ): {
    readonly health: AlarmHealth;
    readonly positions: number;
    /** By id, those that the health names. */
    readonly alarms: ReadonlyMap<string, Alarm>;
    readonly floods: readonly AlarmFlood[];
  };
  /** Those that administrators wrote. */
  cards(locale: Locale): readonly WrittenCard[];
  writeCard(card: WrittenCard): void;
  resetCard(kind: ConditionKind, locale: Locale): void;
}
