import { AwsFault } from './awsFault';
import { resolveShape, type ServiceModel, type Shape } from './serviceModel';

/**
 * Reads a value of a JSON protocol by its shape: times become dates.
 * @throws AwsFault for a member that the model lacks, a required one that is missing, and a value not of its type
 */
export function readShape(model: ServiceModel, reference: Shape, value: unknown, path: string): unknown {
  const shape = resolveShape(model, reference);
  const refuse = (what: string): never => {
    throw AwsFault.invalid(`${path} ${what}`);
  };
  switch (shape.type ?? 'string') {
    case 'structure': {
      if (typeof value !== 'object' || value === null || Array.isArray(value))
        return refuse('is no structure');
      const members = shape.members ?? {};
      for (const name of shape.required ?? []) if (!(name in value)) refuse(`lacks ${name}`);
      return Object.fromEntries(
        Object.entries(value).map(([name, each]) => {
          const member = members[name];
          if (member === undefined) return refuse(`has an unknown ${name}`);
          return [name, readShape(model, member, each, `${path}.${name}`)];
        }),
      );
    }
    case 'list':
      if (!Array.isArray(value)) return refuse('is no list');
      return value.map((each, index) =>
        readShape(model, shape.member ?? {}, each, `${path}[${String(index)}]`),
      );
    case 'integer':
    case 'long':
      return Number.isSafeInteger(value) ? value : refuse('is no whole number');
    case 'double':
      return typeof value === 'number' ? value : refuse('is no number');
    case 'boolean':
      return typeof value === 'boolean' ? value : refuse('is not true or false');
    case 'timestamp':
      return typeof value === 'number' ? new Date(value * 1000) : refuse('is no time');
    case 'string':
      if (typeof value !== 'string') return refuse('is no text');
      return shape.enum?.includes(value) === false ? refuse('is none of its values') : value;
  }
}

/**
 * The reply that a value makes by its shape, for a JSON protocol.
 * @throws Error where it holds what the model lacks: the fake is wrong
 */
export function writeShape(model: ServiceModel, reference: Shape, value: unknown, path: string): unknown {
  const shape = resolveShape(model, reference);
  if (value instanceof Date) {
    if (shape.type !== 'timestamp') throw new Error(`${path} is no time`);
    return value.getTime() / 1000;
  }
  if (Array.isArray(value)) {
    if (shape.type !== 'list') throw new Error(`${path} is no list`);
    return value.map((each, index) =>
      writeShape(model, shape.member ?? {}, each, `${path}[${String(index)}]`),
    );
  }
  if (typeof value === 'object' && value !== null) {
    if (shape.type !== 'structure') throw new Error(`${path} is no structure`);
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, each]) => each !== undefined)
        .map(([name, each]) => {
          const member = shape.members?.[name];
          if (member === undefined) throw new Error(`the model has no member ${path}.${name}`);
          return [name, writeShape(model, member, each, `${path}.${name}`)];
        }),
    );
  }
  const wanted = shape.type ?? 'string';
  const kind = typeof value === 'string' ? ['string'] : ['integer', 'long', 'double', 'boolean'];
  if (!kind.includes(wanted) || (typeof value === 'boolean') !== (wanted === 'boolean')) {
    throw new Error(`${path} is no ${wanted}`);
  }
  return value;
}
