/** What of events and weather bears on a crowd, as plain figures by step. Where they come from is site/estimates/covariates.ts. */

export const covariateNames = ['eventLoad', 'holiday', 'rain', 'heat'] as const;
type CovariateName = (typeof covariateNames)[number];

/** One instant. All are 0 when nothing is on and the weather is mild or unknown. */
export type Covariates = Readonly<Record<CovariateName, number>>;
/** [steps] each. */
export type CovariateSteps = Readonly<Record<CovariateName, Float32Array>>;

/** `stepMs` apart from `fromMs` on, `steps` of them; what is to come as it is planned and forecast. */
export type ReadCovariates = (fromMs: number, stepMs: number, steps: number) => CovariateSteps;
