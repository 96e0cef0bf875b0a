import { AwsFault } from './awsFault';
import { inputShape, resolveShape, type ServiceModel, type Shape } from './serviceModel';

/** What a request carries, decoded by the model. */
export type Structure = Readonly<Record<string, unknown>>;

/**
 * Reads the parameters of a Query request by the model of its operation.
 * @throws AwsFault for an operation or a parameter that the model lacks, a required one that is missing, and a value that
 * is not of its type
 */
export function decodeRequest(model: ServiceModel, query: URLSearchParams): Structure {
  const action = query.get('Action') ?? '';
  if (model.operations[action] === undefined) {
    throw new AwsFault(
      'InvalidAction',
      400,
      `Could not find operation ${action} for version ${version(query)}`,
    );
  }
  if (version(query) !== model.metadata.apiVersion) {
    throw new AwsFault('InvalidAction', 400, `Could not find version ${version(query)}`);
  }
  const left = new Map([...query].filter(([name]) => name !== 'Action' && name !== 'Version'));
  const input = structure(model, inputShape(model, action), '', left);
  const [unknown] = left.keys();
  if (unknown !== undefined) throw AwsFault.invalid(`Unknown parameter: ${unknown}`);
  return input;
}

function version(query: URLSearchParams): string {
  return query.get('Version') ?? '';
}

/** Takes what it reads out of `left`. */
function structure(model: ServiceModel, shape: Shape, prefix: string, left: Map<string, string>): Structure {
  const read: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(shape.members ?? {})) {
    const full = resolveShape(model, member);
    const value = decode(model, full, `${prefix}${full.locationName ?? name}`, left);
    if (value !== undefined) read[name] = value;
  }
  for (const name of shape.required ?? []) {
    if (read[name] === undefined) {
      throw AwsFault.invalid(`The parameter ${prefix}${name} must be provided.`);
    }
  }
  return read;
}

function decode(model: ServiceModel, shape: Shape, name: string, left: Map<string, string>): unknown {
  if (shape.type === 'structure') {
    if (![...left.keys()].some((key) => key.startsWith(`${name}.`))) return undefined;
    return structure(model, shape, `${name}.`, left);
  }
  if (shape.type === 'list') {
    const member = resolveShape(model, shape.member ?? {});
    const values: unknown[] = [];
    for (let index = 1; ; index += 1) {
      const element = { ...member };
      const value = decode(
        model,
        element,
        `${name}.${member.locationName ?? 'member'}.${String(index)}`,
        left,
      );
      if (value === undefined) return values.length === 0 ? undefined : values;
      values.push(value);
    }
  }
  const text = left.get(name);
  if (text === undefined) return undefined;
  left.delete(name);
  return scalar(shape, name, text);
}

function scalar(shape: Shape, name: string, text: string): unknown {
  const refuse = (what: string): never => {
    throw AwsFault.invalid(`${name} is not ${what}`);
  };
  switch (shape.type ?? 'string') {
    case 'integer':
    case 'long':
      return /^-?\d+$/.test(text) ? Number(text) : refuse('a whole number');
    case 'double':
      return Number.isFinite(Number(text)) && text !== '' ? Number(text) : refuse('a number');
    case 'boolean':
      return text === 'true' || text === 'false' ? text === 'true' : refuse('true or false');
    case 'timestamp':
      return Number.isNaN(Date.parse(text)) ? refuse('a timestamp') : new Date(text);
    case 'string':
      return shape.enum === undefined || shape.enum.includes(text)
        ? text
        : refuse(`one of ${shape.enum.join(', ')}`);
    case 'structure':
    case 'list':
      throw new Error(`${name} is no scalar`);
  }
}
