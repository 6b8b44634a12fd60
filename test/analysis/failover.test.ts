import {
  type Backend,
  type BackendName,
  type Block,
  Cancelled,
  type Candidate,
  type CodeBlock,
  type ComputationEvent,
  correlationOf,
  Engine,
  MemoryStore,
  openBackend,
  RandomSource,
  Refusal,
  selectBackend,
} from '@unitgraph/analysis';
import { describe, expect, it } from 'vitest';
import { weakBackend } from '../support/backends/weakBackend.mjs';
import { digits } from './digits.js';

const sound: Candidate = { name: 'onnxruntime', open: () => openBackend('onnxruntime') };

/** A candidate that counts how often it is opened, called and let go of. */
function weak(name: BackendName, meets: (calls: number) => unknown) {
  const counted = { opened: 0, calls: 0, disposed: 0, underWay: 0, disposedUnderWay: 0 };
  const open = async (): Promise<Backend> => {
    counted.opened++;
    const backend = weakBackend(name, async (calls) => {
      counted.calls++;
      counted.underWay++;
      try {
        return await meets(calls);
      } finally {
        counted.underWay--;
      }
    });
    const dispose = async () => {
      counted.disposed++;
      if (counted.underWay > 0) counted.disposedUnderWay++;
    };
    return { ...backend, dispose };
  };
  return { candidate: { name, open }, counted };
}

const fails = (from: number, message: string) => (calls: number) => {
  if (calls >= from) throw new Error(message);
};

describe('a backend that fails in use', () => {
  it('is replaced by the next, on which the block at hand is computed again', async () => {
    const { candidate, counted } = weak('tensorflow', fails(2, 'device lost\nand a stack'));
    const selection = await selectBackend({ candidates: [candidate, sound] });
    const { backend } = selection;
    const notices: string[] = [];
    backend.onReplaced?.((notice) => notices.push(notice));
    expect([backend.name, backend.device]).toEqual(['tensorflow', 'a weak tensorflow']);
    for (let run = 0; run < 5; run++) await expectRight(backend, run);
    expect(counted).toMatchObject({ opened: 1, calls: 3, disposed: 1 });
    expect(backend.name).toBe('onnxruntime');
    expect(backend.device).not.toBe('a weak tensorflow');
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatch(
      /^The backend tensorflow failed in use at 20\S+Z: device lost\. onnxruntime took its place .*nothing was lost\.$/,
    );
    expect(selection.reports).toEqual([
      {
        name: 'tensorflow',
        available: false,
        device: 'a weak tensorflow',
        reason: expect.stringMatching(/^failed in use at 20\S+Z: device lost$/),
      },
      {
        name: 'onnxruntime',
        available: true,
        device: backend.device,
        reason: expect.stringMatching(/^took the place of tensorflow at 20\S+Z, which failed in use$/),
      },
    ]);
    await backend.dispose();
  });

  it.for([0, 1, 7])('is one that gives %i products in the place of 12', async (length) => {
    const { candidate } = weak('tensorflow', () => new Float32Array(length));
    const { backend } = await selectBackend({ candidates: [candidate, sound] });
    await expectRight(backend, 3);
    expect(backend.name).toBe('onnxruntime');
    await backend.dispose();
  });

  it('leaves sums of counts as they were, so that nothing is counted twice', async () => {
    const { candidate } = weak('webgpu', fails(1, 'device lost'));
    const { backend } = await selectBackend({ candidates: [candidate, sound] });
    const codes = (seed: number): CodeBlock => {
      const random = new RandomSource(seed);
      return { units: 3, samples: 200, depth: 4, codes: Uint8Array.from({ length: 600 }, () => random.below(5)) };
    };
    const [left, right] = [codes(1), codes(2)];
    const [sums, wanted] = [new Int32Array(144), new Int32Array(144)];
    const reference = weakBackend('wasm', () => {});
    for (let run = 0; run < 3; run++) {
      await backend.addCodeCounts(left, right, sums);
      await reference.addCodeCounts(left, right, wanted);
    }
    expect(sums).toEqual(wanted);
    expect(backend.name).toBe('onnxruntime');
    await backend.dispose();
  });

  it('is let go of after the last of its blocks, and replaced once for all of them', async () => {
    const { candidate, counted } = weak('tensorflow', async (calls) => {
      await new Promise((resolve) => setTimeout(resolve, calls === 4 ? 40 : 5));
      if (calls % 2 === 1) throw new Error('device lost');
    });
    const next = weak('webgpu', () => {});
    const { backend } = await selectBackend({ candidates: [candidate, next.candidate] });
    await Promise.all(Array.from({ length: 9 }, (_, run) => expectRight(backend, run)));
    expect(counted).toMatchObject({ opened: 1, calls: 9, disposed: 1, disposedUnderWay: 0 });
    expect(next.counted).toMatchObject({ opened: 1, calls: 4, disposed: 0 });
  });

  it('is passed over by one that cannot be opened', async () => {
    const { candidate } = weak('tensorflow', fails(0, 'device lost'));
    const absent: Candidate = { name: 'webgpu', open: () => Promise.reject(new Error('no adapter')) };
    const selection = await selectBackend({ candidates: [candidate, absent, sound] });
    await expectRight(selection.backend, 1);
    expect(selection.reports.map(({ name, reason }) => `${name}: ${reason}`)).toEqual([
      expect.stringMatching(/^tensorflow: failed in use/),
      'webgpu: no adapter',
      expect.stringMatching(/^onnxruntime: took the place of tensorflow/),
    ]);
    await selection.backend.dispose();
  });

  it('is not opened in another way either', async () => {
    const cuda = weak('tensorflow', fails(0, 'device lost'));
    const cpu = weak('tensorflow', () => {});
    const { backend } = await selectBackend({ candidates: [cuda.candidate, cpu.candidate, sound] });
    await expectRight(backend, 1);
    expect(backend.name).toBe('onnxruntime');
    expect(cpu.counted.opened).toBe(0);
    await backend.dispose();
  });
});

