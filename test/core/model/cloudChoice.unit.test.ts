import { describe, expect, it } from 'vitest';
import { withProfile } from '../../../src/core/model/cloudChoice';

describe('withProfile', () => {
  const before = { profile: 'default', regions: ['eu-west-1', 'eu-west-3'] };

  it("looks in the profile's own region, wherever the one before looked", () => {
    const denied = { profile: 'denied', regions: ['us-east-1'] };
    expect(withProfile(before, 'denied', 'us-east-1')).toEqual(denied);
    expect(withProfile({ ...before, regionsChosen: false }, 'denied', 'us-east-1')).toEqual(denied);
    expect(withProfile(null, 'denied', 'us-east-1')).toEqual(denied);
    expect(withProfile(before, null, 'us-east-1')).toEqual({ ...denied, profile: null });
  });

  it('keeps the regions that a person chose, and that they are so', () => {
    const chosen = { ...before, regionsChosen: true };
    expect(withProfile(chosen, 'denied', 'us-east-1')).toEqual({ ...chosen, profile: 'denied' });
    expect(withProfile(chosen, null, null)).toEqual({ ...chosen, profile: null });
  });

  it('never guesses a region', () => {
    expect(withProfile(before, 'bare', null)).toBeNull();
    expect(withProfile(null, 'bare', null)).toBeNull();
  });
});
