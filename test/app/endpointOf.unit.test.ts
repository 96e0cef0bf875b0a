import { expect, test } from 'vitest';
import { endpointOf, strangeEndpoint } from '../../src/app/desk/endpointOf';
import { endpoint } from './samples';

const orders = endpoint('orders');
const address = orders.address;
const reader = { ...endpoint('reader'), address: { ...address, username: 'reader', tls: true } };

test('the endpoint that a run began with is found by its id, whoever signs in by now', () => {
  const end = { address, endpoint: 'id-reader' };
  expect(endpointOf([orders, reader], end)).toBe(reader);
});

test('one that leads elsewhere by now is another one', () => {
  const moved = { ...orders, address: { ...address, host: 'other.example' } };
  expect(endpointOf([moved], { address, endpoint: orders.id })).toBeUndefined();
  expect(endpointOf([moved, reader], { address, endpoint: orders.id })).toBe(reader);
  const otherDatabase = { ...orders, address: { ...address, database: 1 } };
  expect(endpointOf([otherDatabase], { address, endpoint: orders.id })).toBeUndefined();
});

test('a run that was begun elsewhere finds an endpoint by its address, rather with the same user', () => {
  expect(endpointOf([orders, reader], { address: { ...address, username: 'reader' } })).toBe(reader);
  expect(endpointOf([orders, reader], { address: { ...address, username: 'other' } })).toBe(orders);
});

test('what nobody keeps is called by its address', () => {
  expect(strangeEndpoint({ address: { ...address, username: 'me' } })).toMatchObject({
    name: 'me@orders.example:6379',
    address: { username: 'me' },
  });
});
