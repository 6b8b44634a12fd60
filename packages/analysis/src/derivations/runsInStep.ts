import { definitionOf } from './definitions/index.js';
import type { Derivation } from './derivation.js';
import { memoryBeside, memoryOf, shardBytes } from './memoryBudget.js';
import { memoryOfRun, tasksOfPass, themeOf } from './passes.js';
import type { Task } from './task.js';

/**
 * Seconds of what reads beside the first: as many times as long as it, since it may have to wait for that; so many are not felt in any
 * case; and somebody else may be waiting.
 */
const SECONDS = { timesFirst: 10, unfelt: 2, most: 10 } as const;

/** Tasks that are computed side by side, run by run. */
export interface RunsInStep {
  readonly runs: Task[][];
  /** Bytes that they leave of what they may take together. */
  readonly spare: number;
}

/**
 * The most urgent task and those that one run of its pass computes with it; and further runs that read the same recordings side by side
 * with it: see `ReadingInStep`. Those that need nothing more read come first, then those that need one recording more; never those
 * that have none in common, nor what is less urgent.
 * @param room bytes that all of them together may take
 */
export function runsInStep(first: Task, ready: readonly Task[], room: number): RunsInStep {
  const gathered = new GatheredRuns(tasksOfPass(first, ready, room), room);
  if (gathered.readsNothing) return gathered;
  let waiting = ready.filter(({ urgency }) => urgency.priority >= first.urgency.priority);
  for (let most = 0; most <= 1; ) {
    waiting = waiting.filter((task) => gathered.couldTake(task));
    const next = waiting.find(({ wanted }) => gathered.isNear(wanted, most));
    if (next === undefined) most++;
    else {
      gathered.offer(tasksOfPass(next, waiting, gathered.spare));
      waiting = waiting.filter((task) => task !== next);
      most = 0;
    }
  }
  return gathered;
}

const readsOf = (wanted: Derivation): readonly Derivation[] => definitionOf(wanted.kind).reads?.(wanted) ?? [];
const preparesOf = (wanted: Derivation): readonly string[] => definitionOf(wanted.kind).prepares?.(wanted) ?? [];

/** Runs that were chosen so far. */
class GatheredRuns implements RunsInStep {
  readonly runs: Task[][] = [];
  readonly #taken = new Set<Task>();
  /** Passes that have a run: what was left out of that does not get another one beside it. */
  readonly #themes = new Set<string>();
  readonly #read = new Set<string>();
  readonly #prepared = new Set<string>();
  /** Seconds that may still come beside the first run. */
  #seconds: number;

  constructor(
    first: Task[],
    /** Bytes that are left. */
    public spare: number,
  ) {
    const seconds = secondsOf(first);
    this.#seconds = Math.min(SECONDS.most, Math.max(SECONDS.unfelt, SECONDS.timesFirst * seconds)) + seconds;
    this.#take(first);
  }

  get readsNothing(): boolean {
    return this.#read.size === 0;
  }

  couldTake(task: Task): boolean {
    const theme = themeOf(task.wanted);
    if (this.#taken.has(task) || (theme !== undefined && this.#themes.has(theme))) return false;
    return !preparesOf(task.wanted).some((name) => this.#prepared.has(name));
  }

  /** Whether it reads something that is read in any case, and at most so many recordings besides. */
  isNear(wanted: Derivation, most: number): boolean {
    const reads = readsOf(wanted);
    const unread = reads.filter(({ key }) => !this.#read.has(key)).length;
    return unread <= most && unread < reads.length;
  }

  /** Takes a run where memory and time have room for it. */
  offer(run: Task[]): void {
    if (this.#bytesOf(run) <= this.spare && secondsOf(run) <= this.#seconds) this.#take(run);
  }

  /** What it holds besides: shards that are read in any case are held once. */
  #bytesOf(run: readonly Task[]): number {
    const wanted = run.map((task) => task.wanted);
    const shared = new Map(wanted.flatMap(readsOf).map(({ key, size }) => [key, this.#read.has(key) ? size : {}]));
    const bytes = memoryOfRun(wanted, this.runs.length > 0 ? memoryBeside : memoryOf);
    return bytes - [...shared.values()].reduce((sum, size) => sum + shardBytes(size), 0);
  }

  #take(run: Task[]): void {
    this.runs.push(run);
    this.spare -= this.#bytesOf(run);
    this.#seconds -= secondsOf(run);
    for (const task of run) {
      this.#taken.add(task);
      for (const { key } of readsOf(task.wanted)) this.#read.add(key);
      for (const name of preparesOf(task.wanted)) this.#prepared.add(name);
      const theme = themeOf(task.wanted);
      if (theme !== undefined) this.#themes.add(theme);
    }
  }
}

function secondsOf(run: readonly Task[]): number {
  return run.reduce((sum, { price }) => sum + price.seconds, 0);
}
