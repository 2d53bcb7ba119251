/** Backups in lines for a terminal. */
import type { BackupsReply } from '../../../src-contract/api/backups.ts';
import type { JobEnd } from './door.ts';

type Listed = BackupsReply['backups'][number];
type Checked = Extract<JobEnd, { state: 'checked' }>;
export type Holds = Checked['lost'];

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

export function holdsText({ alarm_events, incidents, chat_messages, accounts }: Holds): string {
  return `${alarm_events} alarm events, ${incidents} incidents, ${chat_messages} chat messages, ${accounts} accounts`;
}

export function listText({ backups, set_aside, newest_good_at, overdue, fault, folder }: BackupsReply): string {
  const lines = backups.map(listedText);
  const aside = set_aside.map(({ id, at, bytes }) => `  ${id}  ${megabytes(bytes)}  in use until ${at}, set aside by a restore`);
  return [
    `${folder}: ${backups.length === 0 ? 'no backup yet' : `${backups.length}, the newest good one of ${newest_good_at ?? 'never'}`}`,
    ...lines,
    ...aside,
    ...(overdue ? ['Overdue: no good backup for 48 h.'] : []),
    ...(fault === null ? [] : [`The last one of the day was not made: ${fault}`]),
  ].join('\n');
}

function listedText({ id, bytes, checked, holds }: Listed): string {
  const what = holds === null ? '' : `: ${holdsText(holds)}`;
  return `  ${id}  ${megabytes(bytes)}  ${checked ? `read again and sound${what}` : 'not read again'}`;
}

export function checkedText({ name, made_at, station, holds, lost, with_site, with_keys }: Checked): string {
  const left = Object.values(lost).some((count) => count > 0);
  return [
    `${name} is sound: ${station.name} (${station.id}) as of ${made_at}`,
    `  holds ${holdsText(holds)}; ${with_site ? 'the site' : 'no site file'}, ${with_keys ? 'the keys' : 'no keys'}`,
    `  lacks ${left ? `what came since: ${holdsText(lost)}` : 'nothing that the station has'}`,
  ].join('\n');
}
