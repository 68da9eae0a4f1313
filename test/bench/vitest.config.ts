import {defineConfig} from 'vitest/config'

/** Small sizes by default, so that a benchmark cannot rot; `BENCH=1` enlarges them to the sizes users have. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/bench/**/*.bench.ts'],
    testTimeout: 3_600_000,
    pool: 'forks',
    maxWorkers: 1,
    disableConsoleIntercept: true,
  },
})
