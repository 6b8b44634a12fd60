import { Refusal } from '@unitgraph/analysis';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { Computation } from '../computations/computation.js';
import type { Context } from '../context.js';
import { Refused, RemoveResult } from '../networks/importResults.js';
import { ImportProbeSetInput, StimuliFileInput } from './importProbeSetInput.js';
import { ProbeSet } from './probeSet.js';
import { ImportProbeSetResult, InspectProbeSetResult, StimuliInspection } from './probeSetResults.js';

@Resolver()
export class ProbeSetMutations {
  @Query(() => InspectProbeSetResult, {
    description: 'What an uploaded file of stimuli holds, as `importProbeSet` would take it. Keeps nothing.',
  })
  async inspectProbeSet(
    @Arg('input', () => StimuliFileInput, { description: 'The file, and how to read it.' }) input: StimuliFileInput,
    @Ctx() { services }: Context,
  ): Promise<typeof InspectProbeSetResult> {
    return refusedOr(async () => new StimuliInspection(await services.probeSetImports.look(input)));
  }

  @Mutation(() => ImportProbeSetResult, {
    description:
      'Brings in a probe set whose file was uploaded: decodes the stimuli. Where that takes longer than you wait, it goes on, and asking again has its outcome; nothing is visible before all is there. The same stimuli are one probe set: they are answered under the name that they have.',
  })
  async importProbeSet(
    @Arg('input', () => ImportProbeSetInput, { description: 'The probe set.' }) input: ImportProbeSetInput,
    @Ctx() context: Context,
  ): Promise<typeof ImportProbeSetResult> {
    return refusedOr(async () => {
      const outcome = await context.services.probeSetImports.import(input, context);
      return 'probeSet' in outcome ? new ProbeSet(outcome.probeSet) : new Computation(outcome.computation);
    });
  }

  @Mutation(() => RemoveResult, {
    description:
      'Takes a probe set out of the catalog. What was computed on it is kept, and serves again when the same stimuli come back.',
  })
  async removeProbeSet(
    @Arg('id', () => ID, { description: 'Id of the probe set.' }) id: string,
    @Ctx() { loaders, services }: Context,
  ): Promise<RemoveResult> {
    const probeSet = await loaders.probeSetOfId(id);
    await services.catalog.probeSets.remove(probeSet.slug);
    return new RemoveResult(probeSet.id);
  }
}

async function refusedOr<Result>(work: () => Promise<Result>): Promise<Result | Refused> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return new Refused(error.message, error.remedy);
    throw error;
  }
}
