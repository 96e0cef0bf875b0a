/** As much of Node's assert as the tests in a web worker need, where there is no Node. */
export const strict = {
  ok(value: unknown, message = 'it is not so'): asserts value {
    if (value === undefined || value === null || value === false) throw new Error(message);
  },
  equal(actual: unknown, expected: unknown, message = 'not equal'): void {
    if (!Object.is(actual, expected)) fail(actual, expected, message);
  },
  deepEqual(actual: unknown, expected: unknown, message = 'not equal'): void {
    if (JSON.stringify(actual) !== JSON.stringify(expected)) fail(actual, expected, message);
  },
  match(actual: string, expected: RegExp, message = 'no match'): void {
    if (!expected.test(actual)) fail(actual, String(expected), message);
  },
};

function fail(actual: unknown, expected: unknown, message: string): never {
  throw new Error(`${message}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
}