describe('where all fail', () => {
  it('the error names each with its reason, and all are tried anew when asked again', async () => {
    let broken = true;
    const meets = (message: string) => () => {
      if (broken) throw new Error(message);
    };
    const [first, second] = [weak('tensorflow', meets('device lost')), weak('webgpu', meets('out of memory'))];
    const { backend } = await selectBackend({ candidates: [first.candidate, second.candidate] });
    const refused = await backend.crossProducts(block(2, 9, 1), block(3, 9, 2)).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect(String(refused)).toMatch(
      /No backend is left \(tensorflow: failed.*device lost; webgpu: failed.*out of memory/,
    );
    broken = false;
    await expectRight(backend, 1);
    expect(backend.name).toBe('tensorflow');
    expect([first.counted.opened, second.counted.opened]).toEqual([2, 1]);
  });

  it('blocks in flight are all told', async () => {
    const { candidate, counted } = weak('tensorflow', fails(0, 'device lost'));
    const { backend } = await selectBackend({ candidates: [candidate] });
    const products = () => backend.crossProducts(block(2, 9, 1), block(3, 9, 2));
    const ended = await Promise.allSettled([products(), products(), products()]);
    expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(counted.opened).toBe(1);
  });
});

describe('what is no failure of a device', () => {
  it.for([
    ['a refusal', new Refusal('The layer is too large.', 'Choose a smaller one.')],
    ['a cancellation', new Cancelled('matching')],
  ] as const)('%s is passed on', async ([, error]) => {
    const { candidate, counted } = weak('tensorflow', (calls) => {
      if (calls === 0) throw error;
    });
    const { backend } = await selectBackend({ candidates: [candidate, sound] });
    await expect(backend.crossProducts(block(4, 9, 1), block(3, 9, 2))).rejects.toBe(error);
    await expectRight(backend, 1);
    expect([backend.name, counted.disposed]).toEqual(['tensorflow', 0]);
  });

  it('blocks that do not fit together never reach it', async () => {
    const { candidate, counted } = weak('tensorflow', () => {});
    const { backend } = await selectBackend({ candidates: [candidate, sound] });
    const short = { ...block(2, 9, 1), values: new Float32Array(17) };
    for (const wrong of [block(2, 8, 1), short, { ...block(2, 9, 1), centre: new Float32Array(1) }])
      await expect(backend.crossProducts(wrong, block(3, 9, 2))).rejects.toThrow(RangeError);
    const codes: CodeBlock = { units: 2, samples: 9, depth: 3, codes: new Uint8Array(18) };
    await expect(backend.addCodeCounts(codes, codes, new Int32Array(35))).rejects.toThrow(RangeError);
    await expect(backend.addCodeCounts(codes, { ...codes, samples: 8 }, new Int32Array(36))).rejects.toThrow(
      RangeError,
    );
    expect([backend.name, counted.calls]).toEqual(['tensorflow', 0]);
  });
});

describe('one that is asked for', () => {
  it('comes first, and is replaced by the others in their order', async () => {
    const [first, asked] = [weak('tensorflow', () => {}), weak('wasm', fails(1, 'out of memory'))];
    const selection = await selectBackend({ candidates: [first.candidate, sound, asked.candidate], prefer: 'wasm' });
    expect(selection.reports.map(({ reason }) => reason)).toEqual([
      'not tried: wasm was asked for',
      'not tried: wasm was asked for',
      'asked for',
    ]);
    await expectRight(selection.backend, 1);
    expect(selection.backend.name).toBe('wasm');
    await expectRight(selection.backend, 2);
    expect(selection.backend.name).toBe('tensorflow');
  });

  it('is refused where it does not open', async () => {
    const absent: Candidate = { name: 'webgpu', open: () => Promise.reject(new Error('no adapter')) };
    const opening = selectBackend({ candidates: [absent, sound], prefer: 'webgpu' });
    await expect(opening).rejects.toThrow(/No backend could be opened \(webgpu: no adapter; onnxruntime: not tried/);
  });

  it('is passed over, as any is, where it ended the process before', async () => {
    const { candidate, counted } = weak('tensorflow', () => {});
    const passedOver = { tensorflow: 'passed over: it crashed' };
    for (const prefer of ['tensorflow', undefined] as const) {
      const selection = await selectBackend({ candidates: [candidate, sound], prefer, passedOver });
      expect(selection.backend.name).toBe('onnxruntime');
      expect(selection.reports[0]).toMatchObject({ available: false, reason: 'passed over: it crashed' });
      expect(counted.opened).toBe(0);
      await selection.backend.dispose();
    }
  });
});

it('tells whose code runs, and none in between', async () => {
  const at: (BackendName | null)[] = [];
  const { candidate } = weak('tensorflow', fails(1, 'device lost'));
  const next = weak('webgpu', () => {});
  const { backend } = await selectBackend({ candidates: [candidate, next.candidate], watch: (name) => at.push(name) });
  await expectRight(backend, 1);
  await expectRight(backend, 2);
  expect(at).toEqual([
    ...['tensorflow', null, 'tensorflow', null, 'tensorflow', null],
    ...['webgpu', null, 'webgpu', null],
  ]);
});

describe('the engine', () => {
  it('finishes what runs on the next backend, with the same value and a notice', async () => {
    const compute = async (candidates: readonly Candidate[]) => {
      const store = new MemoryStore();
      const examples = await digits(store);
      const [left, right] = [examples.recording('alexnet-1', 'conv1'), examples.recording('alexnet-2', 'conv1')];
      const { backend } = await selectBackend({ candidates });
      const events: ComputationEvent[] = [];
      const engine = new Engine({ store, backend: async () => backend });
      engine.subscribe((event) => events.push(event));
      const value = await engine.derive(correlationOf(left, right));
      const finished = events.filter(({ state }) => state === 'DONE');
      const notices = finished.filter(({ notice }) => notice !== null);
      await engine.dispose();
      return { value, notices, failed: events.filter(({ state }) => state === 'FAILED') };
    };
    const wanted = await compute([sound]);
    // Its speed is measured by nine products.
    const found = await compute([weak('tensorflow', fails(11, 'device lost')).candidate, sound]);
    expect(wanted.notices).toEqual([]);
    expect(found.failed).toEqual([]);
    expect(found.notices.map(({ derivation }) => derivation.kind)).toContain('correlation');
    expect(found.notices[0]?.notice).toMatch(/^The backend tensorflow failed in use.*: device lost\. onnxruntime took/);
    expect(found.value.values.length).toBe(wanted.value.values.length);
    found.value.values.forEach((value, index) => {
      expect(value).toBeCloseTo(wanted.value.values[index] as number, 5);
    });
  });
});

async function expectRight(backend: Backend, seed: number): Promise<void> {
  const [left, right] = [block(4, 50, seed), block(3, 50, seed + 100)];
  const wanted = await weakBackend('wasm', () => {}).crossProducts(left, right);
  const products = await backend.crossProducts(left, right);
  expect(products.length).toBe(12);
  products.forEach((product, index) => {
    expect(product).toBeCloseTo(wanted[index] as number, 3);
  });
}

function block(units: number, samples: number, seed: number): Block {
  const random = new RandomSource(seed, units, samples);
  const values = Float32Array.from({ length: units * samples }, () => random.normal());
  return { units, samples, values, centre: new Float32Array(units) };
}
