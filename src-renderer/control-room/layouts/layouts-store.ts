/**
 * The operator's own layouts, as the station keeps them. The last known ones are kept in the browser, too, for a station that can't be
 * asked. Loaded by the frame; written by the replies to what is kept and forgotten.
 */
import { z } from 'zod';
import { create } from 'zustand';
import { namedLayoutReply } from '../../../src-contract/api/layouts.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import type { NamedLayout, ScreenLayout } from '../../../src-contract/domain/screen-layout.ts';
import { rest } from '../station/session.ts';

interface LayoutsStore {
  readonly own: readonly NamedLayout[];
  /** Null while what is here is what the station has; else why it couldn't be asked. */
  readonly fault: unknown;
  readonly saving: boolean;
}

export const useLayouts = create<LayoutsStore>(() => ({ own: [], fault: null, saving: false }));

/** By person: a workstation is shared. */
const storageKey = (callerId: string) => `kavach.layouts.${callerId}`;

export async function loadLayouts(callerId: string): Promise<void> {
  useLayouts.setState({ own: lastKnown(callerId) });
  try {
    take((await rest.call(routes.layouts)).layouts, callerId);
  } catch (fault) {
    useLayouts.setState({ fault });
  }
}

/** Throws StationError. */
export async function keepLayout(name: string, layout: ScreenLayout, callerId: string): Promise<void> {
  take((await rest.call(routes.saveLayout, { params: { name }, body: layout })).layouts, callerId);
}

/** Throws StationError. */
export async function forgetLayout(name: string, callerId: string): Promise<void> {
  take((await rest.call(routes.removeLayout, { params: { name } })).layouts, callerId);
}

export function askToKeep(saving: boolean): void {
  useLayouts.setState({ saving });
}

function take(own: readonly NamedLayout[], callerId: string): void {
  useLayouts.setState({ own, fault: null });
  try {
    globalThis.localStorage.setItem(storageKey(callerId), JSON.stringify(own));
  } catch {
    // A private window or a full disk: they are known for as long as the page lives.
  }
}

function lastKnown(callerId: string): readonly NamedLayout[] {
  try {
    return z.array(namedLayoutReply).parse(JSON.parse(globalThis.localStorage.getItem(storageKey(callerId)) ?? '[]'));
  } catch {
    return [];
  }
}
