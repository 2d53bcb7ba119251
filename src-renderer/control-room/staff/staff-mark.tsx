/** The people on duty in one zone, at its edge on the plan: initials, quiet. A phone that is lost is hatched and says for how long. */
import { memo } from 'react';
import { useStationNow } from '../../client/station-clock.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import styles from './staff-mark.module.css';
import { initialsOf, type SeenPost, type StaffPost, seenPosts } from './staff-posts.ts';
import { useStaffWords } from './use-staff-words.ts';

interface StaffMarkProps {
  readonly zoneId: string;
  readonly staff: readonly StaffPost[];
  readonly onSelect: (zoneId: string) => void;
}

/** With more the mark would be larger than what it stands at; the zone's drawer has all of them. */
const most = 3;

export const StaffMark = memo(function StaffMark({ zoneId, staff, onSelect }: StaffMarkProps) {
  const format = useFormat();
  const nowMs = useStationNow();
  const seen = seenPosts(
    staff.filter((post) => post.zoneId === zoneId),
    nowMs,
  );
  if (seen.length === 0) return null;
  return (
    // The zone's drawer is the way in for the keyboard and screen readers.
    <div className={styles['staff']} aria-hidden="true" data-staff={zoneId} onClick={() => onSelect(zoneId)}>
      {seen.slice(0, most).map((one) => (
        <Person key={one.post.id} seen={one} />
      ))}
      {seen.length > most ? <span className={styles['more']}>+{format.number(seen.length - most)}</span> : null}
    </div>
  );
});

function Person({ seen }: { readonly seen: SeenPost }) {
  const t = useText();
  const format = useFormat();
  const words = useStaffWords();
  const { post, look } = seen;
  return (
    <span
      className={styles['person']}
      data-look={look.kind}
      title={`${post.name} · ${t.bar.roles[post.role]} · ${words.state(seen)} · ${t.staff.zoneAlone}`}
    >
      {initialsOf(post.name)}
      {look.kind === 'lost' ? <small>{format.age(look.ageMs)}</small> : null}
    </span>
  );
}
