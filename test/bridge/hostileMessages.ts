const HUGE = 'x'.repeat(5_000_000);

/** What no page of ours says; as a message it has passed the editor's own JSON already. */
export const HOSTILE: readonly unknown[] = [
  null,
  'run.start',
  42,
  [],
  {},
  [{ type: 'run.start' }],
  { type: 'run.everything' },
  { type: ['run.start'] },
  { type: HUGE },
  { type: 'copy.set', setting: 'onConflict', value: HUGE },
  { type: 'copy.set', setting: '__proto__', value: 'replace' },
  { type: 'route.choose', route: 'constructor' },
  { type: 'step.go', step: 'cutover' },
  { type: 'end.choose', end: 'both' },
  { type: 'verify.start', repair: 'yes' },
  { type: 'snippet.copy', client: '$(rm)' },
  { type: 'report.save', format: '../../etc/passwd' },
  { type: 'text.copy', text: HUGE },
  { type: 'setting.use', rule: 7 },
  JSON.parse('{"__proto__":{"type":"run.start","polluted":true}}'),
  JSON.parse('{"type":"copy.set","__proto__":{"setting":"onConflict","value":"skip","polluted":true}}'),
];
