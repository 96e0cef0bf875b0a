/** An error as AWS sends it: the code on the wire, which is not always the name of the client's class. */
export class AwsFault extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, message: string) {
    super(message);
    this.name = 'AwsFault';
    this.code = code;
    this.status = status;
  }

  static invalid(message: string): AwsFault {
    return new AwsFault('InvalidParameterValue', 400, message);
  }
}
