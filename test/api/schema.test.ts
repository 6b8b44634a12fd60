import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { printGraph } from '../../apps/server/dist/index.js';

const file = readFileSync(join(import.meta.dirname, '../../schema.graphql'), 'utf8');

describe('schema.graphql', () => {
  it('is what the server serves: `npm run schema` writes it anew', () => {
    expect(file).toBe(printGraph());
  });

  it('describes every type, field, argument and value', () => {
    const silent: string[] = [];
    const look = (place: string, { description }: { description?: string | null | undefined }): void => {
      if (!description?.trim()) silent.push(place);
    };
    const builtIn = ['Query', 'Mutation', 'Subscription', 'String', 'Int', 'Float', 'Boolean', 'ID'];
    for (const type of Object.values(buildSchema(file).getTypeMap())) {
      if (isIntrospectionType(type)) continue;
      if (!builtIn.includes(type.name)) look(type.name, type);
      if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value);
      if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        look(`${type.name}.${field.name}`, field);
        if ('args' in field)
          for (const argument of field.args) look(`${type.name}.${field.name}(${argument.name})`, argument);
      }
    }
    expect(silent).toEqual([]);
  });
});
