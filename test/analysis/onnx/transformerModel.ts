import { type ModelOf, type NodeOf, randomWeights, type WeightOf } from './writeModel.js';

/** How a decoder of one block is written: 12 features, 3 heads, 20 neurons, 9 words. */
export interface Writing {
  readonly perceptron?: 'RELU' | 'GELU' | 'TANH_GELU' | 'GATED';
  readonly normalization?: 'ONE' | 'DECOMPOSED' | 'ROOT_MEAN_SQUARE';
  readonly isPostNormalized?: boolean;
  /** Where the modules of operations are written: in their names, or beside them as PyTorch 2 does. */
  readonly names?: 'PATHS' | 'SCOPES';
  readonly hasFilledInputs?: boolean;
}

const number = (value: number): WeightOf => ({ dims: [], values: [value] });
const whole = (...values: number[]): WeightOf => ({ dims: [values.length], values, type: 'int64' });
const ones = (count: number): WeightOf => ({ dims: [count], values: new Array<number>(count).fill(1) });

export const MODEL = {
  weights: {
    'wte.weight': randomWeights([9, 12], 1),
    'wpe.weight': randomWeights([64, 12], 2),
    'h.0.attn.c_attn.weight': randomWeights([12, 36], 3),
    'h.0.attn.c_proj.weight': randomWeights([12, 12], 4),
    'h.0.mlp.c_fc.weight': randomWeights([12, 20], 5),
    'h.0.mlp.c_up.weight': randomWeights([12, 20], 6),
    'h.0.mlp.c_proj.weight': randomWeights([20, 12], 7),
    'lm_head.weight': randomWeights([12, 9], 8),
    scale: ones(12),
    shift: { dims: [12], values: new Array<number>(12).fill(0.125) },
    'heads apart': whole(0, 0, 3, 4),
    'heads together': whole(0, 0, 12),
    zero: { dims: [], values: [0], type: 'int64' },
    one: { dims: [], values: [1], type: 'int64' },
    two: whole(2),
    'one and two': whole(1, 2),
    root: number(2),
    epsilon: number(1e-5),
    half: number(0.5),
    unit: number(1),
    three: number(3),
    small: number(0.044715),
    steep: number(Math.sqrt(2 / Math.PI)),
    sqrt2: number(Math.SQRT2),
  } as { readonly [name: string]: WeightOf },
};

export function decoder(writing: Writing = {}): ModelOf {
  const { hasFilledInputs = false } = writing;
  const nodes: NodeOf[] = [
    { op: 'Gather', inputs: ['wte.weight', 'tokens'], outputs: ['embedded'], name: '/wte/Gather' },
    ...positions(hasFilledInputs),
    { op: 'Add', inputs: ['embedded', 'placed'], outputs: ['stream'], name: '/Add' },
    ...block('h.0', 'stream', 'last', writing),
    ...(writing.isPostNormalized ? [] : normalized('last', 'final', '/ln_f', writing)),
    {
      op: 'MatMul',
      inputs: [writing.isPostNormalized ? 'last' : 'final', 'lm_head.weight'],
      outputs: ['logits'],
      name: '/lm_head/MatMul',
    },
  ];
  const filled = {
    attention_mask: ['batch', 'length'],
    position_ids: [1, 'length'],
    token_type_ids: ['batch', 'length'],
  };
  return {
    nodes: writing.names === 'SCOPES' ? nodes.map(withScopes) : numbered(nodes),
    weights: MODEL.weights,
    inputs: { tokens: ['batch', 'length'], ...(hasFilledInputs ? filled : {}) },
    elementType: {
      tokens: 'int64',
      ...(hasFilledInputs ? { attention_mask: 'int64', position_ids: 'int64', token_type_ids: 'int64' } : {}),
    },
    outputs: ['logits'],
    opset: 17,
  };
}

/** Embeddings of positions: counted in the graph, or by an input. */
function positions(isFilled: boolean): NodeOf[] {
  if (isFilled) {
    return [
      { op: 'Gather', inputs: ['wpe.weight', 'position_ids'], outputs: ['by place'], name: '/wpe/Gather' },
      // A table of one segment that adds nothing: segments are 0, and so is this.
      { op: 'Cast', inputs: ['token_type_ids'], outputs: ['segments'], attributes: { to: 1 } },
      { op: 'Unsqueeze', inputs: ['segments', 'two'], outputs: ['segments apart'] },
      { op: 'Add', inputs: ['by place', 'segments apart'], outputs: ['placed'] },
    ];
  }
  return [
    { op: 'Shape', inputs: ['tokens'], outputs: ['extents'] },
    { op: 'Gather', inputs: ['extents', 'one'], outputs: ['length'] },
    { op: 'Range', inputs: ['zero', 'length', 'one'], outputs: ['counted'] },
    { op: 'Gather', inputs: ['wpe.weight', 'counted'], outputs: ['placed'], name: '/wpe/Gather' },
  ];
}

