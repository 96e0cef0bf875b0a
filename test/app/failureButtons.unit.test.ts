import { expect, test } from 'vitest';
import { failureButtons } from '../../src/app/desk/failureButtons';

const setting = { endpointId: 'x', retry: () => Promise.resolve() };

test('what helps most stands first', () => {
  expect(failureButtons('connect.auth', setting)).toEqual(['Edit Endpoint', 'Retry', 'Show Log']);
  expect(failureButtons('connect.refused', setting)).toEqual(['Retry', 'Edit Endpoint', 'Show Log']);
  expect(failureButtons('server.memory', setting)).toEqual(['Retry', 'Show Log']);
});

test('a setting is corrected where settings are', () => {
  expect(failureButtons('settings.invalid', setting)).toEqual(['Open Settings', 'Show Log']);
});

test('where databases do not fit, it is said which go where', () => {
  const options = () => Promise.resolve();
  const buttons = ['Options…', 'Retry', 'Show Log'];
  expect(failureButtons('database.missing', { ...setting, options })).toEqual(buttons);
  expect(failureButtons('database.missing', setting)).toEqual(['Retry', 'Show Log']);
  expect(failureButtons('server.memory', { ...setting, options })).toEqual(['Retry', 'Show Log']);
});

test('no button without something behind it', () => {
  expect(failureButtons('connect.auth', {})).toEqual(['Show Log']);
});

test('what can go on where it was is not begun anew', () => {
  const half = { ...setting, resume: () => Promise.resolve() };
  expect(failureButtons('connect.auth', half)).toEqual(['Edit Endpoint', 'Resume', 'Show Log']);
  expect(failureButtons('server.memory', half)).toEqual(['Resume', 'Show Log']);
});

test('a tunnel is offered to what may lie in another network, where there is an endpoint to be reached by it', () => {
  const buttons = ['Retry', 'Edit Endpoint', 'Set Up a Tunnel…', 'Show Log'];
  expect(failureButtons('connect.timeout', setting)).toEqual(buttons);
  expect(failureButtons('connect.dns', setting)).toEqual(buttons);
  expect(failureButtons('connect.timeout', {})).toEqual(['Show Log']);
});
