/** Tasks over REST: sending somebody, what there is for oneself, and how far it is. */
import { routes } from '../../../src-contract/api/routes.ts';
import type { Incident, Task } from '../../../src-contract/domain/incident.ts';
import { isTaskFor } from '../../../src-contract/domain/incident-command.ts';
import { KavachError } from '../../errors.ts';
import { actorOf, mayReadIncident } from '../incident-access.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';
import { taskReply } from '../wire/incidents.ts';
import { incidentTools } from './incident-tools.ts';

export function registerTaskRoutes(register: Register, { incidents }: Pick<ServerDeps, 'incidents'>): void {
  const { replyTo, obey, mustRead } = incidentTools(incidents);

  register(routes.assignTask, ({ params, body: { text, assignee }, caller }) => {
    const { id: incidentId } = mustRead(caller, params.id);
    return replyTo(caller, obey({ kind: 'assign', incidentId, by: actorOf(caller), text, assignee }));
  });

  register(routes.tasks, ({ query, caller }) => {
    const actor = actorOf(caller);
    const isWanted = (task: Task): boolean => query.mine !== 'true' || (isTaskFor(task, actor) && !isFinished(task));
    const seq = incidents.newestSeq();
    const found = incidents
      .open()
      .filter((incident) => mayReadIncident(caller, incident))
      .flatMap(({ id, tasks }) => tasks.filter(isWanted).map((task) => taskReply(id, task)));
    return { seq, tasks: found.toSorted((a, b) => b.seq - a.seq) };
  });

  register(routes.stepTask, ({ params, body: { state }, caller }) => {
    const incident = incidents.open().find(({ tasks }) => tasks.some(({ id }) => id === params.id));
    if (incident === undefined || !mayReadIncident(caller, incident)) throw noSuchTask(params.id);
    return replyTo(caller, obey({ kind: 'step', incidentId: incident.id, taskId: params.id, state, by: actorOf(caller) }));
  });
}

function isFinished({ state }: Incident['tasks'][number]): boolean {
  return state === 'done' || state === 'cancelled';
}

function noSuchTask(id: string): KavachError {
  return new KavachError('NOT_FOUND', `No open incident has a task ${id}. Its incident may be resolved: look at it in the list.`);
}
