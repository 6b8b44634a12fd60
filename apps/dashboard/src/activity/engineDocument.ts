import { graphql, type ResultOf } from '../graphql/graphql';

export const engineDocument = graphql(`
  query EnginePanel {
    engine {
      version
      backend
      device
      reason
      backends {
        name
        available
        device
        reason
      }
      calibration {
        gigaflops
        gigabytesPerSecond
        measuredAt
      }
      cache {
        memoryEntries
        memoryBytes
        diskEntries
        diskBytes
        hits
        misses
      }
      queue {
        queued
        running
        computedSinceStart
      }
      dataFolder
    }
  }
`);

export type EngineData = ResultOf<typeof engineDocument>['engine'];
