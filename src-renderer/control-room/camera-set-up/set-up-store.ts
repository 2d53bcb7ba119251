/**
 * The drafts of this page, by camera: what is drawn and not saved yet outlives a look at another screen. Undo and redo by keeping the
 * drafts before and after; a drag is one step.
 */
import { create } from 'zustand';
import { type Draft, emptyDraft, type Shape } from './draft.ts';

interface CameraDraft {
  /** As saved. */
  readonly saved: Draft;
  readonly now: Draft;
  readonly past: readonly Draft[];
  readonly future: readonly Draft[];
}

interface SetUpStore {
  readonly drafts: Readonly<Record<string, CameraDraft>>;
  readonly shape: Shape | null;
  readonly point: number;
}

const mostSteps = 200;
const none: CameraDraft = { saved: emptyDraft, now: emptyDraft, past: [], future: [] };

export const useSetUp = create<SetUpStore>(() => ({ drafts: {}, shape: null, point: 0 }));

export function draftFor(state: SetUpStore, cameraId: string): CameraDraft {
  return state.drafts[cameraId] ?? none;
}

export function isUnsaved({ saved, now }: CameraDraft): boolean {
  return JSON.stringify(saved) !== JSON.stringify(now);
}

function put(cameraId: string, draft: CameraDraft): void {
  useSetUp.setState(({ drafts }) => ({ drafts: { ...drafts, [cameraId]: draft } }));
}

/** Takes what the station has; a draft with changes of its own stays. */
export function takeSaved(cameraId: string, saved: Draft): void {
  const known = draftFor(useSetUp.getState(), cameraId);
  put(cameraId, isUnsaved(known) ? { ...known, saved } : { ...none, saved, now: saved });
}

/** What the station has now counts, whatever was drawn. */
export function discard(cameraId: string): void {
  const { saved } = draftFor(useSetUp.getState(), cameraId);
  put(cameraId, { ...none, saved, now: saved });
}

/** `isStep` false: goes on with the step that was begun, as a drag does. */
export function change(cameraId: string, edit: (draft: Draft) => Draft, isStep = true): void {
  const known = draftFor(useSetUp.getState(), cameraId);
  const past = isStep ? [...known.past, known.now].slice(-mostSteps) : known.past;
  put(cameraId, { ...known, now: edit(known.now), past, future: [] });
}

export function undo(cameraId: string): void {
  const known = draftFor(useSetUp.getState(), cameraId);
  const before = known.past.at(-1);
  if (before !== undefined)
    put(cameraId, { ...known, now: before, past: known.past.slice(0, -1), future: [known.now, ...known.future] });
}

export function redo(cameraId: string): void {
  const known = draftFor(useSetUp.getState(), cameraId);
  const [next, ...future] = known.future;
  if (next !== undefined) put(cameraId, { ...known, now: next, past: [...known.past, known.now], future });
}
