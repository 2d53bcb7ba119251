/** On Overview, for whoever can do something about it: that a new station isn't set up yet, and how many steps are left. */
import { Link } from 'react-router';
import { Notice } from '../../ui/notice.tsx';
import { askFirstRun } from '../care/ask-care.ts';
import { useText } from '../i18n/use-text.ts';
import { isAdmin, useSession } from '../station/session-store.ts';
import { useAsked } from '../station/use-asked.ts';

export function FirstRunNotice() {
  const admin = useSession((state) => isAdmin(state.caller));
  return admin ? <StepsLeft /> : null;
}

function StepsLeft() {
  const { firstRun } = useText().care;
  const { asked } = useAsked(askFirstRun);
  if (asked.kind !== 'ready' || asked.value.state !== 'open') return null;
  const over = new Set([...asked.value.done, ...asked.value.skipped]);
  const left = Object.keys(firstRun.steps).length - over.size;
  if (left === 0) return null;
  return (
    <Notice>
      <Link to="/first-run">{firstRun.open}</Link>: {firstRun.left(left)}
    </Notice>
  );
}
