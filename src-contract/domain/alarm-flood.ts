/** An alarm flood: more alarms at once than one person can take in. It is an event of the station, not an alarm: nobody acts on it by itself. */

export interface AlarmFlood {
  readonly startedMs: number;
  /** Id of the alarm that came first: most others of a flood follow from it. */
  readonly firstAlarmId: string;
  /** Alarms that came in it so far. */
  readonly alarms: number;
  /** Null while it lasts. */
  readonly endedMs: number | null;
}

export interface AlarmFloodRecords {
  /** One flood a start: what is put again takes the old one's place. On the disk when it returns. */
  put(flood: AlarmFlood): void;
  /** The one that lasts; null when there is none. */
  open(): AlarmFlood | null;
  /** Those that lasted within the time, the newest first. */
  between(fromMs: number, toMs: number, limit: number): readonly AlarmFlood[];
}
