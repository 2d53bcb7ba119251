/** Evaluations as a table for a terminal: one row a model and class, one column a figure. */
import type { DetectionLabel } from '../../../src-contract/domain/detection.ts';
import { type Accuracy, type ModelEvaluation, type ObjectSize, type SizeAccuracy, sizes } from './accuracy.ts';
import { alignedRows } from './text-table.ts';

type Row = readonly string[];

const sizeNames: Record<ObjectSize, string> = { small: '<32²', medium: '<96²', large: '≥96²' };

export function accuracyTable(results: readonly ModelEvaluation[]): string {
  const [first] = results;
  if (first === undefined) return 'no model';
  const header: Row = ['model', 'class', 'AP50', 'AP50-95', 'P', 'R', ...sizes.map((size) => `P·R ${sizeNames[size]}`), ...tail];
  const rows = results.flatMap((result) => {
    const classes = Object.entries(result.classes) as [DetectionLabel, Accuracy][];
    return classes.length === 0
      ? [[result.model, 'none of its classes is labelled']]
      : classes.map((entry) => row(result, ...entry));
  });
  const [pictures, objects] = [Object.values(first.classes)[0]?.pictures ?? 0, labelledObjects(first)];
  return [`${first.data}: ${pictures} pictures, ${objects}`, '', ...alignedRows([header, ...rows]), '', ...notes].join('\n');
}

const tail = ['count MAE', 'bias', 'ms', 'run ms', 'input', 'threads'];
const notes = [
  'P, R: precision and recall at the threshold on the model’s card, IoU 0.5; by size of the object in pixels of the input.',
  'count: objects a picture, found less labelled (bias below 0: too few). ms: preparing, running, decoding, median.',
];

function labelledObjects({ classes }: ModelEvaluation): string {
  const counts = Object.entries(classes).map(([label, accuracy]) => `${accuracy.objects} ${label}s`);
  return counts.length === 0 ? 'no labels of its classes' : counts.join(', ');
}

function row(result: ModelEvaluation, label: DetectionLabel, accuracy: Accuracy): Row {
  const percent = (value: number | null) => (value === null ? '–' : value.toFixed(3));
  const pair = ({ precision, recall }: SizeAccuracy) => `${percent(precision)} ${percent(recall)}`;
  return [
    result.model,
    `${label} ≥ ${result.threshold}`,
    accuracy.ap50.toFixed(3),
    accuracy.ap50To95.toFixed(3),
    percent(accuracy.all.precision),
    percent(accuracy.all.recall),
    ...sizes.map((size) => `${pair(accuracy.bySize[size])} (${accuracy.bySize[size].objects})`),
    accuracy.countMae.toFixed(2),
    accuracy.countBias.toFixed(2),
    result.msPerPicture.toFixed(1),
    result.runMs.toFixed(1),
    result.input,
    String(result.threads),
  ];
}
