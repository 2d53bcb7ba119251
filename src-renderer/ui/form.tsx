/** Fields one under the other and what is done with them; Enter does the first. While it waits, nothing is sent twice. */
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import styles from './field.module.css';

interface FormProps {
  readonly children: ReactNode;
  readonly submit: string;
  readonly ready?: boolean;
  readonly onSubmit: () => void;
  /** What else can be done: a button that leaves the form, mostly. */
  readonly others?: ReactNode;
}

export function Form({ children, submit, ready = true, onSubmit, others }: FormProps) {
  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onSubmit();
      }}
    >
      {children}
      <footer className={styles['actions']}>
        {others}
        <Button tone="primary" type="submit" disabled={!ready}>
          {submit}
        </Button>
      </footer>
    </form>
  );
}
