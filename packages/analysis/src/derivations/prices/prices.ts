import { createHash } from 'node:crypto';
import type { Backend } from '../../backends/backend.js';
import { packBundle, unpackBundle } from '../../formats/bundle.js';
import type { Store } from '../../storage/store.js';
import { CALIBRATION_VERSION, type Calibration, calibrationOf, isStale, USUAL_RATES } from '../calibration.js';
import { definitionOf } from '../definitions/index.js';
import type { Derivation } from '../derivation.js';
import type { Price } from '../events.js';
import { type Learned, LearnedPrices } from './learned.js';
import { PROBES } from './probes.js';
import { addWork, type Rates, secondsOfWork, sizeOfWork, WORK_KINDS, type Work, type WorkKind } from './work.js';

/** What is kept of a device, so that a process that begins knows its prices at once. */
interface KeptPrices {
  readonly calibration: Calibration;
  readonly learned: Learned;
}

/** Milliseconds between two writes of what was learned. */
const WRITTEN_EVERY = 5_000;

/**
 * What derivations cost on this machine: the work that their definitions say, at the rates that were measured of the device, corrected by
 * what earlier computations of the same kind took. Both are kept in the store, by backend, device and version.
 */
export class Prices {
  calibration: Calibration | undefined;
  #learned = new LearnedPrices();
  #device: string | undefined;
  #opened: Promise<void> | undefined;
  /** Rates of a calibration that is under way. */
  readonly #measured = new Map<WorkKind, number>();
  #written = Number.NEGATIVE_INFINITY;
  #changed = false;
  #refreshed = Number.NEGATIVE_INFINITY;

  /** @param computesHere false where another process computes: what it has started once is not known then */
  constructor(
    readonly store: Store,
    readonly computesHere = true,
  ) {}

  /** Reads what is kept of the device that computed last. A store that cannot be read is no reason not to compute. */
  open(): Promise<void> {
    this.#opened ??= this.#read<string>(LAST).then(async (device) => {
      if (device !== undefined && this.#device === undefined) await this.#take(device);
    });
    return this.#opened;
  }

  /** Reads anew what another process, the one that computes, has measured and learned since. */
  async refresh(): Promise<void> {
    if (performance.now() - this.#refreshed < WRITTEN_EVERY) return this.#opened;
    this.#refreshed = performance.now();
    this.#opened = this.#read<string>(LAST).then((device) => (device === undefined ? undefined : this.#take(device)));
    await this.#opened;
  }

  /** From now on, prices are those of this device. */
  async on({ name, device }: Backend): Promise<void> {
    await this.open();
    const key = keyOf(`${name} ${device}`);
    if (key === this.#device) return;
    await this.#take(key);
    if (this.calibration !== undefined) await this.#write(LAST, key);
  }

  /** Whether there is something to measure on a device that is open. */
  get needsCalibration(): boolean {
    return this.#device !== undefined && (this.calibration === undefined || isStale(this.calibration));
  }

  /** Measures the next kind of work, some tenths of a second long. */
  async calibrateFurther(backend: Backend): Promise<void> {
    const kind = WORK_KINDS.find((each) => !this.#measured.has(each));
    if (kind !== undefined) {
      this.#measured.set(kind, await PROBES[kind](backend, this.store));
      return;
    }
    this.calibration = calibrationOf(Object.fromEntries(this.#measured) as Rates);
    this.#measured.clear();
    // What was learned corrects the rates that it was learned with.
    this.#learned = new LearnedPrices();
    await this.#keep();
    if (this.#device !== undefined) await this.#write(LAST, this.#device);
  }

  /** Of one derivation by itself, its inputs being there. */
  priceOf(wanted: Derivation): Price {
    return this.#price(definitionOf(wanted.kind).cost(wanted), wanted);
  }

  /** By the calibration alone, without what was learned. */
  unlearnedSecondsOf(wanted: readonly Derivation[]): number {
    return secondsOfWork(workOfGroup(wanted), this.#rates);
  }

  /** Of all of these, those that can share a pass counted together. */
  priceOfAll(wanted: readonly Derivation[]): Price {
    const groups = new Map<string, Derivation[]>();
    for (const each of wanted) {
      const { share } = definitionOf(each.kind);
      const name = share === undefined ? each.key : `${share.pass.name} ${share.pass.theme(share.part(each))}`;
      groups.set(name, [...(groups.get(name) ?? []), each]);
    }
    const total = { flops: 0, bytes: 0, seconds: 0 };
    for (const members of groups.values()) {
      const { flops, bytes, seconds } = this.#price(workOfGroup(members), members[0] as Derivation);
      total.flops += flops;
      total.bytes += bytes;
      total.seconds += seconds;
    }
    return total;
  }

  /** What these took together, once they are done. */
  async learn(wanted: readonly Derivation[], seconds: number): Promise<void> {
    const [first] = wanted;
    if (first === undefined || this.calibration === undefined || wanted.some(({ kind }) => kind !== first.kind)) return;
    this.#learned.learn(first, seconds, this.unlearnedSecondsOf(wanted));
    this.#changed = true;
    if (performance.now() - this.#written > WRITTEN_EVERY) await this.#keep();
  }

  /** Writes what is not kept yet. */
  async flush(): Promise<void> {
    if (this.#changed) await this.#keep();
  }

  get #rates(): Rates {
    return this.calibration?.rates ?? USUAL_RATES;
  }

  #price(work: Work, wanted: Derivation): Price {
    const expected = secondsOfWork(work, this.#rates);
    const seconds = expected * this.#learned.factorOf(wanted, expected);
    const starting = this.computesHere ? this.#learned.firstOf(wanted, seconds) : 0;
    return { ...sizeOfWork(work), seconds: seconds + starting };
  }

  async #take(device: string): Promise<void> {
    const kept = await this.#read<KeptPrices>(device);
    this.#device = device;
    this.calibration = kept?.calibration;
    this.#learned = new LearnedPrices(kept?.learned);
  }

  async #keep(): Promise<void> {
    if (this.#device === undefined || this.calibration === undefined) return;
    this.#changed = false;
    this.#written = performance.now();
    const kept: KeptPrices = { calibration: this.calibration, learned: this.#learned.toJSON() };
    await this.#write(this.#device, kept);
  }

  async #read<Value>(key: string): Promise<Value | undefined> {
    try {
      const bytes = await this.store.readValue(key);
      return bytes === undefined ? undefined : unpackBundle<Value>(bytes);
    } catch {
      // Damaged, or unreadable: it is measured anew.
      return undefined;
    }
  }

  async #write(key: string, value: unknown): Promise<void> {
    // A full disk stops what is computed with a message of its own; prices are not worth another one.
    await this.store.writeValue(key, packBundle(value)).catch(() => undefined);
  }
}

function workOfGroup(wanted: readonly Derivation[]): Work {
  const { share } = definitionOf((wanted[0] as Derivation).kind);
  if (wanted.length === 1 || share?.pass.cost === undefined)
    return addWork(wanted.map((each) => definitionOf(each.kind).cost(each)));
  return share.pass.cost(wanted);
}

const keyOf = (name: string): string =>
  createHash('sha256').update(`prices ${CALIBRATION_VERSION} ${name}`).digest('hex');

/** Under which is kept which device computed last. */
const LAST = keyOf('of the last device');
