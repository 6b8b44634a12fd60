import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const require = createRequire(import.meta.url);

/** Files that take minutes: begun last, each would run alone while the other worker has nothing left to do. */
const LONG = [
  'documentation/report',
  'browser/journey',
  'commandLine/import',
  'architectures/architectures',
  'client/client',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => LONG.some((name) => moduleId.endsWith(`test/${name}.test.ts`));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  resolve: {
    // graphql refuses to work when it is loaded twice, once as a module and once as CommonJS.
    alias: [{ find: /^graphql$/, replacement: require.resolve('graphql/index.js') }],
  },
  test: {
    include: ['test/**/*.test.ts'],
    // Against what hangs, not what is slow: machines differ, and share their cores.
    testTimeout: 180_000,
    hookTimeout: 120_000,
    // Two cores: more workers than that only take turns.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
});
