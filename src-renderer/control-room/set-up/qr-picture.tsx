/** A QR code, black on white in every theme: scanners read nothing else reliably. */
import { useMemo } from 'react';
import styles from './join-dialog.module.css';
import { qrPath } from './qr-path.ts';

export function QrPicture({ text, label }: { readonly text: string; readonly label: string }) {
  const { side, path } = useMemo(() => qrPath(text), [text]);
  return (
    <svg className={styles['qr']} viewBox={`0 0 ${side} ${side}`} shapeRendering="crispEdges" role="img" aria-label={label}>
      <rect width={side} height={side} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
