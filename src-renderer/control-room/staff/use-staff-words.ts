/** How somebody's state is said: on shift, on shift with a screen that may go dark, or lost and for how long. */
import { useFormat, useText } from '../i18n/use-text.ts';
import type { SeenPost } from './staff-posts.ts';

export function useStaffWords(): { state(seen: SeenPost): string } {
  const t = useText();
  const format = useFormat();
  return {
    state({ post, look }) {
      if (look.kind === 'lost') return t.staff.lost(format.age(look.ageMs));
      return post.isAwake ? t.staff.here : t.staff.asleep;
    },
  };
}
