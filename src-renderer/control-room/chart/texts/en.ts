/** The words around charts in English; the other languages are typed by them. */

export const chartEn = {
  hint: 'Drag to zoom, double click to see all; or arrow keys, + − 0',
  showAll: 'Show all',
  csv: 'CSV',
  csvHint: 'Save the figures as a table',
  png: 'PNG',
  pngHint: 'Save the chart as a picture',
  unknown: 'unknown',
  legend: 'Lines',
};
export type ChartTexts = typeof chartEn;
