import type { Definition } from '../definition.js';
import type { Together } from '../values.js';

/** All of the work is that of the inputs. */
export const togetherDefinition: Definition<Together> = {
  kind: 'together',
  cost() {
    return {};
  },
  async compute({ size: { parts = 0 } }) {
    return { parts };
  },
};
