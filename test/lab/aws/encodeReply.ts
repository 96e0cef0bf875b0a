import { outputShape, resolveShape, type ServiceModel, type Shape } from './serviceModel';

/** Whatever a fake found to answer with; undefined members are left out. */
export type Answer = Readonly<Record<string, unknown>>;

/**
 * The XML of a reply, as the model of the operation has it.
 * @throws Error where the answer holds what the model lacks, or a value that is not of its type: the fake is wrong
 */
export function encodeReply(model: ServiceModel, action: string, answer: Answer, requestId: string): string {
  const output = outputShape(model, action);
  const inner = structure(model, output, answer, action);
  const result =
    output.resultWrapper === undefined
      ? inner
      : `<${output.resultWrapper}>${inner}</${output.resultWrapper}>`;
  return (
    `<${action}Response xmlns="${model.metadata.xmlNamespace}">${result}` +
    `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${action}Response>`
  );
}

/** The XML of an error. */
export function encodeFault(model: ServiceModel, code: string, message: string, requestId: string): string {
  return (
    `<ErrorResponse xmlns="${model.metadata.xmlNamespace}"><Error><Type>Sender</Type><Code>${code}</Code>` +
    `<Message>${escape(message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`
  );
}

function structure(model: ServiceModel, shape: Shape, answer: Answer, path: string): string {
  const members = shape.members ?? {};
  return Object.entries(answer)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      const member = members[name];
      if (member === undefined) throw new Error(`the model has no member ${path}.${name}`);
      const full = resolveShape(model, member);
      return element(model, full, full.locationName ?? name, value, `${path}.${name}`);
    })
    .join('');
}

function element(model: ServiceModel, shape: Shape, tag: string, value: unknown, path: string): string {
  return `<${tag}>${content(model, shape, value, path)}</${tag}>`;
}

function content(model: ServiceModel, shape: Shape, value: unknown, path: string): string {
  const wrong = (): Error => new Error(`${path} is no ${shape.type ?? 'string'}`);
  switch (shape.type ?? 'string') {
    case 'structure':
      if (typeof value !== 'object' || value === null) throw wrong();
      return structure(model, shape, value as Answer, path);
    case 'list': {
      if (!Array.isArray(value)) throw wrong();
      const member = resolveShape(model, shape.member ?? {});
      const tag = member.locationName ?? 'member';
      return value
        .map((one, index) => element(model, member, tag, one, `${path}[${String(index)}]`))
        .join('');
    }
    case 'integer':
    case 'long':
      if (!Number.isSafeInteger(value)) throw wrong();
      return String(value);
    case 'double':
      if (typeof value !== 'number') throw wrong();
      return String(value);
    case 'boolean':
      if (typeof value !== 'boolean') throw wrong();
      return String(value);
    case 'timestamp':
      if (!(value instanceof Date)) throw wrong();
      return value.toISOString();
    case 'string':
      if (typeof value !== 'string' || shape.enum?.includes(value) === false) throw wrong();
      return escape(value);
  }
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (found) => `&#${String(found.charCodeAt(0))};`);
}
