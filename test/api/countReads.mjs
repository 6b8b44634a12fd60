import { appendFileSync } from 'node:fs';
import { FolderStore } from '../../apps/server/dist/storage/folderStore.js';

// Loaded into the compute process before its own program (NODE_OPTIONS): every blob that it reads becomes a line of a file.
const file = process.env.UNITGRAPH_TEST_READS;
const readBlob = FolderStore.prototype.readBlob;
FolderStore.prototype.readBlob = function (digest) {
  appendFileSync(file, `${digest}\n`);
  return readBlob.call(this, digest);
};