/** Attention and perceptron, each added to the stream. */
function block(name: string, stream: string, output: string, writing: Writing): NodeOf[] {
  const at = (path: string, op: string): string =>
    `/${name}/${path === '' ? '' : `${path.replaceAll('.', '/')}/`}${op}`;
  const isPost = writing.isPostNormalized ?? false;
  const t = (tensor: string): string => `${name} ${tensor}`;
  const ahead = isPost ? stream : t('normalized 1');
  const ahead2 = isPost ? t('stream 1') : t('normalized 2');
  return [
    ...(isPost ? [] : normalized(stream, ahead, at('ln_1', '').slice(0, -1), writing)),
    {
      op: 'MatMul',
      inputs: [ahead, `${name}.attn.c_attn.weight`],
      outputs: [t('qkv')],
      name: at('attn.c_attn', 'MatMul'),
    },
    {
      op: 'Split',
      inputs: [t('qkv')],
      outputs: [t('q'), t('k'), t('v')],
      attributes: { axis: 2 },
      name: at('attn', 'Split'),
    },
    ...['q', 'k', 'v'].flatMap((part): NodeOf[] => [
      { op: 'Reshape', inputs: [t(part), 'heads apart'], outputs: [t(`${part} apart`)] },
      {
        op: 'Transpose',
        inputs: [t(`${part} apart`)],
        outputs: [t(`${part} heads`)],
        attributes: { perm: part === 'k' ? [0, 2, 3, 1] : [0, 2, 1, 3] },
      },
    ]),
    { op: 'MatMul', inputs: [t('q heads'), t('k heads')], outputs: [t('scores')], name: at('attn', 'MatMul') },
    { op: 'Div', inputs: [t('scores'), 'root'], outputs: [t('scaled')], name: at('attn', 'Div') },
    ...masked(t, writing.hasFilledInputs ?? false),
    { op: 'Softmax', inputs: [t('masked')], outputs: [t('weights')], name: at('attn', 'Softmax') },
    { op: 'MatMul', inputs: [t('weights'), t('v heads')], outputs: [t('mixed')], name: at('attn', 'MatMul') },
    { op: 'Transpose', inputs: [t('mixed')], outputs: [t('by token')], attributes: { perm: [0, 2, 1, 3] } },
    { op: 'Reshape', inputs: [t('by token'), 'heads together'], outputs: [t('together')] },
    {
      op: 'MatMul',
      inputs: [t('together'), `${name}.attn.c_proj.weight`],
      outputs: [t('projected')],
      name: at('attn.c_proj', 'MatMul'),
    },
    { op: 'Add', inputs: [stream, t('projected')], outputs: [t('sum 1')], name: at('', 'Add') },
    ...(isPost
      ? normalized(t('sum 1'), t('stream 1'), at('ln_1', '').slice(0, -1), writing)
      : normalized(t('sum 1'), ahead2, at('ln_2', '').slice(0, -1), writing)),
    ...perceptron(name, ahead2, t('added'), writing),
    {
      op: 'Add',
      inputs: [isPost ? t('stream 1') : t('sum 1'), t('added')],
      outputs: [t('sum 2')],
      name: at('', 'Add'),
    },
    ...(isPost
      ? normalized(t('sum 2'), output, at('ln_2', '').slice(0, -1), writing)
      : [{ op: 'Identity', inputs: [t('sum 2')], outputs: [output] }]),
  ];
}

/** Nothing is hidden by a mask of ones: it adds 1 - 1. */
function masked(t: (tensor: string) => string, isFilled: boolean): NodeOf[] {
  if (!isFilled) return [{ op: 'Identity', inputs: [t('scaled')], outputs: [t('masked')] }];
  return [
    { op: 'Cast', inputs: ['attention_mask'], outputs: ['mask'], attributes: { to: 1 } },
    { op: 'Sub', inputs: ['mask', 'unit'], outputs: ['hidden'] },
    { op: 'Unsqueeze', inputs: ['hidden', 'one and two'], outputs: ['hidden apart'] },
    { op: 'Add', inputs: [t('scaled'), 'hidden apart'], outputs: [t('masked')] },
  ];
}

