/**
 * Whom a task can go to: phones and people that are signed in, every role, every zone. In: the station's list of sessions, asked now and
 * again, since phones come and go. Out: choices in the operator's language, and names for what tasks hold.
 */
import { useMemo } from 'react';
import type { SessionReply } from '../../../src-contract/api/people.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import type { Assignee } from '../../../src-contract/domain/incident.ts';
import type { Catalogue } from '../i18n/en.ts';
import { useText } from '../i18n/use-text.ts';
import { rest } from '../station/session.ts';
import { useSite } from '../station/site-store.ts';
import { useAsked } from '../station/use-asked.ts';
import { type assigneeText, useIncidentWords } from './incident-words.ts';

export interface Addressee {
  /** Tells one from the others. */
  readonly value: string;
  readonly label: string;
  readonly assignee: Assignee;
}

export interface People {
  readonly choices: readonly Addressee[];
  readonly names: Parameters<typeof assigneeText>[2];
}

const againMs = 15_000;
/** Viewers read no incidents. */
const sentRoles = ['staff', 'operator', 'admin'] as const;

/** `mayAsk`: operators may see who is signed in, staff may not. */
export function usePeople(mayAsk: boolean): People {
  const t = useText();
  const words = useIncidentWords();
  const zones = useSite((state) => state.site?.zones);
  const { asked } = useAsked(mayAsk ? askSessions : askNothing, againMs);
  const sessions = asked.kind === 'ready' ? asked.value : none;
  return useMemo(() => {
    const zoneNames = new Map((zones ?? []).map(({ id, name }) => [id, name]));
    const zoneChoices = [...zoneNames].map(([to, name]) => choiceOf({ kind: 'zone', to }, words.assignees.zone(name)));
    const roleChoices = sentRoles.map((to) => choiceOf({ kind: 'role', to }, words.assignees.role(t.bar.roles[to])));
    return {
      choices: [...personChoices(sessions, t, zoneNames), ...zoneChoices, ...roleChoices],
      names: { roles: t.bar.roles, zones: zoneNames, phones: new Map(sessions.map(({ id, name }) => [id, name])) },
    };
  }, [sessions, zones, t, words]);
}

const none: readonly SessionReply[] = [];
async function askNothing(): Promise<readonly SessionReply[]> {
  return none;
}

async function askSessions(signal: AbortSignal): Promise<readonly SessionReply[]> {
  const { sessions } = await rest.call(routes.sessions, { signal });
  return sessions.filter(({ kind, role, is_own }) => kind !== 'link' && role !== 'viewer' && !is_own);
}

/** By name where only one has it: the printed report shows what is sent here. */
export function personChoices(sessions: readonly SessionReply[], t: Catalogue, zones: ReadonlyMap<string, string>): Addressee[] {
  const byName = Map.groupBy(sessions, ({ name }) => name);
  return [...byName.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    // An account that is signed in twice is one person.
    if (same.length === 1 || first.kind === 'account') return [personChoice(first, first.name, t, zones)];
    return same.map((one) => personChoice(one, one.id, t, zones));
  });
}

function personChoice(session: SessionReply, to: string, t: Catalogue, zones: ReadonlyMap<string, string>): Addressee {
  const { on_shift, zone, name } = session;
  const shift = on_shift === null ? t.incidents.noPage : on_shift ? t.incidents.onShift : t.incidents.offShift;
  const place = zone === null ? [] : [zones.get(zone) ?? zone];
  return choiceOf({ kind: 'person', to }, [name, ...place, shift].join(' · '));
}

function choiceOf(assignee: Assignee, label: string): Addressee {
  return { value: `${assignee.kind}:${assignee.to}`, label, assignee };
}
