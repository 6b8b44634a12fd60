import { describeModel, openForwardRun } from '@unitgraph/analysis';
import { describe, expect, it } from 'vitest';
import { nameOfWanted } from '../../../packages/analysis/dist/onnx/forwardRun.js';
import { decoder, MODEL } from './transformerModel.js';
import { type ModelOf, type NodeOf, randomNumbers, randomWeights, writeModel } from './writeModel.js';

const said = async (model: ModelOf): Promise<string[]> => {
  const { layers } = await describeModel(writeModel(model));
  return layers.map(({ name, kind, units, positions }) => `${name} ${kind} ${units} [${positions}]`);
};

describe('a decoder on tokens', () => {
  it('has its streams, heads and neurons as layers, as long as the stimuli are', async () => {
    expect(await said(decoder())).toEqual([
      'wte EMBEDDING 12 [0]',
      'h.0.attn.heads ATTENTION 12 [0]',
      'h.0.mid RESIDUAL 12 [0]',
      'h.0.mlp.c_fc DENSE 20 [0]',
      'h.0 RESIDUAL 12 [0]',
      'ln_f NORMALIZATION 12 [0]',
      'lm_head OUTPUT 9 [0]',
    ]);
  });

  it('is described with what it takes', async () => {
    const { input } = await describeModel(writeModel(decoder()));
    expect(input).toEqual({ name: 'tokens', kind: 'TOKENS', shape: [0], elementType: 'int64', filled: [] });
    const fixed = await describeModel(writeModel({ ...decoder(), inputs: { tokens: ['batch', 6] } }));
    expect(fixed.input.shape).toEqual([6]);
    expect(fixed.layers.map(({ positions }) => positions)).toEqual(fixed.layers.map(() => [6]));
  });

  it('runs on stimuli of any length, each unit by itself over its tokens', async () => {
    const bytes = writeModel(decoder());
    const { layers } = await describeModel(bytes);
    const run = await openForwardRun(bytes, layers);
    for (const length of [1, 3, 10]) {
      const tokens = Float32Array.from({ length: 4 * length }, (_, index) => (index * 5) % 9);
      const outcome = await run.run(tokens, 4);
      for (const layer of layers) {
        expect(outcome.get(nameOfWanted(layer))?.shape).toEqual([4, layer.units, length]);
      }
    }
    await run.dispose();
  });

  it('has heads that the projection turns into what it adds to the stream', async () => {
    const bytes = writeModel(decoder());
    const { layers } = await describeModel(bytes);
    const heads = layers.find(({ kind }) => kind === 'ATTENTION') ?? { tensor: '' };
    // The stream before and after is batch x tokens x features in the file.
    const length = 5;
    const run = await openForwardRun(bytes, [heads, 'h.0 projected']);
    const outcome = await run.run(Float32Array.from([1, 4, 2, 8, 0, 3, 3, 7, 5, 6]), 2);
    await run.dispose();
    const values = outcome.get(nameOfWanted(heads))?.data ?? new Float32Array();
    const projected = outcome.get('h.0 projected')?.data ?? new Float32Array();
    const weight = MODEL.weights['h.0.attn.c_proj.weight']?.values ?? [];
    for (const [stimulus, token, feature] of [
      [0, 0, 0],
      [1, 4, 11],
      [0, 3, 5],
    ] as const) {
      let sum = 0;
      for (let unit = 0; unit < 12; unit++)
        sum += (values[(stimulus * 12 + unit) * length + token] ?? 0) * (weight[unit * 12 + feature] ?? 0);
      expect(projected[(stimulus * length + token) * 12 + feature]).toBeCloseTo(sum, 4);
    }
  });

  it('refuses tokens that are none', async () => {
    const run = await openForwardRun(writeModel(decoder()), ['logits']);
    await expect(run.run(Float32Array.of(1, 2.5), 1)).rejects.toThrow(/Stimulus 0 has the token 2.5 at 1/);
    await expect(run.run(Float32Array.of(1, 2, 3, -1), 2)).rejects.toThrow(/Stimulus 1 has the token -1 at 1/);
    await run.dispose();
  });
});

