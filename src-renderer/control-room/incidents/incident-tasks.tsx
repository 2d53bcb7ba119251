/** Who was sent to do what, how far each is and since when; and sending somebody. */
import { X } from 'lucide-react';
import type { IncidentState, TaskReply } from '../../../src-contract/api/incidents.ts';
import { Button } from '../../ui/button.tsx';
import { DetailsSection } from '../../ui/details.tsx';
import { capital, useFormat, useText } from '../i18n/use-text.ts';
import { AssignForm } from './assign-form.tsx';
import { ConflictNotice } from './conflict-notice.tsx';
import { cancelTask } from './incident-commands.ts';
import styles from './incident-details.module.css';
import { assigneeText, useIncidentWords } from './incident-words.ts';
import { useIncidentCommand } from './use-incident-command.ts';
import { usePeople } from './use-people.ts';

interface IncidentTasksProps {
  readonly incident: IncidentState;
  readonly canAct: boolean;
}

export function IncidentTasks({ incident, canAct }: IncidentTasksProps) {
  const t = useText();
  const people = usePeople(canAct);
  const { id, tasks, status, place } = incident;
  const command = useIncidentCommand(id);
  const isOver = status === 'resolved';
  return (
    <DetailsSection title={t.incidents.tasks}>
      {tasks.length === 0 ? <p className={styles['dim']}>{t.incidents.noTasks}</p> : null}
      <ul className={tasks.length === 0 ? '' : styles['list']}>
        {tasks.map((task) => (
          <TaskItem
            key={task.id}
            task={task}
            names={people.names}
            onCancel={canAct && !isOver && !command.waiting ? () => command.run(() => cancelTask(task.id)) : null}
          />
        ))}
      </ul>
      <ConflictNotice fault={command.fault} />
      {canAct && !isOver ? <AssignForm incidentId={id} zoneId={place.zone_id} people={people} /> : null}
    </DetailsSection>
  );
}

interface TaskItemProps {
  readonly task: TaskReply;
  readonly names: Parameters<typeof assigneeText>[2];
  /** Null: can't be cancelled by this operator. */
  readonly onCancel: (() => void) | null;
}

function TaskItem({ task: { text, assignee, state, steps }, names, onCancel }: TaskItemProps) {
  const t = useText();
  const words = useIncidentWords();
  const format = useFormat();
  const isFinished = state === 'done' || state === 'cancelled';
  const times = steps.map((step) => `${words.taskStates[step.state]} ${format.clock(Date.parse(step.at))}`);
  const newest = steps.at(-1);
  return (
    <li data-task-state={state}>
      <div className={styles['line']}>
        <p className={styles['text']}>{text}</p>
        <span className={styles['mark']}>
          <strong>{capital(words.taskStates[state])}</strong>
          {isFinished || onCancel === null ? null : (
            <Button tone="quiet" label={t.incidents.cancelTaskOf(text)} icon={<X size={14} />} onClick={onCancel} />
          )}
        </span>
      </div>
      <p className={styles['dim']}>
        {[assigneeText(assignee, words, names), times.join(' → '), newest?.by].filter((part) => part !== undefined).join(' · ')}
      </p>
    </li>
  );
}
