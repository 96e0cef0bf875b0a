import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPageMessage, readPairIds } from '../../src/bridge/guard';
import type { PageMessage } from '../../src/bridge/messages';

const messages: PageMessage[] = [
  { type: 'page.ready', showsCheck: true },
  { type: 'page.ready', showsCheck: false },
  { type: 'check.again' },
  { type: 'copy.open' },
  { type: 'target.choose' },
  { type: 'endpoint.edit', end: 'source' },
  { type: 'endpoint.edit', end: 'target' },
  { type: 'tunnel.setUp', end: 'source' },
  { type: 'log.show' },
  { type: 'report.export', format: 'markdown' },
  { type: 'report.export', format: 'json' },
  { type: 'text.copy', text: 'CONFIG SET protected-mode no' },
  { type: 'setting.use', rule: 'target.notEmpty' },
];
const types = [...new Set(messages.map(({ type }) => type))];

describe('readPageMessage', () => {
  it.each(messages)('lets $type through as it is', (message) => {
    expect(readPageMessage(structuredClone(message))).toEqual(message);
  });

  it('lets only known fields through', () => {
    const smuggled = { type: 'copy.open', target: 'another', password: 'x' };
    expect(readPageMessage(smuggled)).toEqual({ type: 'copy.open' });
  });

  it.each([
    { type: 'page.ready' },
    { type: 'page.ready', showsCheck: 'true' },
    { type: 'endpoint.edit' },
    { type: 'endpoint.edit', end: 'both' },
    { type: 'tunnel.setUp', end: 'both' },
    { type: 'check.Again' },
    { type: 'report.export' },
    { type: 'report.export', format: 'exe' },
    { type: 'text.copy' },
    { type: 'text.copy', text: '' },
    { type: 'text.copy', text: 'x'.repeat(10_001) },
    { type: 'setting.use', rule: 5 },
    { type: ['copy.open'] },
    Object.create({ type: 'copy.open' }),
    'copy.open',
    null,
    undefined,
  ])('refuses %j', (message) => {
    expect(readPageMessage(message)).toBeNull();
  });

  it('never throws on garbage, and lets none pass', () => {
    const garbage = fc.anything({ withNullPrototype: true, withDate: true, withMap: true });
    fc.assert(
      fc.property(garbage, (value) => {
        const read = readPageMessage(value);
        expect(read === null || types.includes(read.type)).toBe(true);
      }),
    );
  });

  it('answers with a known message or null, whatever stands beside the type', () => {
    const near = fc.record(
      {
        type: fc.oneof(fc.constantFrom(...types), fc.string()),
        showsCheck: fc.anything(),
        end: fc.anything(),
      },
      { requiredKeys: ['type'] },
    );
    fc.assert(
      fc.property(near, (value) => {
        const read = readPageMessage(value);
        if (read !== null) expect(messages).toContainEqual(read);
      }),
    );
  });

  it('is not thrown by objects that throw when read', () => {
    const hostile = new Proxy(
      {},
      {
        getOwnPropertyDescriptor() {
          throw new Error('no');
        },
      },
    );
    expect(readPageMessage(hostile)).toBeNull();
    expect(readPairIds(hostile)).toBeNull();
    const getter = Object.defineProperty({}, 'type', {
      get() {
        throw new Error('no');
      },
    });
    expect(readPageMessage(getter)).toBeNull();
  });
});

describe('readPairIds', () => {
  it('reads the ids of both ends, of whatever version', () => {
    const source = { id: 'a', name: 'orders', address: 'redis://h:6379' };
    const target = { id: 'b' };
    expect(readPairIds({ version: 7, pair: { source, target } })).toEqual({ source: 'a', target: 'b' });
    expect(readPairIds({ pair: { source, target: null } })).toEqual({ source: 'a', target: null });
  });

  it.each([
    {},
    { pair: {} },
    { pair: { source: { id: '' }, target: null } },
    { pair: { source: { id: 'a' } } },
    { pair: { source: { id: 'a' }, target: { id: 5 } } },
    { pair: { source: { id: 'a'.repeat(1001) }, target: null } },
  ])('refuses %j', (state) => {
    expect(readPairIds(state)).toBeNull();
  });

  it('never throws on garbage', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const read = readPairIds(value);
        expect(read === null || typeof read.source === 'string').toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (source, target) => {
        const read = readPairIds({ pair: { source: { id: source }, target } });
        expect(read === null || typeof read.source === 'string').toBe(true);
      }),
    );
  });
});