describe('other ways to write transformers', () => {
  it('has normalised streams as layers where only these go on', async () => {
    const layers = await said(decoder({ isPostNormalized: true }));
    expect(layers).toEqual([
      'wte EMBEDDING 12 [0]',
      'h.0.attn.heads ATTENTION 12 [0]',
      'h.0.mid RESIDUAL 12 [0]',
      'h.0.mlp.c_fc DENSE 20 [0]',
      'h.0 RESIDUAL 12 [0]',
      'lm_head OUTPUT 9 [0]',
    ]);
  });

  it('takes the product of a gated perceptron for its neurons', async () => {
    const layers = await said(decoder({ perceptron: 'GATED' }));
    expect(layers.filter((layer) => layer.includes('DENSE'))).toEqual(['h.0.mlp DENSE 20 [0]']);
  });

  it.each(['GELU', 'TANH_GELU', 'RELU'] as const)('finds neurons behind %s', async (perceptron) => {
    const layers = await said(decoder({ perceptron }));
    expect(layers.filter((layer) => layer.includes('DENSE'))).toEqual(['h.0.mlp.c_fc DENSE 20 [0]']);
    expect(layers.filter((layer) => layer.includes('RESIDUAL'))).toHaveLength(2);
  });

  it('finds normalisations that are written as several operations', async () => {
    for (const normalization of ['ONE', 'DECOMPOSED', 'ROOT_MEAN_SQUARE'] as const) {
      const model = decoder({ normalization });
      expect(await said(model)).toEqual(await said(decoder()));
      // Scale and bias included.
      const { layers } = await describeModel(writeModel(model));
      expect(layers.find(({ kind }) => kind === 'NORMALIZATION')?.tensor).toBe('final');
    }
    expect(await said(decoder({ normalization: 'DECOMPOSED', isPostNormalized: true }))).toEqual(
      await said(decoder({ isPostNormalized: true })),
    );
  });

  it('names layers by the modules that the exporter of PyTorch 2 writes down', async () => {
    expect(await said(decoder({ names: 'SCOPES' }))).toEqual(await said(decoder()));
  });

  it('fills masks, positions and segments by rule', async () => {
    const model = decoder({ hasFilledInputs: true });
    const { input, layers } = await describeModel(writeModel(model));
    expect(input.filled).toEqual(['attention_mask', 'position_ids', 'token_type_ids']);
    expect(layers.map(({ name }) => name)).toEqual(
      (await describeModel(writeModel(decoder()))).layers.map(({ name }) => name),
    );
    // With all tokens to be seen and positions from 0, it does what it does without these inputs.
    const tokens = Float32Array.of(3, 1, 4, 1, 5, 2);
    const outcomes = await Promise.all(
      [model, decoder()].map(async (each) => {
        const run = await openForwardRun(writeModel(each), ['logits']);
        const outcome = await run.run(tokens, 2);
        await run.dispose();
        return [...(outcome.get('logits')?.data ?? [])];
      }),
    );
    for (const [index, value] of outcomes[0]?.entries() ?? []) expect(value).toBeCloseTo(outcomes[1]?.[index] ?? 0, 4);
  });

  it('refuses inputs that no rule fills, by name', async () => {
    const model = decoder({ hasFilledInputs: true });
    const past = { ...model, inputs: { ...model.inputs, 'past_key_values.0.key': ['batch', 3, 'past', 4] } };
    await expect(describeModel(writeModel(past))).rejects.toThrow(/4 inputs|5 inputs.*past_key_values\.0\.key/);
    const wide = { ...model, inputs: { ...model.inputs, attention_mask: ['batch', 1, 'length', 'length'] } };
    await expect(describeModel(writeModel(wide))).rejects.toThrow(/“attention_mask”.*cannot be filled/);
    const strange = { ...model, elementType: { ...(model.elementType as object), position_ids: 'float32' } as const };
    await expect(describeModel(writeModel(strange))).rejects.toThrow(/“position_ids” .*float32/);
  });
});

describe('channels last', () => {
  const image = randomNumbers(2 * 3 * 25);
  const nodes: NodeOf[] = [
    { op: 'Conv', inputs: ['x', 'w'], outputs: ['a'], name: '/conv/Conv', attributes: { pads: [1, 1, 1, 1] } },
    { op: 'Transpose', inputs: ['a'], outputs: ['b'], attributes: { perm: [0, 2, 3, 1] } },
    { op: 'MatMul', inputs: ['b', 'v'], outputs: ['c'], name: '/fc1/MatMul' },
    { op: 'Relu', inputs: ['c'], outputs: ['d'] },
    { op: 'MatMul', inputs: ['d', 'u'], outputs: ['e'], name: '/fc2/MatMul' },
    { op: 'Transpose', inputs: ['e'], outputs: ['f'], attributes: { perm: [0, 3, 1, 2] } },
    { op: 'Add', inputs: ['f', 'a'], outputs: ['y'], name: '/Add' },
  ];
  const weights = { w: randomWeights([5, 3, 3, 3]), v: randomWeights([5, 7], 2), u: randomWeights([7, 5], 3) };
  const first: ModelOf = { nodes, weights, inputs: { x: ['batch', 3, 5, 5] }, outputs: ['y'] };
  const last: ModelOf = {
    ...first,
    inputs: { image: ['batch', 5, 5, 3] },
    nodes: [{ op: 'Transpose', inputs: ['image'], outputs: ['x'], attributes: { perm: [0, 3, 1, 2] } }, ...nodes],
  };

  it('are found inside a network, with rows and columns and what they see', async () => {
    const { layers } = await describeModel(writeModel(first));
    expect(layers.map(({ name, kind, units, positions }) => [name, kind, units, positions])).toEqual([
      ['conv', 'CONVOLUTION', 5, [5, 5]],
      ['fc1', 'DENSE', 7, [5, 5]],
      ['Add', 'OUTPUT', 5, [5, 5]],
    ]);
    for (const { receptiveField } of layers) {
      expect(receptiveField).toEqual({ size: [3, 3], stride: [1, 1], start: [-1, -1] });
    }
  });

  it('are taken for what they are in an input, and make no difference', async () => {
    const described = await describeModel(writeModel(last));
    expect(described.input).toMatchObject({ kind: 'IMAGE', shape: [3, 5, 5] });
    expect(described.layers).toEqual((await describeModel(writeModel(first))).layers);
    const outcomes = await Promise.all(
      [first, last].map(async (model) => {
        const run = await openForwardRun(writeModel(model), described.layers);
        const outcome = await run.run(image, 2);
        await run.dispose();
        return outcome;
      }),
    );
    expect(outcomes[1]).toEqual(outcomes[0]);
  });

  it('give each unit the values that it has by the definition', async () => {
    const { layers } = await describeModel(writeModel(first));
    const fc1 = layers[1] ?? { tensor: '' };
    const run = await openForwardRun(writeModel(first), ['a', fc1]);
    const outcome = await run.run(image, 2);
    await run.dispose();
    const before = outcome.get('a')?.data ?? [];
    const found = outcome.get(nameOfWanted(fc1));
    expect(found?.shape).toEqual([2, 7, 25]);
    for (let unit = 0; unit < 7; unit++) {
      for (let position = 0; position < 25; position++) {
        let sum = 0;
        for (let channel = 0; channel < 5; channel++)
          sum += (before[(5 + channel) * 25 + position] ?? 0) * (weights.v.values[channel * 7 + unit] ?? 0);
        expect(found?.data[(7 + unit) * 25 + position]).toBeCloseTo(Math.max(0, sum), 4);
      }
    }
  });
});

