import { expect, test } from 'vitest';
import { pageAt } from '../../store/page.testkit';
import { isMenuEmpty, menuOf } from './menuOf';

test('the menu offers acts for a message under way, and other ways for one of the past', async () => {
  const { session, state } = await pageAt('scenario=opening');
  session.step();
  session.step();
  const wire = state().moment.world.wires[0]?.id as number;
  const subject = { kind: 'message', target: wire } as const;
  const labels = () => {
    const { actions, target } = menuOf(session, subject);
    return actions.filter((one) => one.possible(state().moment, target)).map(({ label }) => label);
  };
  expect(labels()).toEqual(['Drop', 'Deliver now', 'Hold', 'Duplicate']);
  session.goToEnd();
  expect(labels()).toContain('Drop it instead');
  expect(labels()).not.toContain('Drop');
  const event = state().trace.messages[wire - 1]?.endDepth as number;
  expect(menuOf(session, { kind: 'event', target: event }).title).toMatch(/^Event \d+: ./);
  expect(isMenuEmpty(session, { kind: 'event', target: event })).toBe(false);
  expect(isMenuEmpty(session, { kind: 'message', target: 99_999 })).toBe(true);
});
