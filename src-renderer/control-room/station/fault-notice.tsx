/** What went wrong with a command, in the operator's language; nothing while nothing did. */
import { Notice } from '../../ui/notice.tsx';
import type { Catalogue } from '../i18n/en.ts';
import { useText } from '../i18n/use-text.ts';
import { type FaultKind, faultKind, faultMessage } from './fault-kind.ts';

interface FaultNoticeProps {
  readonly fault: unknown;
  /** Words for kinds that mean something of their own here. */
  readonly instead?: Readonly<Partial<Record<FaultKind, string>>>;
}

export function FaultNotice({ fault, instead = {} }: FaultNoticeProps) {
  const t = useText();
  if (fault === null) return null;
  return <Notice tone="fault">{instead[faultKind(fault)] ?? faultText(fault, t)}</Notice>;
}

function faultText(fault: unknown, t: Catalogue): string {
  switch (faultKind(fault)) {
    case 'unreachable':
      return t.account.unreachable;
    case 'not-allowed':
      return t.account.notAllowed;
    case 'busy':
      return t.account.busy;
    case 'limited':
      return t.account.limited;
    case 'wrong':
    case 'taken':
    case 'refused':
      return t.account.refused(faultMessage(fault));
  }
}