describe('layers that people name', () => {
  const bytes = writeModel(decoder());

  it('take the place of those found, or come beside them', async () => {
    const { layers } = await describeModel(bytes, [
      { tensor: 'logits', name: 'words' },
      { tensor: 'h.0 weights', unitAxis: 1, name: 'heads that look' },
      { tensor: 'last', unitAxis: 1 },
    ]);
    const found = layers.map(({ name, units, positions }) => `${name} ${units} [${positions}]`);
    expect(found).toContain('words 9 [0]');
    // Heads x tokens x tokens: who looks at whom, with both axes of tokens as positions.
    expect(found).toContain('heads that look 3 [0,0]');
    // Tokens as units: as many as the trial run had.
    expect(found).toContain('h.0 8 [12]');
  });

  it.each([
    [{ tensor: 'nowhere' }, /no tensor “nowhere”/],
    [{ tensor: 'wte.weight' }, /no tensor “wte.weight”/],
    [{ tensor: 'logits', unitAxis: 3 }, /shape \[2, 8, 9\].*no axis 3/],
    [{ tensor: 'logits', unitAxis: -4 }, /no axis -4/],
    [{ tensor: 'logits', unitAxis: 0 }, /axis 0 is the batch/],
    [{ tensor: 'logits', name: 'ln_f' }, /Two layers would be called ln_f/],
  ])('are refused: %o', async (chosen, message) => {
    await expect(describeModel(bytes, [chosen])).rejects.toThrow(message);
  });
});

describe('attention that is one operation', () => {
  it.each<[string, Partial<NodeOf>, number]>([
    ['of the standard', { op: 'Attention', attributes: { q_num_heads: 3, kv_num_heads: 3 } }, 23],
    ['of onnxruntime', { op: 'MultiHeadAttention', domain: 'com.microsoft', attributes: { num_heads: 3 } }, 17],
  ])('%s is the heads, and its inputs are no layers', async (_, attention, opset) => {
    const projections = ['q', 'k', 'v'].map(
      (part): NodeOf => ({
        op: 'MatMul',
        inputs: ['stream', `${part}.weight`],
        outputs: [part],
        name: `/attn/${part}/MatMul`,
      }),
    );
    const model: ModelOf = {
      nodes: [
        { op: 'Gather', inputs: ['wte.weight', 'tokens'], outputs: ['stream'], name: '/wte/Gather' },
        ...projections,
        { op: 'Attention', inputs: ['q', 'k', 'v'], outputs: ['mixed'], name: '/attn/Attention', ...attention },
        { op: 'MatMul', inputs: ['mixed', 'o.weight'], outputs: ['added'], name: '/attn/o/MatMul' },
        { op: 'Add', inputs: ['stream', 'added'], outputs: ['sum'], name: '/Add' },
        { op: 'MatMul', inputs: ['sum', 'head.weight'], outputs: ['logits'], name: '/head/MatMul' },
      ],
      weights: {
        'wte.weight': randomWeights([9, 12]),
        ...Object.fromEntries(['q', 'k', 'v', 'o'].map((part) => [`${part}.weight`, randomWeights([12, 12])])),
        'head.weight': randomWeights([12, 5]),
      },
      inputs: { tokens: ['batch', 'length'] },
      elementType: 'int64',
      outputs: ['logits'],
      opset,
    };
    expect((await said(model)).map((layer) => layer.replace(/^attn\.Attention/, 'attn'))).toEqual([
      'wte EMBEDDING 12 [0]',
      'attn.heads ATTENTION 12 [0]',
      'Add RESIDUAL 12 [0]',
      'head OUTPUT 5 [0]',
    ]);
  });
});
