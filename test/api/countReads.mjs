import { appendFileSync } from 'node:fs';
import { FolderStore } from '../../apps/server/dist/storage/folderStore.js';

// Loaded into the compute process before its own program (NODE_OPTIONS): every blob that it reads becomes a line of a file.
const file = process.env.UNITGRAPH_TEST_READS;
for (const name of ['readBlob', 'readBlobInto']) {
  const read = FolderStore.prototype[name];
  FolderStore.prototype[name] = function (digest, ...rest) {
    appendFileSync(file, `${digest}\n`);
    return read.call(this, digest, ...rest);
  };
}
