/** Short messages at the lower edge; read out politely, gone by themselves or by a click. */
import { X } from 'lucide-react';
import { Button } from './button.tsx';
import styles from './toast.module.css';

export interface ToastMessage {
  readonly id: number;
  readonly text: string;
  readonly tone: 'info' | 'fault';
}

interface ToastsProps {
  readonly messages: readonly ToastMessage[];
  readonly closeLabel: string;
  readonly onClose: (id: number) => void;
}

export function Toasts({ messages, closeLabel, onClose }: ToastsProps) {
  return (
    <div className={styles['toasts']} role="status" aria-live="polite">
      {messages.map((message) => (
        <div key={message.id} className={styles['toast']} data-tone={message.tone}>
          <span>{message.text}</span>
          <Button tone="quiet" label={closeLabel} icon={<X size={14} />} onClick={() => onClose(message.id)} />
        </div>
      ))}
    </div>
  );
}