function perceptron(name: string, input: string, output: string, { perceptron = 'GELU' }: Writing): NodeOf[] {
  const own = `/${name}/mlp`;
  const node = (op: string, inputs: string[], outputs: string[], module = own): NodeOf => ({
    op,
    inputs,
    outputs: outputs.map((each) => `${name} ${each}`),
    name: `${module}/${op}`,
  });
  const t = (tensor: string): string => `${name} ${tensor}`;
  const up = node('MatMul', [input, `${name}.mlp.c_fc.weight`], ['hidden'], `${own}/c_fc`);
  const curves: { readonly [kind in NonNullable<Writing['perceptron']>]: NodeOf[] } = {
    RELU: [node('Relu', [t('hidden')], ['active'])],
    GELU: [
      node('Div', [t('hidden'), 'sqrt2'], ['g1']),
      node('Erf', [t('g1')], ['g2']),
      node('Add', [t('g2'), 'unit'], ['g3']),
      node('Mul', [t('hidden'), t('g3')], ['g4']),
      node('Mul', [t('g4'), 'half'], ['active']),
    ],
    TANH_GELU: [
      node('Mul', [t('hidden'), 'half'], ['g1']),
      node('Pow', [t('hidden'), 'three'], ['g2']),
      node('Mul', [t('g2'), 'small'], ['g3']),
      node('Add', [t('hidden'), t('g3')], ['g4']),
      node('Mul', [t('g4'), 'steep'], ['g5']),
      node('Tanh', [t('g5')], ['g6']),
      node('Add', [t('g6'), 'unit'], ['g7']),
      node('Mul', [t('g1'), t('g7')], ['active']),
    ],
    GATED: [
      node('Sigmoid', [t('hidden')], ['g1']),
      node('Mul', [t('hidden'), t('g1')], ['g2']),
      node('MatMul', [input, `${name}.mlp.c_up.weight`], ['up'], `${own}/c_up`),
      node('Mul', [t('g2'), t('up')], ['active']),
    ],
  };
  return [
    up,
    ...curves[perceptron],
    {
      op: 'MatMul',
      inputs: [t('active'), `${name}.mlp.c_proj.weight`],
      outputs: [output],
      name: `${own}/c_proj/MatMul`,
    },
  ];
}

function normalized(input: string, output: string, module: string, { normalization = 'ONE' }: Writing): NodeOf[] {
  const node = (op: string, inputs: string[], step: string, attributes?: NodeOf['attributes']): NodeOf => ({
    op,
    inputs,
    outputs: [step === output ? output : `${output} ${step}`],
    name: `${module}/${op}`,
    ...(attributes === undefined ? {} : { attributes }),
  });
  const t = (step: string): string => `${output} ${step}`;
  if (normalization === 'ONE') return [node('LayerNormalization', [input, 'scale', 'shift'], output)];
  if (normalization === 'ROOT_MEAN_SQUARE') {
    return [
      node('Pow', [input, 'root'], 'n1'),
      node('ReduceMean', [t('n1')], 'n2', { axes: [-1] }),
      node('Add', [t('n2'), 'epsilon'], 'n3'),
      node('Sqrt', [t('n3')], 'n4'),
      node('Reciprocal', [t('n4')], 'n5'),
      node('Mul', [input, t('n5')], 'n6'),
      node('Mul', [t('n6'), 'scale'], output),
    ];
  }
  return [
    node('ReduceMean', [input], 'n1', { axes: [-1] }),
    node('Sub', [input, t('n1')], 'n2'),
    node('Pow', [t('n2'), 'root'], 'n3'),
    node('ReduceMean', [t('n3')], 'n4', { axes: [-1] }),
    node('Add', [t('n4'), 'epsilon'], 'n5'),
    node('Sqrt', [t('n5')], 'n6'),
    node('Div', [t('n2'), t('n6')], 'n7'),
    node('Mul', [t('n7'), 'scale'], 'n8'),
    node('Add', [t('n8'), 'shift'], output),
  ];
}

/** Operations of one name get numbers, as PyTorch gives them. */
function numbered(nodes: readonly NodeOf[]): NodeOf[] {
  const known = new Map<string, number>();
  return nodes.map((node) => {
    if (node.name === undefined) return node;
    const count = known.get(node.name) ?? 0;
    known.set(node.name, count + 1);
    return count === 0 ? node : { ...node, name: `${node.name}_${count}` };
  });
}

/** The same modules as lists beside the operation, whose name only numbers it. */
function withScopes({ name, ...node }: NodeOf, index: number): NodeOf {
  const numbered = `node_${node.op.toLowerCase()}_${index}`;
  if (name === undefined) return { ...node, name: numbered };
  const parts = name
    .split('/')
    .filter((part) => part !== '')
    .slice(0, -1);
  const modules = parts.map((_, depth) => parts.slice(0, depth + 1).join('.'));
  return { ...node, name: numbered, scopes: ['', ...modules, numbered] };
}
