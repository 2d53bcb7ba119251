/** Whether anybody can see this page: a tab behind another one needs no pictures. */
import { useSyncExternalStore } from 'react';

export function usePageShown(): boolean {
  return useSyncExternalStore(subscribe, isShown);
}

function isShown(): boolean {
  return document.visibilityState === 'visible';
}

function subscribe(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}
