import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Waits most of its time for rounds of a station: begun last, it would be waited for alone. */
const begunFirst = /end-to-end\/(forecast|estimates)\.test\.ts$/;

class LongWaitsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isFirst = ({ moduleId }: TestSpecification) => begunFirst.test(moduleId);
    return [...sorted.filter(isFirst), ...sorted.filter((file) => !isFirst(file))];
  }
}

/** What a file of these leaves behind in its process would meet the next one: globals of a browser, a stand-in of a module, stores. */
const needOwnProcess = ['tests/{backups,renderer}/**/*.test.{ts,tsx}'];

const inBrowser = ['tests/end-to-end/**/*.test.ts'];

export default defineConfig({
  test: {
    // Of a hang, not of slowness: on two shared cores a browser test may wait long for its turn.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // Three on two cores: half of what tests do is waiting.
    maxWorkers: 3,
    sequence: { sequencer: LongWaitsFirst },
    projects: [
      { extends: true, test: { name: 'browser', include: inBrowser, globalSetup: ['tests/fixtures/shared-chromium.ts'] } },
      { extends: true, test: { name: 'own process', include: needOwnProcess } },
      {
        extends: true,
        test: {
          name: 'shared process',
          include: ['tests/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...needOwnProcess, ...inBrowser],
          isolate: false,
        },
      },
    ],
  },
});
