const kinds = [
  {
    title: 'A network',
    text: 'An .onnx file, or model.json of TensorFlow.js, with the files of its weights where they lie beside it. Of any architecture, on images, features or tokens.',
  },
  {
    title: 'Recorded activations',
    text: 'A folder with manifest.json and arrays: safetensors, .npy, .npz or Zarr. No model is needed. An interrupted import goes on when the same folder is chosen again.',
  },
  {
    title: 'A probe set',
    text: 'A folder or zip of images (PNG, JPEG, WebP; folders or labels.csv name the classes), an array (.npy, .npz), a table (.csv), or lines of text (.txt).',
  },
] as const;

/** What can be chosen. */
export function WhatComesIn() {
  return (
    <ul className="grid grid-cols-1 gap-4 md:grid-cols-3">
      {kinds.map(({ title, text }) => (
        <li key={title} className="surface p-4">
          <h2 className="text-body">{title}</h2>
          <p className="mt-1 text-small text-pretty text-soft">{text}</p>
        </li>
      ))}
    </ul>
  );
}
