/** Keeps a fault of one screen inside it: the frame with its alarms and its sound goes on, and the screen can be opened again. */
import { TriangleAlert } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useText } from '../i18n/use-text.ts';

interface ScreenGuardState {
  readonly failed: boolean;
}

export class ScreenGuard extends Component<{ readonly children: ReactNode }, ScreenGuardState> {
  override state: ScreenGuardState = { failed: false };

  static getDerivedStateFromError(): ScreenGuardState {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Failed onAgain={() => this.setState({ failed: false })} /> : this.props.children;
  }
}

function Failed({ onAgain }: { readonly onAgain: () => void }) {
  const t = useText();
  return (
    <EmptyState icon={<TriangleAlert size={28} strokeWidth={1.25} />} title={t.app.screenFailed}>
      <p>{t.app.screenFailedHint}</p>
      <Button onClick={onAgain}>{t.app.openAgain}</Button>
    </EmptyState>
  );
}
