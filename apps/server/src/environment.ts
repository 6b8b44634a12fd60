import { homedir, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BACKEND_NAMES, type BackendName, Refusal } from '@unitgraph/analysis';

/** What an operator can set. Every variable is listed here, with its default, and read nowhere else. */
export interface Environment {
  /** `PORT`: where the one public port listens. */
  readonly port: number;
  /** `HOST`: the address it is bound to; loopback unless said otherwise. */
  readonly host: string;
  /** `UNITGRAPH_NAMES`: names, separated by commas, by which a proxy reaches a server that is bound to loopback. */
  readonly names: readonly string[];
  /** `UNITGRAPH_HOME`: the one folder that this program writes to. */
  readonly home: string;
  /** `UNITGRAPH_BACKEND`: the device to compute on; undefined lets the first that opens win. */
  readonly backend: BackendName | undefined;
  /** `UNITGRAPH_EXAMPLES`: folder of example folders. */
  readonly examples: string;
  /** `UNITGRAPH_DASHBOARD`: `serve` starts it, `off` leaves it out, an address passes requests on to one that runs already. */
  readonly dashboard: 'serve' | 'off' | URL;
  readonly limits: Limits;
}

/** Bounds on what one client can ask of this server. */
export interface Limits {
  /** `UNITGRAPH_MAX_DEPTH`: fields inside one another. */
  readonly depth: number;
  /** `UNITGRAPH_MAX_ALIASES`: aliases in one operation, fragments unfolded. */
  readonly aliases: number;
  /** `UNITGRAPH_MAX_DIRECTIVES`: directives in one operation. */
  readonly directives: number;
  /** `UNITGRAPH_MAX_TOKENS`: words and signs of one document. */
  readonly tokens: number;
  /** `UNITGRAPH_MAX_COST`: fields that an operation may return, by its list sizes. */
  readonly cost: number;
  /** `UNITGRAPH_MAX_SECONDS`: seconds that it may take to compute what one operation needs, by its price; 0 for any. */
  readonly seconds: number;
  /** `UNITGRAPH_MAX_BODY_KB`: bytes of one GraphQL request, over HTTP or WebSocket. */
  readonly bodyBytes: number;
  /** `UNITGRAPH_MAX_UPLOAD_MB`: bytes of one uploaded file. */
  readonly uploadBytes: number;
  /** `UNITGRAPH_MAX_STIMULI`: stimuli of one probe set. */
  readonly stimuli: number;
  /** `UNITGRAPH_MAX_STIMULI_MB`: bytes of the stimuli of one probe set, once they are decoded. */
  readonly stimuliBytes: number;
  /** `UNITGRAPH_MAX_MATRIX`: values of one matrix of units; of larger pairs of layers, best partners are found without it. */
  readonly matrixValues: number;
  /** `UNITGRAPH_MEMORY_MB`: bytes of values that are kept decoded in memory. */
  readonly memoryBytes: number;
  /** `UNITGRAPH_COMPUTE_MEMORY_MB`: bytes of the process that computes, a quarter of them for values that it keeps. */
  readonly computeMemoryBytes: number;
}

type Variables = { readonly [name: string]: string | undefined };

/** @throws Refusal that names the variable which cannot be used. */
export function readEnvironment(variables: Variables = process.env): Environment {
  const whole = (name: string, otherwise: number, [least, most]: readonly [number, number] = [1, 1e9]): number => {
    const text = variables[name];
    if (text === undefined || text === '') return otherwise;
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new Refusal(`${name}=${text} is not a whole number from ${least} to ${most}.`, `Unset it for ${otherwise}.`);
  };
  return {
    port: whole('PORT', 4000, [0, 65535]),
    host: variables.HOST || '127.0.0.1',
    names: (variables.UNITGRAPH_NAMES ?? '')
      .toLowerCase()
      .split(',')
      .map((name) => name.trim()),
    home: resolve(variables.UNITGRAPH_HOME || `${homedir()}/.unitgraph`),
    backend: backendOf(variables.UNITGRAPH_BACKEND),
    examples: resolve(variables.UNITGRAPH_EXAMPLES || fileURLToPath(new URL('../../../examples', import.meta.url))),
    dashboard: dashboardOf(variables.UNITGRAPH_DASHBOARD),
    limits: {
      depth: whole('UNITGRAPH_MAX_DEPTH', 15),
      aliases: whole('UNITGRAPH_MAX_ALIASES', 60),
      directives: whole('UNITGRAPH_MAX_DIRECTIVES', 50),
      tokens: whole('UNITGRAPH_MAX_TOKENS', 5_000),
      cost: whole('UNITGRAPH_MAX_COST', 200_000),
      seconds: whole('UNITGRAPH_MAX_SECONDS', 21_600, [0, 1e9]),
      bodyBytes: whole('UNITGRAPH_MAX_BODY_KB', 256) * 1024,
      uploadBytes: whole('UNITGRAPH_MAX_UPLOAD_MB', 2_048) * 1024 ** 2,
      stimuli: whole('UNITGRAPH_MAX_STIMULI', 100_000),
      stimuliBytes: whole('UNITGRAPH_MAX_STIMULI_MB', 2_000) * 1024 ** 2,
      matrixValues: whole('UNITGRAPH_MAX_MATRIX', 2 ** 24),
      memoryBytes: whole('UNITGRAPH_MEMORY_MB', 512) * 1024 ** 2,
      computeMemoryBytes: whole('UNITGRAPH_COMPUTE_MEMORY_MB', halfOfMemory(), [256, 1e9]) * 1024 ** 2,
    },
  };
}

/** MiB: half of what this machine has, or this container may use; 2 GiB at least. */
function halfOfMemory(): number {
  // 0, or more than there is, where nothing constrains it.
  const constrained = process.constrainedMemory() || Number.POSITIVE_INFINITY;
  return Math.max(2_048, Math.floor(Math.min(totalmem(), constrained) / 2 ** 21));
}

function backendOf(text: string | undefined): BackendName | undefined {
  if (text === undefined || text === '') return undefined;
  const found = BACKEND_NAMES.find((name) => name === text);
  if (found !== undefined) return found;
  throw new Refusal(
    `UNITGRAPH_BACKEND=${text} is no backend.`,
    `Unset it, or name one of ${BACKEND_NAMES.join(', ')}.`,
  );
}

function dashboardOf(text: string | undefined): Environment['dashboard'] {
  if (text === undefined || text === '' || text === 'serve') return 'serve';
  if (text === 'off') return 'off';
  if (/^https?:/.test(text) && URL.canParse(text)) return new URL(text);
  throw new Refusal(
    `UNITGRAPH_DASHBOARD=${text} is not known.`,
    'Unset it, or say `off` or the http address of a running dashboard.',
  );
}
