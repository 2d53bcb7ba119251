/** Rows of facts under fixed headings. The last column is for what can be done with a row. */
import type { ReactNode } from 'react';
import styles from './table.module.css';

interface TableProps {
  readonly caption: string;
  /** An empty one heads a column of buttons. */
  readonly head: readonly string[];
  readonly children: ReactNode;
}

export function Table({ caption, head, children }: TableProps) {
  return (
    <table className={styles['table']}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {head.map((name, column) => (
            <th key={name === '' ? `column ${column}` : name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

export function RowActions({ children }: { readonly children: ReactNode }) {
  return (
    <td className={styles['actions']}>
      <div>{children}</div>
    </td>
  );
}
