/**
 * Has the browser keep the page for when there is no network, and says how that went. A browser that doesn't trust the station's
 * certificate refuses; the page then works while there is a network, and says what is missing.
 */
import { create } from 'zustand';

export type OfflineKeeping =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'kept' }
  /** The certificate isn't trusted, or the page came without encryption. */
  | { readonly kind: 'untrusted' }
  | { readonly kind: 'unsupported' };

export const useOfflineKeeping = create<{ readonly keeping: OfflineKeeping }>(() => ({ keeping: { kind: 'unknown' } }));

const scope = '/phone/';

export async function keepOffline(): Promise<void> {
  const set = (kind: OfflineKeeping['kind']): void => useOfflineKeeping.setState({ keeping: { kind } });
  if (!globalThis.isSecureContext) {
    set('untrusted');
    return;
  }
  if (!('serviceWorker' in navigator)) {
    set('unsupported');
    return;
  }
  if (!location.pathname.startsWith(scope)) return;
  try {
    await navigator.serviceWorker.register(`${scope}service-worker.js`, { scope });
    await navigator.serviceWorker.ready;
    set('kept');
  } catch {
    set('untrusted');
  }
}
