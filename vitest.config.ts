import { createRequire } from 'node:module';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const require = createRequire(import.meta.url);

/** Files that leave nothing behind in their process, so that one loads the server, or React, for all of them. */
const SHARING = ['analysis/**', 'api', 'arrays', 'dashboard'].map((folder) => `test/${folder}/*.test.ts`);

/** Of those, files about what there is one of in a process: memory, threads, devices, measured rates. */
const OF_THE_PROCESS =
  'backends,bestMatchesBackends,bestMatchesRun,engine,failover,keptPrices,leaks,nothingLeaves,passes,prices,threads,turns,webgpu';
const ALONE = `test/analysis/{${OF_THE_PROCESS}}.test.ts`;

/** Files that take minutes: begun last, each would run alone while the other worker has nothing left to do. */
const LONG = [
  'browser/journey',
  'architectures/architectures',
  'documentation/report',
  'client/client',
  'commandLine/import',
  'commandLine/importProbeSet',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => LONG.some((name) => moduleId.endsWith(`test/${name}.test.ts`));
    const sorted = await super.sort(files);
    const isShort = (file: TestSpecification) => !isLong(file);
    const isSharing = ({ project }: TestSpecification) => !project.config.isolate;
    // Those that share a process, one after the other: a process is kept only for the next in line.
    return [
      ...sorted.filter(isLong),
      ...sorted.filter((file) => isShort(file) && !isSharing(file)),
      ...sorted.filter((file) => isShort(file) && isSharing(file)),
    ];
  }
}

export default defineConfig({
  resolve: {
    // graphql refuses to work when it is loaded twice, once as a module and once as CommonJS.
    alias: [{ find: /^graphql$/, replacement: require.resolve('graphql/index.js') }],
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'alone',
          include: ['test/!(analysis|api|arrays|dashboard)/**/*.test.ts', ALONE],
        },
      },
      {
        extends: true,
        test: { name: 'sharing', include: SHARING, exclude: [...configDefaults.exclude, ALONE], isolate: false },
      },
    ],
    // Against what hangs, not what is slow: machines differ, and share their cores.
    testTimeout: 180_000,
    hookTimeout: 120_000,
    // Two cores: more workers than that only take turns.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
});
