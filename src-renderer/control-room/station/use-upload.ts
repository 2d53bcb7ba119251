/** One file on its way to the station: how far it is, a way to stop, and what went wrong with it. It stops when its part of the page goes. */
import { useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import { type Upload, uploadFile } from '../../client/upload.ts';

export type Sending =
  | { readonly kind: 'idle' }
  /** 0..1 of the bytes that have left. */
  | { readonly kind: 'sending'; readonly share: number; readonly stop: () => void }
  | { readonly kind: 'failed'; readonly fault: unknown };

interface UploadTools {
  readonly sending: Sending;
  /** Never rejects. `done` hears only of what went well. */
  send<S extends z.ZodType>(
    upload: Pick<Upload<S>, 'url' | 'file' | 'response' | 'fields'>,
    done: (reply: z.output<S>) => void,
  ): void;
}

export function useUpload(): UploadTools {
  const [sending, setSending] = useState<Sending>({ kind: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  return {
    sending,
    async send(upload, done) {
      const abort = new AbortController();
      running.current = abort;
      const onProgress = (share: number) => setSending({ kind: 'sending', share, stop: () => abort.abort() });
      onProgress(0);
      try {
        done(await uploadFile({ ...upload, signal: abort.signal, onProgress }));
        setSending({ kind: 'idle' });
      } catch (fault) {
        setSending(abort.signal.aborted ? { kind: 'idle' } : { kind: 'failed', fault });
      }
    },
  };
}
