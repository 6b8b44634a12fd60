import type { Example } from '../example';

/** What the server does with a question. */
export const ofService: readonly Example[] = [
  {
    title: 'The price, before it is paid',
    note: 'work and time of a comparison',
    query: `{
  compare(left: "layer:alexnet-3/conv3", right: "layer:alexnet-4/conv3") {
    ... on LayerComparison {
      estimate {
        flops
        bytes
        seconds
        cached
      }
    }
  }
}`,
  },
  {
    title: 'A matrix for a notebook',
    note: 'the address of an .npy file',
    query: `{
  compare(left: "layer:alexnet-1/conv1", right: "layer:alexnet-2/conv1") {
    ... on LayerComparison {
      matrix {
        ... on Matrix {
          rows
          columns
          dtype
          npy
        }
        ... on Computation {
          progress
        }
      }
    }
  }
}`,
  },
  {
    title: 'Why two layers cannot be compared',
    note: 'a reason, never a number',
    query: `{
  compare(left: "layer:alexnet-1/conv1", right: "layer:alexnet-1/conv5") {
    ... on LayerComparison {
      samples
    }
    ... on Incomparable {
      reason
      message
    }
  }
}`,
  },
  {
    title: 'The engine',
    note: 'device, speed, cache',
    query: `{
  engine {
    backend
    device
    reason
    calibration {
      gigaflops
    }
    cache {
      diskEntries
      diskBytes
      hits
      misses
    }
  }
}`,
  },
];
