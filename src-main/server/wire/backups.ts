/** Backups on their way out. */
import type { BackupJobReply, BackupsReply } from '../../../src-contract/api/backups.ts';
import type { BackupJob, BackupListed, StoreFacts } from '../../../src-contract/domain/backup.ts';
import type { BackupsPort } from '../backups-port.ts';
import { isoTime } from './figures.ts';

export function backupsReplyOf(backups: BackupsPort, nowMs: number): BackupsReply {
  const newest = backups.newestGoodMs();
  return {
    timestamp: isoTime(nowMs),
    backups: backups.backups().map(backupReplyOf),
    set_aside: backups.setAside().map(({ name, asideMs, bytes }) => ({ id: name, at: isoTime(asideMs), bytes })),
    newest_good_at: newest === null ? null : isoTime(newest),
    overdue: backups.isOverdue(),
    fault: backups.fault(),
    free_bytes: backups.freeBytes(),
    folder: backups.folder,
    job: jobReplyOf(backups.job()),
  };
}

function backupReplyOf({ name, madeMs, reason, bytes, note }: BackupListed): BackupsReply['backups'][number] {
  return {
    ...{ id: name, made_at: isoTime(madeMs), reason, bytes, checked: note !== null },
    station: note?.station ?? null,
    kavach_version: note?.kavachVersion ?? null,
    sha256: note?.sha256 ?? null,
    holds: note === null ? null : holdsOf(note.facts),
  };
}

function holdsOf({ alarmEvents, incidents, chatMessages, accounts }: Omit<StoreFacts, 'version' | 'newestMs'>) {
  return { alarm_events: alarmEvents, incidents, chat_messages: chatMessages, accounts };
}

function jobReplyOf(job: BackupJob): BackupJobReply {
  switch (job.kind) {
    case 'idle':
    case 'restoring':
      return { state: job.kind };
    case 'running':
      return { state: 'running', step: job.step, share: job.share };
    case 'failed':
      return { state: 'failed', reason: job.reason, at: isoTime(job.atMs) };
    case 'packed':
      return { state: 'packed', id: job.name, bytes: job.bytes };
    case 'checked': {
      const { from, name, madeMs, station, facts, lost, withSite, withKeys } = job.candidate;
      const newest = facts.newestMs === null ? null : isoTime(facts.newestMs);
      return {
        ...{ state: 'checked', from, name, made_at: isoTime(madeMs), station, with_site: withSite, with_keys: withKeys },
        holds: { ...holdsOf(facts), version: facts.version, newest_at: newest },
        lost: holdsOf(lost),
      };
    }
  }
}
