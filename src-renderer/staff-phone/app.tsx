/** Which of the phone's faces to show: opening, joining, no station, or the frame with its screens. */
import { useEffect } from 'react';
import { localeTags } from '../ui/locale/locales.ts';
import { Frame } from './frame/frame.tsx';
import { Opening, Unreachable } from './frame/outside.tsx';
import { codeFromAddress } from './join/join-code.ts';
import { JoinScreen } from './join/join-screen.tsx';
import { usePreferences } from './preferences-store.ts';
import { usePhone } from './station/phone-store.ts';
import { openSession } from './station/session.ts';

export function App() {
  const phase = usePhone((state) => state.phase);
  usePageAttributes();
  useEffect(() => {
    // Somebody who scans a code wants to join, whoever this phone was before.
    if (location.pathname.startsWith('/join') && codeFromAddress(location.href) !== '') usePhone.setState({ phase: 'joining' });
    else openSession();
  }, []);
  switch (phase) {
    case 'loading':
      return <Opening />;
    case 'joining':
      return <JoinScreen />;
    case 'unreachable':
      return <Unreachable />;
    case 'ready':
      return <Frame />;
  }
}

/** Theme and language on the document itself, for styles, screen readers and hyphenation. */
function usePageAttributes(): void {
  const theme = usePreferences((state) => state.theme);
  const locale = usePreferences((state) => state.locale);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    document.documentElement.lang = localeTags[locale].slice(0, 2);
  }, [theme, locale]);
}
