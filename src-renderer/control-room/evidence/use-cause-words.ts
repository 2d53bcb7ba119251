/** Why a clip was kept, in words. */
import type { ClipReply } from '../../../src-contract/api/evidence.ts';
import { causeKinds } from '../../../src-contract/domain/evidence.ts';
import { useText } from '../i18n/use-text.ts';

export function useCauseWords(): (clip: Pick<ClipReply, 'causes'>) => string {
  const { kinds } = useText().evidence;
  return ({ causes }) =>
    causeKinds
      .filter((kind) => causes.some((cause) => cause.kind === kind))
      .map((kind) => kinds[kind])
      .join(' · ');
}
