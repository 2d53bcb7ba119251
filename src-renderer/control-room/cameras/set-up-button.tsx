/** The way from the wall to a camera's set-up, for administrators: of the camera that is shown alone, else of the first. */
import { Settings2 } from 'lucide-react';
import { useNavigate, useSearchParams } from 'react-router';
import { Button } from '../../ui/button.tsx';
import { useText } from '../i18n/use-text.ts';
import { isAdmin, useSession } from '../station/session-store.ts';

export function SetUpButton() {
  const t = useText();
  const go = useNavigate();
  const [params] = useSearchParams();
  const admin = useSession((state) => isAdmin(state.caller));
  const cameraId = params.get('camera');
  const path = cameraId === null ? '/cameras/set-up' : `/cameras/set-up?camera=${encodeURIComponent(cameraId)}`;
  return admin ? (
    <Button icon={<Settings2 size={16} />} onClick={() => go(path)}>
      {t.cameraSetUp.open}
    </Button>
  ) : null;
}
