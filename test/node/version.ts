/** The version that the command line of the tests is built with. */
export const VERSION = '1.2.3-test';
