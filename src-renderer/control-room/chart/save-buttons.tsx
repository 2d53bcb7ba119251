/** What is shown as a file: a table, a picture. Named after what it is and when it was saved. */
import { Download, ImageDown } from 'lucide-react';
import { stationNow } from '../../client/station-clock.ts';
import { Button } from '../../ui/button.tsx';
import { csvFile, saveFile } from '../../ui/chart/chart-export.ts';
import { useText } from '../i18n/use-text.ts';

interface SaveButtonsProps {
  readonly fileName: string;
  readonly csv: () => string;
  /** What can be drawn; null when the browser can't. */
  readonly picture?: () => Promise<Blob | null>;
}

export function SaveButtons({ fileName, csv, picture }: SaveButtonsProps) {
  const t = useText();
  const named = () => {
    const time = new Date(stationNow()).toISOString().slice(0, 16).replaceAll(':', '');
    return `${fileName.replaceAll(/[^\w-]+/g, '-')}-${time}`;
  };
  const savePng = async () => {
    const made = await picture?.();
    if (made != null) saveFile(made, `${named()}.png`);
  };
  return (
    <>
      <Button
        tone="quiet"
        icon={<Download size={15} />}
        title={t.chart.csvHint}
        onClick={() => saveFile(csvFile(csv()), `${named()}.csv`)}
      >
        {t.chart.csv}
      </Button>
      {picture === undefined ? null : (
        <Button tone="quiet" icon={<ImageDown size={15} />} title={t.chart.pngHint} onClick={savePng}>
          {t.chart.png}
        </Button>
      )}
    </>
  );
}
