import type { CheckReport, CheckedEnds } from '../model/checkReport';
import type { KeySample } from '../model/keySample';
import type { ServerFacts } from '../model/serverFacts';

/** Facts without the names of some 400 commands: how many there are. null when the server does not tell. */
export type FactsDocument = Omit<ServerFacts, 'commands'> & { readonly commandCount: number | null };

/** A check's report as `--json` prints it; docs/check-report.schema.json holds its shape. */
export type CheckDocument = Omit<CheckReport, 'facts' | 'sample'> & {
  readonly facts: CheckedEnds<FactsDocument>;
  readonly sample: Omit<KeySample, 'seen'> | null;
};

/** See CheckDocument. */
export function checkDocument({ facts, ...report }: CheckReport): CheckDocument {
  return {
    ...report,
    sample: withoutSeen(report.sample),
    facts: { source: factsOf(facts.source), target: factsOf(facts.target) },
  };
}

/** A look at keys without those that are remembered one by one. */
export function withoutSeen(sample: KeySample | null): Omit<KeySample, 'seen'> | null {
  if (sample === null) return null;
  const rest = { ...sample };
  Reflect.deleteProperty(rest, 'seen');
  return rest;
}

function factsOf(facts: ServerFacts | null): FactsDocument | null {
  if (facts === null) return null;
  const { commands, ...rest } = facts;
  return { ...rest, commandCount: commands?.length ?? null };
}
