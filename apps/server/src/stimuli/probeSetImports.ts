import { type Derivation, type MadeProbeSet, probeSetOf, Refusal } from '@unitgraph/analysis';
import type { Catalog } from '../catalog/catalog.js';
import type { ProbeSetRecord } from '../catalog/records.js';
import type { ComputationRecord } from '../compute/computationRecord.js';
import type { ComputeClient } from '../compute/computeClient.js';
import type { StimuliSummary } from '../compute/protocol.js';
import type { Limits } from '../environment.js';
import { checkName, checkSlug } from '../networks/names.js';
import type { FolderStore } from '../storage/folderStore.js';
import type { ImportProbeSetInput, StimuliFileInput } from './importProbeSetInput.js';
import { optionsOf } from './probeSetOptions.js';
import { registerProbeSet } from './registerProbeSet.js';

/** Milliseconds that an import may take when nobody waits for it. */
const LONGEST = 86_400_000;
const LONGEST_CREDIT = 500;
/** Imports whose outcome is remembered, for those who ask again. */
const REMEMBERED = 100;

/** A probe set that is there, or the computation that does not have it yet. */
export type ProbeSetOrComputation = { readonly probeSet: ProbeSetRecord } | { readonly computation: ComputationRecord };

/** Files of stimuli on their way to becoming probe sets: in a process of their own, whoever waits for them. */
export class ProbeSetImports {
  readonly #running = new Map<string, Promise<ProbeSetRecord>>();
  /** Slug of what became of an import, by its name. */
  readonly #done = new Map<string, string>();

  constructor(
    readonly place: { readonly store: FolderStore; readonly catalog: Catalog; readonly compute: ComputeClient },
    readonly limits: Limits,
  ) {}

  /** What a file of stimuli holds. @throws Refusal */
  async look(input: StimuliFileInput): Promise<StimuliSummary> {
    const options = optionsOf(input);
    await this.#sizeOfFiles(input);
    return this.place.compute.look({ file: input.file, options, limits: this.#limits() });
  }

  /**
   * Brings a probe set in, or goes on with that. After the deadline the work goes on, and asking again has its outcome.
   * @throws Refusal that names the file, stimulus or field, and the way out
   */
  async import(
    input: ImportProbeSetInput,
    { deadline }: { readonly deadline: number },
  ): Promise<ProbeSetOrComputation> {
    const { slug, name, credit } = input;
    checkSlug(slug);
    checkName('name', name);
    if ((credit?.trim().length ?? 0) > LONGEST_CREDIT)
      throw new Refusal(`The credit has ${credit?.length} characters.`, `Give one of ${LONGEST_CREDIT} at most.`);
    const { file } = input;
    const bytes = await this.#sizeOfFiles(input);
    const wanted = probeSetOf({ file, bytes, options: optionsOf(input), limits: this.#limits(), name: slug });
    const key = `${wanted.key} ${slug}`;
    const before = await this.#doneBefore(key);
    if (before !== undefined) return { probeSet: before };
    let running = this.#running.get(key);
    if (running === undefined) {
      running = this.#run(wanted, key, { slug, name: name?.trim() || slug, credit: credit?.trim() || null });
      this.#running.set(key, running);
      // Who gave up waiting is told by the next who asks.
      running.catch(() => {}).finally(() => this.#running.delete(key));
    }
    return this.#outcome(wanted.key, running, deadline);
  }

  /** What it came to, or past the deadline how it stands, once it stands anywhere. */
  async #outcome(key: string, running: Promise<ProbeSetRecord>, deadline: number): Promise<ProbeSetOrComputation> {
    for (let wait = deadline - Date.now(); ; wait = 20) {
      const record = await settledWithin(running, wait);
      if (record !== undefined) return { probeSet: record };
      const computation = this.place.compute.computations.get(key);
      if (computation !== undefined) return { computation };
    }
  }

  async #run(
    wanted: Derivation<MadeProbeSet>,
    key: string,
    said: { readonly slug: string; readonly name: string; readonly credit: string | null },
  ): Promise<ProbeSetRecord> {
    const { compute, catalog } = this.place;
    const derived = await compute.derive(wanted, { deadline: Date.now() + LONGEST });
    if (!('value' in derived)) {
      const { refusal, computation } = derived;
      throw refusal ?? new Refusal(computation.error ?? 'The import was stopped.', 'Ask for it again.');
    }
    const record = await registerProbeSet(catalog, derived.value, said);
    // From here on the catalog names what was made, and space is freed when it no longer does.
    await compute.forgetMade(wanted);
    this.#done.set(key, record.slug);
    for (const oldest of this.#done.keys()) if (this.#done.size > REMEMBERED) this.#done.delete(oldest);
    return record;
  }

  async #doneBefore(key: string): Promise<ProbeSetRecord | undefined> {
    const slug = this.#done.get(key);
    if (slug === undefined) return undefined;
    const found = (await this.place.catalog.probeSets.all()).find((each) => each.slug === slug);
    if (found === undefined) this.#done.delete(key);
    return found;
  }

  /** Bytes of the file; all that are named must be there. */
  async #sizeOfFiles({ file, labels, text }: StimuliFileInput): Promise<number> {
    const size = async (digest: string, field: string): Promise<number> => {
      const bytes = await this.place.store.sizeOfBlob(digest);
      if (bytes !== undefined) return bytes;
      throw new Refusal(
        `There is no uploaded file ${JSON.stringify(digest.slice(0, 80))}, which ${field} names.`,
        'POST it to /blobs first, and pass the digest that it answers.',
      );
    };
    if (labels != null) await size(labels, 'labels');
    if (text?.vocabulary != null) await size(text.vocabulary, 'text.vocabulary');
    return size(file, 'file');
  }

  #limits(): { stimuli: number; bytes: number } {
    return { stimuli: this.limits.stimuli, bytes: this.limits.stimuliBytes };
  }
}

async function settledWithin<Value>(promise: Promise<Value>, milliseconds: number): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const impatient = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), Math.max(0, milliseconds));
  });
  try {
    return await Promise.race([promise, impatient]);
  } finally {
    clearTimeout(timer);
  }
}
