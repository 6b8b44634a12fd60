import { type Derivation, type Recording, Refusal } from '@unitgraph/analysis';
import type { Catalog } from './catalog/catalog.js';
import type { CatalogObjects } from './catalogObjects.js';
import { Computation } from './computations/computation.js';
import { type Asker, SERVER } from './compute/asker.js';
import type { ComputeClient } from './compute/computeClient.js';
import type { Environment } from './environment.js';
import type { ExampleLoader } from './examples/exampleLoader.js';
import type { Imports } from './imports/imports.js';
import { Loaders } from './loaders.js';
import { PriceGate } from './prices/priceGate.js';
import type { WantedLedger } from './prices/wantedLedger.js';
import type { ProbeSetImports } from './stimuli/probeSetImports.js';
import type { StimulusFactsReader } from './stimuli/stimulusFacts.js';
import type { FolderStore } from './storage/folderStore.js';

/** What lives as long as the server. */
export interface Services {
  readonly environment: Environment;
  readonly version: string;
  readonly store: FolderStore;
  readonly catalog: Catalog;
  readonly objects: CatalogObjects;
  readonly compute: ComputeClient;
  readonly stimulusFacts: StimulusFactsReader;
  readonly examples: ExampleLoader;
  readonly imports: Imports;
  readonly probeSetImports: ProbeSetImports;
}

/** What resolvers see: made anew for every operation. */
export class Context {
  readonly loaders: Loaders;
  /** What this operation may compute. */
  readonly gate: PriceGate;
  /** Answers of this operation that several of its fields share, by what was asked. */
  readonly shared = new Map<string, Promise<unknown>>();

  constructor(
    readonly services: Services,
    /** Milliseconds since the epoch at which fields answer with their computation. */
    readonly deadline: number,
    /** Who asks. */
    readonly asker: Asker = SERVER,
    /** Where this is written down in place of computing anything. */
    readonly ledger?: WantedLedger,
  ) {
    this.loaders = new Loaders(services.objects);
    this.gate = new PriceGate((wanted) => services.compute.priceOf(wanted), services.environment.limits.seconds);
  }

  /** Whether what is missing may be computed. */
  get admit(): (wanted: Derivation) => Promise<void> {
    return (wanted) => this.gate.admit(wanted);
  }

  /** What `make` says of the value, or the computation that does not have it yet. */
  async answer<Value, Result>(
    wanted: Derivation<Value>,
    make: (value: Value) => Result | Promise<Result>,
  ): Promise<Result | Computation> {
    const derived = await this.services.compute.derive(wanted, this);
    return 'value' in derived ? make(derived.value) : new Computation(derived.computation);
  }

  /**
   * What `use` makes of a recording whose shards it reads. Where they turn out to be damaged, the recording is made anew and
   * used once more.
   */
  async read<Result>(
    wanted: Derivation<Recording>,
    use: (recording: Recording) => Promise<Result>,
  ): Promise<Result | Computation> {
    try {
      return await this.answer(wanted, use);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.services.compute.memory.delete(wanted.key);
      return this.answer(wanted, use);
    }
  }

  /** One promise for all fields of this operation that ask the same. */
  once<Result>(name: string, make: () => Promise<Result>): Promise<Result> {
    let promise = this.shared.get(name) as Promise<Result> | undefined;
    if (promise === undefined) {
      promise = make();
      this.shared.set(name, promise);
    }
    return promise;
  }
}
