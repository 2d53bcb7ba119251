/** Why a message was held or removed, in the operator's language and the station's time. */
import type { ChatMessageReply } from '../../../src-contract/api/chat.ts';
import { moderationTexts } from '../../../src-contract/texts/moderation-texts.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { useSite } from '../station/site-store.ts';

export function WhyHeld({ message: { state, reasons } }: { readonly message: Pick<ChatMessageReply, 'state' | 'reasons'> }) {
  const locale = usePreferences((preferences) => preferences.locale);
  const timeZone = useSite(({ site }) => site?.station.timezone ?? 'Asia/Kolkata');
  return <bdi>{moderationTexts(locale, timeZone)({ state, reasons }).operator}</bdi>;
}
