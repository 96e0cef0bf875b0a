/** One shape of a service's model; a missing `type` means a string. */
export interface Shape {
  readonly shape?: string;
  readonly type?: 'structure' | 'list' | 'integer' | 'long' | 'double' | 'boolean' | 'timestamp' | 'string';
  readonly members?: Readonly<Record<string, Shape>>;
  readonly enum?: readonly string[];
  /** Of a fault: its code on the wire. */
  readonly error?: { readonly code: string; readonly httpStatusCode: number };
  readonly required?: readonly string[];
  readonly member?: Shape;
  /** The element's or parameter's name, where it is not the member's own. */
  readonly locationName?: string | undefined;
  readonly resultWrapper?: string;
}

/** One operation: what it takes and what it answers. */
export interface Operation {
  readonly input?: Shape;
  readonly output?: Shape;
  /** Absent where the model does not tell. */
  readonly errors?: readonly Shape[];
}

/** A service of the Query protocol as AWS describes it. */
export interface ServiceModel {
  readonly metadata: {
    readonly apiVersion: string;
    readonly xmlNamespace: string;
    /** Of the JSON protocols. */
    readonly targetPrefix?: string;
  };
  readonly operations: Readonly<Record<string, Operation>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

/** A shape with what its reference names. @throws Error if the model lacks that. */
export function resolveShape(model: ServiceModel, shape: Shape): Shape {
  if (shape.shape === undefined) return shape;
  const named = model.shapes[shape.shape];
  if (named === undefined) throw new Error(`the model has no shape ${shape.shape}`);
  // The name belongs to who refers, not to what is referred to.
  return { ...named, locationName: undefined, ...shape };
}

/** What an operation takes. */
export function inputShape(model: ServiceModel, action: string): Shape {
  return resolveShape(model, model.operations[action]?.input ?? { type: 'structure' });
}

/** What an operation answers. */
export function outputShape(model: ServiceModel, action: string): Shape {
  return resolveShape(model, model.operations[action]?.output ?? { type: 'structure' });
}

/** Whether an operation may answer so; true where the model does not tell. */
export function declaresFault(model: ServiceModel, action: string, code: string, status: number): boolean {
  const errors = model.operations[action]?.errors;
  return (
    errors === undefined ||
    errors.some((one) => {
      const { error } = resolveShape(model, one);
      return error?.code === code && error.httpStatusCode === status;
    })
  );
}
