import type { Backend } from './backend.js';
import { checkBlocks, checkCodes, problemOf } from './checkBlocks.js';
import { addCodeCounts } from './codeCounts.js';
import { productsHere } from './preciseProducts.js';
import type { Succession } from './succession.js';

/**
 * One backend made of several: a block on which one fails is computed again on the next. Only devices can fail: blocks that do not
 * fit together are their caller's mistake, and counting on the CPU is the same whichever backend serves.
 */
export function succeedingBackend(succession: Succession): Backend {
  const multiply = <Products extends Float32Array | Float64Array>(
    rows: number,
    columns: number,
    product: (backend: Backend) => Promise<Products>,
  ): Promise<Products> =>
    succession.use(async (backend) => {
      const products = await product(backend);
      const problem = problemOf(products, rows, columns);
      if (problem !== null) throw new Error(problem);
      return products;
    });
  return {
    get name() {
      return succession.current.name;
    },
    get device() {
      return succession.current.device;
    },
    get memoryBytes() {
      return succession.current.memoryBytes;
    },
    get blockSamples() {
      return succession.current.blockSamples;
    },
    get flopsAtOnce() {
      return succession.current.flopsAtOnce;
    },
    async crossProducts(left, right) {
      checkBlocks(left, right);
      return multiply(left.units, right.units, (backend) => backend.crossProducts(left, right));
    },
    // There as long as the one that serves has it. Who took it keeps it: where the next one has none, this thread can do the same.
    get preciseCrossProducts(): Backend['preciseCrossProducts'] {
      if (succession.current.preciseCrossProducts === undefined) return undefined;
      return async (left, right) => {
        checkBlocks(left, right);
        if (succession.current.preciseCrossProducts === undefined) return productsHere(left, right);
        return multiply(
          left.units,
          right.units,
          (backend) => backend.preciseCrossProducts?.(left, right) ?? productsHere(left, right),
        );
      };
    },
    async addCodeCounts(left, right, sums) {
      checkCodes(left, right, sums);
      if (succession.current.addCodeCounts === addCodeCounts) return addCodeCounts(left, right, sums);
      return succession.use((backend) => backend.addCodeCounts(left, right, sums));
    },
    onReplaced: (listener) => succession.onReplaced(listener),
    dispose: () => succession.current.dispose(),
  };
}
