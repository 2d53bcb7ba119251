/** What this phone's owner is asked to do: one big button a task, always the next step. */
import type { TaskReply } from '../../../src-contract/api/incidents.ts';
import { useText } from '../i18n/use-text.ts';
import { BigButton } from '../parts/big-button.tsx';
import { Card } from '../parts/card.tsx';
import styles from './task-list.module.css';
import { stepTask, useTasks } from './tasks-store.ts';

export function TaskList() {
  const t = useText();
  const { tasks, fault } = useTasks();
  if (tasks.length === 0) return null;
  return (
    <Card title={t.now.tasks}>
      <ul className={styles['list']}>
        {tasks.map((task) => (
          <li key={task.id}>
            <p className={styles['text']}>{task.text}</p>
            <NextStep task={task} />
          </li>
        ))}
      </ul>
      {fault === null ? null : <p role="alert">{fault}</p>}
    </Card>
  );
}

function NextStep({ task: { id, state } }: { readonly task: TaskReply }) {
  const t = useText();
  if (state === 'on-the-way') return <BigButton onClick={() => stepTask(id, 'done')}>{t.alerts.answers.done}</BigButton>;
  return (
    <div className={styles['steps']}>
      {state === 'seen' ? null : <BigButton onClick={() => stepTask(id, 'seen')}>{t.alerts.answers.seen}</BigButton>}
      <BigButton tone="primary" onClick={() => stepTask(id, 'on-the-way')}>
        {t.alerts.answers.on_my_way}
      </BigButton>
    </div>
  );
}
