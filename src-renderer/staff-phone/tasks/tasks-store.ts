/** The tasks for this phone's owner, as the station last told them. Asking for them tells the station that they were delivered. */
import { create } from 'zustand';
import type { TaskReply } from '../../../src-contract/api/incidents.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { acknowledgeIncidents, rest } from '../station/session.ts';

interface TasksStore {
  readonly tasks: readonly TaskReply[];
  /** Why the last step wasn't taken; null when it was. */
  readonly fault: string | null;
}

export const useTasks = create<TasksStore>(() => ({ tasks: [], fault: null }));

const shake = [300, 150, 300];

/** Rejects when the station can't be asked. */
export async function loadTasks(): Promise<void> {
  const known = new Set(useTasks.getState().tasks.map(({ id }) => id));
  const { seq, tasks } = await rest.call(routes.tasks, { query: { mine: 'true' } });
  useTasks.setState({ tasks });
  acknowledgeIncidents(seq);
  if (tasks.some(({ id, state }) => !known.has(id) && (state === 'sent' || state === 'delivered'))) navigator.vibrate?.(shake);
}

export async function stepTask(id: string, state: 'seen' | 'on-the-way' | 'done'): Promise<void> {
  try {
    await rest.call(routes.stepTask, { params: { id }, body: { state } });
    useTasks.setState({ fault: null });
    await loadTasks();
  } catch (error) {
    useTasks.setState({ fault: error instanceof Error ? error.message : String(error) });
  }
}
