/**
 * The folder of copies: `kavach-TIME-REASON.db`, and beside those that were read again a note. In: the folder. Out: the list, and which
 * may go. Copies are named as store/backups.ts does, which puts the newest sound one in a corrupt store's place by itself.
 */
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BackupListed, type BackupNote, type BackupReason, backupNoteSchema } from '../../src-contract/domain/backup.ts';

const nameForm = /^kavach-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})-(\d{3})Z-([a-z0-9-]+)$/;
/** A week of them; those that somebody made by hand stay until somebody removes them. */
const keptDaily = 7;
/** Those that a start makes by itself before it changes the store's layout have no note, and stay. */
const keptBeforeUpdate = 3;

export function backupName(nowMs: number, reason: BackupReason): string {
  return `kavach-${new Date(nowMs).toISOString().replaceAll(/[:.]/g, '-')}-${reason}`;
}

/** Newest first. */
export function listBackups(folder: string): BackupListed[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.db'))
    .flatMap((file) => listed(folder, file.slice(0, -'.db'.length)) ?? [])
    .sort((one, other) => other.madeMs - one.madeMs);
}

function listed(folder: string, name: string): BackupListed | null {
  const [, day, hour, minute, second, ms, why] = nameForm.exec(name) ?? [];
  if (day === undefined) return null;
  const reason = why === 'daily' || why === 'by-hand' ? why : 'before-update';
  const bytes = statSync(join(folder, `${name}.db`), { throwIfNoEntry: false })?.size;
  if (bytes === undefined) return null;
  return { name, madeMs: Date.parse(`${day}T${hour}:${minute}:${second}.${ms}Z`), reason, bytes, note: readNote(folder, name) };
}

export function readNote(folder: string, name: string): BackupNote | null {
  try {
    return backupNoteSchema.parse(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')));
  } catch {
    return null;
  }
}

/** Holds the cameras' passwords: for its owner alone. */
export function writeNote(folder: string, name: string, note: BackupNote): void {
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(note), { mode: 0o600 });
}

export function removeBackup(folder: string, name: string): void {
  for (const ending of ['.json', '.db']) rmSync(join(folder, name + ending), { force: true });
}

/** Drops the oldest of those that nobody asked for. */
export function tidyBackups(folder: string): void {
  const all = listBackups(folder);
  const daily = all.filter(({ reason }) => reason === 'daily');
  const beforeUpdate = all.filter(({ reason, note }) => reason === 'before-update' && note !== null);
  for (const { name } of [...daily.slice(keptDaily), ...beforeUpdate.slice(keptBeforeUpdate)]) removeBackup(folder, name);
}

/** When the newest copy was made that was read again and found sound; null when there is none. */
export function newestGoodMs(folder: string): number | null {
  return listBackups(folder).find(({ note }) => note !== null)?.madeMs ?? null;
}
